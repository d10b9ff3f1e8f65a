//! How ids stand in cells of SQLite.

use rusqlite::Row;
use uuid::Uuid;

pub(super) use super::super::cell::{audience, count, of_audience, stored};

/// Reads an id.
pub(super) fn uuid(row: &Row<'_>, column: usize) -> rusqlite::Result<Uuid> {
    Ok(Uuid::from_bytes(row.get(column)?))
}
