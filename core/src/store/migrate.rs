//! Migrations: a table of (number, SQL). See `migrations/NOTES.md`.

use std::path::Path;

use outrider_model::record::Kind;
use rusqlite::{Connection, TransactionBehavior};

use super::backup;
use crate::error::{Error, Result};

const MIGRATIONS: &[(i64, &str)] = &[
    (1, include_str!("migrations/001_first.sql")),
    (2, include_str!("migrations/002_work.sql")),
    (3, include_str!("migrations/003_way.sql")),
    (4, include_str!("migrations/004_notice.sql")),
];
const LOOKUPS: &str = include_str!("lookups.sql");

/// Brings a database to the newest version, each step in one transaction with its number. One that
/// is older is copied beside itself first.
pub(super) fn migrate(connection: &mut Connection, file: &Path) -> Result<()> {
    let known = newest();
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > known {
        return Err(Error::StorageNewer { found, known });
    }
    if 0 < found && found < known {
        backup::before(connection, file, known)?;
    }
    for (number, sql) in MIGRATIONS.iter().filter(|(number, _)| *number > found) {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        step.execute_batch(sql)?;
        if *number == 2 {
            super::record::index(&step, &[Kind::WorkDay, Kind::Track, Kind::LocationView])?;
        }
        step.pragma_update(None, "user_version", number)?;
        step.commit()?;
    }
    if !super::bulk::is_loading(connection)? {
        make_lookups(connection)?;
    }
    Ok(())
}

/// Returns the version that an opened store has: the newest.
pub(crate) fn newest() -> i64 {
    MIGRATIONS.last().map_or(0, |(number, _)| *number)
}

/// Makes the secondary indexes that are missing.
pub(super) fn make_lookups(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch(LOOKUPS)?)
}

/// Drops the secondary indexes, before many rows are loaded.
pub(super) fn drop_lookups(connection: &Connection) -> Result<()> {
    for name in LOOKUPS
        .lines()
        .filter_map(|line| line.split_whitespace().nth(5))
    {
        connection.execute_batch(&format!("DROP INDEX IF EXISTS {name}"))?;
    }
    Ok(())
}
