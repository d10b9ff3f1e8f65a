//! Records as bytes, the server's copy beside them, and what queries need of them.

mod search;
mod side;

use outrider_model::id::RecordId;
use outrider_model::record::{Kind, Record};
use rusqlite::{Connection, OptionalExtension as _};

pub(super) use search::rebuild as rebuild_search;

use super::Writing;
use crate::error::Result;

/// A row of the table.
pub(super) struct Row {
    pub(super) rid: i64,
    pub(super) kind: Kind,
    pub(super) slots: i64,
    pub(super) bytes: Vec<u8>,
}

pub(super) fn find(db: &Connection, id: RecordId) -> Result<Option<Row>> {
    let row = db
        .prepare_cached("SELECT rid, kind, slots, bytes FROM record WHERE id = ?1")?
        .query_row([id.0.into_bytes()], |row| {
            let kind: String = row.get(1)?;
            Ok(Row {
                rid: row.get(0)?,
                kind: Kind::from(kind.as_str()),
                slots: row.get(2)?,
                bytes: row.get(3)?,
            })
        })
        .optional()?;
    Ok(row)
}

/// Fills the side tables of kinds that were kept as bytes alone, because they came before this
/// version knew them.
pub(super) fn index(db: &Connection, kinds: &[Kind]) -> Result<()> {
    for kind in kinds {
        let mut statement =
            db.prepare("SELECT rid, bytes FROM record WHERE kind = ?1 ORDER BY rid")?;
        let mut rows = statement.query([kind.as_str()])?;
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
            side::write(db, row.get(0)?, kind, bytes, false)?;
        }
    }
    Ok(())
}

pub(super) fn parsed(db: &Connection, id: RecordId) -> Result<Option<Record>> {
    Ok(find(db, id)?
        .map(|row| Record::parse(&row.bytes))
        .transpose()?)
}

/// Returns the server's copy where changes pend: `Some(None)` for a record born here.
#[expect(
    clippy::option_option,
    reason = "no row and a row without bytes are different facts"
)]
pub(super) fn mirror(db: &Connection, rid: i64) -> Result<Option<Option<Vec<u8>>>> {
    let row = db
        .prepare_cached("SELECT bytes FROM mirror WHERE rid = ?1")?
        .query_row([rid], |row| row.get(0))
        .optional()?;
    Ok(row)
}

pub(super) fn set_mirror(db: &Connection, rid: i64, bytes: Option<&[u8]>) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO mirror (rid, bytes) VALUES (?1, ?2)
         ON CONFLICT (rid) DO UPDATE SET bytes = excluded.bytes",
    )?
    .execute((rid, bytes))?;
    Ok(())
}

pub(super) fn drop_mirror(db: &Connection, rid: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM mirror WHERE rid = ?1")?
        .execute([rid])?;
    Ok(())
}

/// Where the server showed a record.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    pub(super) slots: i64,
    pub(super) generation: i64,
}

impl Writing<'_> {
    /// Shows bytes that the server sent for a record of which nothing pends.
    pub(super) fn take_record(
        &mut self,
        id: RecordId,
        kind: &Kind,
        bytes: &[u8],
        seen: Seen,
    ) -> Result<()> {
        let newest: i64 = self
            .db
            .prepare_cached("SELECT coalesce(max(rid), 0) FROM record")?
            .query_row([], |row| row.get(0))?;
        let rid: i64 = self
            .db
            .prepare_cached(
                "INSERT INTO record (kind, id, slots, generation, bytes) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO UPDATE
                 SET slots = excluded.slots, generation = excluded.generation, bytes = excluded.bytes
                 RETURNING rid",
            )?
            .query_row((kind.as_str(), id.0.into_bytes(), seen.slots, seen.generation, bytes), |row| row.get(0))?;
        side::write(self.db, rid, kind, bytes, rid > newest)?;
        self.note_changed(id, kind);
        Ok(())
    }

    /// Notes where the server showed a record of which something pends, and keeps its copy.
    pub(super) fn take_mirror(
        &mut self,
        id: RecordId,
        kind: &Kind,
        bytes: &[u8],
        seen: Seen,
    ) -> Result<()> {
        match find(self.db, id)? {
            Some(row) => {
                self.db
                    .prepare_cached("UPDATE record SET slots = ?2, generation = ?3 WHERE rid = ?1")?
                    .execute((row.rid, seen.slots, seen.generation))?;
                set_mirror(self.db, row.rid, Some(bytes))
            }
            None => {
                self.take_record(id, kind, bytes, seen)?;
                match find(self.db, id)? {
                    Some(row) => set_mirror(self.db, row.rid, Some(bytes)),
                    None => Ok(()),
                }
            }
        }
    }

    /// Lays what a pending change makes of a record over what the phone shows.
    pub(super) fn put_record(&mut self, record: &Record) -> Result<()> {
        let bytes = record.bytes()?;
        match find(self.db, record.id)? {
            Some(row) => {
                self.db
                    .prepare_cached("INSERT OR IGNORE INTO mirror (rid, bytes) VALUES (?1, ?2)")?
                    .execute((row.rid, &row.bytes))?;
                self.show(row.rid, record.id, &record.kind, &bytes)
            }
            None => {
                let rid = self
                    .db
                    .prepare_cached("INSERT INTO record (kind, id, bytes) VALUES (?1, ?2, ?3)")?
                    .insert((record.kind.as_str(), record.id.0.into_bytes(), &bytes))?;
                set_mirror(self.db, rid, None)?;
                side::write(self.db, rid, &record.kind, &bytes, true)?;
                self.note_changed(record.id, &record.kind);
                Ok(())
            }
        }
    }

    pub(super) fn show(&mut self, rid: i64, id: RecordId, kind: &Kind, bytes: &[u8]) -> Result<()> {
        self.db
            .prepare_cached("UPDATE record SET bytes = ?2 WHERE rid = ?1")?
            .execute((rid, bytes))?;
        side::write(self.db, rid, kind, bytes, false)?;
        self.note_changed(id, kind);
        Ok(())
    }

    /// Removes a record with all that hangs on it.
    pub(super) fn remove_record(&mut self, id: RecordId) -> Result<()> {
        let Some(row) = find(self.db, id)? else {
            return Ok(());
        };
        side::remove(self.db, row.rid, &row.kind)?;
        drop_mirror(self.db, row.rid)?;
        self.db
            .prepare_cached("DELETE FROM record WHERE rid = ?1")?
            .execute([row.rid])?;
        self.note_changed(id, &row.kind);
        Ok(())
    }
}
