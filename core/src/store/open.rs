//! Opening: pragmas, migrations, and the proof that the write-ahead log is in force.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher as _};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::{DatabaseKey, migrate, seal};
use crate::error::{Error, Result};

/// How a store is opened.
#[derive(Clone, Debug)]
pub struct StoreConfig {
    /// The profile's folder; it is made when it is missing.
    pub folder: PathBuf,
    /// The name of a SQLite VFS in place of the default one.
    pub vfs: Option<String>,
    /// The key of a sealed database; without one it is plain.
    pub key: Option<DatabaseKey>,
    /// How hard a commit is pressed to the disk.
    #[doc(hidden)]
    pub durability: Durability,
}

/// How hard a commit is pressed to the disk.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// `synchronous=EXTRA`: what has been saved survives a power cut.
    #[default]
    Extra,
    /// `synchronous=NORMAL`: loses saves at a power cut. For proofs that must see it happen.
    BrokenForProofs,
}

impl StoreConfig {
    /// Opens a folder with the default VFS.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> StoreConfig {
        StoreConfig {
            folder: folder.into(),
            vfs: None,
            key: None,
            durability: Durability::Extra,
        }
    }

    /// Returns the path of the one file of the profile.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.join("outrider.db")
    }
}

/// Attempts before an opening that cannot be proven is given up.
const ATTEMPTS: usize = 3;
/// Statements kept ready on each connection.
const STATEMENTS: usize = 128;

/// Opens the writer and a first reader, brings the schema up to date and proves the log.
pub(super) fn open(config: &StoreConfig) -> Result<(Connection, Connection)> {
    fs::create_dir_all(&config.folder)
        .map_err(|error| Error::StorageFailed(error.kind().to_string()))?;
    let mut last = Error::NotDurable("never tried");
    for _ in 0..ATTEMPTS {
        match attempt(config) {
            Ok(pair) => return Ok(pair),
            Err(error @ (Error::NotDurable(_) | Error::StorageFailed(_))) => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

fn attempt(config: &StoreConfig) -> Result<(Connection, Connection)> {
    let mut writer = connect(config)?;
    let mode: String = writer.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(Error::NotDurable("the switch was refused"));
    }
    writer.execute_batch(match config.durability {
        Durability::Extra => "PRAGMA synchronous = EXTRA",
        Durability::BrokenForProofs => "PRAGMA synchronous = NORMAL",
    })?;
    writer.execute_batch("PRAGMA wal_autocheckpoint = 4000; PRAGMA foreign_keys = OFF")?;
    migrate::migrate(&mut writer, &config.file())?;
    let reader = reader(config)?;
    prove(config, &writer, &reader)?;
    Ok((writer, reader))
}

/// A failed switch to WAL is silent, and the connection that failed even answers `wal`. So a
/// write must move the log, and another connection is asked. The database file itself is never
/// opened for this: closing it would drop SQLite's locks on it.
fn prove(config: &StoreConfig, writer: &Connection, reader: &Connection) -> Result<()> {
    let log = log_of(&config.file());
    let before = look_at(&log)?;
    writer.execute_batch(
        "INSERT INTO meta (name, value) VALUES ('opened', x'31')
         ON CONFLICT (name) DO UPDATE SET value = CASE value WHEN x'31' THEN x'32' ELSE x'31' END",
    )?;
    if look_at(&log)? == before {
        return Err(Error::NotDurable("a write did not reach the log"));
    }
    let mode: String = reader.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if mode == "wal" {
        Ok(())
    } else {
        Err(Error::NotDurable("another connection sees no log"))
    }
}

/// Returns the log's length and a hash of its bytes. The length alone would not do: after a
/// checkpoint frames are written over older ones.
fn look_at(log: &Path) -> Result<(usize, u64)> {
    let failed = |error: io::Error| Error::StorageFailed(error.kind().to_string());
    let mut file = match File::open(log) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((0, 0)),
        Err(error) => return Err(failed(error)),
    };
    let (mut length, mut hasher, mut buffer) = (0, DefaultHasher::new(), vec![0; 1 << 16]);
    loop {
        let count = file.read(&mut buffer).map_err(failed)?;
        let Some(bytes) = buffer.get(..count).filter(|bytes| !bytes.is_empty()) else {
            return Ok((length, hasher.finish()));
        };
        length += count;
        hasher.write(bytes);
    }
}

fn log_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

/// Opens a connection that cannot write.
pub(super) fn reader(config: &StoreConfig) -> Result<Connection> {
    let reader = connect(config)?;
    reader.execute_batch("PRAGMA query_only = 1")?;
    Ok(reader)
}

fn connect(config: &StoreConfig) -> Result<Connection> {
    let connection = bare(config)?;
    if let Some(key) = &config.key {
        seal::unlock(&connection, key)?;
    }
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000")?;
    Ok(connection)
}

/// Opens a connection over which nothing was said yet.
pub(super) fn bare(config: &StoreConfig) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let connection = match &config.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(config.file(), flags, vfs.as_str())?,
        None => Connection::open_with_flags(config.file(), flags)?,
    };
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    Ok(connection)
}
