//! The first screen: what to do today, in which order and why.

use jiff::civil::Date;
pub use outrider_model::agenda::Reason;
use outrider_model::agenda::{Key, Stop, key, reasons};
use outrider_model::id::{CustomerId, NoteId, TaskId};
use outrider_model::place::Position;
use outrider_model::record::{Priority, Status, Task};
use outrider_model::stamp::{Civil, Window};
use serde::Serialize;
use std::collections::BTreeMap;

use super::line::CustomerLine;
use super::task::{ActionKind, allowed};
use crate::query::{
    CustomerPlace, DayFacts, Moment, Names, Pending, SyncMark, TaskRow, TodayFacts, Unfinished,
};

/// What there is to do today.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TodayView {
    /// The person's civil day.
    pub day: Date,
    /// His open tasks up to today and those without a day, in order. Overdue ones are all here.
    pub tasks: Vec<TodayRow>,
    /// What his team may claim, in order.
    pub to_claim: Vec<TodayRow>,
    /// What he has to give to somebody, where he is a manager, in order.
    pub to_assign: Vec<TodayRow>,
    /// Notes that he began and did not finish: here, the latest first, then on other phones of his.
    pub unfinished: Vec<UnfinishedNote>,
    /// What he himself closed or declined today, the latest first.
    pub settled: Vec<SettledRow>,
    /// What the days after today hold.
    pub later: Vec<LaterDay>,
}

/// What there is to do on another day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DayView {
    /// The civil day.
    pub day: Date,
    /// The person's open tasks of that day, in order.
    pub tasks: Vec<TodayRow>,
}

/// One task of a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TodayRow {
    /// The task.
    pub task: TaskId,
    /// What is to be done.
    pub title: String,
    /// Where it stands.
    pub status: Status,
    /// How urgent.
    pub priority: Priority,
    /// The civil day.
    pub plan_day: Option<Date>,
    /// The time window.
    pub window: Option<Window>,
    /// Where.
    pub customer: Option<CustomerLine>,
    /// Why it stands here, the weightiest first; never empty.
    pub reasons: Vec<Reason>,
    /// Where it is safe.
    pub mark: SyncMark,
}

/// A task that the person closed or declined today.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SettledRow {
    /// The task.
    pub task: TaskId,
    /// What was to be done.
    pub title: String,
    /// How it ended.
    pub status: Status,
    /// When, as his device showed it.
    pub at: Civil,
    /// Where.
    pub customer: Option<CustomerLine>,
    /// Whether he may take it back.
    pub can_undo: bool,
    /// Where it is safe.
    pub mark: SyncMark,
}

/// A note that was begun and not finished; its editor shows all of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct UnfinishedNote {
    /// The note that it will become, or that it edits.
    pub note: NoteId,
    /// About whom.
    pub customer: Option<CustomerLine>,
    /// For which task.
    pub task: Option<TaskId>,
    /// Its first words, at most 60 characters, and an ellipsis where more follow.
    pub begins: String,
    /// Whether it was typed on another phone of his; taking it over is his choice.
    pub is_elsewhere: bool,
}

/// A day after today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LaterDay {
    /// The civil day.
    pub day: Date,
    /// How many open tasks it holds.
    pub tasks: u64,
}

impl TodayView {
    /// Makes the screen of its facts.
    #[must_use]
    pub fn of(facts: &TodayFacts) -> TodayView {
        let rows = Rows {
            moment: &facts.moment,
            at: facts.at,
            places: &facts.places,
            pending: &facts.pending,
            names: Some(&facts.names),
        };
        TodayView {
            day: facts.moment.today(),
            tasks: rows.in_order(&facts.mine),
            to_claim: rows.in_order(&facts.claimable),
            to_assign: rows.in_order(&facts.to_assign),
            unfinished: facts
                .unfinished
                .iter()
                .map(|note| begun(note, facts))
                .collect(),
            settled: settled(facts),
            later: facts
                .later
                .iter()
                .map(|(day, tasks)| LaterDay {
                    day: *day,
                    tasks: *tasks,
                })
                .collect(),
        }
    }
}

impl DayView {
    /// Makes the screen of its facts.
    #[must_use]
    pub fn of(facts: &DayFacts) -> DayView {
        let DayFacts {
            day,
            moment,
            at,
            mine,
            places,
            pending,
        } = facts;
        let rows = Rows {
            moment,
            at: *at,
            places,
            pending,
            names: None,
        };
        DayView {
            day: *day,
            tasks: rows.in_order(mine),
        }
    }
}

/// What turns tasks into rows.
struct Rows<'a> {
    moment: &'a Moment,
    at: Option<Position>,
    places: &'a BTreeMap<CustomerId, CustomerPlace>,
    pending: &'a Pending,
    /// Names of teams, where rows may be claimed.
    names: Option<&'a Names>,
}

impl Rows<'_> {
    fn in_order(&self, tasks: &[TaskRow]) -> Vec<TodayRow> {
        let (today, minute) = (self.moment.today(), self.moment.minute());
        let mut rows: Vec<(Key, TodayRow)> = tasks
            .iter()
            .map(|task| {
                let customer = task.customer.and_then(|id| self.places.get(&id));
                let customer = customer.map(|place| CustomerLine::of(place, self.at));
                let stop = Stop {
                    id: task.id,
                    priority: task.priority.clone(),
                    plan_day: task.plan_day,
                    window: task.window,
                    away: customer.as_ref().and_then(|customer| customer.distance_mm),
                };
                let why = reasons(&stop, today, minute, self.to_be_given(task));
                (
                    key(&stop, today, minute),
                    row(task, customer, why, self.pending),
                )
            })
            .collect();
        rows.sort_by(|(left, _), (right, _)| left.cmp(right));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// Why a task that is not the person's own to do stands on his screen.
    fn to_be_given(&self, task: &TaskRow) -> Option<Reason> {
        if task.status == Status::Declined {
            return Some(Reason::Declined);
        }
        if task.assignee.is_some() {
            return None;
        }
        let name = |team| self.names.and_then(|names| names.teams.get(&team).cloned());
        Some(match task.team {
            Some(team) => Reason::Claimable {
                team,
                name: name(team),
            },
            None => Reason::Unassigned,
        })
    }
}

fn row(
    task: &TaskRow,
    customer: Option<CustomerLine>,
    reasons: Vec<Reason>,
    pending: &Pending,
) -> TodayRow {
    TodayRow {
        task: task.id,
        title: task.title.clone(),
        status: task.status.clone(),
        priority: task.priority.clone(),
        plan_day: task.plan_day,
        window: task.window,
        customer,
        reasons,
        mark: pending.mark(task.id.into()),
    }
}

fn begun(note: &Unfinished, facts: &TodayFacts) -> UnfinishedNote {
    let place = note.customer.and_then(|id| facts.places.get(&id));
    UnfinishedNote {
        note: note.note,
        customer: place.map(|place| CustomerLine::of(place, facts.at)),
        task: note.task,
        begins: beginning(&note.body),
        is_elsewhere: note.is_elsewhere,
    }
}

/// The first words of a text in one line, with an ellipsis where more follow.
fn beginning(body: &str) -> String {
    const CHARS: usize = 60;
    let mut words = body.split_whitespace();
    let first = words.next().unwrap_or_default();
    let mut begins: String = first.chars().take(CHARS).collect();
    let mut is_whole = begins.len() == first.len();
    for word in words {
        is_whole = is_whole && begins.chars().count() + word.chars().count() < CHARS;
        if !is_whole {
            break;
        }
        begins.push(' ');
        begins.push_str(word);
    }
    if !is_whole {
        begins.push('…');
    }
    begins
}

/// The tasks whose shown status the person himself wrote today.
fn settled(facts: &TodayFacts) -> Vec<SettledRow> {
    facts
        .settled
        .iter()
        .filter(|(row, _)| !facts.to_assign.iter().any(|other| other.id == row.id))
        .filter_map(|(row, record)| {
            let task: Task = record.read().ok()?;
            let shown = task.shown_in(record);
            let (_, head) = shown
                .head
                .filter(|(_, head)| head.person == facts.judge.author)?;
            let can_undo =
                allowed(record, &task, &facts.judge, &facts.moment).contains(&ActionKind::Undo);
            let place = row.customer.and_then(|id| facts.places.get(&id));
            Some(SettledRow {
                task: row.id,
                title: row.title.clone(),
                status: shown.status.clone(),
                at: head.civil.clone(),
                customer: place.map(|place| CustomerLine::of(place, facts.at)),
                can_undo,
                mark: facts.pending.mark(row.id.into()),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;
