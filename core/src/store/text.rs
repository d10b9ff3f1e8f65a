//! Texts that edits start from, so that a merge finds its base.

use outrider_model::id::RecordId;
use outrider_model::record::{Field, Record};
use outrider_model::text::TextHash;
use outrider_model::wire::PushedText;
use rusqlite::{Connection, OptionalExtension as _};
use uuid::Uuid;

use super::{Writing, record};
use crate::error::Result;

impl Writing<'_> {
    /// Returns a text of a record by its hash, as far as it is here.
    ///
    /// # Errors
    /// What the disk does.
    pub fn text(&self, of: RecordId, hash: &TextHash) -> Result<Option<String>> {
        find(self.db, of, hash)
    }

    /// Keeps a text, so that it can be found by its hash.
    ///
    /// # Errors
    /// What the disk does.
    pub fn keep_text(&mut self, of: RecordId, text: &str) -> Result<()> {
        keep(self.db, of, text, self.now())
    }
}

pub(super) fn keep(db: &Connection, of: RecordId, text: &str, now: i64) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO text (record, hash, body, kept_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (record, hash) DO UPDATE SET kept_at = excluded.kept_at",
    )?
    .execute((
        of.0.into_bytes(),
        TextHash::of(text).as_bytes(),
        text.as_bytes(),
        now,
    ))?;
    Ok(())
}

/// Finds a text by its hash: among those kept, else as the body of the record or of its server
/// copy.
pub(super) fn find(db: &Connection, of: RecordId, hash: &TextHash) -> Result<Option<String>> {
    let kept: Option<Vec<u8>> = db
        .prepare_cached("SELECT body FROM text WHERE record = ?1 AND hash = ?2")?
        .query_row((of.0.into_bytes(), hash.as_bytes()), |row| row.get(0))
        .optional()?;
    if let Some(kept) = kept {
        return Ok(String::from_utf8(kept).ok());
    }
    let Some(row) = record::find(db, of)? else {
        return Ok(None);
    };
    let copy = record::mirror(db, row.rid)?.flatten();
    for bytes in [Some(row.bytes), copy].into_iter().flatten() {
        let body = body_of(&Record::parse(&bytes)?);
        if TextHash::of(&body) == *hash {
            return Ok(Some(body));
        }
    }
    Ok(None)
}

/// Returns the long text of a record; an absent one is empty.
pub(super) fn body_of(record: &Record) -> String {
    record
        .get(&Field::from("body"))
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

pub(super) fn owe(db: &Connection, of: RecordId, hash: &TextHash) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO owed (record, hash) VALUES (?1, ?2)")?
        .execute((of.0.into_bytes(), hash.as_bytes()))?;
    Ok(())
}

pub(super) fn forget_owed(db: &Connection) -> Result<()> {
    db.prepare_cached("DELETE FROM owed")?.execute([])?;
    Ok(())
}

/// Returns the texts that the server asked for, as far as they are here.
pub(super) fn owed(db: &Connection) -> Result<Vec<PushedText>> {
    let mut statement = db.prepare_cached("SELECT record, hash FROM owed ORDER BY record, hash")?;
    let asked: Vec<([u8; 16], [u8; 32])> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut texts = Vec::new();
    for (record, hash) in asked {
        let of = RecordId(Uuid::from_bytes(record));
        if let Some(text) = find(db, of, &TextHash::from_bytes(hash))? {
            texts.push(PushedText { of, text });
        }
    }
    Ok(texts)
}
