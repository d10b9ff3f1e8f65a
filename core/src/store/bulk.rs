//! The first sync: pages go into the real tables, secondary indexes and words come at the end.

use rusqlite::Connection;

use super::{meta, migrate, record};
use crate::error::Result;

/// Says whether a first sync is loading. Kept in the database, so that a kill resumes it.
pub(super) fn is_loading(db: &Connection) -> Result<bool> {
    Ok(db
        .prepare_cached("SELECT count(*) FROM meta WHERE name = ?1")?
        .query_row([meta::LOADING], |row| row.get::<_, i64>(0))?
        > 0)
}

/// Begins to load when the store is fresh and this page is not the only one.
pub(super) fn begin(db: &Connection) -> Result<()> {
    let is_fresh: bool = db.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM record WHERE slots <> 0)",
        [],
        |row| row.get(0),
    )?;
    if is_fresh && !is_loading(db)? {
        migrate::drop_lookups(db)?;
        meta::put(db, meta::LOADING, &true)?;
    }
    Ok(())
}

/// Ends loading: makes indexes, words and places.
pub(super) fn end(db: &Connection) -> Result<()> {
    if is_loading(db)? {
        meta::remove(db, meta::LOADING)?;
        migrate::make_lookups(db)?;
        record::rebuild_search(db)?;
    }
    Ok(())
}
