//! The journal: what the last tap did.

use outrider_model::change::Body;
use rusqlite::{Connection, OptionalExtension as _};

use super::super::{Writing, meta};
use super::{OutboxRow, select};
use crate::error::Result;

/// Everything that one tap did.
#[derive(Clone, Debug, PartialEq)]
pub struct UndoGroup {
    /// The first sequence of the tap.
    pub batch: i64,
    /// What its author did, in the words of `transact::Op`.
    pub operation: String,
    /// Its changes, in order.
    pub rows: Vec<OutboxRow>,
}

impl Writing<'_> {
    /// Returns the last tap of one of the operations that has not been undone.
    ///
    /// # Errors
    /// What the disk does.
    pub fn last_tap(&self, operations: &[&str]) -> Result<Option<UndoGroup>> {
        last_group(self.db, operations)
    }

    /// Returns what takes a change of the journal back; none where nothing does.
    ///
    /// # Errors
    /// What the disk does.
    pub fn inverse_of(&self, row: &OutboxRow) -> Result<Option<Body>> {
        let cell: Option<Vec<u8>> = self
            .db
            .prepare_cached("SELECT inverse FROM outbox WHERE sequence = ?1")?
            .query_row([row.sequence], |row| row.get(0))
            .optional()?
            .flatten();
        cell.map(|cell| meta::read(&cell)).transpose()
    }
}

/// Returns the last tap of one of the operations that has not been undone.
pub(in super::super) fn last_group(
    db: &Connection,
    operations: &[&str],
) -> Result<Option<UndoGroup>> {
    let words: Vec<String> = operations.iter().map(|word| format!("'{word}'")).collect();
    let sql = format!(
        "SELECT batch, operation FROM outbox
         WHERE operation IN ({}) AND state <> 'settled'
           AND batch NOT IN (SELECT undoes FROM outbox WHERE undoes IS NOT NULL)
         ORDER BY batch DESC LIMIT 1",
        words.join(", ")
    );
    let found: Option<(i64, String)> = db
        .prepare_cached(&sql)?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((batch, operation)) = found else {
        return Ok(None);
    };
    let rows = select(db, "batch = ?1", [batch])?;
    Ok(Some(UndoGroup {
        batch,
        operation,
        rows,
    }))
}
