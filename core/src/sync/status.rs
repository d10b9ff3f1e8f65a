//! What a screen shows of the sync.

use super::Failure;

/// How the sync stands; times are those of the wall clock, microseconds since 1970 (UTC).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "uniffi", uniffi(name = "SyncStatus"))]
pub struct Status {
    /// Changes not yet judged.
    pub waiting: u64,
    /// Changes that a person has to look after.
    pub attention: u64,
    /// When a server last answered.
    pub last_receipt: Option<i64>,
    /// Since when no server was reached; none while one is.
    pub offline_since: Option<i64>,
    /// Whether the phone has to be enrolled again before anything goes on.
    pub needs_sign_in: bool,
    /// How many changes were handed over, when the organisation has signed the phone out.
    pub revoked: Option<u64>,
    /// Whether an exchange goes on.
    pub is_syncing: bool,
    /// Why the last exchange came to nothing; none after one that did not.
    pub failure: Option<Failure>,
}

/// The one thing that matters most now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headline {
    /// The phone has to be enrolled again; what was written is kept.
    SignInNeeded,
    /// The organisation has signed the phone out; it keeps what was written.
    SignedOut {
        /// How many changes were handed over.
        handed_over: u64,
    },
    /// So many changes need a person.
    NeedsAttention(u64),
    /// There is no connection.
    Offline {
        /// Since when.
        since: i64,
        /// How many changes wait for one.
        waiting: u64,
    },
    /// So many changes are on their way.
    Waiting(u64),
    /// Everything is on the server.
    UpToDate {
        /// When it last said so; none before it ever did.
        last_receipt: Option<i64>,
    },
}

impl Status {
    /// Returns the one thing that matters most now.
    #[must_use]
    pub fn headline(&self) -> Headline {
        if let Some(handed_over) = self.revoked {
            return Headline::SignedOut { handed_over };
        }
        if self.needs_sign_in {
            return Headline::SignInNeeded;
        }
        if self.attention > 0 {
            return Headline::NeedsAttention(self.attention);
        }
        if let Some(since) = self.offline_since {
            return Headline::Offline {
                since,
                waiting: self.waiting,
            };
        }
        if self.waiting > 0 {
            return Headline::Waiting(self.waiting);
        }
        Headline::UpToDate {
            last_receipt: self.last_receipt,
        }
    }
}
