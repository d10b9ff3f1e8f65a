//! Changes that are not on the server yet.

use outrider_model::decide::Verdict;
use outrider_model::id::{ChangeId, RecordId};
use rusqlite::Row;

use super::super::Reader;
use super::{json_or_none, uuid};
use crate::error::Result;

/// How far a change has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Journey {
    /// It waits to be sent.
    Waiting,
    /// It was in a request whose answer has not moved this phone yet.
    OnItsWay,
    /// The server said no; a person has to look after it.
    Parked,
}

/// A change of the outbox.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingRow {
    /// Its place in the order of saving.
    pub sequence: i64,
    /// The change.
    pub change: ChangeId,
    /// What happened, in the word in which it travels.
    pub happened: String,
    /// How far it has come.
    pub journey: Journey,
    /// What this phone thinks the server will say, when that is a refusal.
    pub forecast: Option<Verdict>,
    /// What the server said last.
    pub verdict: Option<Verdict>,
    /// When it was saved, microseconds since 1970 (UTC).
    pub saved_at: i64,
}

/// A record that a change of the outbox names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The change's sequence.
    pub sequence: i64,
    /// The record.
    pub record: RecordId,
    /// Whether the change writes to it.
    pub writes: bool,
}

const PENDING: &str = "outbox.state IN ('unsent', 'sent', 'parked')";

impl Reader<'_> {
    /// Returns every change that is not on the server yet, in the order in which they are sent.
    ///
    /// # Errors
    /// Those of storage.
    pub fn pending(&self) -> Result<Vec<PendingRow>> {
        let sql = format!(
            "SELECT sequence, change, bytes, state, forecast, verdict, saved_at FROM outbox
             WHERE {PENDING} ORDER BY place, sequence"
        );
        self.list(&sql, [], pending)
    }

    /// Returns the changes that write to a record and are not on the server yet.
    ///
    /// # Errors
    /// Those of storage.
    pub fn pending_of(&self, record: RecordId) -> Result<Vec<PendingRow>> {
        let sql = format!(
            "SELECT outbox.sequence, change, bytes, state, forecast, verdict, saved_at
             FROM touch JOIN outbox ON outbox.sequence = touch.sequence
             WHERE touch.record = ?1 AND touch.writes = 1 AND {PENDING} ORDER BY place, outbox.sequence"
        );
        self.list(&sql, [record.0.as_bytes()], pending)
    }

    /// Returns the records that those changes name.
    ///
    /// # Errors
    /// Those of storage.
    pub fn pending_touches(&self) -> Result<Vec<Touch>> {
        let sql = format!(
            "SELECT touch.sequence, touch.record, touch.writes
             FROM outbox JOIN touch ON touch.sequence = outbox.sequence WHERE {PENDING}
             ORDER BY touch.sequence, touch.record"
        );
        self.list(&sql, [], |row| {
            Ok(Touch {
                sequence: row.get(0)?,
                record: RecordId(uuid(row, 1)?),
                writes: row.get(2)?,
            })
        })
    }

    /// Returns the records that pending changes write to, each with whether one of them is parked.
    ///
    /// # Errors
    /// Those of storage.
    pub fn pending_records(&self) -> Result<Vec<(RecordId, bool)>> {
        let sql = format!(
            "SELECT touch.record, max(outbox.state = 'parked')
             FROM outbox JOIN touch ON touch.sequence = outbox.sequence
             WHERE {PENDING} AND touch.writes = 1 GROUP BY touch.record"
        );
        self.list(&sql, [], |row| Ok((RecordId(uuid(row, 0)?), row.get(1)?)))
    }

    /// Returns when the server last judged a change of this phone.
    ///
    /// # Errors
    /// Those of storage.
    pub fn last_judged(&self) -> Result<Option<i64>> {
        let last = self.one("SELECT max(judged_at) FROM outbox", [], |row| {
            row.get::<_, Option<i64>>(0)
        })?;
        Ok(last.flatten())
    }
}

fn pending(row: &Row<'_>) -> rusqlite::Result<PendingRow> {
    let state = row.get_ref(3)?.as_str()?;
    let journey = match state {
        "parked" => Journey::Parked,
        "sent" => Journey::OnItsWay,
        _ => Journey::Waiting,
    };
    Ok(PendingRow {
        sequence: row.get(0)?,
        change: ChangeId(uuid(row, 1)?),
        happened: happened(row, 2)?,
        journey,
        forecast: json_or_none(row, 4)?,
        verdict: json_or_none(row, 5)?,
        saved_at: row.get(6)?,
    })
}

/// Reads of a change's bytes what happened.
pub(super) fn happened(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    #[derive(serde::Deserialize)]
    struct Outline {
        #[serde(rename = "do")]
        happened: String,
    }
    let outline = json_or_none::<Outline>(row, column)?;
    Ok(outline.map(|outline| outline.happened).unwrap_or_default())
}
