//! The feed's rows, moved and read.

use std::collections::BTreeSet;

use outrider_model::audience::Audience;
use outrider_model::id::{EpochId, OrganisationId, PersonId, RecordId};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use super::super::{Entry, EpochRow, Judged, Membership, Move, Place, Snapshot, StoreError};
use super::{blob, history};

/// Moves a record's rows: who sees it has a present row, who saw it before has one that says gone.
pub(super) fn move_rows(
    connection: &Connection,
    org: i64,
    place: Place,
    seen_by: &BTreeSet<Audience>,
    seq: i64,
    how: Move,
) -> Result<bool, StoreError> {
    let mut missing = seen_by.clone();
    let mut held = Vec::new();
    if how != Move::New {
        let mut statement = connection.prepare_cached(
            "SELECT feed.audience, feed.seq, feed.gone FROM feed INDEXED BY feed_by_record \
             WHERE feed.org = ?1 AND feed.rid = ?2",
        )?;
        let mut rows = statement.query(params![org, place.0])?;
        while let Some(row) = rows.next()? {
            let audience =
                blob::audience(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?;
            let (at, is_gone): (i64, bool) = (row.get(1)?, row.get(2)?);
            missing.remove(&audience);
            held.push((audience, at, is_gone));
        }
    }
    let is_same = missing.is_empty()
        && held
            .iter()
            .all(|(audience, _, is_gone)| *is_gone != seen_by.contains(audience));
    if how == Move::IfChanged && is_same {
        return Ok(false);
    }
    for (audience, at, was_gone) in held {
        let is_gone = !seen_by.contains(&audience);
        if is_gone && was_gone {
            continue;
        }
        let mut statement = connection.prepare_cached(
            "UPDATE feed SET seq = ?5, gone = ?6 WHERE org = ?1 AND audience = ?2 AND seq = ?3 AND rid = ?4",
        )?;
        statement.execute(params![
            org,
            blob::of_audience(audience),
            at,
            place.0,
            seq,
            is_gone
        ])?;
    }
    for audience in missing {
        let mut statement = connection.prepare_cached(
            "INSERT INTO feed (org, audience, seq, rid, gone) VALUES (?1, ?2, ?3, ?4, 0)",
        )?;
        statement.execute(params![org, blob::of_audience(audience), seq, place.0])?;
    }
    Ok(true)
}

/// Reads a row of (person, audience, since, until).
pub(super) fn membership(row: &Row<'_>) -> Result<Membership, StoreError> {
    Ok(Membership {
        person: PersonId(blob::uuid(row, 0)?),
        audience: blob::audience(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?,
        since: blob::count(row.get(2)?)?,
        until: row.get::<_, Option<i64>>(3)?.map(blob::count).transpose()?,
    })
}

/// One unmoving state of an organisation.
pub(super) struct SqliteSnapshot<'c> {
    connection: &'c Connection,
    org: i64,
    head: u64,
}

impl<'c> SqliteSnapshot<'c> {
    pub(super) fn open(
        connection: &'c Connection,
        organisation: OrganisationId,
    ) -> Result<SqliteSnapshot<'c>, StoreError> {
        let mut statement =
            connection.prepare_cached("SELECT org, head FROM organisation WHERE id = ?1")?;
        let (org, head): (i64, i64) = statement
            .query_row(params![organisation.0.as_bytes()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?
            .ok_or(StoreError::NoSuchOrganisation)?;
        Ok(SqliteSnapshot {
            connection,
            org,
            head: blob::count(head)?,
        })
    }

    /// Returns the places in `audiences` that see a record now.
    fn seen_in(&self, rid: i64, audiences: &[Audience]) -> Result<Vec<u8>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT audience FROM feed INDEXED BY feed_by_record \
             WHERE org = ?1 AND rid = ?2 AND gone = 0",
        )?;
        let mut rows = statement.query(params![self.org, rid])?;
        let mut seen = Vec::new();
        while let Some(row) = rows.next()? {
            let audience =
                blob::audience(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?;
            let place = audiences.iter().position(|of| *of == audience);
            seen.extend(place.and_then(|place| u8::try_from(place).ok()));
        }
        seen.sort_unstable();
        Ok(seen)
    }

    /// Hands over one record as its bytes stand.
    fn hand(
        &self,
        group: &Group,
        each: &mut dyn FnMut(Entry<'_>) -> Result<bool, StoreError>,
    ) -> Result<bool, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, bytes FROM record WHERE rid = ?1 AND org = ?2")?;
        let mut rows = statement.query(params![group.rid, self.org])?;
        let row = rows
            .next()?
            .ok_or_else(|| StoreError::Broken(format!("no record at {}", group.rid)))?;
        let id = RecordId(blob::uuid(row, 0)?);
        let seq = blob::count(group.seq)?;
        if group.seen_in.is_empty() {
            return each(Entry {
                seq,
                id,
                seen_in: &[],
                bytes: None,
            });
        }
        let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        each(Entry {
            seq,
            id,
            seen_in: &group.seen_in,
            bytes: Some(bytes),
        })
    }
}

/// The rows of one record at one sequence.
#[derive(Default)]
struct Group {
    seq: i64,
    rid: i64,
    seen_in: Vec<u8>,
}

/// All present rows of a record stand at one sequence, so that a group tells everybody who sees
/// it; a group of none but gone rows may still be seen by an audience at a later sequence.
fn union(audiences: usize) -> String {
    let term = |place: usize| {
        format!(
            "SELECT seq, rid, gone, {place} AS place FROM feed \
             WHERE org = ?1 AND audience = ?{} AND seq > ?2 AND seq <= ?3",
            place + 4
        )
    };
    let terms: Vec<String> = (0..audiences).map(term).collect();
    format!("{} ORDER BY 1, 2", terms.join(" UNION ALL "))
}

impl Snapshot for SqliteSnapshot<'_> {
    fn head(&self) -> u64 {
        self.head
    }

    fn epochs(&self) -> Result<Vec<EpochRow>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT epoch, first FROM epoch WHERE org = ?1 ORDER BY number")?;
        let mut rows = statement.query(params![self.org])?;
        let mut epochs = Vec::new();
        while let Some(row) = rows.next()? {
            epochs.push(EpochRow {
                epoch: EpochId(blob::uuid(row, 0)?),
                first: blob::count(row.get(1)?)?,
            });
        }
        Ok(epochs)
    }

    fn memberships(&self, person: PersonId) -> Result<Vec<Membership>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT person, audience, since, until FROM membership \
             WHERE org = ?1 AND person = ?2 ORDER BY audience, since",
        )?;
        let mut rows = statement.query(params![self.org, person.0.as_bytes()])?;
        let mut memberships = Vec::new();
        while let Some(row) = rows.next()? {
            memberships.push(membership(row)?);
        }
        Ok(memberships)
    }

    fn feed(
        &self,
        audiences: &[Audience],
        after: u64,
        until: u64,
        each: &mut dyn FnMut(Entry<'_>) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        if audiences.is_empty() || after >= until {
            return Ok(());
        }
        let mut values = vec![
            Value::Integer(self.org),
            Value::Integer(blob::stored(after)),
            Value::Integer(blob::stored(until)),
        ];
        values.extend(
            audiences
                .iter()
                .map(|of| Value::Blob(blob::of_audience(*of).to_vec())),
        );
        let mut statement = self.connection.prepare_cached(&union(audiences.len()))?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut group: Option<Group> = None;
        loop {
            let row = rows.next()?;
            let at: Option<(i64, i64)> = match row {
                Some(row) => Some((row.get(0)?, row.get(1)?)),
                None => None,
            };
            if let Some(done) = group.take_if(|group| at != Some((group.seq, group.rid))) {
                let is_seen_later =
                    done.seen_in.is_empty() && !self.seen_in(done.rid, audiences)?.is_empty();
                if !is_seen_later && !self.hand(&done, each)? {
                    return Ok(());
                }
            }
            let (Some(row), Some((seq, rid))) = (row, at) else {
                return Ok(());
            };
            let group = group.get_or_insert_with(|| Group {
                seq,
                rid,
                seen_in: Vec::new(),
            });
            if !row.get::<_, bool>(2)? {
                group.seen_in.push(row.get(3)?);
            }
        }
    }

    fn backfill(
        &self,
        of: Audience,
        audiences: &[Audience],
        after: u64,
        until: u64,
        each: &mut dyn FnMut(Entry<'_>) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT seq, rid FROM feed \
             WHERE org = ?1 AND audience = ?2 AND seq > ?3 AND seq <= ?4 AND gone = 0 ORDER BY seq, rid",
        )?;
        let mut rows = statement.query(params![
            self.org,
            blob::of_audience(of),
            blob::stored(after),
            blob::stored(until)
        ])?;
        while let Some(row) = rows.next()? {
            let (seq, rid) = (row.get(0)?, row.get(1)?);
            let seen_in = self.seen_in(rid, audiences)?;
            if !self.hand(&Group { seq, rid, seen_in }, each)? {
                return Ok(());
            }
        }
        Ok(())
    }

    fn judged(&self, person: PersonId, after: u64, until: u64) -> Result<Vec<Judged>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT change, hash, verdict, seq FROM history INDEXED BY history_by_author \
             WHERE org = ?1 AND author = ?2 AND from_phone = 1 AND seq > ?3 AND seq <= ?4 ORDER BY seq",
        )?;
        let mut rows = statement.query(params![
            self.org,
            person.0.as_bytes(),
            blob::stored(after),
            blob::stored(until)
        ])?;
        let mut judged = Vec::new();
        while let Some(row) = rows.next()? {
            judged.push(history::judged(row)?);
        }
        Ok(judged)
    }
}
