//! One SQLite file in a folder: `outrider.db`.
//!
//! One connection writes, others only read; all in WAL mode, proven after opening. The command
//! line may write beside a running server: every write begins by taking the file's lock.

mod account;
mod audit;
mod backup;
mod blob;
mod catalogue;
mod credential;
mod erasure;
mod family;
mod feed;
mod history;
mod ledger;
mod migrate;
mod open;
mod parcel;
mod quarantine;
mod query;
mod seen;
mod side;
mod ticket;
mod transfer;
mod work;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use outrider_model::id::{EpochId, OrganisationId};
use rusqlite::{
    Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior, params,
};

use super::{Act, Look, Store, StoreError, Tenant};
use feed::SqliteSnapshot;
use ledger::SqliteLedger;
pub use open::ServeLock;
use seen::Kept;

/// The file's name in its folder.
pub const FILE: &str = "outrider.db";

/// A database in a folder.
#[derive(Debug)]
pub struct Sqlite {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Reader>>,
}

/// A connection that reads, and what it keeps of what viewers see.
#[derive(Debug)]
struct Reader {
    connection: Connection,
    kept: Kept,
}

impl Sqlite {
    /// Opens the database of a folder, makes both where they are missing, and brings an older one
    /// up to this version. What it was before stands beside it then, as `outrider.db.before-N`.
    ///
    /// # Errors
    /// [`StoreError::Newer`] for a file of a newer version, [`StoreError::Broken`] for one that is
    /// not ours, [`StoreError::Database`] when it cannot be opened; the file is then as it was.
    pub fn open(folder: &Path) -> Result<Sqlite, StoreError> {
        std::fs::create_dir_all(folder)
            .map_err(|error| StoreError::database("making the folder", error))?;
        let path = folder.join(FILE);
        let mut writer = open::writer(&path)?;
        migrate::migrate(&mut writer, &path)?;
        Ok(Sqlite {
            path,
            writer: Mutex::new(writer),
            readers: Mutex::default(),
        })
    }

    /// Takes the folder for one `serve`; others are refused until it is dropped.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when another server runs on it.
    pub fn lock(folder: &Path) -> Result<ServeLock, StoreError> {
        open::lock(folder)
    }

    /// Copies the database into a new file, as it stands, while others write.
    ///
    /// # Errors
    /// [`StoreError::Database`] when the file exists or cannot be written.
    pub fn copy_to(&self, file: &Path) -> Result<(), StoreError> {
        let path = file.to_string_lossy().into_owned();
        self.write(|transaction| Ok(transaction.query_row("SELECT 1", [], |_| Ok(()))?))?;
        let writer = self.writer();
        writer
            .execute("VACUUM INTO ?1", params![path])
            .map_err(failed("copying the database"))?;
        Ok(())
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does some writes in a transaction of their own.
    fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut writer = self.writer();
        if !writer.is_autocommit() {
            writer
                .execute_batch("ROLLBACK")
                .map_err(failed("rolling back what was left"))?;
        }
        let transaction = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed("taking the lock"))?;
        let done = work(&transaction)?;
        transaction.commit().map_err(failed("committing"))?;
        Ok(done)
    }

    /// Reads of one unmoving state.
    fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.read_with(|reader, _| work(reader))
    }

    /// As [`Sqlite::read`], with what the connection keeps.
    fn read_with<T>(
        &self,
        work: impl FnOnce(&Connection, &mut Kept) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let idle = self
            .readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => Reader {
                connection: open::reader(&self.path)?,
                kept: Kept::default(),
            },
        };
        let Reader { connection, kept } = &mut reader;
        let transaction = connection
            .transaction()
            .map_err(failed("beginning to read"))?;
        let done = work(&transaction, kept);
        transaction.finish().map_err(failed("ending to read"))?;
        self.readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(reader);
        done
    }

    /// As [`Sqlite::read_of`], with what the connection keeps.
    fn read_kept<T>(
        &self,
        organisation: OrganisationId,
        work: impl FnOnce(&Connection, i64, &mut Kept) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.read_with(|reader, kept| {
            let org = number(reader, organisation)?;
            work(reader, org, kept)
        })
    }

    /// Reads of one unmoving state of an organisation.
    fn read_of<T>(
        &self,
        organisation: OrganisationId,
        work: impl FnOnce(&Connection, i64) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.read(|reader| {
            let org = number(reader, organisation)?;
            work(reader, org)
        })
    }

    /// Writes for an organisation, in a transaction of their own.
    fn write_of<T>(
        &self,
        organisation: OrganisationId,
        work: impl FnOnce(&Transaction<'_>, i64) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.write(|transaction| {
            let org = number(transaction, organisation)?;
            work(transaction, org)
        })
    }
}

impl Store for Sqlite {
    fn found(&self, tenant: &Tenant, epoch: EpochId) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction
                .execute(
                    "INSERT INTO organisation (id, slug) VALUES (?1, ?2)",
                    params![tenant.id.0.as_bytes(), tenant.slug],
                )
                .map_err(taken("slug"))?;
            let org = transaction.last_insert_rowid();
            transaction.execute(
                "INSERT INTO epoch (org, number, epoch, first) VALUES (?1, 1, ?2, 0)",
                params![org, epoch.0.as_bytes()],
            )?;
            Ok(())
        })
    }

    fn tenants(&self) -> Result<Vec<Tenant>, StoreError> {
        self.read(|reader| {
            let mut statement =
                reader.prepare_cached("SELECT id, slug FROM organisation ORDER BY slug")?;
            let rows = statement.query_map([], |row| {
                Ok(Tenant {
                    id: OrganisationId(blob::uuid(row, 0)?),
                    slug: row.get(1)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    fn tenant(&self, slug: &str) -> Result<Option<Tenant>, StoreError> {
        Ok(self
            .tenants()?
            .into_iter()
            .find(|tenant| tenant.slug == slug))
    }

    fn open_epoch(&self, mint: &mut dyn FnMut() -> EpochId) -> Result<(), StoreError> {
        self.write(|transaction| {
            let mut statement =
                transaction.prepare("SELECT org, head FROM organisation ORDER BY org")?;
            let heads: Vec<(i64, i64)> = statement
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            for (org, head) in heads {
                transaction.execute(
                    "INSERT INTO epoch (org, number, epoch, first) \
                     SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3 FROM epoch WHERE org = ?1",
                    params![org, mint().0.as_bytes(), head],
                )?;
            }
            Ok(())
        })
    }

    fn head(&self, organisation: OrganisationId) -> Result<u64, StoreError> {
        self.read(|reader| {
            let mut statement =
                reader.prepare_cached("SELECT head FROM organisation WHERE id = ?1")?;
            let head: Option<i64> = statement
                .query_row(params![organisation.0.as_bytes()], |row| row.get(0))
                .optional()?;
            blob::count(head.ok_or(StoreError::NoSuchOrganisation)?)
        })
    }

    fn directory(&self, organisation: OrganisationId) -> Result<u64, StoreError> {
        self.read(|reader| {
            let mut statement =
                reader.prepare_cached("SELECT directory FROM organisation WHERE id = ?1")?;
            let directory: Option<i64> = statement
                .query_row(params![organisation.0.as_bytes()], |row| row.get(0))
                .optional()?;
            blob::count(directory.ok_or(StoreError::NoSuchOrganisation)?)
        })
    }

    fn transact(&self, organisation: OrganisationId, act: Act<'_>) -> Result<(), StoreError> {
        self.write(|transaction| {
            let mut ledger = SqliteLedger::lock(transaction, organisation)?;
            act(&mut ledger)?;
            ledger.finish()
        })
    }

    fn snapshot(&self, organisation: OrganisationId, look: Look<'_>) -> Result<(), StoreError> {
        self.read(|reader| look(&SqliteSnapshot::open(reader, organisation)?))
    }
}

/// Returns an organisation's short number.
fn number(connection: &Connection, organisation: OrganisationId) -> Result<i64, StoreError> {
    let mut statement = connection.prepare_cached("SELECT org FROM organisation WHERE id = ?1")?;
    statement
        .query_row(params![organisation.0.as_bytes()], |row| row.get(0))
        .optional()?
        .ok_or(StoreError::NoSuchOrganisation)
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        failed("reading or writing")(error)
    }
}

/// Says what was being done when the database failed.
fn failed(doing: &'static str) -> impl FnOnce(rusqlite::Error) -> StoreError {
    move |error| match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
            StoreError::Broken(error.to_string())
        }
        Some(_) | None => StoreError::database(doing, error),
    }
}

/// As [`failed`], for rows with a name that must be unique.
fn taken(what: &'static str) -> impl FnOnce(rusqlite::Error) -> StoreError {
    move |error| match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => StoreError::Taken(what),
        Some(_) | None => failed("adding a row")(error),
    }
}

#[cfg(test)]
mod tests;
