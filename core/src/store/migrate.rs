//! Migrations: a table of (number, SQL). See `migrations/NOTES.md`.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result};

const MIGRATIONS: &[(i64, &str)] = &[
    (1, include_str!("migrations/001_first.sql")),
    (2, include_str!("migrations/002_work.sql")),
    (3, include_str!("migrations/003_way.sql")),
];
const LOOKUPS: &str = include_str!("lookups.sql");

/// Brings a database to the newest version, each step in one transaction with its number.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    let known = MIGRATIONS.last().map_or(0, |(number, _)| *number);
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > known {
        return Err(Error::StorageNewer { found, known });
    }
    for (number, sql) in MIGRATIONS.iter().filter(|(number, _)| *number > found) {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        step.execute_batch(sql)?;
        step.pragma_update(None, "user_version", number)?;
        step.commit()?;
    }
    if !super::bulk::is_loading(connection)? {
        make_lookups(connection)?;
    }
    Ok(())
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
