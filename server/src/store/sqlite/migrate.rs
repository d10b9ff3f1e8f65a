//! Numbered steps from an empty file to the present schema; a step that was released never changes.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::super::StoreError;
use super::failed;

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
];

/// Brings a database up to this version, in one transaction.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
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
    let done: Option<u32> = transaction
        .query_row("SELECT max(number) FROM migration", [], |row| row.get(0))
        .optional()?
        .flatten();
    let done = done.unwrap_or(0);
    let known = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
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
    transaction
        .commit()
        .map_err(failed("committing a migration"))
}
