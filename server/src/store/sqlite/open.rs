//! Opening the file: modes asked for, and proven.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::super::StoreError;
use super::{failed, seen};

/// How long a write waits for another process.
const PATIENCE: Duration = Duration::from_secs(10);
const STATEMENTS: usize = 256;

/// Keeps a second server away from the folder for as long as it lives.
#[derive(Debug)]
pub struct ServeLock {
    _file: File,
}

/// Opens the one connection that writes.
pub(super) fn writer(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path).map_err(failed("opening the database"))?;
    settle(&connection)?;
    let mode: String = connection
        .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
        .map_err(failed("switching to WAL"))?;
    if mode != "wal" {
        return Err(StoreError::Broken(format!(
            "the journal mode is {mode}, not WAL"
        )));
    }
    connection
        .pragma_update(None, "synchronous", "EXTRA")
        .map_err(failed("asking for EXTRA"))?;
    let synchronous: i64 = connection.pragma_query_value(None, "synchronous", |row| row.get(0))?;
    if synchronous != 3 {
        return Err(StoreError::Broken("commits would not be durable".into()));
    }
    // What is deleted is overwritten: nobody reads it in what is free of the file.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "wal_autocheckpoint", 4000)?;
    Ok(connection)
}

/// Opens a connection that only reads.
pub(super) fn reader(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(failed("opening the database to read"))?;
    settle(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -32_768)?;
    seen::teach(&connection).map_err(failed("teaching the connection"))?;
    Ok(connection)
}

fn settle(connection: &Connection) -> Result<(), StoreError> {
    connection
        .busy_timeout(PATIENCE)
        .map_err(failed("setting the patience"))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection
        .pragma_update(None, "temp_store", "MEMORY")
        .map_err(failed("opening the database"))
}

/// Takes the folder's lock file.
pub(super) fn lock(folder: &Path) -> Result<ServeLock, StoreError> {
    let failed = |error| StoreError::database("taking the lock file", error);
    std::fs::create_dir_all(folder).map_err(failed)?;
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join("serve.lock"))
        .map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(ServeLock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}
