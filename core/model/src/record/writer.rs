//! Who wrote what: the books that tell a clean write from a concurrent one.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::{ChangeId, PersonId};
use crate::stamp::Stamp;

/// The change that wrote a field last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Writer {
    /// The change.
    pub change: ChangeId,
    /// Its author.
    pub person: PersonId,
    /// Its effective stamp.
    pub stamp: Stamp,
    /// The authority behind a plan field: the stamp of the newest manager's write that the author
    /// had seen. Absent when the author wrote with his own stamp's authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Stamp>,
}

impl Writer {
    /// Returns the stamp of the newest manager's write behind this one.
    #[must_use]
    pub fn authority(&self) -> Stamp {
        self.over.unwrap_or(self.stamp)
    }
}

/// How a record came to be; its change is omitted when it equals the record's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Created {
    /// The creating change, where it is not the record's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeId>,
    /// Its author.
    pub person: PersonId,
    /// Its effective stamp.
    pub stamp: Stamp,
}

impl Default for Created {
    fn default() -> Self {
        Created {
            change: None,
            person: PersonId(Uuid::nil()),
            stamp: Stamp::default(),
        }
    }
}
