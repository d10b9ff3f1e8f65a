//! What screens, reports and exports read.

use jiff::civil::Date;

use outrider_model::decide::Verdict;
use outrider_model::id::{
    ChangeId, CustomerId, DeviceId, ImportId, OrganisationId, PersonId, RecordId,
};
use outrider_model::record::Kind;
use outrider_model::stamp::Stamp;

use super::{AuditFilter, AuditLine, CustomerFilter, HistoryRow, Query, Span, StoreError, Work};

/// A record as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: RecordId,
    /// What it is.
    pub kind: Kind,
    /// The sequence of its last change.
    pub seq: u64,
    /// Its canonical bytes.
    pub bytes: Vec<u8>,
}

/// How many records have the same person, day and word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tally {
    /// A task's assignee, a visit's or note's person.
    pub person: Option<PersonId>,
    /// A task's day, or that on which a visit began or a note was written.
    pub day: Option<Date>,
    /// A task's status, a visit's verdict, a note's outcome; empty for none.
    pub word: String,
    /// How many.
    pub count: u64,
}

/// Where a customer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The customer.
    pub id: CustomerId,
    /// The name on the door.
    pub name: String,
    /// Degrees north × 10⁷.
    pub lat: i64,
    /// Degrees east × 10⁷.
    pub lon: i64,
    /// Whose.
    pub owner: Option<PersonId>,
}

/// What goes on at a customer, as far as the viewer sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dealings {
    /// When the last visit began, microseconds since 1970 (UTC).
    pub last_visit: Option<i64>,
    /// How many tasks are open.
    pub open_tasks: u64,
}

/// One judged change, as a timeline shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The change.
    pub change: ChangeId,
    /// Its place in the organisation's one sequence.
    pub seq: u64,
    /// Who.
    pub author: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// The effective stamp.
    pub stamp: Stamp,
    /// When the server got it, microseconds since 1970 (UTC).
    pub received: i64,
    /// What was said.
    pub verdict: Verdict,
    /// The change's canonical bytes; none for one that was too large to keep.
    pub payload: Option<Vec<u8>>,
}

/// A file that brought customers or tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Names it, so that it can be undone.
    pub id: ImportId,
    /// `customers` or `tasks`.
    pub what: String,
    /// The file's name.
    pub file: String,
    /// Who.
    pub person: PersonId,
    /// When, microseconds since 1970 (UTC).
    pub at: i64,
    /// When it was undone.
    pub undone: Option<i64>,
    /// How many records it made.
    pub records: u64,
}

/// Reads what is stored.
pub trait Catalogue {
    /// Reads records: at most `limit`, leaving out the first `skip`. With a viewer, only those
    /// that the viewer may see; a record that he may not see is like one that is not there.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn records(
        &self,
        organisation: OrganisationId,
        query: &Query,
        viewer: Option<PersonId>,
        limit: usize,
        skip: usize,
    ) -> Result<Vec<Stored>, StoreError>;

    /// Counts all records that a query means.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn count(
        &self,
        organisation: OrganisationId,
        query: &Query,
        viewer: Option<PersonId>,
    ) -> Result<u64, StoreError>;

    /// Counts tasks, check-ins or notes by person, day and word, in no order; other queries have
    /// nothing to count by.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn tally(
        &self,
        organisation: OrganisationId,
        query: &Query,
        viewer: Option<PersonId>,
    ) -> Result<Vec<Tally>, StoreError>;

    /// Counts what people did in a span of days, as far as the viewer sees it, in no order.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn work(
        &self,
        organisation: OrganisationId,
        span: &Span,
        viewer: Option<PersonId>,
    ) -> Result<Work, StoreError>;

    /// Returns where customers are, of those of which it is known, as they are sorted.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn points(
        &self,
        organisation: OrganisationId,
        filter: &CustomerFilter,
        viewer: Option<PersonId>,
        limit: usize,
    ) -> Result<Vec<Point>, StoreError>;

    /// Returns what goes on at customers, in the order in which they are asked for.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn dealings(
        &self,
        organisation: OrganisationId,
        customers: &[CustomerId],
        viewer: Option<PersonId>,
    ) -> Result<Vec<Dealings>, StoreError>;

    /// Returns every judged change that named or wrote a record, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn timeline(
        &self,
        organisation: OrganisationId,
        record: RecordId,
    ) -> Result<Vec<Event>, StoreError>;

    /// Returns the judged changes of an organisation after a sequence, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn history(
        &self,
        organisation: OrganisationId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Event>, StoreError>;

    /// Returns the same with everything that their rows say. Of rows that cannot be read, the whole
    /// answer fails.
    ///
    /// # Errors
    /// [`StoreError::Database`] when one cannot be read.
    fn history_rows(
        &self,
        organisation: OrganisationId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<HistoryRow>, StoreError>;

    /// Hands over every record by id, the removed ones too, of one unmoving state.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read, and those of `each`.
    fn export(
        &self,
        organisation: OrganisationId,
        each: &mut dyn FnMut(Stored) -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;

    /// Returns the SHA-256 over every record (id and bytes, by id) and every kept base text (record,
    /// hash and words, by record and hash): one changed byte in any of them changes it. Every store
    /// makes it with `StateDigest`, so that equal states have equal digests on all databases.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn digest(&self, organisation: OrganisationId) -> Result<[u8; 32], StoreError>;

    /// Stores an import's header; what it brings is noted by ingest, of the records themselves.
    ///
    /// # Errors
    /// [`StoreError::Taken`] for an id that exists; nothing is then stored.
    fn save_import(&self, organisation: OrganisationId, import: &Import) -> Result<(), StoreError>;

    /// Marks an import as undone.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; the mark is then not set.
    fn undo_import(
        &self,
        organisation: OrganisationId,
        import: ImportId,
        now: i64,
    ) -> Result<(), StoreError>;

    /// Returns every import, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn imports(&self, organisation: OrganisationId) -> Result<Vec<Import>, StoreError>;

    /// Returns lines of the audit log by number, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn audit(
        &self,
        organisation: OrganisationId,
        filter: &AuditFilter,
        limit: usize,
    ) -> Result<Vec<AuditLine>, StoreError>;

    /// Returns the keys of the audit log that were not destroyed.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn audit_keys(
        &self,
        organisation: OrganisationId,
    ) -> Result<Vec<(PersonId, [u8; 32])>, StoreError>;
}
