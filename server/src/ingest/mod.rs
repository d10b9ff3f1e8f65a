//! The one door for writes: judges changes and stores what they do, in one transaction.
//!
//! Phones, the console, imports and the server's own rules all come through here.
//!
//! # Where to start
//! - [`Door`]: the queue of a running server; merges several phones into one commit.
//! - [`ingest_batch`]: the same without a queue, for the command line and for tests.
//! - `judge`: one change, from its bytes to its verdict.
//! - `guard`: what one change alone does not show: rules over all people and teams, and how long
//!   a right outlives the standing that it came from.
//! - `apply`: what an accepted change moves: records, standing, memberships, feed.
//! - [`keep_up`]: memberships that begin and end by the calendar.

mod admit;
mod apply;
mod bench;
mod book;
mod calendar;
mod directory;
mod door;
mod evidence;
mod found;
mod guard;
mod hand;
mod judge;
mod quarantine;
mod rewrite;
mod sweep;
#[cfg(test)]
pub(crate) mod tests;
mod undo;

use outrider_model::decide::Verdict;
use outrider_model::id::{ChangeId, DeviceId, OrganisationId, PersonId, RecordId};
use outrider_model::record::DeviceKind;
use outrider_model::wire::PushedText;

use crate::store::{Store, StoreError};

pub use calendar::{Directories, keep_up, read as read_directory};
pub use directory::{Directory, Member};
pub use door::{Answer, Door, Full};
pub(crate) use found::system_change;
pub use found::{Founding, found};
pub use quarantine::{MOST_BYTES, MOST_CHANGES, detain};
pub use rewrite::REWRITTEN_AT_ONCE;
pub(crate) use rewrite::{Rewriting, rewrite};
pub use sweep::{SWEEP_LIMIT, sweep};
pub use undo::Undo;

/// Who writes, on what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The session's person.
    pub person: PersonId,
    /// The session's device.
    pub device: DeviceId,
    /// What the device is.
    pub kind: DeviceKind,
}

/// Changes of one author, in the device's order.
#[derive(Clone, Debug)]
pub struct Push {
    /// Who.
    pub author: Author,
    /// The changes.
    pub changes: Vec<Pushed>,
    /// Texts that the server had asked for.
    pub texts: Vec<PushedText>,
    /// The device's wall clock when it sent this, microseconds since 1970 (UTC), where it is known.
    pub clock: Option<i64>,
    /// Whether all are stored or none.
    pub is_whole: bool,
    /// Whether its author is told what takes each of them back.
    pub tells_undo: bool,
    /// Who vouches for what its author did before he, or his phone, was revoked.
    pub vouched: Option<PersonId>,
}

/// One change on its way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pushed {
    /// The phone's number for it; none for other devices.
    pub sequence: Option<u64>,
    /// Its canonical bytes.
    pub bytes: Vec<u8>,
}

/// What was said of one change.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The change; the nil id where the bytes name none.
    pub change: ChangeId,
    /// What was said.
    pub verdict: Verdict,
    /// Where history has it; none while it is not judged for good, and for a second change under
    /// one id.
    pub seq: Option<u64>,
    /// Whether the phone's number for it belongs to another change: one of the two is a copy.
    pub is_fork: bool,
    /// What takes it back, where it was applied and its author asked.
    pub undo: Option<Box<Undo>>,
}

impl Author {
    /// Returns the server itself, for what follows from a rule, and for the command line.
    #[must_use]
    pub fn system(organisation: OrganisationId) -> Author {
        let root = RecordId::from(organisation);
        Author {
            person: root.derived("system/person").into(),
            device: root.derived("system/device").into(),
            kind: DeviceKind::System,
        }
    }
}

impl Push {
    /// Makes a push of changes without numbers, as other devices than phones send them.
    #[must_use]
    pub fn unnumbered(author: Author, changes: impl IntoIterator<Item = Vec<u8>>) -> Push {
        let changes = changes
            .into_iter()
            .map(|bytes| Pushed {
                sequence: None,
                bytes,
            })
            .collect();
        Push {
            author,
            changes,
            texts: Vec::new(),
            clock: None,
            is_whole: false,
            tells_undo: false,
            vouched: None,
        }
    }
}

/// Judges and stores several authors' changes in one commit, and answers for each in its order.
/// When this returns, what it says is durable.
///
/// A push that is whole and in which a change is not accepted leaves nothing behind; its answers
/// then bear no sequence.
///
/// # Errors
/// [`StoreError`] when nothing could be stored; all may then be sent again.
pub fn ingest_batch(
    store: &dyn Store,
    organisation: OrganisationId,
    now: i64,
    pushes: &[Push],
) -> Result<Vec<Vec<Judged>>, StoreError> {
    bench::run(store, organisation, now, pushes, &mut None)
}
