//! The screen of one task.

mod actions;

use jiff::civil::Date;
use outrider_model::agenda::days_overdue;
use outrider_model::decide::{Reproach, Verdict};
use outrider_model::id::{ChangeId, DeviceId, ItemId, NoteId, SeriesId, TaskId, TeamId};
use outrider_model::place::Fix;
use outrider_model::record::{Field, Head, Priority, Record, Status, Task};
use outrider_model::stamp::{Civil, Window};
use serde::Serialize;

pub(super) use actions::allowed;
pub use actions::{Action, ActionKind};

use super::diary::DiaryLine;
use super::line::{ActivityLine, CustomerLine, NoteLine, ReasonLine, VisitLine, Who};
use crate::query::{Journey, Names, PendingRow, SyncMark, TaskFacts};

/// One task.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TaskView {
    /// The task.
    pub task: TaskId,
    /// What is to be done.
    pub title: String,
    /// What one should know about it.
    pub details: String,
    /// Of what activity.
    pub activity: ActivityLine,
    /// Who does it.
    pub assignee: Option<Who>,
    /// Which team may claim it, or did.
    pub team: Option<TeamId>,
    /// That team's name.
    pub team_name: Option<String>,
    /// Where.
    pub customer: Option<CustomerLine>,
    /// The civil day.
    pub plan_day: Option<Date>,
    /// How many days it is overdue, while it is open.
    pub overdue_days: Option<i32>,
    /// The time window.
    pub window: Option<Window>,
    /// How urgent.
    pub priority: Priority,
    /// Where it stands.
    pub status: Status,
    /// Every report that nobody has superseded, the one that is shown first.
    pub reports: Vec<HeadLine>,
    /// What the person may do with it, in the order of use.
    pub actions: Vec<Action>,
    /// What to tick off, in order.
    pub checklist: Vec<ItemLine>,
    /// Notes for it, newest first.
    pub notes: Vec<NoteLine>,
    /// Visits for it, newest first.
    pub visits: Vec<VisitLine>,
    /// What the person lost or should know about it.
    pub diary: Vec<DiaryLine>,
    /// Changes of it that are not on the server yet.
    pub changes: Vec<ChangeLine>,
    /// Who made it.
    pub made_by: Who,
    /// The note whose next step it is.
    pub from_note: Option<NoteId>,
    /// The series that it is an occurrence of.
    pub series: Option<SeriesId>,
    /// Whether it was taken away with its import.
    pub removed: bool,
    /// Where it is safe.
    pub mark: SyncMark,
}

/// One report on a task's status.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct HeadLine {
    /// What was reported.
    pub status: Status,
    /// Who.
    pub by: Who,
    /// On which device.
    pub device: DeviceId,
    /// When, as that device showed it.
    pub at: Civil,
    /// Where that device said it was.
    pub fix: Option<Fix>,
    /// Why.
    pub reason: Option<ReasonLine>,
    /// Whether it is the one that is shown.
    pub is_shown: bool,
    /// Whether it answers an assignment that stands no more.
    pub is_of_former: bool,
}

/// One line of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ItemLine {
    /// Which.
    pub item: ItemId,
    /// What to tick off.
    pub text: String,
    /// Whether it is ticked.
    pub done: bool,
}

/// A change that is not on the server yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ChangeLine {
    /// Which.
    pub change: ChangeId,
    /// What happened, in the word in which it travels.
    pub happened: String,
    /// How far it has come.
    pub journey: Journey,
    /// What this phone thinks the server will refuse it for.
    pub forecast: Option<Reproach>,
    /// What the server refused it for.
    pub refused: Option<Reproach>,
    /// When it was saved, microseconds since 1970 (UTC).
    pub saved_at: i64,
}

impl ChangeLine {
    pub(super) fn of(row: &PendingRow) -> ChangeLine {
        ChangeLine {
            change: row.change,
            happened: row.happened.clone(),
            journey: row.journey,
            forecast: reproach(row.forecast.as_ref()),
            refused: reproach(row.verdict.as_ref()),
            saved_at: row.saved_at,
        }
    }
}

fn reproach(verdict: Option<&Verdict>) -> Option<Reproach> {
    if let Verdict::Refused(reproach) = verdict?.first() {
        Some(reproach.clone())
    } else {
        None
    }
}

impl TaskView {
    /// Makes the screen of its facts; none for a record of another shape than this version knows.
    #[must_use]
    pub fn of(facts: &TaskFacts) -> Option<TaskView> {
        let (record, names) = (&facts.record, &facts.names);
        let task: Task = record.read().ok()?;
        let status = task.shown_in(record).status;
        let overdue =
            days_overdue(task.plan_day, facts.moment.today()).filter(|_| !status.is_terminal());
        Some(TaskView {
            task: record.id.into(),
            activity: names.activity(task.activity),
            assignee: task.assignee.map(|person| Who::of(person, names)),
            team: task.team,
            team_name: task.team.and_then(|team| names.teams.get(&team).cloned()),
            customer: facts
                .place
                .as_ref()
                .map(|place| CustomerLine::of(place, facts.at)),
            plan_day: task.plan_day,
            overdue_days: overdue,
            window: task.window,
            priority: task.priority.clone(),
            reports: reports(record, &task, names),
            actions: actions::actions(record, &task, &facts.judge, &facts.moment),
            checklist: checklist(&task),
            notes: facts
                .notes
                .iter()
                .filter_map(|row| NoteLine::of(row, names, &facts.pending))
                .collect(),
            visits: facts
                .visits
                .iter()
                .map(|row| VisitLine::of(row, names, &facts.pending))
                .collect(),
            diary: facts
                .diary
                .iter()
                .map(|row| DiaryLine::of(row, names, &facts.pending))
                .collect(),
            changes: facts.changes.iter().map(ChangeLine::of).collect(),
            made_by: Who::of(record.created().person, names),
            from_note: task.from_note,
            series: task.series,
            removed: task.removed,
            mark: facts.pending.mark(record.id),
            title: task.title,
            details: task.details,
            status,
        })
    }
}

/// Returns the change that wrote the present assignee.
pub(super) fn assignment_of(record: &Record) -> ChangeId {
    record.writer(&Field::from("assignee")).change
}

fn reports(record: &Record, task: &Task, names: &Names) -> Vec<HeadLine> {
    let assignment = assignment_of(record);
    let shown = task.shown(assignment).head.map(|(id, _)| id);
    let mut heads: Vec<(&ChangeId, &Head)> = task.heads.iter().collect();
    heads.sort_by_key(|(id, head)| (Some(**id) != shown, std::cmp::Reverse(head.stamp), **id));
    heads
        .into_iter()
        .map(|(id, head)| HeadLine {
            status: head.status.clone(),
            by: Who::of(head.person, names),
            device: head.device,
            at: head.civil.clone(),
            fix: head.fix.clone(),
            reason: ReasonLine::of(&head.reason, names),
            is_shown: Some(*id) == shown,
            is_of_former: head.answers != assignment,
        })
        .collect()
}

fn checklist(task: &Task) -> Vec<ItemLine> {
    let mut items: Vec<_> = task.checklist.iter().collect();
    items.sort_by_key(|(id, item)| (item.rank, **id));
    items
        .into_iter()
        .map(|(id, item)| ItemLine {
            item: *id,
            text: item.text.clone(),
            done: item.done,
        })
        .collect()
}

#[cfg(test)]
mod tests;
