//! One unmoving state of an organisation, as the feed reads it.

use outrider_model::audience::Audience;
use outrider_model::decide::Verdict;
use outrider_model::id::{ChangeId, EpochId, PersonId, RecordId};

use super::{Membership, StoreError};

/// One life of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpochRow {
    /// Which.
    pub epoch: EpochId,
    /// The head that it found: what came later in older epochs is not here.
    pub first: u64,
}

/// A record in the feed of some audiences, at one sequence.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The sequence.
    pub seq: u64,
    /// The record.
    pub id: RecordId,
    /// Places in the asked audiences that see it now.
    pub seen_in: &'a [u8],
    /// Its bytes; none when none of the audiences sees it any more.
    pub bytes: Option<&'a [u8]>,
}

/// A judged change of a person's phone.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Which change.
    pub change: ChangeId,
    /// The hash of author and bytes.
    pub hash: [u8; 32],
    /// What was said.
    pub verdict: Verdict,
    /// Its place in the sequence.
    pub seq: u64,
}

/// Reads one unmoving state of an organisation.
pub trait Snapshot {
    /// Returns the newest sequence.
    fn head(&self) -> u64;

    /// Returns every epoch, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn epochs(&self) -> Result<Vec<EpochRow>, StoreError>;

    /// Returns a person's memberships, past ones too, by audience.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn memberships(&self, person: PersonId) -> Result<Vec<Membership>, StoreError>;

    /// Hands over the feed of a union of audiences after `after`, up to and with `until`, in the
    /// order of sequences, each record once a sequence, until `each` answers no. A record that
    /// one of the audiences lost while another still sees it is not handed over for that.
    ///
    /// # Errors
    /// [`StoreError::Database`], and those of `each`.
    fn feed(
        &self,
        audiences: &[Audience],
        after: u64,
        until: u64,
        each: &mut dyn FnMut(Entry<'_>) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError>;

    /// As [`Snapshot::feed`], of one audience and without what is gone; the entries name all of
    /// `audiences` that see the record.
    ///
    /// # Errors
    /// [`StoreError::Database`], and those of `each`.
    fn backfill(
        &self,
        of: Audience,
        audiences: &[Audience],
        after: u64,
        until: u64,
        each: &mut dyn FnMut(Entry<'_>) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError>;

    /// Returns the judged changes of a person's phones in (`after`, `until`], by sequence.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn judged(&self, person: PersonId, after: u64, until: u64) -> Result<Vec<Judged>, StoreError>;
}
