//! Where this phone stands in the feed, and its audiences.

use std::collections::BTreeMap;

use outrider_model::audience::Audience;
use outrider_model::id::EpochId;
use outrider_model::wire::{Backfill, Cursor};
use rusqlite::Connection;
use uuid::Uuid;

use crate::error::{Error, Result};

/// Where this phone stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The cursor to send; none before the first page of a full fetch.
    pub cursor: Option<Cursor>,
    /// What is still to be fetched of older records.
    pub backfill: Vec<Backfill>,
    /// Counts full fetches.
    pub generation: i64,
    /// Set while a full fetch runs at whose end goes what it did not bring.
    pub is_sweeping: bool,
}

/// One audience of this phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) slot: u32,
    pub(super) backfill: Option<(u64, u64)>,
}

impl Slot {
    pub(super) fn bit(self) -> i64 {
        1_i64.checked_shl(self.slot).unwrap_or(0)
    }
}

pub(super) fn place(db: &Connection) -> Result<Place> {
    let (epoch, seq, scope, generation, is_sweeping) = db
        .prepare_cached(
            "SELECT epoch, seq, scope, generation, is_sweeping FROM cursor WHERE one = 1",
        )?
        .query_row([], |row| {
            let epoch: Option<[u8; 16]> = row.get(0)?;
            Ok((
                epoch,
                row.get::<_, i64>(1)?,
                row.get::<_, i64>(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })?;
    let cursor = epoch.map(|epoch| Cursor {
        epoch: EpochId(Uuid::from_bytes(epoch)),
        seq: seq.unsigned_abs(),
        scope: scope.unsigned_abs(),
    });
    let backfill = slots(db)?
        .into_iter()
        .filter_map(|(audience, slot)| {
            slot.backfill.map(|(after, until)| Backfill {
                audience,
                after,
                until,
            })
        })
        .collect();
    Ok(Place {
        cursor,
        backfill,
        generation,
        is_sweeping,
    })
}

/// Stores a sequence of the server; they stay far below the limit of the column.
pub(super) fn as_cell(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

pub(super) fn move_to(db: &Connection, cursor: &Cursor) -> Result<()> {
    db.prepare_cached("UPDATE cursor SET epoch = ?1, seq = ?2, scope = ?3 WHERE one = 1")?
        .execute((
            cursor.epoch.0.into_bytes(),
            as_cell(cursor.seq),
            as_cell(cursor.scope),
        ))?;
    Ok(())
}

/// Begins a full fetch: what it does not bring goes at its end.
pub(super) fn begin_anew(db: &Connection) -> Result<()> {
    db.execute(
        "UPDATE cursor SET epoch = NULL, seq = 0, scope = 0, generation = generation + 1, is_sweeping = 1
         WHERE one = 1",
        [],
    )?;
    db.execute("UPDATE slot SET backfilled = NULL, until = NULL", [])?;
    Ok(())
}

pub(super) fn end_sweep(db: &Connection) -> Result<()> {
    db.execute("UPDATE cursor SET is_sweeping = 0 WHERE one = 1", [])?;
    Ok(())
}

pub(super) fn slots(db: &Connection) -> Result<BTreeMap<Audience, Slot>> {
    let mut statement =
        db.prepare_cached("SELECT slot, audience, backfilled, until FROM slot ORDER BY slot")?;
    let rows = statement.query_map([], |row| {
        let backfill: (Option<i64>, Option<i64>) = (row.get(2)?, row.get(3)?);
        let backfill = backfill
            .0
            .zip(backfill.1)
            .map(|(after, until)| (after.unsigned_abs(), until.unsigned_abs()));
        Ok((
            row.get::<_, String>(1)?,
            Slot {
                slot: row.get(0)?,
                backfill,
            },
        ))
    })?;
    let mut slots = BTreeMap::new();
    for row in rows {
        let (audience, slot) = row?;
        slots.insert(audience.parse::<Audience>()?, slot);
    }
    Ok(slots)
}

/// Gives an audience the least free slot.
pub(super) fn add_slot(
    db: &Connection,
    audience: Audience,
    taken: &BTreeMap<Audience, Slot>,
) -> Result<Slot> {
    let is_free = |slot: &u32| taken.values().all(|other| other.slot != *slot);
    let slot = (0..62)
        .find(is_free)
        .ok_or(Error::Wire(outrider_model::wire::WireError::TooLarge))?;
    db.execute(
        "INSERT INTO slot (slot, audience) VALUES (?1, ?2)",
        (slot, audience.to_string()),
    )?;
    Ok(Slot {
        slot,
        backfill: None,
    })
}

pub(super) fn remove_slot(db: &Connection, slot: Slot) -> Result<()> {
    db.execute("DELETE FROM slot WHERE slot = ?1", [slot.slot])?;
    Ok(())
}

/// Notes how far the older records of an audience have been fetched.
pub(super) fn set_backfill(db: &Connection, backfill: &Backfill) -> Result<()> {
    let rest = (backfill.after < backfill.until)
        .then_some((as_cell(backfill.after), as_cell(backfill.until)));
    db.execute(
        "UPDATE slot SET backfilled = ?2, until = ?3 WHERE audience = ?1",
        (
            backfill.audience.to_string(),
            rest.map(|rest| rest.0),
            rest.map(|rest| rest.1),
        ),
    )?;
    Ok(())
}
