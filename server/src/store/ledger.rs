//! What can be done under the lock of one organisation: the acts of which ingest is made.

use std::collections::BTreeSet;

use outrider_model::audience::Audience;
use outrider_model::columns::Cells;
use outrider_model::decide::{Past, Verdict};
use outrider_model::id::{ChangeId, DeviceId, ImportId, PersonId, RecordId};
use outrider_model::record::Kind;
use outrider_model::stamp::Stamp;
use outrider_model::text::TextHash;

use super::{AuditLine, AuditTip, StoreError};

/// Where a store keeps a record; means nothing elsewhere and never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(pub i64);

/// The counters of an organisation, read under its lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The newest sequence.
    pub seq: u64,
    /// The newest receipt; rises with every change, whatever the clock does.
    pub received: i64,
    /// Rises whenever a person, team, territory or delegation changes, in whatever process: caches
    /// of rights hang on it.
    pub directory: u64,
}

/// What history has of a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Who wrote it.
    pub author: PersonId,
    /// The hash of author and bytes.
    pub hash: [u8; 32],
    /// What was said.
    pub verdict: Verdict,
    /// Its place in the sequence.
    pub seq: u64,
}

/// A judged change on its way into history.
#[derive(Clone, Debug)]
pub struct Judgement<'a> {
    /// The change.
    pub change: ChangeId,
    /// The change that it mends.
    pub mends: Option<ChangeId>,
    /// Its place in the sequence.
    pub seq: u64,
    /// Who.
    pub author: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// The phone's number for it; none for other devices, and for a number that came twice.
    pub sequence: Option<u64>,
    /// Whether a phone keeps it in its journal.
    pub from_phone: bool,
    /// The effective stamp.
    pub stamp: Stamp,
    /// The authority that it was written with.
    pub authority: Stamp,
    /// When it was received.
    pub received: i64,
    /// The hash of author and bytes.
    pub hash: [u8; 32],
    /// What was said.
    pub verdict: &'a Verdict,
    /// Its canonical bytes; none when too large to keep.
    pub payload: Option<&'a [u8]>,
}

/// A record as the ledger has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    /// Where it is kept.
    pub place: Place,
    /// Its canonical bytes.
    pub bytes: Vec<u8>,
}

/// A record to be stored, new or over the old one.
#[derive(Clone, Debug)]
pub struct Put<'a> {
    /// Where the old one is; none for a new one.
    pub place: Option<Place>,
    /// Its id.
    pub id: RecordId,
    /// What it is.
    pub kind: &'a Kind,
    /// The record from which its audiences follow; the organisation's own for its home as a whole.
    pub home: RecordId,
    /// The sequence of the change.
    pub seq: u64,
    /// Its canonical bytes.
    pub bytes: &'a [u8],
    /// What queries need of it, for its side table.
    pub cells: &'a Cells<'a>,
}

/// How a record moves in the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// It is not there yet.
    New,
    /// Its bytes changed: everybody who sees it gets it again.
    Always,
    /// Its bytes stand: it moves only when others see it than before.
    IfChanged,
}

/// One reason why an audience stands at a home, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StandingRow {
    /// Where.
    pub home: RecordId,
    /// Who.
    pub audience: Audience,
    /// When it lapses, microseconds since 1970 (UTC); none while its cause is open.
    pub lapses: Option<i64>,
}

/// An audience that a person belongs to, or belonged to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Membership {
    /// Who.
    pub person: PersonId,
    /// Where to.
    pub audience: Audience,
    /// From which sequence on.
    pub since: u64,
    /// Up to which sequence; none for a present one.
    pub until: Option<u64>,
}

/// Another visit of the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Where its record is kept.
    pub place: Place,
    /// Its id.
    pub id: RecordId,
}

/// An organisation under its lock. An error of any act leaves the whole transaction to be rolled
/// back, or the part since [`Ledger::mark`].
pub trait Ledger {
    /// Returns the counters as they stand.
    fn head(&self) -> Head;

    /// Sets the counters; they are stored with the commit.
    fn set_head(&mut self, head: Head);

    /// Begins a part that can be rolled back by itself. Parts do not nest.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn mark(&mut self) -> Result<(), StoreError>;

    /// Rolls back to the mark, counters included, and takes the mark away.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn go_back(&mut self) -> Result<(), StoreError>;

    /// Keeps what was done since the mark and takes the mark away. What an act before it did wrong
    /// is known now at the latest.
    ///
    /// # Errors
    /// [`StoreError::Database`]; the mark then stands.
    fn keep(&mut self) -> Result<(), StoreError>;

    /// Looks up a judged change by its id.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn known(&mut self, change: ChangeId) -> Result<Option<Known>, StoreError>;

    /// Returns the change that came with a device's number.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn numbered(&mut self, device: DeviceId, sequence: u64)
    -> Result<Option<ChangeId>, StoreError>;

    /// Counts a number that came with a second change.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn count_fork(&mut self, device: DeviceId, person: PersonId) -> Result<(), StoreError>;

    /// Looks up an accepted change by the id under which it wrote.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn past(&mut self, key: ChangeId) -> Result<Option<Past>, StoreError>;

    /// Looks up a text.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn text(&mut self, of: RecordId, hash: &TextHash) -> Result<Option<String>, StoreError>;

    /// Looks up a record by its id.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn record(&mut self, id: RecordId) -> Result<Option<Shelf>, StoreError>;

    /// Looks up a record by its place.
    ///
    /// # Errors
    /// [`StoreError::Database`]; [`StoreError::Broken`] when nothing is there.
    fn at(&mut self, place: Place) -> Result<Shelf, StoreError>;

    /// Keeps a text for later merges.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn keep_text(&mut self, of: RecordId, text: &str, now: i64) -> Result<(), StoreError>;

    /// Writes a judged change into history.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn judged(&mut self, judgement: &Judgement<'_>) -> Result<(), StoreError>;

    /// Notes that a change named or wrote a record.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn touch(&mut self, record: RecordId, seq: u64) -> Result<(), StoreError>;

    /// Stores a record and its side row.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn put(&mut self, put: &Put<'_>) -> Result<Place, StoreError>;

    /// Notes that an import brought a record.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn bring(&mut self, import: ImportId, place: Place) -> Result<(), StoreError>;

    /// Returns the bytes of the records of every person, team, territory and delegation.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn directory(&mut self) -> Result<Vec<Vec<u8>>, StoreError>;

    /// Returns the present memberships, of one person or of all.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn memberships(&mut self, person: Option<PersonId>) -> Result<Vec<Membership>, StoreError>;

    /// Begins or (with `until`) ends a membership.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn set_membership(&mut self, membership: &Membership) -> Result<(), StoreError>;

    /// Returns who stands at a home.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn standing_at(&mut self, home: RecordId) -> Result<BTreeSet<Audience>, StoreError>;

    /// Returns the standing that a record causes.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn caused_by(&mut self, cause: Place) -> Result<BTreeSet<StandingRow>, StoreError>;

    /// Adds or replaces a reason for standing.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn add_standing(&mut self, cause: Place, row: &StandingRow) -> Result<(), StoreError>;

    /// Takes a reason for standing away.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn remove_standing(&mut self, cause: Place, row: &StandingRow) -> Result<(), StoreError>;

    /// Returns causes whose standing has lapsed, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn lapsed(&mut self, now: i64, limit: usize) -> Result<Vec<Place>, StoreError>;

    /// Returns the records at a home.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn at_home(&mut self, home: RecordId) -> Result<Vec<Place>, StoreError>;

    /// Returns the records whose standing follows from a person's team: himself, his customers,
    /// his tasks.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn concerning(&mut self, person: PersonId) -> Result<Vec<Place>, StoreError>;

    /// Moves a record's feed rows to a sequence: rows of `seen_by` are present, present rows of
    /// others become gone. Returns whether anything moved.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn move_feed(
        &mut self,
        place: Place,
        seen_by: &BTreeSet<Audience>,
        seq: u64,
        how: Move,
    ) -> Result<bool, StoreError>;

    /// Returns the visits of a person that begin within a span, without those taken back.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn visits(
        &mut self,
        person: PersonId,
        from: i64,
        to: i64,
    ) -> Result<Vec<Neighbour>, StoreError>;

    /// Forgets the texts that were last kept before a moment. Returns how many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn prune_texts(&mut self, before: i64) -> Result<usize, StoreError>;

    /// Returns the newest line of the audit log.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn audit_tip(&mut self) -> Result<AuditTip, StoreError>;

    /// Appends a line to the audit log.
    ///
    /// # Errors
    /// [`StoreError::Database`]; [`StoreError::Taken`] when the number is in use.
    fn append_audit(&mut self, line: &AuditLine) -> Result<(), StoreError>;

    /// Returns the key of a person's details in the audit log; none when it was destroyed or never
    /// made.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn audit_key(&mut self, person: PersonId) -> Result<Option<[u8; 32]>, StoreError>;

    /// Keeps a new key; one that was destroyed stays so. Returns whether it was kept.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn keep_audit_key(&mut self, person: PersonId, key: &[u8; 32]) -> Result<bool, StoreError>;

    /// Destroys a person's key and the details that are keyed by it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn destroy_audit_key(&mut self, person: PersonId) -> Result<(), StoreError>;

    /// Returns the sequences of the judged changes that a person wrote, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn authored(&mut self, person: PersonId) -> Result<Vec<u64>, StoreError>;

    /// Returns the sequences of the judged changes that named or wrote a record, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn touching(&mut self, record: RecordId) -> Result<Vec<u64>, StoreError>;

    /// Forgets what judged changes said: payload and hash go, id and verdict stay.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn blank(&mut self, changes: &[u64]) -> Result<(), StoreError>;

    /// Forgets every kept text of a record.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    fn forget_texts(&mut self, record: RecordId) -> Result<(), StoreError>;
}
