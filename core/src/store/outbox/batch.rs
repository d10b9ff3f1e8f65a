//! What goes into the next request.

use outrider_model::id::ChangeId;
use outrider_model::wire::PushedChange;
use rusqlite::Connection;
use uuid::Uuid;

use super::super::{Store, Turn, Writing};
use super::{RowState, custody, depend, select};
use crate::error::Result;

/// After this long a change that the server could not take yet is sent again, in microseconds.
const PATIENCE: i64 = 15 * 60 * 1_000_000;

/// The changes of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Their bytes, in order.
    pub changes: Vec<PushedChange>,
    /// Their ids, in the same order.
    pub ids: Vec<ChangeId>,
    /// Set when more could go at once.
    pub has_more: bool,
}

/// How many changes wait for what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Changes that the server has not judged, those that wait with a parked one included.
    pub unjudged: u64,
    /// Of these, changes that could go with the next request.
    pub ready: u64,
    /// Changes that need their author's attention.
    pub parked: u64,
    /// When the next of those put off becomes ready, in microseconds of the server's time.
    pub next_at: Option<i64>,
}

impl Store {
    /// As [`Writing::outbox_batch`], in a transaction of its own; an idle phone writes nothing.
    ///
    /// # Errors
    /// What the disk does; nothing may then be sent.
    pub fn next_batch(&self, max_changes: usize, max_bytes: usize) -> Result<Sent> {
        let is_idle = max_changes == 0 || self.read(|reader| Ok(reader.waiting()?.ready == 0))?;
        if is_idle {
            return Ok(Sent::default());
        }
        Ok(self
            .write(Turn::Background, |writing| {
                writing.outbox_batch(max_changes, max_bytes)
            })?
            .0)
    }
}

impl Writing<'_> {
    /// Returns the next changes to send, in order and within the limits (the first always fits),
    /// and notes that they enter a request: from now on their bytes are fixed.
    ///
    /// # Errors
    /// What the disk does; nothing may then be sent.
    pub fn outbox_batch(&mut self, max_changes: usize, max_bytes: usize) -> Result<Sent> {
        let sent = batch(self.db, self.now(), max_changes, max_bytes)?;
        mark_sent(self.db, &sent)?;
        Ok(sent)
    }
}

/// Begins with the words of the index of what pends, without which every row ever kept is read.
const UNJUDGED: &str =
    "state IN ('unsent', 'sent', 'parked') AND state <> 'parked' AND seq IS NULL";

/// Returns the sequences of the changes that may go now, in order.
fn ready(db: &Connection, now: i64) -> Result<Vec<i64>> {
    let held = depend::held_back(db)?;
    let handed = custody::in_custody(db)?;
    let mut statement = db.prepare_cached(&format!(
        "SELECT sequence, change FROM outbox
         WHERE {UNJUDGED} AND (retry_at IS NULL OR retry_at <= ?1 OR retry_at > ?1 + {PATIENCE})
         ORDER BY place, sequence"
    ))?;
    let rows = statement.query_map([now], |row| {
        Ok((row.get(0)?, ChangeId(Uuid::from_bytes(row.get(1)?))))
    })?;
    let ready: Vec<(i64, ChangeId)> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(ready
        .into_iter()
        .filter(|(sequence, change)| !held.contains(sequence) && !handed.contains(change))
        .map(|(sequence, _)| sequence)
        .collect())
}

/// Returns the next changes, in order, within the limits; the first always fits.
fn batch(db: &Connection, now: i64, max_changes: usize, max_bytes: usize) -> Result<Sent> {
    let mut sent = Sent::default();
    let mut bytes = 0;
    for sequence in ready(db, now)? {
        let Some(row) = select(db, "sequence = ?1", [sequence])?.pop() else {
            continue;
        };
        let is_first = sent.changes.is_empty();
        if !is_first {
            bytes += row.bytes.len();
        }
        if sent.changes.len() >= max_changes || bytes > max_bytes {
            sent.has_more = true;
            break;
        }
        sent.ids.push(row.change);
        sent.changes.push(PushedChange {
            sequence: row.sequence.unsigned_abs(),
            bytes: row.bytes,
        });
    }
    Ok(sent)
}

/// Notes that changes enter a request: from now on their bytes are fixed.
fn mark_sent(db: &Connection, sent: &Sent) -> Result<()> {
    for change in &sent.ids {
        db.prepare_cached("UPDATE outbox SET state = ?2 WHERE change = ?1 AND state = 'unsent'")?
            .execute((change.0.into_bytes(), RowState::Sent.as_str()))?;
    }
    Ok(())
}

/// Returns when a change that was put off now is to be sent again.
pub(in super::super) fn retry_of(now: i64) -> i64 {
    now.saturating_add(PATIENCE)
}

pub(in super::super) fn waiting(db: &Connection, now: i64) -> Result<Waiting> {
    let count = |condition: &str| -> Result<u64> {
        let sql = format!("SELECT count(*) FROM outbox WHERE {condition}");
        let count: i64 = db.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    };
    let next_at = db
        .prepare_cached(&format!(
            "SELECT min(retry_at) FROM outbox WHERE {UNJUDGED} AND retry_at > ?1"
        ))?
        .query_row([now], |row| row.get(0))?;
    Ok(Waiting {
        unjudged: count(UNJUDGED)?,
        ready: ready(db, now)?.len() as u64,
        parked: count("state IN ('unsent', 'sent', 'parked') AND state = 'parked'")?,
        next_at,
    })
}
