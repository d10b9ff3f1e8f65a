//! Tasks and their status, a register of several values.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Field, Record};
use crate::id::{
    ActivityTypeId, ChangeId, CustomerId, DeviceId, ImportId, ItemId, NoteId, PersonId, SeriesId,
    TeamId,
};
use crate::place::Fix;
use crate::stamp::{Civil, Stamp, Window};

/// Something to be done by a rep, or by a team until somebody claims it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Task {
    /// What is to be done.
    pub title: String,
    /// What one should know about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub details: String,
    /// Of what activity.
    pub activity: ActivityTypeId,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<PersonId>,
    /// Which team it is offered to, while nobody is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Where it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// The civil day, in the assignee's zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_day: Option<Date>,
    /// The time window of that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// How urgent.
    #[serde(default)]
    pub priority: Priority,
    /// What to tick off.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub checklist: BTreeMap<ItemId, Item>,
    /// The series that it is an occurrence of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<SeriesId>,
    /// The note whose next step it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_note: Option<NoteId>,
    /// The import that brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportId>,
    /// Every status write that nobody has superseded.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub heads: BTreeMap<ChangeId, Head>,
    /// Set when an import that brought it was undone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
}

/// One status write: who, when, where, on which device, why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = StatusWrite))]
pub struct Head {
    /// What was written.
    pub status: Status,
    /// Who.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// In which order.
    pub stamp: Stamp,
    /// When, as the device showed it.
    pub civil: Civil,
    /// The change that had made the assignment which this answers.
    pub answers: ChangeId,
    /// Where the device said it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// Why: a reason's short name or words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// One line of a checklist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = ChecklistItem))]
pub struct Item {
    /// What to tick off.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The place in the list; the least comes first.
    #[serde(default)]
    pub rank: i64,
    /// Whether it is ticked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub done: bool,
}

crate::words! {
    /// How urgent a task is.
    #[derive(Default)]
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum Priority {
        /// Before all others.
        Urgent = "urgent",
        /// Before the usual.
        High = "high",
        /// The usual.
        #[default]
        Normal = "normal",
        /// When there is time.
        Low = "low",
    }
}

crate::words! {
    /// Where a task stands.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum Status {
        /// Offered to a team; nobody has claimed it.
        Offered = "offered",
        /// Given to a rep (or to nobody yet, when it has neither rep nor team).
        Assigned = "assigned",
        /// The rep will do it.
        Accepted = "accepted",
        /// The rep will not do it.
        Declined = "declined",
        /// The rep is at it.
        Started = "started",
        /// Done.
        Done = "done",
        /// Not done, for a reason.
        NotDone = "not_done",
        /// Called off by a manager.
        Cancelled = "cancelled",
        /// Closed by a manager for a reason, done or not.
        ClosedByManager = "closed_by_manager",
    }
}

impl Status {
    /// Says whether nothing more is expected of the task. A word of a newer version is open, so
    /// that no task leaves every list.
    #[must_use]
    pub fn is_terminal(&self) -> bool {
        match self {
            Status::Done | Status::NotDone | Status::Cancelled | Status::ClosedByManager => true,
            Status::Offered
            | Status::Assigned
            | Status::Accepted
            | Status::Declined
            | Status::Started
            | Status::Unknown(_) => false,
        }
    }

    /// Ranks heads that stand beside each other: the highest is shown.
    #[must_use]
    pub fn rank(&self) -> u8 {
        match self {
            Status::Done => 9,
            Status::ClosedByManager => 8,
            Status::Cancelled => 7,
            Status::NotDone => 6,
            Status::Started => 4,
            Status::Declined => 3,
            Status::Accepted => 2,
            Status::Assigned | Status::Offered => 1,
            Status::Unknown(_) => 0,
        }
    }
}

/// What a task shows of its heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown<'a> {
    /// The status.
    pub status: Status,
    /// The head it comes from; none when it follows from the assignment alone.
    pub head: Option<(ChangeId, &'a Head)>,
}

impl Task {
    /// Returns the status to be shown: the highest terminal head, else the highest open head that
    /// answers the present assignment, else what the assignment says. Of several completions the
    /// first (least stamp, then id) has the credit.
    ///
    /// `assignment` is the change that wrote the present assignee.
    #[must_use]
    pub fn shown(&self, assignment: ChangeId) -> Shown<'_> {
        shown(&self.heads, assignment).unwrap_or(Shown {
            status: unanswered(self.assignee, self.team),
            head: None,
        })
    }

    /// As [`Task::shown`], of the record that the task was read of: it knows who assigned it last.
    #[must_use]
    pub fn shown_in(&self, record: &Record) -> Shown<'_> {
        self.shown(record.writer(&Field::from("assignee")).change)
    }

    /// As [`Task::shown`], of the fields alone; with the head it comes from.
    pub(crate) fn status_of(
        heads: &BTreeMap<ChangeId, Head>,
        assignment: ChangeId,
        assignee: Option<PersonId>,
        team: Option<TeamId>,
    ) -> (Status, Option<&Head>) {
        shown(heads, assignment).map_or((unanswered(assignee, team), None), |shown| {
            (shown.status, shown.head.map(|(_, head)| head))
        })
    }
}

/// The status that follows from the assignment alone.
fn unanswered(assignee: Option<PersonId>, team: Option<TeamId>) -> Status {
    match (assignee, team) {
        (None, Some(_)) => Status::Offered,
        (Some(_), _) | (None, None) => Status::Assigned,
    }
}

fn shown(heads: &BTreeMap<ChangeId, Head>, assignment: ChangeId) -> Option<Shown<'_>> {
    let counts = |head: &Head| head.status.is_terminal() || head.answers == assignment;
    heads
        .iter()
        .filter(|(_, head)| counts(head))
        .max_by(|left, right| precedence(left).cmp(&precedence(right)))
        .filter(|(_, head)| !matches!(head.status, Status::Assigned | Status::Offered))
        .map(|(id, head)| Shown {
            status: head.status.clone(),
            head: Some((*id, head)),
        })
}

/// Orders heads: by rank; among completions the earliest, among others the latest comes on top.
fn precedence(entry: &(&ChangeId, &Head)) -> (u8, i64, i128) {
    let (id, head) = entry;
    let tie = i128::from_be_bytes(*id.0.as_bytes()) ^ i128::MIN;
    if head.status == Status::Done {
        (head.status.rank(), -head.stamp.0, !tie)
    } else {
        (head.status.rank(), head.stamp.0, tie)
    }
}
