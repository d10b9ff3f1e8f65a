//! What the engine is told.

use std::time::Duration;

/// The moment of an event, and the dice for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// A clock that only goes forward; timers are set by it.
    pub monotonic: Duration,
    /// The device's wall clock, microseconds since 1970 (UTC); only shown.
    pub wall: i64,
    /// A random number, fresh for every event.
    pub chance: u64,
}

/// What the outbox holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Changes not yet judged that go on by themselves.
    pub waiting: u64,
    /// Those of them that may be sent now.
    pub sendable: u64,
    /// Changes that a person has to look after.
    pub attention: u64,
    /// How long until one that may not be sent now may be sent again.
    pub due_in: Option<Duration>,
}

/// What an applied reply has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// How many records it brought.
    pub records: u64,
    /// Where the phone stands now in the feed.
    pub seq: u64,
    /// Whether anything moved: the cursor, a backfill, a verdict for good.
    pub moved: bool,
    /// Whether the server has more.
    pub more: bool,
    /// How long the store was busy with it.
    pub took: Duration,
    /// Whether the phone's content is to be destroyed once everything is sent.
    pub wipe: bool,
}

/// Why an exchange came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "uniffi", uniffi(name = "SyncFailure"))]
pub enum Failure {
    /// No server was reached.
    Unreachable,
    /// It was reached, and then it went on for too long.
    Timeout,
    /// The reply was cut or changed on its way.
    Cut,
    /// Somebody else answered: a captive portal, a proxy, another server.
    Foreign,
    /// The session has ended.
    Unauthenticated,
    /// The person or the phone was revoked; the server keeps what was sent apart.
    Revoked {
        /// How many of the request's changes, from the first, need not be sent again.
        quarantined: u64,
        /// Whether the phone's content is to be destroyed once everything is handed over.
        wipe: bool,
    },
    /// The server's own word that the request is larger than it reads.
    TooLarge,
    /// Somebody on the way said that the request is too large.
    TooLargeOnTheWay,
    /// The server has no time now; it may have said for how long.
    Busy(Option<Duration>),
    /// The server failed, or would not serve this request.
    Server,
    /// The phone's own store failed; nothing of the reply was kept.
    Store,
    /// Whoever drives the engine has stopped; it waits for [`Event::Started`].
    Stopped,
}

impl Failure {
    /// Says whether it means that the phone is without a connection.
    #[must_use]
    pub fn is_offline(self) -> bool {
        match self {
            Failure::Unreachable
            | Failure::Timeout
            | Failure::Cut
            | Failure::Foreign
            | Failure::TooLargeOnTheWay => true,
            Failure::Unauthenticated
            | Failure::Revoked { .. }
            | Failure::TooLarge
            | Failure::Busy(_)
            | Failure::Server
            | Failure::Stopped
            | Failure::Store => false,
        }
    }

    /// Says whether a smaller request, or a smaller reply, might have come through.
    pub(super) fn is_of_size(self) -> bool {
        match self {
            Failure::Timeout
            | Failure::Cut
            | Failure::TooLarge
            | Failure::TooLargeOnTheWay
            | Failure::Server => true,
            Failure::Unreachable
            | Failure::Foreign
            | Failure::Unauthenticated
            | Failure::Revoked { .. }
            | Failure::Busy(_)
            | Failure::Stopped
            | Failure::Store => false,
        }
    }
}

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The profile was opened.
    Started {
        /// What its outbox holds.
        facts: Facts,
        /// Whether there is a session.
        has_session: bool,
        /// Whether the first sync came to its end once.
        is_settled: bool,
        /// When a server last answered, by the wall clock.
        last_receipt: Option<i64>,
        /// How many changes were handed over, when the phone was revoked.
        revoked: Option<u64>,
    },
    /// A session began: the phone was enrolled, or enrolled again.
    SignedIn,
    /// The session was ended on this side.
    SignedOut,
    /// A change was saved.
    Saved(Facts),
    /// The app came before its user.
    Foreground,
    /// Its user asks for it, now.
    Asked,
    /// The system believes that there is a network, or that there is none.
    Connectivity(bool),
    /// The server has something new: its feed has come to this number.
    Nudge(u64),
    /// A whole reply came to the exchange.
    Replied,
    /// The exchange came to nothing.
    Failed {
        /// Why.
        failure: Failure,
        /// How many changes its request held.
        sent: usize,
    },
    /// The reply stands in the store.
    Applied {
        /// What it did.
        page: Page,
        /// How many changes its request held.
        sent: usize,
        /// What the outbox holds now.
        facts: Facts,
    },
    /// The one change of the last request is marked as refused for its size.
    Refused(Facts),
    /// The server serves this phone no more, and keeps apart what it was sent.
    HandedOver {
        /// What the outbox holds that is not handed over.
        facts: Facts,
        /// How many changes are handed over by now.
        total: u64,
        /// Whether any was by the last request.
        moved: bool,
        /// Whether the phone's content is to be destroyed once everything is.
        wipe: bool,
    },
    /// Everything on the phone is destroyed.
    Wiped,
    /// The time of the last [`super::Action::WakeAt`] has come.
    Timer,
}
