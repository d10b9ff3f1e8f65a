//! The order of a day. Pure and total: the same tasks at the same time stand in the same order.
//!
//! First what is urgent; then what is overdue, the oldest first among equals; then time windows:
//! those that are open, missed or about to open by their end, then what has no window, then what
//! opens later; then the planned day; then what is nearest; at last the id.

use std::cmp::Reverse;

use jiff::civil::Date;
use outrider_model::id::TaskId;
use outrider_model::record::Priority;
use outrider_model::stamp::Window;

use super::Reason;
use crate::query::TaskRow;

/// A task goes before what has no window when its own opens within so many minutes.
const SOON: u16 = 60;

/// Where a task stands; the least comes first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    priority: u8,
    is_overdue: Reverse<bool>,
    window: (u8, u16),
    plan_day: Date,
    distance_mm: i64,
    id: TaskId,
}

/// Returns where a task stands on a day at a minute, its customer being so far away.
pub(super) fn key(task: &TaskRow, today: Date, minute: u16, away: Option<i64>) -> Key {
    let is_overdue = overdue_days(task, today).is_some();
    Key {
        priority: rank(&task.priority),
        is_overdue: Reverse(is_overdue),
        window: window_of_today(task, today).map_or((1, 0), |window| window_rank(window, minute)),
        plan_day: task.plan_day.unwrap_or(Date::MAX),
        distance_mm: away.unwrap_or(i64::MAX),
        id: task.id,
    }
}

/// Returns why a task stands there, the weightiest first.
pub(super) fn reasons(
    task: &TaskRow,
    today: Date,
    minute: u16,
    away: Option<i64>,
    claim: Option<Reason>,
) -> Vec<Reason> {
    let priority = match task.priority {
        Priority::Urgent => Some(Reason::Urgent),
        Priority::High => Some(Reason::HighPriority),
        Priority::Low => Some(Reason::LowPriority),
        Priority::Normal | Priority::Unknown(_) => None,
    };
    let overdue = overdue_days(task, today).map(|days| Reason::Overdue { days });
    let window = window_of_today(task, today).map(|window| {
        if minute < window.from {
            Reason::WindowOpens { at: window.from }
        } else if minute < window.to {
            Reason::WindowOpen { until: window.to }
        } else {
            Reason::WindowMissed { at: window.to }
        }
    });
    let day = match task.plan_day {
        None => Some(Reason::AnyDay),
        Some(day) if day == today => Some(Reason::PlannedToday),
        Some(day) if day > today => Some(Reason::Planned { day }),
        Some(_) => None,
    };
    let near = away.map(|distance_mm| Reason::Away { distance_mm });
    let (low, high): (Vec<_>, Vec<_>) = priority
        .into_iter()
        .partition(|reason| *reason == Reason::LowPriority);
    high.into_iter()
        .chain(overdue)
        .chain(window)
        .chain(claim)
        .chain(day)
        .chain(low)
        .chain(near)
        .collect()
}

/// Returns how many days ago an overdue task was planned.
pub(in crate::view) fn overdue_days(task: &TaskRow, today: Date) -> Option<i32> {
    days_overdue(task.plan_day, today)
}

/// Returns how many days a planned day is over.
pub(in crate::view) fn days_overdue(plan_day: Option<Date>, today: Date) -> Option<i32> {
    let days = (today - plan_day?).get_days();
    (days > 0).then_some(days)
}

/// A word of a newer version is taken for the usual.
fn rank(priority: &Priority) -> u8 {
    match priority {
        Priority::Urgent => 0,
        Priority::High => 1,
        Priority::Normal | Priority::Unknown(_) => 2,
        Priority::Low => 3,
    }
}

/// A window counts on its own day only.
fn window_of_today(task: &TaskRow, today: Date) -> Option<Window> {
    task.window
        .filter(|_| task.plan_day.is_none_or(|day| day >= today))
}

fn window_rank(window: Window, minute: u16) -> (u8, u16) {
    if window.from <= minute.saturating_add(SOON) {
        (0, window.to)
    } else {
        (2, window.from)
    }
}
