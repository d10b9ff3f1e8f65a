//! What one sync did.

use outrider_model::decide::Verdict;

use crate::sync::Failure;

/// What a sync did until there was nothing more to do, or something failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SyncReport {
    /// How many exchanges came to an end, good or bad.
    pub exchanges: u64,
    /// How many changes rode in them, those sent twice counted twice.
    pub sent: u64,
    /// What the server said to them.
    pub verdicts: Verdicts,
    /// How many records came, those that are gone included.
    pub received: u64,
    /// Whether the server had more when it ended.
    pub more: bool,
    /// Why it ended early; none when everything that could be done is done.
    pub failure: Option<Failure>,
    /// Whether the phone's content was destroyed, as somebody had asked for.
    pub wiped: bool,
}

/// How many changes got which answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Verdicts {
    /// They stand as they were sent.
    pub applied: u64,
    /// They stand, and somebody lost something.
    pub merged: u64,
    /// They had been judged before.
    pub duplicate: u64,
    /// They need a person.
    pub refused: u64,
    /// They are to be sent again later.
    pub later: u64,
}

impl Verdicts {
    pub(super) fn count(&mut self, verdict: &Verdict) {
        let counter = match verdict {
            Verdict::Applied => &mut self.applied,
            Verdict::Merged { .. } => &mut self.merged,
            Verdict::Duplicate { .. } => &mut self.duplicate,
            Verdict::Refused(_) => &mut self.refused,
            Verdict::Waits { .. }
            | Verdict::NeedBase { .. }
            | Verdict::Unsupported
            | Verdict::Busy => &mut self.later,
        };
        *counter += 1;
    }
}
