//! The phone's store: one SQLite file a profile. SQL stands here and nowhere else.
//!
//! One connection writes; a save goes before a slice of apply ([`Turn`]). Readers cannot write.
//! Everything is written through [`Writing`], inside one transaction that is on disk when
//! [`Store::write`] returns. Not chosen: a second file or log beside the database (halves the rate
//! of saves), an asynchronous pool (a save is one short synced commit).
//!
//! Where to start: `migrations/001_first.sql` says what is kept; `outbox` how a change waits,
//! `judge` how it takes effect here, `apply` how a reply is taken in, `read` and `rows` what can be asked.

mod apply;
mod backup;
mod bulk;
mod changed;
mod cursor;
mod destroy;
mod draft;
mod fault;
mod judge;
mod luggage;
mod meta;
mod migrate;
mod notice;
mod open;
mod outbox;
mod preference;
mod prune;
mod read;
mod record;
mod replay;
mod rights;
mod room;
pub mod rows;
mod seal;
mod text;
mod turnstile;
mod usage;
mod way;
mod writing;

#[cfg(test)]
pub(crate) mod tests;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, TransactionBehavior};

pub use apply::Applied;
pub use changed::Changed;
pub use cursor::Place;
pub(crate) use destroy::destroy;
pub use draft::{DraftContent, DraftRow, PinnedText};
pub use luggage::{Luggage, PackedUpTo};
pub use meta::{Profile, Wiped};
pub(crate) use migrate::newest as newest_schema;
pub use notice::{NoticeKind, NoticeRow};
pub use open::{Durability, StoreConfig};
pub use outbox::{AttentionItem, Entry, OutboxRow, RowState, Sent, UndoGroup, Waiting};
pub use preference::LocationMode;
pub use read::Reader;
pub use seal::DatabaseKey;
pub(crate) use seal::{Found, found};
pub use turnstile::Turn;
pub use usage::DayUsage;
pub use way::WayPoint;
pub use writing::Writing;

use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::rng::Rng;
use turnstile::Turnstile;

/// The store of one profile.
pub struct Store {
    /// Its key is another after everything was destroyed.
    config: Mutex<StoreConfig>,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    /// None after a failure of the disk, until the next write opens it anew.
    writer: Turnstile<Option<Connection>>,
    readers: Mutex<Vec<Connection>>,
    /// How often everything was destroyed: a reader of before reads what is no more.
    lives: AtomicU64,
}

impl Store {
    /// Opens the store of a folder, brings it up to date and proves that saves will last. With a key
    /// a plain database of an earlier version is sealed first.
    ///
    /// # Errors
    /// [`Error::StorageNewer`] for a file of a newer version, [`Error::NotDurable`] when the log
    /// cannot be proven after three attempts, [`Error::StorageDamaged`], [`Error::StorageFull`]
    /// or [`Error::StorageFailed`], [`Error::Sealed`] for another key; what was saved before is
    /// untouched.
    pub fn open(config: StoreConfig, clock: Arc<dyn Clock>, rng: Arc<dyn Rng>) -> Result<Store> {
        if let Some(key) = &config.key
            && found(&config)? == Found::Plain
        {
            seal::take_over(&config, key)?;
        }
        let (writer, reader) = open::open(&config)?;
        let (writer, readers) = (Turnstile::new(Some(writer)), Mutex::new(vec![reader]));
        Ok(Store {
            config: Mutex::new(config),
            clock,
            rng,
            writer,
            readers,
            lives: AtomicU64::new(0),
        })
    }

    /// Returns the path of the database.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.config().file()
    }

    fn config(&self) -> StoreConfig {
        let config = self.config.lock().unwrap_or_else(PoisonError::into_inner);
        config.clone()
    }

    /// Returns the clock that the store was opened with.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// Runs `work` in one transaction and returns what it returned once everything is on disk,
    /// with what it changed.
    ///
    /// # Errors
    /// Whatever `work` returns, or what the disk does; nothing is then written. After a failure of
    /// the disk the connection is closed and the next write opens it anew.
    pub fn write<T>(
        &self,
        turn: Turn,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T>,
    ) -> Result<(T, Changed)> {
        let mut pass = self.writer.pass(turn);
        if pass.value.is_none() {
            *pass.value = Some(open::open(&self.config())?.0);
        }
        let outcome = match pass.value.as_mut() {
            Some(connection) => self.transaction(connection, work),
            None => Err(Error::NotDurable("not open")),
        };
        if outcome.as_ref().is_err_and(Error::wants_reopening) {
            *pass.value = None;
            self.readers
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clear();
        }
        outcome
    }

    fn transaction<T>(
        &self,
        connection: &mut Connection,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T>,
    ) -> Result<(T, Changed)> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut writing = Writing::begin(&transaction, &*self.clock, &*self.rng)?;
        let value = work(&mut writing)?;
        let changed = writing.into_changed();
        transaction.commit()?;
        Ok((value, changed))
    }

    /// Asks the store; what `question` sees is one moment of it.
    ///
    /// # Errors
    /// Whatever `question` returns, or what the disk does.
    pub fn read<T>(&self, question: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        let (mut connection, life) = self.spare_reader()?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
        let answer = question(&Reader::new(&transaction, &*self.clock))?;
        transaction.finish()?;
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if self.lives.load(Ordering::SeqCst) == life {
            readers.push(connection);
        }
        Ok(answer)
    }

    /// Returns a reader that nobody uses, and of which life it is.
    fn spare_reader(&self) -> Result<(Connection, u64)> {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        let reader = match readers.pop() {
            Some(reader) => reader,
            None => open::reader(&self.config())?,
        };
        Ok((reader, self.lives.load(Ordering::SeqCst)))
    }

    /// Returns whose profile this is; none before enrolment.
    ///
    /// # Errors
    /// What the disk does.
    pub fn profile(&self) -> Result<Option<Profile>> {
        self.read(|reader| reader.profile())
    }

    /// Does what can wait for an idle moment: forgets the old journal and folds the log into the
    /// database.
    ///
    /// # Errors
    /// What the disk does; nothing is then lost.
    pub fn rest(&self) -> Result<()> {
        self.write(Turn::Background, |writing| writing.prune())?;
        self.fold_log("PASSIVE")
    }

    fn fold_log(&self, how: &str) -> Result<()> {
        let pass = self.writer.pass(Turn::Background);
        if let Some(connection) = pass.value.as_ref() {
            connection.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |_| Ok(()))?;
        }
        Ok(())
    }
}
