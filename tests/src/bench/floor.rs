//! The least that the machine needs: SQLite alone, with the pragmas of our stores, on the same file
//! system.

use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;

use super::clock::Stopwatch;

/// A fresh file with one table.
pub struct Raw {
    connection: Connection,
    // Removed when the connection is closed.
    _folder: TempDir,
    next: i64,
}

impl Raw {
    /// Makes the file, its log in the mode and with the durability of our stores.
    ///
    /// # Panics
    /// When SQLite will not have it.
    pub fn fresh() -> Raw {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let connection = Connection::open(folder.path().join("raw.db")).expect("a fresh file");
        let mode: String = connection
            .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
            .expect("SQLite answers");
        assert_eq!(mode, "wal");
        let pragmas = "PRAGMA synchronous = EXTRA; PRAGMA wal_autocheckpoint = 4000;
             PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY;
             CREATE TABLE row (number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT;";
        connection.execute_batch(pragmas).expect("valid SQL");
        Raw {
            connection,
            _folder: folder,
            next: 0,
        }
    }

    /// Inserts rows in one synced transaction.
    ///
    /// # Panics
    /// When the disk fails.
    pub fn insert(&mut self, rows: &[Vec<u8>]) {
        let transaction = self.connection.transaction().expect("nobody else writes");
        {
            let mut statement = transaction
                .prepare_cached("INSERT INTO row (number, id, bytes) VALUES (?1, ?2, ?3)")
                .expect("valid SQL");
            for bytes in rows {
                self.next += 1;
                // Odd, so that ids come in no order, as ours do.
                let mixed = self
                    .next
                    .wrapping_mul(0x9E37_79B9_7F4A_7C15_u64.cast_signed());
                let id = [mixed.to_be_bytes(), self.next.to_be_bytes()].concat();
                statement
                    .execute((self.next, id, bytes))
                    .expect("a fresh row");
            }
        }
        transaction.commit().expect("the disk takes it");
    }

    /// Gives the milliseconds that one transaction with these rows takes.
    pub fn millis(&mut self, rows: &[Vec<u8>]) -> f64 {
        let watch = Stopwatch::start();
        self.insert(rows);
        watch.millis()
    }
}

/// Reads one number of a phone's file that nobody writes to now.
///
/// # Panics
/// When the question fits another schema.
pub fn ask(file: &Path, question: &str) -> i64 {
    let connection = Connection::open(file).expect("the phone's file");
    let answer = connection.query_row(question, [], |row| row.get(0));
    answer.expect("the question fits the schema")
}

/// Reads the bytes of every record of a phone's file.
///
/// # Panics
/// When the file has another schema.
pub fn records(file: &Path) -> Vec<Vec<u8>> {
    let connection = Connection::open(file).expect("the phone's file");
    let mut statement = connection
        .prepare("SELECT bytes FROM record ORDER BY rid")
        .expect("the phone's schema");
    let rows = statement.query_map([], |row| row.get(0)).expect("rows");
    rows.collect::<rusqlite::Result<_>>()
        .expect("the file can be read")
}
