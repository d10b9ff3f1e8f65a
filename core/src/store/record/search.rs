//! Words (FTS5) and places (R*Tree) of customers and notes. While a first sync loads, neither is
//! written; both are made anew at its end.

use outrider_model::columns::{Cells, CustomerCells, NoteCells, columns};
use outrider_model::record::Kind;
use rusqlite::Connection;

use super::super::bulk;
use super::super::rows::indexed;
use crate::error::Result;

pub(super) fn write_customer(
    db: &Connection,
    rid: i64,
    customer: &CustomerCells<'_>,
    is_new: bool,
) -> Result<()> {
    if bulk::is_loading(db)? {
        return Ok(());
    }
    if !is_new {
        remove(db, rid)?;
    }
    if customer.removed {
        return Ok(());
    }
    let body = [customer.code.as_ref(), customer.address.as_ref()].join("\n");
    add_words(db, rid, &customer.name, &body)?;
    for (site, place) in &customer.sites {
        let entry = db
            .prepare_cached("INSERT INTO site (rid, site) VALUES (?1, ?2)")?
            .insert((rid, site.0.into_bytes()))?;
        let (lat, lon) = (place.at.lat(), place.at.lon());
        db.prepare_cached(
            "INSERT INTO place (entry, south, north, west, east) VALUES (?1, ?2, ?2, ?3, ?3)",
        )?
        .execute((entry, lat, lon))?;
    }
    Ok(())
}

pub(super) fn write_note(
    db: &Connection,
    rid: i64,
    note: &NoteCells<'_>,
    is_new: bool,
) -> Result<()> {
    if bulk::is_loading(db)? {
        return Ok(());
    }
    if !is_new {
        remove(db, rid)?;
    }
    if note.withdrawn || note.body.is_empty() {
        return Ok(());
    }
    add_words(db, rid, "", &note.body)
}

fn add_words(db: &Connection, rid: i64, title: &str, body: &str) -> Result<()> {
    db.prepare_cached("INSERT INTO search (rowid, title, body) VALUES (?1, ?2, ?3)")?
        .execute((rid, indexed(title), indexed(body)))?;
    Ok(())
}

pub(super) fn remove(db: &Connection, rid: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?
        .execute([rid])?;
    db.prepare_cached("DELETE FROM place WHERE entry IN (SELECT entry FROM site WHERE rid = ?1)")?
        .execute([rid])?;
    db.prepare_cached("DELETE FROM site WHERE rid = ?1")?
        .execute([rid])?;
    Ok(())
}

/// Makes words and places anew of all records.
pub(in super::super) fn rebuild(db: &Connection) -> Result<()> {
    db.execute_batch(
        "INSERT INTO search (search) VALUES ('delete-all');
         DELETE FROM place;
         DELETE FROM site;",
    )?;
    let mut statement = db.prepare(
        "SELECT rid, kind, bytes FROM record WHERE kind IN ('customer', 'note') ORDER BY rid",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (rid, kind): (i64, String) = (row.get(0)?, row.get(1)?);
        let bytes = row.get_ref(2)?.as_blob().unwrap_or_default();
        match columns(&Kind::from(kind.as_str()), bytes) {
            Ok(Cells::Customer(customer)) => write_customer(db, rid, &customer, true)?,
            Ok(Cells::Note(note)) => write_note(db, rid, &note, true)?,
            Ok(
                Cells::Task(_)
                | Cells::CheckIn(_)
                | Cells::Draft(_)
                | Cells::Diary(_)
                | Cells::Person(_)
                | Cells::WorkDay(_)
                | Cells::Track(_)
                | Cells::LocationView(_)
                | Cells::Plain,
            )
            | Err(_) => {}
        }
    }
    Ok(())
}
