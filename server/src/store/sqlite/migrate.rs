//! Numbered steps from an empty file to the present schema; a step that was released never changes.

use std::path::Path;

use outrider_model::columns::columns;
use outrider_model::record::Kind;
use rusqlite::{Connection, TransactionBehavior, params};

use super::super::StoreError;
use super::{backup, failed, side};

/// Every step, in order; its number is its place, from 1.
pub(super) const STEPS: &[(&str, &str)] = &[
    (
        "begin",
        include_str!("../../../migrations/sqlite/001_begin.sql"),
    ),
    (
        "identity",
        include_str!("../../../migrations/sqlite/002_identity.sql"),
    ),
    (
        "work",
        include_str!("../../../migrations/sqlite/003_work.sql"),
    ),
    (
        "console",
        include_str!("../../../migrations/sqlite/004_console.sql"),
    ),
];

/// The last step that brought columns of side tables: whatever is older has them written anew.
const REFILLED: u32 = 4;

/// Returns the newest migration of a database; 0 for an empty one.
pub(super) fn schema(connection: &Connection) -> Result<u32, StoreError> {
    let is_there = connection
        .prepare("SELECT 1 FROM sqlite_schema WHERE name = 'migration'")?
        .exists([])?;
    if !is_there {
        return Ok(0);
    }
    let newest: Option<u32> =
        connection.query_row("SELECT max(number) FROM migration", [], |row| row.get(0))?;
    Ok(newest.unwrap_or(0))
}

/// Brings a database up to this version, in one transaction; an older one is copied aside before.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let known = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    let found = schema(connection)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if 0 < found && found < known {
        let copy = backup::before(connection, path, found, known)?;
        tracing::info!(copy = %copy.display(), found, known, "the database is copied aside, then migrated");
    }
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(failed("taking the lock to migrate"))?;
    transaction
        .execute_batch(
            "CREATE TABLE IF NOT EXISTS migration (
                number INTEGER PRIMARY KEY,
                name   TEXT NOT NULL,
                sql    TEXT NOT NULL
            ) STRICT",
        )
        .map_err(failed("reading the migrations"))?;
    let done = schema(&transaction)?;
    if done > known {
        return Err(StoreError::Newer { found: done, known });
    }
    for (number, (name, sql)) in (1_u32..).zip(STEPS) {
        if number <= done {
            continue;
        }
        transaction
            .execute_batch(sql)
            .map_err(failed("migrating"))?;
        transaction.execute(
            "INSERT INTO migration (number, name, sql) VALUES (?1, ?2, ?3)",
            params![number, name, sql],
        )?;
    }
    if 0 < done && done < REFILLED {
        refill(&transaction)?;
    }
    transaction
        .commit()
        .map_err(failed("committing a migration"))
}

/// Writes the side row of every record anew, of its bytes. A record that this version cannot read
/// keeps the row that it has.
fn refill(transaction: &Connection) -> Result<(), StoreError> {
    let mut statement = transaction.prepare("SELECT rid, org, kind, bytes FROM record")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let kind: String = row.get(2)?;
        let (kind, bytes): (Kind, Vec<u8>) = (Kind::from(kind.as_str()), row.get(3)?);
        if let Ok(cells) = columns(&kind, &bytes) {
            side::write(transaction, row.get(1)?, row.get(0)?, &kind, &cells)?;
        }
    }
    Ok(())
}
