//! Replay: what a page moved is taken back to the server's copy, and the pending changes that
//! touch it are judged again, in order. Never the whole outbox: only the connected component.

use std::collections::BTreeSet;

use outrider_model::id::RecordId;
use rusqlite::Connection;
use uuid::Uuid;

use super::{Writing, outbox, record};
use crate::error::Result;

const LIVE: &str = "('unsent', 'sent')";

impl Writing<'_> {
    /// Returns the records that changes write.
    pub(super) fn written_by(&self, sequences: &BTreeSet<i64>) -> Result<BTreeSet<RecordId>> {
        let mut records = BTreeSet::new();
        for sequence in sequences {
            records.extend(records_of(self.db, *sequence)?);
        }
        Ok(records)
    }

    /// Replays whatever is connected with changes.
    pub(super) fn replay_changes(&mut self, sequences: &BTreeSet<i64>) -> Result<()> {
        let records = self.written_by(sequences)?;
        self.replay(records)
    }

    /// Takes records, and whatever is connected with them through pending changes, back to the
    /// server's copies and judges those changes again. A record of which nothing pends any more
    /// loses its copy, and goes when the server shows it no longer.
    pub(super) fn replay(&mut self, moved: BTreeSet<RecordId>) -> Result<()> {
        let (records, sequences) = component(self.db, moved)?;
        for id in &records {
            self.restore(*id)?;
        }
        for row in pending_rows(self.db, &sequences)? {
            if let Some(change) = row.read()? {
                let judgement = self.judge(&change)?;
                self.db
                    .prepare_cached(
                        "UPDATE outbox SET stamp = ?2, authority = ?3 WHERE sequence = ?1",
                    )?
                    .execute((row.sequence, judgement.stamp.0, judgement.authority.0))?;
                self.lay(row.sequence, judgement.outcome)?;
            }
        }
        for id in self.all_touched(records, &sequences)? {
            self.release(id)?;
        }
        Ok(())
    }

    fn all_touched(
        &self,
        mut records: BTreeSet<RecordId>,
        sequences: &BTreeSet<i64>,
    ) -> Result<BTreeSet<RecordId>> {
        records.extend(self.written_by(sequences)?);
        Ok(records)
    }

    /// Shows the server's copy; a record born here goes until it is judged again.
    fn restore(&mut self, id: RecordId) -> Result<()> {
        let Some(row) = record::find(self.db, id)? else {
            return Ok(());
        };
        match record::mirror(self.db, row.rid)? {
            Some(Some(bytes)) => self.show(row.rid, id, &row.kind, &bytes),
            Some(None) => self.remove_record(id),
            None => Ok(()),
        }
    }

    /// Lets a record go, or its copy, once nothing of it pends.
    pub(super) fn release(&mut self, id: RecordId) -> Result<()> {
        let Some(row) = record::find(self.db, id)? else {
            return Ok(());
        };
        if pends(self.db, id)? == Pends::Live {
            return Ok(());
        }
        record::drop_mirror(self.db, row.rid)?;
        if row.slots == 0 {
            self.remove_record(id)
        } else {
            Ok(())
        }
    }
}

/// What of a record waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pends {
    /// Nothing.
    Nothing,
    /// Only changes that were refused and whose author has not decided yet.
    Parked,
    /// Changes that the phone shows.
    Live,
}

/// Returns what of a record waits.
pub(super) fn pends(db: &Connection, id: RecordId) -> Result<Pends> {
    let (live, parked): (bool, bool) = db
        .prepare_cached(
            "SELECT coalesce(max(state <> 'parked'), 0), coalesce(max(state = 'parked'), 0)
             FROM touch JOIN outbox USING (sequence)
             WHERE touch.record = ?1 AND touch.writes = 1 AND state IN ('unsent', 'sent', 'parked')",
        )?
        .query_row([id.0.into_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(match (live, parked) {
        (true, _) => Pends::Live,
        (false, true) => Pends::Parked,
        (false, false) => Pends::Nothing,
    })
}

fn records_of(db: &Connection, sequence: i64) -> Result<Vec<RecordId>> {
    let mut statement = db.prepare_cached(
        "SELECT record FROM touch WHERE sequence = ?1 AND writes = 1 ORDER BY record",
    )?;
    let rows = statement.query_map([sequence], |row| {
        Ok(RecordId(Uuid::from_bytes(row.get(0)?)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn component(
    db: &Connection,
    moved: BTreeSet<RecordId>,
) -> Result<(BTreeSet<RecordId>, BTreeSet<i64>)> {
    let mut next: Vec<RecordId> = moved.iter().copied().collect();
    let (mut records, mut sequences) = (moved, BTreeSet::new());
    while let Some(record) = next.pop() {
        for sequence in live_of(db, record)? {
            if sequences.insert(sequence) {
                let others = records_of(db, sequence)?;
                next.extend(others.into_iter().filter(|other| records.insert(*other)));
            }
        }
    }
    Ok((records, sequences))
}

fn live_of(db: &Connection, record: RecordId) -> Result<Vec<i64>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT touch.sequence FROM touch JOIN outbox USING (sequence)
         WHERE touch.record = ?1 AND touch.writes = 1 AND outbox.state IN {LIVE} ORDER BY touch.sequence"
    ))?;
    let rows = statement.query_map([record.0.into_bytes()], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns rows in the order of replay.
fn pending_rows(db: &Connection, sequences: &BTreeSet<i64>) -> Result<Vec<outbox::OutboxRow>> {
    let mut rows = Vec::with_capacity(sequences.len());
    for sequence in sequences {
        rows.extend(outbox::select(db, "sequence = ?1", [sequence])?);
    }
    rows.sort_by_key(|row| (row.place, row.sequence));
    Ok(rows)
}
