//! Changes from the tap to the journal.
//!
//! `unsent → sent → judged` is the usual way. A refusal parks a change until its author mends or
//! discards it (`settled`). Judged and settled rows are the journal of at least 30 days.

mod attention;
mod batch;
mod custody;
mod depend;
mod history;
mod save;
mod withdraw;

use outrider_model::change::{Change, Read};
use outrider_model::decide::Verdict;
use outrider_model::id::ChangeId;
use rusqlite::{Connection, OptionalExtension as _, Row};
use uuid::Uuid;

pub use attention::AttentionItem;
pub use batch::{Sent, Waiting};
pub use history::UndoGroup;
pub use save::Entry;

use super::meta;
use crate::error::Result;

pub(super) use attention::needs_attention;
pub(super) use batch::{retry_of, waiting};
pub(super) use custody::{handed_over, unsent};
pub(super) use history::last_group;

/// Where a change stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowState {
    /// It has never been in a request: it may still be replaced or withdrawn.
    Unsent,
    /// It has been in a request: its bytes are fixed for ever.
    Sent,
    /// It was refused; its author must help.
    Parked,
    /// It was judged, and what it did has arrived.
    Judged,
    /// It was refused, and its author has mended or discarded it.
    Settled,
}

impl RowState {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            RowState::Unsent => "unsent",
            RowState::Sent => "sent",
            RowState::Parked => "parked",
            RowState::Judged => "judged",
            RowState::Settled => "settled",
        }
    }

    fn read(word: &str) -> RowState {
        match word {
            "unsent" => RowState::Unsent,
            "sent" => RowState::Sent,
            "parked" => RowState::Parked,
            "judged" => RowState::Judged,
            _ => RowState::Settled,
        }
    }
}

/// One change of the outbox or the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct OutboxRow {
    /// The device's number for it.
    pub sequence: i64,
    /// Where it is replayed and sent.
    pub place: i64,
    /// Its id.
    pub change: ChangeId,
    /// The very bytes that are sent.
    pub bytes: Vec<u8>,
    /// What [`outrider_model::change::hash`] says of them.
    pub hash: Vec<u8>,
    /// Where it stands.
    pub state: RowState,
    /// What the server said so far.
    pub verdict: Option<Verdict>,
    /// What this phone thinks that the server will say, when that is a refusal.
    pub forecast: Option<Verdict>,
    /// Where history has it, once it was judged.
    pub seq: Option<u64>,
    /// What its author did, in the words of `transact::Op`.
    pub operation: String,
    /// When it was saved, in microseconds of the server's time.
    pub saved_at: i64,
}

impl OutboxRow {
    /// Reads the change; none for one that this version does not know.
    ///
    /// # Errors
    /// [`crate::error::Error::Malformed`] when the bytes are no change.
    pub fn read(&self) -> Result<Option<Change>> {
        Ok(match Change::read(&self.bytes)? {
            Read::Known(change) => Some(*change),
            Read::Unsupported(_) => None,
        })
    }
}

/// The columns that [`OutboxRow`] is read of.
const COLUMNS: &str =
    "sequence, place, change, bytes, hash, state, verdict, forecast, seq, operation, saved_at";

/// A row, with the cells of its verdict and its forecast.
type Cells = (OutboxRow, Option<Vec<u8>>, Option<Vec<u8>>);

fn read_row(row: &Row<'_>) -> rusqlite::Result<Cells> {
    let state: String = row.get(5)?;
    let seq: Option<i64> = row.get(8)?;
    let read = OutboxRow {
        sequence: row.get(0)?,
        place: row.get(1)?,
        change: ChangeId(Uuid::from_bytes(row.get(2)?)),
        bytes: row.get(3)?,
        hash: row.get(4)?,
        state: RowState::read(&state),
        verdict: None,
        forecast: None,
        seq: seq.map(i64::unsigned_abs),
        operation: row.get(9)?,
        saved_at: row.get(10)?,
    };
    Ok((read, row.get(6)?, row.get(7)?))
}

/// Returns the rows that a condition picks, in the order of replay.
pub(super) fn select(
    db: &Connection,
    condition: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<OutboxRow>> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE {condition} ORDER BY place, sequence");
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(parameters, read_row)?;
    let mut read = Vec::new();
    for row in rows {
        let (mut row, verdict, forecast) = row?;
        row.verdict = verdict.map(|cell| meta::read(&cell)).transpose()?;
        row.forecast = forecast.map(|cell| meta::read(&cell)).transpose()?;
        read.push(row);
    }
    Ok(read)
}

pub(super) fn find(db: &Connection, change: ChangeId) -> Result<Option<OutboxRow>> {
    Ok(select(db, "change = ?1", [change.0.into_bytes()])?.pop())
}

pub(super) fn set_state(db: &Connection, sequence: i64, state: RowState) -> Result<()> {
    db.prepare_cached("UPDATE outbox SET state = ?2 WHERE sequence = ?1")?
        .execute((sequence, state.as_str()))?;
    Ok(())
}

/// Returns the key under which a row's change writes.
fn key_of(db: &Connection, sequence: i64) -> Result<Option<[u8; 16]>> {
    Ok(db
        .prepare_cached("SELECT key FROM outbox WHERE sequence = ?1")?
        .query_row([sequence], |row| row.get(0))
        .optional()?)
}
