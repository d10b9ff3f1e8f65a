//! What may go wrong on the way, how often, and how often it did.

use std::time::Duration;

use crate::rng::Rng;

/// One way in which a network fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The connection is cut before the request wholly reached the server.
    CutBeforeCommit,
    /// The whole request reaches the server, and the phone's connection is cut before any byte of
    /// the reply. The server's answer is still read to its end, so the request is carried out,
    /// perhaps only after the phone has tried again.
    CutAfterCommit,
    /// The reply ends somewhere in its body: by a cut, or framed as if the part were the whole.
    Truncated,
    /// A captive portal answers in the server's place: a page with status 200, or a redirection.
    Portal,
    /// The server's whole reply is read and then thrown away.
    LostReply,
    /// The reply arrives whole, but late.
    Delay,
}

impl Fault {
    /// Every fault, in the order in which a draw tries them.
    pub const ALL: [Self; 6] = [
        Self::CutBeforeCommit,
        Self::CutAfterCommit,
        Self::Truncated,
        Self::Portal,
        Self::LostReply,
        Self::Delay,
    ];
}

/// How often each fault strikes, in exchanges of a thousand, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Share of [`Fault::CutBeforeCommit`].
    pub cut_before_commit: u32,
    /// Share of [`Fault::CutAfterCommit`].
    pub cut_after_commit: u32,
    /// Share of [`Fault::Truncated`].
    pub truncated: u32,
    /// Share of [`Fault::Portal`].
    pub portal: u32,
    /// Share of [`Fault::LostReply`].
    pub lost_reply: u32,
    /// Share of [`Fault::Delay`].
    pub delay: u32,
    /// The longest that a delayed reply is held.
    pub longest_delay: Duration,
    /// Paths (their beginnings) that faults may strike, drawn or asked for; others pass unharmed.
    pub paths: Vec<String>,
}

impl Plan {
    /// A network that does nothing of its own accord; faults asked for strike `/v1/sync`.
    pub fn calm() -> Self {
        Self::each(0)
    }

    /// A network on which a third of the sync requests go wrong, every fault among them.
    pub fn rough() -> Self {
        Self::each(55)
    }

    fn each(share: u32) -> Self {
        Self {
            cut_before_commit: share,
            cut_after_commit: share,
            truncated: share,
            portal: share,
            lost_reply: share,
            delay: share,
            longest_delay: Duration::from_millis(150),
            paths: vec!["/v1/sync".to_owned()],
        }
    }

    /// Tells how often a fault strikes, in exchanges of a thousand.
    pub fn share(&self, fault: Fault) -> u32 {
        match fault {
            Fault::CutBeforeCommit => self.cut_before_commit,
            Fault::CutAfterCommit => self.cut_after_commit,
            Fault::Truncated => self.truncated,
            Fault::Portal => self.portal,
            Fault::LostReply => self.lost_reply,
            Fault::Delay => self.delay,
        }
    }

    pub(super) fn strikes(&self, path: &str) -> bool {
        self.paths
            .iter()
            .any(|start| path.starts_with(start.as_str()))
    }

    /// Draws at most one fault; it always uses up one number, so plans can be compared by seed.
    pub(super) fn draw(&self, rng: &mut Rng) -> Option<Fault> {
        let drawn = rng.below(1000);
        let mut reached = 0;
        Fault::ALL.into_iter().find(|fault| {
            reached += u64::from(self.share(*fault));
            drawn < reached
        })
    }
}

/// How often each fault has struck, counted at the moment it did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Exchanges whose reply was handed on whole and unharmed, late ones included.
    pub whole: u64,
    /// Times that [`Fault::CutBeforeCommit`] struck.
    pub cut_before_commit: u64,
    /// Times that [`Fault::CutAfterCommit`] struck.
    pub cut_after_commit: u64,
    /// Times that [`Fault::Truncated`] struck.
    pub truncated: u64,
    /// Times that [`Fault::Portal`] struck.
    pub portal: u64,
    /// Times that [`Fault::LostReply`] struck.
    pub lost_reply: u64,
    /// Times that [`Fault::Delay`] struck.
    pub delay: u64,
}

impl Counts {
    /// Tells how often a fault has struck.
    pub fn of(&self, fault: Fault) -> u64 {
        let mut copy = *self;
        *copy.slot(fault)
    }

    pub(super) fn add(&mut self, fault: Fault) {
        *self.slot(fault) += 1;
    }

    fn slot(&mut self, fault: Fault) -> &mut u64 {
        match fault {
            Fault::CutBeforeCommit => &mut self.cut_before_commit,
            Fault::CutAfterCommit => &mut self.cut_after_commit,
            Fault::Truncated => &mut self.truncated,
            Fault::Portal => &mut self.portal,
            Fault::LostReply => &mut self.lost_reply,
            Fault::Delay => &mut self.delay,
        }
    }
}
