//! What can be asked of the store.

use outrider_model::id::{NoteId, RecordId};
use outrider_model::record::{Kind, Record};
use outrider_model::wire::{FormerPhone, PushedText};
use rusqlite::Connection;

use super::{
    AttentionItem, DraftRow, OutboxRow, Place, Profile, UndoGroup, Waiting, Wiped, cursor, draft,
    meta, outbox, record, rights, text,
};
use crate::clock::{Clock, ServerTime};
use crate::error::Result;
use outrider_model::decide::Rights;

/// One moment of the store, for questions.
pub struct Reader<'a> {
    pub(super) db: &'a Connection,
    clock: &'a dyn Clock,
}

impl<'a> Reader<'a> {
    pub(super) fn new(db: &'a Connection, clock: &'a dyn Clock) -> Reader<'a> {
        Reader { db, clock }
    }

    /// Returns the person's phone before this one, while there is something to tell of it.
    ///
    /// # Errors
    /// What the disk does.
    pub fn former(&self) -> Result<Option<FormerPhone>> {
        meta::get(self.db, meta::FORMER)
    }

    /// Returns why this profile is empty; none where it was not emptied from afar.
    ///
    /// # Errors
    /// What the disk does.
    pub fn wiped(&self) -> Result<Option<Wiped>> {
        meta::get(self.db, meta::WIPED)
    }

    /// Returns whose profile this is; none before enrolment.
    ///
    /// # Errors
    /// What the disk does; so it is with every question below.
    pub fn profile(&self) -> Result<Option<Profile>> {
        meta::get(self.db, meta::PROFILE)
    }

    /// Returns the time as the server would have it, in microseconds since 1970 (UTC).
    ///
    /// # Errors
    /// What the disk does.
    pub fn now(&self) -> Result<i64> {
        let heard: Option<ServerTime> = meta::get(self.db, meta::SERVER_TIME)?;
        Ok(heard.map_or_else(|| self.clock.wall(), |heard| heard.now(self.clock)))
    }

    /// Returns when a server last answered, by the device's wall clock.
    ///
    /// # Errors
    /// What the disk does.
    pub fn heard_at(&self) -> Result<Option<i64>> {
        let heard: Option<ServerTime> = meta::get(self.db, meta::SERVER_TIME)?;
        Ok(heard.map(|heard| heard.heard_at()))
    }

    /// Returns a record as this phone shows it.
    ///
    /// # Errors
    /// What the disk does.
    pub fn record(&self, id: RecordId) -> Result<Option<Record>> {
        record::parsed(self.db, id)
    }

    /// Returns the bytes of a record as this phone shows it.
    ///
    /// # Errors
    /// What the disk does.
    pub fn bytes(&self, id: RecordId) -> Result<Option<Vec<u8>>> {
        Ok(record::find(self.db, id)?.map(|row| row.bytes))
    }

    /// Returns every record of a kind as this phone shows it, ordered by id.
    ///
    /// # Errors
    /// What the disk does.
    pub fn records(&self, kind: &Kind) -> Result<Vec<Record>> {
        let mut statement = self
            .db
            .prepare_cached("SELECT bytes FROM record WHERE kind = ?1 ORDER BY id")?;
        let mut rows = statement.query([kind.as_str()])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push(Record::parse(
                row.get_ref(0)?.as_blob().unwrap_or_default(),
            )?);
        }
        Ok(records)
    }

    /// Counts the records of this phone.
    ///
    /// # Errors
    /// What the disk does.
    pub fn count(&self) -> Result<u64> {
        let count: i64 = self
            .db
            .query_row("SELECT count(*) FROM record", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Says whether changes of a record wait to be judged.
    ///
    /// # Errors
    /// What the disk does.
    pub fn is_pending(&self, id: RecordId) -> Result<bool> {
        Ok(super::replay::pends(self.db, id)? == super::replay::Pends::Live)
    }

    /// Returns where this phone stands in the feed.
    ///
    /// # Errors
    /// What the disk does.
    pub fn place(&self) -> Result<Place> {
        cursor::place(self.db)
    }

    /// Returns every change of the outbox and the journal, in the order of replay.
    ///
    /// # Errors
    /// What the disk does.
    pub fn outbox(&self) -> Result<Vec<OutboxRow>> {
        outbox::select(self.db, "1 = 1", [])
    }

    /// Counts what waits.
    ///
    /// # Errors
    /// What the disk does.
    pub fn waiting(&self) -> Result<Waiting> {
        outbox::waiting(self.db, self.now()?)
    }

    /// Counts what is on this phone alone: changes that no server has judged or taken, and drafts
    /// that are no changes yet.
    ///
    /// # Errors
    /// What the disk does.
    pub fn unsent(&self) -> Result<u64> {
        outbox::unsent(self.db)
    }

    /// Counts the changes that were handed over to a server that serves this phone no more; none
    /// while it is served.
    ///
    /// # Errors
    /// What the disk does.
    pub fn handed_over(&self) -> Result<Option<u64>> {
        outbox::handed_over(self.db)
    }

    /// Returns what needs the person's attention.
    ///
    /// # Errors
    /// What the disk does.
    pub fn needs_attention(&self) -> Result<Vec<AttentionItem>> {
        outbox::needs_attention(self.db)
    }

    /// Returns the last tap of one of the operations that has not been undone.
    ///
    /// # Errors
    /// What the disk does.
    pub fn last_tap(&self, operations: &[&str]) -> Result<Option<UndoGroup>> {
        outbox::last_group(self.db, operations)
    }

    /// Returns the texts that the server asked for.
    ///
    /// # Errors
    /// What the disk does.
    pub fn texts_owed(&self) -> Result<Vec<PushedText>> {
        text::owed(self.db)
    }

    /// Returns what is being typed for a note.
    ///
    /// # Errors
    /// What the disk does.
    pub fn draft(&self, note: NoteId) -> Result<Option<DraftRow>> {
        draft::find(self.db, note)
    }

    /// Returns everything that is being typed, the newest first.
    ///
    /// # Errors
    /// What the disk does.
    pub fn drafts(&self) -> Result<Vec<DraftRow>> {
        draft::all(self.db)
    }

    /// Returns what the person of this phone may do, as far as this phone knows.
    ///
    /// # Errors
    /// [`crate::error::Error::NotEnrolled`] before enrolment.
    pub fn rights(&self) -> Result<Rights> {
        let profile = self.profile()?.ok_or(crate::error::Error::NotEnrolled)?;
        rights::of(self.db, profile.person, self.now()?)
    }
}
