//! What a person may do with a task: each possibility is put to the judge, as the change that a
//! tap would make. So a screen offers nothing that the rules refuse, and no rule stands twice. Who
//! does a task instead, and what is closed, is planned in the console: a phone has no tap for it.

use std::collections::BTreeMap;

use outrider_model::change::{
    Bases, Body, Change, Edited, Fields, Seen, StatusReport, TaskChecked, TaskReassigned, TaskRef,
};
use outrider_model::decide::{Held, Judge, Look, Past, decide};
use outrider_model::id::{ChangeId, ItemId, PersonId, RecordId, TaskId};
use outrider_model::record::{Field, Record, Task};
use outrider_model::text::TextHash;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::query::Moment;

/// Something that the person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Action {
    /// What.
    pub kind: ActionKind,
    /// Whether a reason has to be given.
    pub needs_reason: bool,
}

/// What can be done with a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ActionKind {
    /// Take it from the team.
    Claim,
    /// Say that one will do it.
    Accept,
    /// Begin.
    Start,
    /// Done.
    Complete,
    /// Not done.
    NotDone,
    /// Say that one will not do it.
    Decline,
    /// Take back what was reported, or open it again.
    Undo,
    /// Tick off or untick a line.
    Check,
    /// Give it back to the team.
    HandBack,
    /// Choose another day, window or priority.
    Reschedule,
    /// Change its words.
    Edit,
    /// Call it off.
    Cancel,
}

const ALL: [ActionKind; 12] = [
    ActionKind::Claim,
    ActionKind::Accept,
    ActionKind::Start,
    ActionKind::Complete,
    ActionKind::NotDone,
    ActionKind::Decline,
    ActionKind::Undo,
    ActionKind::Check,
    ActionKind::HandBack,
    ActionKind::Reschedule,
    ActionKind::Edit,
    ActionKind::Cancel,
];

/// Returns what the person may do, with whether a reason has to be given.
pub(super) fn actions(record: &Record, task: &Task, judge: &Judge, moment: &Moment) -> Vec<Action> {
    let needs_reason = |kind| kind == ActionKind::NotDone;
    let kinds = allowed(record, task, judge, moment);
    kinds
        .into_iter()
        .map(|kind| Action {
            kind,
            needs_reason: needs_reason(kind),
        })
        .collect()
}

/// Returns what the person may do. A closed task is left alone, but for opening it again.
pub(in crate::view) fn allowed(
    record: &Record,
    task: &Task,
    judge: &Judge,
    moment: &Moment,
) -> Vec<ActionKind> {
    let is_closed = task.removed || task.shown_in(record).status.is_terminal();
    let may = |kind: &ActionKind| {
        if is_closed && *kind != ActionKind::Undo {
            return false;
        }
        let Some(body) = body(*kind, record.id.into(), task) else {
            return false;
        };
        let change = change(body, record, task, moment);
        decide(&Only(record), judge, &change).is_ok()
    };
    ALL.into_iter().filter(may).collect()
}

/// The body of the change that a tap would make; none where it would make no sense.
fn body(kind: ActionKind, id: TaskId, task: &Task) -> Option<Body> {
    let report = || StatusReport {
        task: id,
        reason: "-".into(),
        fix: None,
    };
    let edit = |field: &str, value: Value| Edited {
        target: id,
        set: Fields::from([(Field::from(field), value)]),
    };
    Some(match kind {
        ActionKind::Claim => Body::TaskClaimed(TaskRef { task: id }),
        ActionKind::Accept => Body::TaskAccepted(report()),
        ActionKind::Start => Body::TaskStarted(report()),
        ActionKind::Complete => Body::TaskCompleted(report()),
        ActionKind::NotDone => Body::TaskNotDone(report()),
        ActionKind::Decline => Body::TaskDeclined(report()),
        ActionKind::Undo => Body::TaskReopened(report()),
        ActionKind::Check => {
            let (item, line): (&ItemId, _) = task.checklist.iter().next()?;
            Body::TaskChecked(TaskChecked {
                task: id,
                item: *item,
                done: !line.done,
            })
        }
        ActionKind::HandBack => {
            let team = task.team.filter(|_| task.assignee.is_some())?;
            Body::TaskReassigned(TaskReassigned {
                task: id,
                assignee: None,
                team: Some(team),
            })
        }
        ActionKind::Reschedule => Body::TaskRescheduled(edit("plan_day", Value::Null)),
        ActionKind::Edit => Body::TaskEdited(edit("details", Value::String(String::new()))),
        ActionKind::Cancel => Body::TaskCancelled(report()),
    })
}

/// A change made now, by somebody who has seen all that stands.
fn change(body: Body, record: &Record, task: &Task, moment: &Moment) -> Change {
    let mut seen: BTreeMap<Field, Seen> = record
        .writers()
        .into_iter()
        .map(|(field, writer)| (field, Seen::from([(writer.change, true)])))
        .collect();
    seen.insert(
        Field::from("status"),
        task.heads.keys().map(|head| (*head, true)).collect(),
    );
    Change {
        id: ChangeId(Uuid::nil()),
        mends: None,
        stamp: outrider_model::stamp::Stamp(moment.now),
        civil: moment.civil.clone(),
        was: Bases::from([(record.id, seen)]),
        body,
    }
}

/// Holds one record and nothing else, as a phone might.
struct Only<'a>(&'a Record);

impl Held for Only<'_> {
    fn record(&self, id: RecordId) -> Look<&Record> {
        if id == self.0.id {
            Look::Present(self.0)
        } else {
            Look::NotHeld
        }
    }

    fn past(&self, _: ChangeId) -> Look<&Past> {
        Look::NotHeld
    }

    fn text(&self, _: RecordId, _: &TextHash) -> Look<&str> {
        Look::NotHeld
    }

    fn stands(&self, _: PersonId, _: RecordId) -> Look<()> {
        Look::NotHeld
    }
}
