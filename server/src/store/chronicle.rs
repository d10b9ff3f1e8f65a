//! History as it is stored, row by row: for whoever has to prove that it stands as it was written.

use outrider_model::change::{Body, Change, NoteRef};
use outrider_model::id::{ChangeId, DeviceId, NoteId, PersonId};
use outrider_model::stamp::{Civil, Stamp};
use uuid::Uuid;

/// A judged change, with everything that its row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// Its place in the sequence.
    pub seq: u64,
    /// The change.
    pub change: ChangeId,
    /// The change that it mends.
    pub mends: Option<ChangeId>,
    /// Who.
    pub author: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// The phone's number for it.
    pub sequence: Option<u64>,
    /// Whether a phone keeps it in its journal.
    pub from_phone: bool,
    /// The effective stamp.
    pub stamp: Stamp,
    /// The authority that it was written with.
    pub authority: Stamp,
    /// When it was received.
    pub received: i64,
    /// The hash of author and bytes; zeroes once the words were forgotten.
    pub hash: [u8; 32],
    /// What was said, as it is stored.
    pub verdict: String,
    /// Whether it stands.
    pub is_accepted: bool,
    /// Its canonical bytes; none when too large to keep, or forgotten.
    pub payload: Option<Vec<u8>>,
}

impl HistoryRow {
    /// Says whether its words were forgotten.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.payload.is_none() && self.hash == [0; 32]
    }
}

/// Returns what stands for an accepted change whose words were forgotten: whoever names it as seen
/// is right, but it says nothing any more. It is given the words that say least.
pub(super) fn forgotten(key: ChangeId, stamp: Stamp) -> Change {
    Change {
        id: key,
        mends: None,
        stamp,
        civil: Civil {
            time: stamp.0,
            offset: 0,
            zone: String::new(),
        },
        was: Default::default(),
        body: Body::DraftDiscarded(NoteRef {
            note: NoteId(Uuid::nil()),
        }),
    }
}
