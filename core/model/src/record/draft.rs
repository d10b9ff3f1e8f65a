//! Drafts: half sentences that are safe, and that nobody else sees.

use serde::{Deserialize, Serialize};

use super::note::Outcome;
use crate::id::{CustomerId, DeviceId, DraftId, NoteId, PersonId, RecordId, TaskId};

/// A note that is being written on one device; only its author sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Draft {
    /// Whose.
    pub person: PersonId,
    /// On which device; taking it over is explicit.
    pub device: DeviceId,
    /// The note that it will become, or that it edits.
    pub note: NoteId,
    /// About whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// For which task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// What came of it so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What is written so far.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// Set when it was thrown away or became its note; the record stays as a tombstone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
}

/// Returns the id of a note's draft, the same wherever it is computed.
#[must_use]
pub fn draft_id(note: NoteId) -> DraftId {
    RecordId::from(note).derived("draft").into()
}
