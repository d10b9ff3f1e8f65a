//! The diary: what somebody lost or should know, kept until he has settled it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Kind;
use super::field::Field;
use crate::id::{ChangeId, DiaryId, PersonId, RecordId};
use crate::stamp::Stamp;

/// An entry for one person; his managers see it too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Diary {
    /// For whom.
    pub person: PersonId,
    /// What it tells.
    pub tells: DiaryKind,
    /// The record it is about.
    pub about: RecordId,
    /// That record's kind.
    pub about_kind: Kind,
    /// The field, where one is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// The value that the person wrote and that does not stand.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub mine: Value,
    /// The value that stands in its place.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub theirs: Value,
    /// The person's change.
    pub change: ChangeId,
    /// The other change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<ChangeId>,
    /// Who wrote the other change. A record's own `by` holds the writers of its fields.
    #[serde(
        rename = "other_person",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub by: Option<PersonId>,
    /// When it was noticed.
    pub noticed: Stamp,
    /// How the person settled it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
}

crate::words! {
    /// What a diary entry tells.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum DiaryKind {
        /// A value lost against another.
        Lost = "lost",
        /// Two edits of one passage: both stand, marked.
        Overlap = "overlap",
        /// The task went to somebody else.
        Reassigned = "reassigned",
        /// The task was done by its former assignee.
        DoneByFormer = "done_by_former",
        /// The task was done by two people, or twice.
        DoneTwice = "done_twice",
        /// The task was done while it was being cancelled or closed.
        DoneThoughCancelled = "done_though_cancelled",
    }
}

crate::words! {
    /// How an entry was settled.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum Settled {
        /// The lost value was written again.
        Restored = "restored",
        /// The person knows and leaves it so.
        Dismissed = "dismissed",
    }
}

/// Returns the id of the entry about a change's field, the same wherever it is computed.
#[must_use]
pub fn diary_id(change: ChangeId, field: &str, person: PersonId) -> DiaryId {
    RecordId(change.0)
        .derived(&format!("diary/{field}/{person}"))
        .into()
}
