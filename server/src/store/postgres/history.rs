//! The history's rows, written and read.

use outrider_model::change::{Change, Read};
use outrider_model::decide::{Past, Verdict};
use outrider_model::id::{ChangeId, DeviceId, PersonId};
use outrider_model::stamp::Stamp;
use tokio_postgres::Row;

use super::super::chronicle::forgotten;
use super::super::{Event, HistoryRow, Judged, Judgement, Known, StoreError};
use super::cell::{self, of_verdict, verdict};
use super::statement::{cells, statements};
use super::talk::{Talk, get, hash};

statements! {
    /// A judged change.
    WRITE = "INSERT INTO history (org, seq, change, mends, author, device, sequence, from_phone, \
        stamp, authority, received, hash, verdict, accepted, payload) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    /// What was said of a change.
    KNOWN = "SELECT author, hash, verdict, seq FROM history WHERE org = $1 AND change = $2";
    /// The change of a phone's number.
    NUMBERED = "SELECT change FROM history WHERE org = $1 AND device = $2 AND sequence = $3";
    /// An accepted change by its id.
    PAST = "SELECT author, stamp, authority, payload FROM history \
        WHERE org = $1 AND change = $2 AND accepted";
    /// The first accepted change that mends another.
    PAST_OF_MENDED = "SELECT author, stamp, authority, payload FROM history \
        WHERE org = $1 AND mends = $2 AND accepted ORDER BY seq LIMIT 1";
    /// Whole rows.
    ROWS = "SELECT seq, change, mends, author, device, sequence, from_phone, stamp, authority, \
        received, hash, verdict, accepted, payload FROM history \
        WHERE org = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    /// What a person wrote.
    AUTHORED = "SELECT seq FROM history WHERE org = $1 AND author = $2 ORDER BY seq";
    /// What named or wrote a record.
    TOUCHING = "SELECT seq FROM touched WHERE org = $1 AND record = $2 ORDER BY seq";
    /// That a change named or wrote a record.
    TOUCH = "INSERT INTO touched (org, record, seq) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    /// Changes whose words are forgotten.
    BLANK = "UPDATE history SET payload = NULL, hash = $3 WHERE org = $1 AND seq = ANY($2)";
    /// The verdicts of a person's phones.
    JUDGED = "SELECT change, hash, verdict, seq FROM history WHERE org = $1 AND author = $2 \
        AND from_phone AND seq > $3 AND seq <= $4 ORDER BY seq";
}

pub(super) fn write(talk: &mut Talk<'_>, judgement: &Judgement<'_>) -> Result<(), StoreError> {
    let accepted = matches!(judgement.verdict, Verdict::Applied | Verdict::Merged { .. });
    talk.send(
        WRITE,
        cells![
            cell::stored(judgement.seq),
            judgement.change.0,
            judgement.mends.map(|id| id.0),
            judgement.author.0,
            judgement.device.0,
            judgement.sequence.map(cell::stored),
            judgement.from_phone,
            judgement.stamp.0,
            judgement.authority.0,
            judgement.received,
            judgement.hash.to_vec(),
            of_verdict(judgement.verdict)?,
            accepted,
            judgement.payload.map(<[u8]>::to_vec),
        ],
    )
}

pub(super) fn known(talk: &mut Talk<'_>, change: ChangeId) -> Result<Option<Known>, StoreError> {
    let Some(row) = talk.row(KNOWN, cells![change.0])? else {
        return Ok(None);
    };
    Ok(Some(Known {
        author: PersonId(get(&row, 0)?),
        hash: hash(&row, 1)?,
        verdict: verdict(get(&row, 2)?)?,
        seq: cell::count(get(&row, 3)?)?,
    }))
}

pub(super) fn numbered(
    talk: &mut Talk<'_>,
    device: DeviceId,
    sequence: u64,
) -> Result<Option<ChangeId>, StoreError> {
    let row = talk.row(NUMBERED, cells![device.0, cell::stored(sequence)])?;
    row.map(|row| Ok(ChangeId(get(&row, 0)?))).transpose()
}

/// A change that mends another writes under that one's id.
pub(super) fn past(talk: &mut Talk<'_>, key: ChangeId) -> Result<Option<Past>, StoreError> {
    for sql in [PAST, PAST_OF_MENDED] {
        let Some(row) = talk.row(sql, cells![key.0])? else {
            continue;
        };
        let stamp = Stamp(get(&row, 1)?);
        let bytes: Option<&[u8]> = get(&row, 3)?;
        let change = match bytes.map(Change::read).transpose()? {
            None => forgotten(key, stamp),
            Some(Read::Known(change)) => *change,
            Some(Read::Unsupported(_)) => {
                return Err(StoreError::Broken(format!(
                    "the accepted change {key} is of no known kind"
                )));
            }
        };
        let past = Past {
            author: PersonId(get(&row, 0)?),
            stamp,
            authority: Stamp(get(&row, 2)?),
            change,
        };
        if past.change.key() == key {
            return Ok(Some(past));
        }
    }
    Ok(None)
}

/// Reads whole rows after a sequence.
pub(super) fn rows(
    talk: &mut Talk<'_>,
    after: u64,
    limit: usize,
) -> Result<Vec<HistoryRow>, StoreError> {
    let rows = talk.rows(ROWS, cells![cell::stored(after), cell::whole(limit)])?;
    rows.iter().map(whole).collect()
}

fn whole(row: &Row) -> Result<HistoryRow, StoreError> {
    let sequence: Option<i64> = get(row, 5)?;
    Ok(HistoryRow {
        seq: cell::count(get(row, 0)?)?,
        change: ChangeId(get(row, 1)?),
        mends: get::<Option<uuid::Uuid>>(row, 2)?.map(ChangeId),
        author: PersonId(get(row, 3)?),
        device: DeviceId(get(row, 4)?),
        sequence: sequence.map(cell::count).transpose()?,
        from_phone: get(row, 6)?,
        stamp: Stamp(get(row, 7)?),
        authority: Stamp(get(row, 8)?),
        received: get(row, 9)?,
        hash: hash(row, 10)?,
        verdict: get(row, 11)?,
        is_accepted: get(row, 12)?,
        payload: get(row, 13)?,
    })
}

pub(super) fn touch(talk: &mut Talk<'_>, record: uuid::Uuid, seq: u64) -> Result<(), StoreError> {
    talk.send(TOUCH, cells![record, cell::stored(seq)])
}

pub(super) fn authored(talk: &mut Talk<'_>, person: PersonId) -> Result<Vec<u64>, StoreError> {
    sequences(&talk.rows(AUTHORED, cells![person.0])?)
}

pub(super) fn touching(talk: &mut Talk<'_>, record: uuid::Uuid) -> Result<Vec<u64>, StoreError> {
    sequences(&talk.rows(TOUCHING, cells![record])?)
}

pub(super) fn blank(talk: &mut Talk<'_>, changes: &[u64]) -> Result<(), StoreError> {
    let seqs: Vec<i64> = changes.iter().copied().map(cell::stored).collect();
    talk.send(BLANK, cells![seqs, vec![0_u8; 32]])
}

pub(super) fn judged(
    talk: &mut Talk<'_>,
    person: PersonId,
    after: u64,
    until: u64,
) -> Result<Vec<Judged>, StoreError> {
    let span = cells![person.0, cell::stored(after), cell::stored(until)];
    let rows = talk.rows(JUDGED, span)?;
    rows.iter()
        .map(|row| {
            Ok(Judged {
                change: ChangeId(get(row, 0)?),
                hash: hash(row, 1)?,
                verdict: verdict(get(row, 2)?)?,
                seq: cell::count(get(row, 3)?)?,
            })
        })
        .collect()
}

/// Reads a row as timelines select: change, seq, author, device, stamp, received, verdict, payload.
pub(super) fn event(row: &Row) -> Result<Event, StoreError> {
    Ok(Event {
        change: ChangeId(get(row, 0)?),
        seq: cell::count(get(row, 1)?)?,
        author: PersonId(get(row, 2)?),
        device: DeviceId(get(row, 3)?),
        stamp: Stamp(get(row, 4)?),
        received: get(row, 5)?,
        verdict: verdict(get(row, 6)?)?,
        payload: get(row, 7)?,
    })
}

fn sequences(rows: &[Row]) -> Result<Vec<u64>, StoreError> {
    rows.iter().map(|row| cell::count(get(row, 0)?)).collect()
}
