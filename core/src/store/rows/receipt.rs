//! Changes that the server has judged, and that stand.

use outrider_model::decide::Verdict;
use outrider_model::id::{ChangeId, RecordId};
use rusqlite::Row;

use super::super::Reader;
use super::pending::{Touch, happened};
use super::{json_or_none, uuid};
use crate::error::Result;

/// A change that stands on the server.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceiptRow {
    /// Its place in the order of saving.
    pub sequence: i64,
    /// The change.
    pub change: ChangeId,
    /// What happened, in the word in which it travels.
    pub happened: String,
    /// What the server said.
    pub verdict: Verdict,
    /// When it was saved, microseconds since 1970 (UTC).
    pub saved_at: i64,
    /// When this phone heard the verdict, microseconds since 1970 (UTC).
    pub judged_at: i64,
}

impl Reader<'_> {
    /// Returns the changes that were judged last, the newest first.
    ///
    /// # Errors
    /// Those of storage.
    pub fn receipts(&self, limit: usize) -> Result<Vec<ReceiptRow>> {
        let found = self.list(
            "SELECT sequence, change, bytes, verdict, saved_at, judged_at FROM outbox
             WHERE state = 'judged' AND judged_at IS NOT NULL
             ORDER BY judged_at DESC, sequence DESC LIMIT ?1",
            [super::count(limit)],
            receipt,
        )?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Returns the records that a change names.
    ///
    /// # Errors
    /// Those of storage.
    pub fn touches_of(&self, sequence: i64) -> Result<Vec<Touch>> {
        self.list(
            "SELECT record, writes FROM touch WHERE sequence = ?1 ORDER BY record",
            [sequence],
            |row| {
                Ok(Touch {
                    sequence,
                    record: RecordId(uuid(row, 0)?),
                    writes: row.get(1)?,
                })
            },
        )
    }
}

/// Reads a row; none without a verdict that this version can read.
fn receipt(row: &Row<'_>) -> rusqlite::Result<Option<ReceiptRow>> {
    let Some(verdict) = json_or_none(row, 3)? else {
        return Ok(None);
    };
    Ok(Some(ReceiptRow {
        sequence: row.get(0)?,
        change: ChangeId(uuid(row, 1)?),
        happened: happened(row, 2)?,
        verdict,
        saved_at: row.get(4)?,
        judged_at: row.get(5)?,
    }))
}
