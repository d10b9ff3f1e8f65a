//! Lines of the audit log, as they are stored. What they mean and how they are chained is not the
//! store's business; a line is never changed, except that erasing a person blanks its detail.

use outrider_model::id::{DeviceId, PersonId, RecordId};

/// The newest line, from which the next one goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditTip {
    /// Its number; none is 0.
    pub number: u64,
    /// Its hash; that of none is zeroes.
    pub hash: [u8; 32],
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// Its place, from 1 without gaps.
    pub number: u64,
    /// When, microseconds since 1970 (UTC).
    pub at: i64,
    /// Who acted; none for somebody whom nobody knows.
    pub actor: Option<PersonId>,
    /// On which device.
    pub device: Option<DeviceId>,
    /// What was done, a stable word.
    pub action: String,
    /// To what.
    pub subject: Option<RecordId>,
    /// Whose key the digest is made with: of whom the detail tells.
    pub keyed_by: Option<PersonId>,
    /// What else is known, as JSON; none once its person was erased.
    pub detail: Option<String>,
    /// The keyed digest of the detail as it was written.
    pub digest: [u8; 32],
    /// The hash over the line before and everything of this one but the detail.
    pub hash: [u8; 32],
}

/// Which lines. All conditions hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Whether the newest line comes first.
    pub is_newest_first: bool,
    /// After this number, in the order that is asked for; 0 from its beginning.
    pub after: u64,
    /// Of this actor.
    pub actor: Option<PersonId>,
    /// About this record.
    pub subject: Option<RecordId>,
    /// Of actions that begin with this; empty for all.
    pub action: String,
    /// From this moment on.
    pub from: Option<i64>,
    /// Before this moment.
    pub to: Option<i64>,
}

impl AuditFilter {
    /// Returns the number past which lines are read, in the order that is asked for.
    pub(crate) fn start(&self) -> u64 {
        match (self.is_newest_first, self.after) {
            (true, 0) => u64::MAX,
            (true | false, after) => after,
        }
    }
}
