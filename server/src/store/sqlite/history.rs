//! The history's rows, written and read.

use outrider_model::change::{Change, Read};
use outrider_model::decide::{Past, Verdict};
use outrider_model::id::{ChangeId, DeviceId, PersonId};
use outrider_model::stamp::Stamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::super::cell::{of_verdict, verdict};
use super::super::chronicle::forgotten;
use super::super::{Event, HistoryRow, Judged, Judgement, Known, StoreError};
use super::blob;

pub(super) fn write(
    connection: &Connection,
    org: i64,
    judgement: &Judgement<'_>,
) -> Result<(), StoreError> {
    let verdict = of_verdict(judgement.verdict)?;
    let accepted = matches!(judgement.verdict, Verdict::Applied | Verdict::Merged { .. });
    let mut statement = connection.prepare_cached(
        "INSERT INTO history (org, seq, change, mends, author, device, sequence, from_phone, stamp, \
         authority, received, hash, verdict, accepted, payload) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?;
    statement.execute(params![
        org,
        blob::stored(judgement.seq),
        judgement.change.0.as_bytes(),
        judgement.mends.as_ref().map(|id| id.0.as_bytes()),
        judgement.author.0.as_bytes(),
        judgement.device.0.as_bytes(),
        judgement.sequence.map(blob::stored),
        judgement.from_phone,
        judgement.stamp.0,
        judgement.authority.0,
        judgement.received,
        judgement.hash,
        verdict,
        accepted,
        judgement.payload,
    ])?;
    Ok(())
}

pub(super) fn known(
    connection: &Connection,
    org: i64,
    change: ChangeId,
) -> Result<Option<Known>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT author, hash, verdict, seq FROM history WHERE org = ?1 AND change = ?2",
    )?;
    let found = statement
        .query_row(params![org, change.0.as_bytes()], |row| {
            let author = PersonId(blob::uuid(row, 0)?);
            Ok((
                author,
                row.get(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, i64>(3)?,
            ))
        })
        .optional()?;
    found
        .map(|(author, hash, written, seq)| {
            Ok(Known {
                author,
                hash,
                verdict: verdict(&written)?,
                seq: blob::count(seq)?,
            })
        })
        .transpose()
}

pub(super) fn numbered(
    connection: &Connection,
    org: i64,
    device: DeviceId,
    sequence: u64,
) -> Result<Option<ChangeId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT change FROM history WHERE org = ?1 AND device = ?2 AND sequence = ?3",
    )?;
    let found = statement.query_row(
        params![org, device.0.as_bytes(), blob::stored(sequence)],
        |row| Ok(ChangeId(blob::uuid(row, 0)?)),
    );
    Ok(found.optional()?)
}

/// A change that mends another writes under that one's id.
pub(super) fn past(
    connection: &Connection,
    org: i64,
    key: ChangeId,
) -> Result<Option<Past>, StoreError> {
    const BY_ID: &str = "SELECT author, stamp, authority, payload FROM history \
         WHERE org = ?1 AND change = ?2 AND accepted = 1";
    const BY_MENDED: &str = "SELECT author, stamp, authority, payload FROM history \
         INDEXED BY history_by_mended WHERE org = ?1 AND mends = ?2 AND accepted = 1 ORDER BY seq LIMIT 1";
    for sql in [BY_ID, BY_MENDED] {
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![org, key.0.as_bytes()])?;
        if let Some(row) = rows.next()? {
            let stamp = Stamp(row.get(1)?);
            let bytes = row.get_ref(3)?.as_blob_or_null();
            let change = match bytes.map_err(rusqlite::Error::from)?.map(Change::read) {
                None => forgotten(key, stamp),
                Some(Ok(Read::Known(change))) => *change,
                Some(Ok(Read::Unsupported(_))) => {
                    return Err(StoreError::Broken(format!(
                        "the accepted change {key} is of no known kind"
                    )));
                }
                Some(Err(error)) => return Err(error.into()),
            };
            let past = Past {
                author: PersonId(blob::uuid(row, 0)?),
                stamp,
                authority: Stamp(row.get(2)?),
                change,
            };
            if past.change.key() == key {
                return Ok(Some(past));
            }
        }
    }
    Ok(None)
}

/// Reads whole rows after a sequence.
pub(super) fn rows(
    connection: &Connection,
    org: i64,
    after: u64,
    limit: usize,
) -> Result<Vec<HistoryRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, change, mends, author, device, sequence, from_phone, stamp, authority, \
         received, hash, verdict, accepted, payload FROM history \
         WHERE org = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![org, blob::stored(after), limit])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let mends: Option<[u8; 16]> = row.get(2)?;
        let sequence: Option<i64> = row.get(5)?;
        all.push(HistoryRow {
            seq: blob::count(row.get(0)?)?,
            change: ChangeId(blob::uuid(row, 1)?),
            mends: mends.map(|id| ChangeId(uuid::Uuid::from_bytes(id))),
            author: PersonId(blob::uuid(row, 3)?),
            device: DeviceId(blob::uuid(row, 4)?),
            sequence: sequence.map(blob::count).transpose()?,
            from_phone: truth(row.get(6)?)?,
            stamp: Stamp(row.get(7)?),
            authority: Stamp(row.get(8)?),
            received: row.get(9)?,
            hash: row.get(10)?,
            verdict: row.get(11)?,
            is_accepted: truth(row.get(12)?)?,
            payload: row.get(13)?,
        });
    }
    Ok(all)
}

/// Reads what is either so or not; anything else was not written by us.
fn truth(stored: i64) -> Result<bool, StoreError> {
    match stored {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(StoreError::Broken("neither so nor not".into())),
    }
}

/// Reads a row as timelines select: change, seq, author, device, stamp, received, verdict, payload.
pub(super) fn event(row: &Row<'_>) -> Result<Event, StoreError> {
    Ok(Event {
        change: ChangeId(blob::uuid(row, 0)?),
        seq: blob::count(row.get(1)?)?,
        author: PersonId(blob::uuid(row, 2)?),
        device: DeviceId(blob::uuid(row, 3)?),
        stamp: Stamp(row.get(4)?),
        received: row.get(5)?,
        verdict: verdict(&row.get::<_, String>(6)?)?,
        payload: row.get(7)?,
    })
}

/// Reads a row of (change, hash, verdict, seq).
pub(super) fn judged(row: &Row<'_>) -> Result<Judged, StoreError> {
    Ok(Judged {
        change: ChangeId(blob::uuid(row, 0)?),
        hash: row.get(1)?,
        verdict: verdict(&row.get::<_, String>(2)?)?,
        seq: blob::count(row.get(3)?)?,
    })
}
