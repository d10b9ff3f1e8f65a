//! The order of a day, and why each task stands where it stands. Pure and total: the same tasks at
//! the same time stand in the same order, on a phone and on a manager's board.
//!
//! First what is urgent; then what is overdue, the oldest first among equals; then time windows:
//! those that are open, missed or about to open by their end, then what has no window, then what
//! opens later; then the planned day; then what is nearest; at last the id.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::Serialize;

use crate::id::{TaskId, TeamId};
use crate::record::Priority;
use crate::stamp::Window;

/// A task goes before what has no window when its own opens within so many minutes.
const SOON: u16 = 60;

/// What the order of a day needs of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The task.
    pub id: TaskId,
    /// How urgent.
    pub priority: Priority,
    /// The civil day.
    pub plan_day: Option<Date>,
    /// The time window.
    pub window: Option<Window>,
    /// How far its customer is from where the day stands, in millimetres; none where nobody knows.
    pub away: Option<i64>,
}

/// Where a task stands in a day; the least comes first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    priority: u8,
    is_overdue: Reverse<bool>,
    window: (u8, u16),
    plan_day: Date,
    distance_mm: i64,
    id: TaskId,
}

/// Why a task stands where it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = WhyHere))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "uniffi", uniffi(name = "WhyHere"))]
pub enum Reason {
    /// It goes before all others.
    Urgent,
    /// It goes before the usual.
    HighPriority,
    /// It is done when there is time.
    LowPriority,
    /// Its day is over.
    Overdue {
        /// How many days ago it was planned.
        days: i32,
    },
    /// Its window is open.
    WindowOpen {
        /// Until which minute of the day.
        until: u16,
    },
    /// Its window opens later today.
    WindowOpens {
        /// At which minute of the day.
        at: u16,
    },
    /// Its window closed today.
    WindowMissed {
        /// At which minute of the day.
        at: u16,
    },
    /// It is planned for today.
    PlannedToday,
    /// It is planned for another day to come.
    Planned {
        /// Which.
        day: Date,
    },
    /// It is planned for no day.
    AnyDay,
    /// The person's team may claim it.
    Claimable {
        /// Which team.
        team: TeamId,
        /// Its name.
        #[cfg_attr(feature = "schema", schema(required))]
        name: Option<String>,
    },
    /// It was declined and needs somebody else.
    Declined,
    /// Nobody was given it.
    Unassigned,
    /// Its customer is so far.
    Away {
        /// How far, in millimetres.
        distance_mm: i64,
    },
}

/// Returns where a task stands on a day at a minute.
#[must_use]
pub fn key(stop: &Stop, today: Date, minute: u16) -> Key {
    Key {
        priority: rank(&stop.priority),
        is_overdue: Reverse(days_overdue(stop.plan_day, today).is_some()),
        window: window_of_today(stop, today).map_or((1, 0), |window| window_rank(window, minute)),
        plan_day: stop.plan_day.unwrap_or(Date::MAX),
        distance_mm: stop.away.unwrap_or(i64::MAX),
        id: stop.id,
    }
}

/// Returns why a task stands there, the weightiest first. `given` says why a task that is not the
/// person's own to do stands on his screen.
#[must_use]
pub fn reasons(stop: &Stop, today: Date, minute: u16, given: Option<Reason>) -> Vec<Reason> {
    let priority = match stop.priority {
        Priority::Urgent => Some(Reason::Urgent),
        Priority::High => Some(Reason::HighPriority),
        Priority::Low => Some(Reason::LowPriority),
        Priority::Normal | Priority::Unknown(_) => None,
    };
    let overdue = days_overdue(stop.plan_day, today).map(|days| Reason::Overdue { days });
    let window = window_of_today(stop, today).map(|window| {
        if minute < window.from {
            Reason::WindowOpens { at: window.from }
        } else if minute < window.to {
            Reason::WindowOpen { until: window.to }
        } else {
            Reason::WindowMissed { at: window.to }
        }
    });
    let day = match stop.plan_day {
        None => Some(Reason::AnyDay),
        Some(day) if day == today => Some(Reason::PlannedToday),
        Some(day) if day > today => Some(Reason::Planned { day }),
        Some(_) => None,
    };
    let near = stop.away.map(|distance_mm| Reason::Away { distance_mm });
    let (low, high): (Vec<_>, Vec<_>) = priority
        .into_iter()
        .partition(|reason| *reason == Reason::LowPriority);
    high.into_iter()
        .chain(overdue)
        .chain(window)
        .chain(given)
        .chain(day)
        .chain(low)
        .chain(near)
        .collect()
}

/// Returns how many days a planned day is over.
#[must_use]
pub fn days_overdue(plan_day: Option<Date>, today: Date) -> Option<i32> {
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
fn window_of_today(stop: &Stop, today: Date) -> Option<Window> {
    stop.window
        .filter(|_| stop.plan_day.is_none_or(|day| day >= today))
}

fn window_rank(window: Window, minute: u16) -> (u8, u16) {
    if window.from <= minute.saturating_add(SOON) {
        (0, window.to)
    } else {
        (2, window.from)
    }
}

#[cfg(test)]
mod tests;
