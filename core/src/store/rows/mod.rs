//! What screens read: typed rows of the side tables, and the bytes of the few records they show.
//!
//! Lists come of side tables and indexes; bytes are parsed only for rows that are drawn whole.

mod check_in;
mod customer;
mod diary;
mod directory;
mod draft;
#[cfg(test)]
mod lay;
mod note;
mod pending;
mod place;
mod receipt;
mod search;
mod size;
mod task;
mod work;

use outrider_model::id::CustomerId;
use rusqlite::{OptionalExtension as _, Params, Row};
use uuid::Uuid;

pub use check_in::CheckInRow;
pub use customer::{Bookmark, CustomerFilter, CustomerPlace, CustomerRow};
pub use diary::DiaryRow;
pub use directory::PersonRow;
pub use note::NoteRow;
pub use pending::{Journey, PendingRow, Touch};
pub use place::{SiteBox, SiteName, SiteRow};
pub use receipt::ReceiptRow;
pub(super) use search::indexed;
pub use search::{SearchRow, plain_letters, writes_no_spaces};
pub use size::Sizes;
pub use task::TaskRow;
pub use work::{LookRow, WayRow, WorkDayRow};

use super::Reader;
use crate::error::Result;

impl Reader<'_> {
    fn list<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(params, read)?;
        Ok(rows.collect::<rusqlite::Result<Vec<T>>>()?)
    }

    fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.db.prepare_cached(sql)?;
        Ok(statement.query_row(params, read).optional()?)
    }
}

fn uuid(row: &Row<'_>, column: usize) -> rusqlite::Result<Uuid> {
    row.get::<_, [u8; 16]>(column).map(Uuid::from_bytes)
}

fn uuid_or_none(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Uuid>> {
    Ok(row
        .get::<_, Option<[u8; 16]>>(column)?
        .map(Uuid::from_bytes))
}

fn customer_or_none(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<CustomerId>> {
    Ok(uuid_or_none(row, column)?.map(CustomerId))
}

fn word<T: for<'w> From<&'w str>>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    Ok(T::from(row.get_ref(column)?.as_str()?))
}

/// Reads a cell of JSON; what this version cannot read is as if it were not there.
fn json_or_none<T: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<Option<T>> {
    let bytes: Option<Vec<u8>> = row.get(column)?;
    Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(i64::unsigned_abs)
}

fn count(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
