//! What the engine asks for.

use std::time::Duration;

use super::Status;

/// Something to be done by whoever drives the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Make one exchange and answer with [`super::Event::Replied`] or [`super::Event::Failed`].
    Exchange {
        /// How many changes it may hold at most; with none it only pulls.
        changes: usize,
        /// How many records to ask for.
        records: u32,
    },
    /// Apply the reply in one transaction and answer with [`super::Event::Applied`], or with
    /// [`super::Event::Failed`] when the store could not.
    Apply,
    /// Mark the one change of the last request as refused for its size, and answer with
    /// [`super::Event::Refused`].
    RefuseTooLarge,
    /// Leave the receipt with the server, destroy everything, and answer with
    /// [`super::Event::Wiped`], or with [`super::Event::Failed`].
    Wipe,
    /// Come back with [`super::Event::Timer`] at this time of the monotonic clock; replaces the
    /// time named before.
    WakeAt(Duration),
    /// Show this.
    Tell(Status),
}
