//! Meeting notes: what was said, what came of it, what comes next.

use serde::{Deserialize, Serialize};

use crate::id::{ActivityTypeId, CustomerId, PersonId, TaskId};
use crate::stamp::Civil;

/// A committed note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MeetingNote {
    /// Who wrote it first.
    pub person: PersonId,
    /// When it was written, as the author's device showed it.
    pub civil: Civil,
    /// About whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// For which task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// Of what activity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<ActivityTypeId>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Whom one met.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub met: String,
    /// What was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// The task that its next step made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<TaskId>,
    /// Set when its author took it back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

crate::words! {
    /// What came of a meeting.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum Outcome {
        /// It went well.
        Positive = "positive",
        /// Nothing was decided.
        Open = "open",
        /// It went badly.
        Negative = "negative",
        /// Nobody was met.
        Absent = "absent",
    }
}
