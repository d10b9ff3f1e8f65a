//! What moves from an old phone to a new one: everything that the server does not have.
//!
//! Changes move as the very bytes that were written, so that they arrive at the server once,
//! whichever of the two phones sends them.

use std::collections::BTreeMap;

use outrider_model::change::{Body, Change, Read};
use outrider_model::id::{ChangeId, RecordId};
use rusqlite::OptionalExtension as _;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::outbox::{self, Entry};
use super::{DraftRow, Reader, WayPoint, Writing, draft, meta, way};
use crate::error::{Error, Result};

/// Changes that no receipt came for, what is being typed, and the way that is no change yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Luggage {
    /// The changes in the order in which they are replayed.
    pub changes: Vec<Packed>,
    /// The texts that edits among them start from.
    pub texts: Vec<(RecordId, String)>,
    /// What stands in editors.
    pub drafts: Vec<DraftRow>,
    /// The points of the way.
    pub way: Vec<WayPoint>,
}

/// A change of the luggage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Packed {
    /// Its canonical bytes, which are text.
    pub change: String,
    /// What its author did.
    pub operation: String,
    /// The first sequence of its tap on the old phone.
    pub batch: i64,
    /// What takes it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inverse: Option<Body>,
}

/// How far a phone had come when it packed: what is written later is not in the parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedUpTo {
    /// The newest sequence of the outbox.
    pub sequence: i64,
    /// The time, in microseconds as the server would say it.
    pub at: i64,
}

/// The changes that are still to be judged, or that a person has to look at.
const OPEN: &str = "state IN ('unsent', 'sent', 'parked')";

impl Reader<'_> {
    /// Packs what the server does not have.
    ///
    /// # Errors
    /// Those of storage; [`Error::Malformed`] for bytes that are no text.
    pub fn pack(&self) -> Result<(Luggage, PackedUpTo)> {
        let mut luggage = Luggage {
            drafts: draft::all(self.db)?,
            way: way::held(self.db)?,
            ..Luggage::default()
        };
        let mut last = 0;
        for row in outbox::select(self.db, OPEN, [])? {
            last = last.max(row.sequence);
            let (batch, inverse) = self.tap_of(row.sequence)?;
            let change = String::from_utf8(row.bytes)
                .map_err(|_| Error::StorageDamaged("a change is no text".to_owned()))?;
            luggage.changes.push(Packed {
                change,
                operation: row.operation,
                batch,
                inverse,
            });
        }
        luggage.texts = self.kept_texts()?;
        let up_to = PackedUpTo {
            sequence: last,
            at: self.now()?,
        };
        Ok((luggage, up_to))
    }

    /// Returns the texts that are kept for edits, each with the record that it belongs to.
    fn kept_texts(&self) -> Result<Vec<(RecordId, String)>> {
        let mut statement = self.db.prepare_cached(
            "SELECT DISTINCT text.record, text.body FROM text JOIN touch USING (record)
             WHERE touch.sequence IN (SELECT sequence FROM outbox WHERE state IN ('unsent', 'sent', 'parked'))
             UNION SELECT text.record, text.body FROM text JOIN draft ON draft.note = text.record
             ORDER BY 1, 2",
        )?;
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, Vec<u8>>(1)?))
        })?;
        let mut texts = Vec::new();
        for row in rows {
            let (record, body) = row?;
            let body = String::from_utf8(body)
                .map_err(|_| Error::StorageDamaged("a kept text is no text".to_owned()))?;
            texts.push((RecordId(Uuid::from_bytes(record)), body));
        }
        Ok(texts)
    }

    fn tap_of(&self, sequence: i64) -> Result<(i64, Option<Body>)> {
        let found: Option<(i64, Option<Vec<u8>>)> = self
            .db
            .prepare_cached("SELECT batch, inverse FROM outbox WHERE sequence = ?1")?
            .query_row([sequence], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (batch, inverse) = found.unwrap_or((sequence, None));
        Ok((batch, inverse.map(|cell| meta::read(&cell)).transpose()?))
    }

    /// Counts what was written after a phone had packed.
    ///
    /// # Errors
    /// Those of storage.
    pub fn written_since(&self, packed: PackedUpTo) -> Result<u64> {
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT (SELECT count(*) FROM outbox WHERE {OPEN} AND sequence > ?1)
                  + (SELECT count(*) FROM draft WHERE saved_at > ?2)"
        ))?;
        let count: i64 = statement.query_row((packed.sequence, packed.at), |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

impl Writing<'_> {
    /// Takes luggage in, as if it had been written here; what is here already stays as it is.
    /// Returns how many changes and drafts are new.
    ///
    /// # Errors
    /// [`Error::Malformed`] for a change that this version does not know; nothing may then be kept.
    pub fn unpack(&mut self, luggage: &Luggage) -> Result<usize> {
        for (of, text) in &luggage.texts {
            self.keep_text(*of, text)?;
        }
        let mut new = 0;
        let mut taps = BTreeMap::new();
        for packed in &luggage.changes {
            let change = known(packed)?;
            if self.has(change.id)? {
                continue;
            }
            let sequence = self.save_again(&Entry {
                change: &change,
                operation: &packed.operation,
                batch: taps.get(&packed.batch).copied(),
                undoes: None,
                inverse: packed.inverse.as_ref(),
            })?;
            taps.entry(packed.batch).or_insert(sequence);
            new += 1;
        }
        for row in &luggage.drafts {
            if self.draft(row.note)?.is_none() {
                self.keep_draft(row.note, row.base.as_ref(), &row.content)?;
                new += 1;
            }
        }
        for point in &luggage.way {
            self.add_to_way(point)?;
        }
        Ok(new)
    }

    fn has(&self, change: ChangeId) -> Result<bool> {
        let found = self
            .db
            .prepare_cached("SELECT 1 FROM outbox WHERE change = ?1")?
            .query_row([change.0.into_bytes()], |_| Ok(()))
            .optional()?;
        Ok(found.is_some())
    }
}

fn known(packed: &Packed) -> Result<Change> {
    match Change::read(packed.change.as_bytes())? {
        Read::Known(change) => Ok(*change),
        Read::Unsupported(what) => Err(Error::Malformed(
            outrider_model::canonical::Malformed::Shape(format!(
                "`{what:?}` is of a newer version"
            )),
        )),
    }
}
