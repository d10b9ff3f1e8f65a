//! Dismissals: what waited for managers and was put aside by one of them.

use serde::{Deserialize, Serialize};

use crate::id::{ChangeId, DismissalId, PersonId, RecordId};

/// Something that waited for a manager and does so no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Dismissal {
    /// What it is about: a task, a visit, a diary entry, a device, a work day, a refused change.
    pub about: RecordId,
    /// What it tells.
    pub tells: Matter,
    /// The change that brought it up, where one did: after another it waits anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<ChangeId>,
    /// The moment since which it is so, where no change says it, microseconds since 1970 (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<i64>,
    /// Whose matter it is: the managers of this person put it aside. Of what is nobody's, everybody
    /// puts aside his own.
    pub person: PersonId,
    /// Whether it is put aside.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dismissed: bool,
}

crate::words! {
    /// What waits for a manager.
    pub enum Matter {
        /// A rep will not do a task.
        Declined = "declined",
        /// A task was not done.
        NotDone = "not_done",
        /// Somebody lost a value against another's.
        Conflict = "conflict",
        /// A phone sent what was refused or set aside.
        Quarantine = "quarantine",
        /// A visit has something to be looked at.
        Evidence = "evidence",
        /// A phone has not synced for long.
        Silent = "silent",
        /// Somebody asks for another end of his work period.
        Correction = "correction",
        /// A task is nobody's.
        Unassigned = "unassigned",
    }
}

impl Dismissal {
    /// Returns the id of the dismissal, the same wherever it is computed: whoever puts the same
    /// thing aside writes to the same record.
    #[must_use]
    pub fn id(&self) -> DismissalId {
        let of = self.of.map(|change| change.to_string());
        let since = self.since.map(|since| since.to_string());
        let (of, since) = (of.unwrap_or_default(), since.unwrap_or_default());
        let name = format!("dismissal/{}/{of}/{since}/{}", self.tells, self.person);
        self.about.derived(&name).into()
    }
}
