//! The feed's rows, moved and read.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use outrider_model::audience::Audience;
use outrider_model::id::{EpochId, PersonId, RecordId};
use tokio_postgres::Row;

use super::super::{Entry, EpochRow, Judged, Membership, Move, Place, Snapshot, StoreError};
use super::statement::{cells, statements};
use super::talk::{Talk, get};
use super::{cell, history};

statements! {
    /// New rows of a record.
    ADD = "INSERT INTO feed (org, audience, seq, rid, gone) \
        SELECT $1, seen.audience, $2, $3, false FROM unnest($4::bytea[]) AS seen (audience) \
        ON CONFLICT (org, rid, audience) DO UPDATE SET seq = excluded.seq, gone = false";
    /// Rows of those who see a record no more.
    LOSE = "UPDATE feed SET seq = $2, gone = true \
        WHERE org = $1 AND rid = $3 AND NOT gone AND NOT audience = ANY($4)";
    /// Who sees a record, and who did.
    HELD = "SELECT audience, gone FROM feed WHERE org = $1 AND rid = $2";
    /// The feed of several audiences from a place on, merged by sequence and record.
    PAGE = "SELECT moved.seq, moved.rid, moved.gone, asked.place \
        FROM unnest($2::bytea[]) WITH ORDINALITY AS asked (audience, place) CROSS JOIN LATERAL \
        (SELECT feed.seq, feed.rid, feed.gone FROM feed WHERE feed.org = $1 \
        AND feed.audience = asked.audience AND (feed.seq, feed.rid) > ($3, $4) AND feed.seq <= $5 \
        ORDER BY feed.seq, feed.rid LIMIT $6) AS moved \
        ORDER BY moved.seq, moved.rid, asked.place LIMIT $6";
    /// As PAGE, of one audience and without what is gone.
    BACKFILL = "SELECT seq, rid FROM feed WHERE org = $1 AND audience = $2 \
        AND (seq, rid) > ($3, $4) AND seq <= $5 AND NOT gone ORDER BY seq, rid LIMIT $6";
    /// Who of several audiences sees records now.
    SEEN = "SELECT feed.rid, asked.place FROM feed \
        JOIN unnest($3::bytea[]) WITH ORDINALITY AS asked (audience, place) \
        ON asked.audience = feed.audience \
        WHERE feed.org = $1 AND feed.rid = ANY($2) AND NOT feed.gone ORDER BY asked.place";
    /// Records by their places.
    RECORDS = "SELECT rid, id, bytes FROM record WHERE org = $1 AND rid = ANY($2)";
    /// Every epoch.
    EPOCHS = "SELECT epoch, first FROM epoch WHERE org = $1 ORDER BY number";
    /// A person's memberships, past ones too.
    MEMBERSHIPS = "SELECT person, audience, since, until FROM membership \
        WHERE org = $1 AND person = $2 ORDER BY audience, since";
}

/// How many rows are read at a time; more than there are audiences, so that at least one record is
/// whole.
const PAGE_ROWS: usize = 256;

fn written(audiences: impl IntoIterator<Item = Audience>) -> Vec<Vec<u8>> {
    let written = audiences.into_iter().map(cell::of_audience);
    written.map(|bytes| bytes.to_vec()).collect()
}

/// Moves a record's rows: who sees it has a present row, who saw it before has one that says gone.
pub(super) fn move_rows(
    talk: &mut Talk<'_>,
    place: Place,
    seen_by: &BTreeSet<Audience>,
    seq: u64,
    how: Move,
) -> Result<bool, StoreError> {
    if how == Move::IfChanged && is_same(talk, place, seen_by)? {
        return Ok(false);
    }
    let (seen, seq) = (written(seen_by.iter().copied()), cell::stored(seq));
    if how != Move::New {
        talk.send(LOSE, cells![seq, place.0, seen.clone()])?;
    }
    talk.send(ADD, cells![seq, place.0, seen])?;
    Ok(true)
}

fn is_same(
    talk: &mut Talk<'_>,
    place: Place,
    seen_by: &BTreeSet<Audience>,
) -> Result<bool, StoreError> {
    let mut present = BTreeSet::new();
    for row in talk.rows(HELD, cells![place.0])? {
        if !get::<bool>(&row, 1)? {
            present.insert(cell::audience(get(&row, 0)?)?);
        }
    }
    Ok(present == *seen_by)
}

/// Reads a row of (person, audience, since, until).
pub(super) fn membership(row: &Row) -> Result<Membership, StoreError> {
    Ok(Membership {
        person: PersonId(get(row, 0)?),
        audience: cell::audience(get(row, 1)?)?,
        since: cell::count(get(row, 2)?)?,
        until: get::<Option<i64>>(row, 3)?.map(cell::count).transpose()?,
    })
}

/// One unmoving state of an organisation.
pub(super) struct PostgresSnapshot<'s> {
    talk: RefCell<Talk<'s>>,
    head: u64,
}

/// The rows of one record at one sequence.
struct Group {
    seq: i64,
    rid: i64,
    seen_in: Vec<u8>,
}

/// From where a page is read.
#[derive(Clone, Copy)]
struct From {
    seq: i64,
    rid: i64,
}

impl From {
    fn after(seq: u64) -> From {
        From {
            seq: cell::stored(seq),
            rid: i64::MAX,
        }
    }
}

type Each<'e> = &'e mut dyn FnMut(Entry<'_>) -> Result<bool, StoreError>;

impl<'s> PostgresSnapshot<'s> {
    pub(super) fn new(talk: Talk<'s>, head: u64) -> PostgresSnapshot<'s> {
        PostgresSnapshot {
            talk: RefCell::new(talk),
            head,
        }
    }

    /// Ends the reading.
    pub(super) fn end(self, looked: Result<(), StoreError>) -> Result<(), StoreError> {
        let talk = self.talk.into_inner();
        if looked.is_ok() {
            talk.commit()
        } else {
            talk.roll_back();
            looked
        }
    }

    /// Reads whole groups of a page, and whether there is more.
    fn page(
        &self,
        audiences: &[Audience],
        from: From,
        until: i64,
    ) -> Result<(Vec<Group>, bool), StoreError> {
        let asked = written(audiences.iter().copied());
        let limit = cell::whole(PAGE_ROWS);
        let cells = cells![asked, from.seq, from.rid, until, limit];
        let rows = self.talk.borrow_mut().rows(PAGE, cells)?;
        let mut groups: Vec<Group> = Vec::new();
        for row in &rows {
            let (seq, rid) = (get(row, 0)?, get(row, 1)?);
            if groups
                .last()
                .is_none_or(|group| (group.seq, group.rid) != (seq, rid))
            {
                groups.push(Group {
                    seq,
                    rid,
                    seen_in: Vec::new(),
                });
            }
            if let Some(group) = groups.last_mut()
                && !get::<bool>(row, 2)?
            {
                group.seen_in.extend(place(row, 3)?);
            }
        }
        let is_more = rows.len() == PAGE_ROWS;
        if is_more && groups.len() > 1 {
            groups.pop();
        }
        Ok((groups, is_more))
    }

    /// Reads who sees records now, as places in `audiences`.
    fn seen_in(
        &self,
        rids: Vec<i64>,
        audiences: &[Audience],
    ) -> Result<BTreeMap<i64, Vec<u8>>, StoreError> {
        let mut seen: BTreeMap<i64, Vec<u8>> = BTreeMap::new();
        if rids.is_empty() {
            return Ok(seen);
        }
        let cells = cells![rids, written(audiences.iter().copied())];
        for row in self.talk.borrow_mut().rows(SEEN, cells)? {
            seen.entry(get(&row, 0)?)
                .or_default()
                .extend(place(&row, 1)?);
        }
        Ok(seen)
    }

    /// Hands over records as their bytes stand; says whether more are wanted.
    fn hand(&self, groups: &[Group], each: Each<'_>) -> Result<bool, StoreError> {
        let rids: Vec<i64> = groups.iter().map(|group| group.rid).collect();
        let rows = self.talk.borrow_mut().rows(RECORDS, cells![rids])?;
        let mut records = BTreeMap::new();
        for row in &rows {
            let (rid, id): (i64, uuid::Uuid) = (get(row, 0)?, get(row, 1)?);
            records.insert(rid, (RecordId(id), get::<&[u8]>(row, 2)?));
        }
        for group in groups {
            let Some((id, bytes)) = records.get(&group.rid) else {
                return Err(StoreError::Broken(format!("no record at {}", group.rid)));
            };
            let is_seen = !group.seen_in.is_empty();
            let entry = Entry {
                seq: cell::count(group.seq)?,
                id: *id,
                seen_in: &group.seen_in,
                bytes: is_seen.then_some(*bytes),
            };
            if !each(entry)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Reads a place among the asked audiences, which the database counts from 1.
fn place(row: &Row, column: usize) -> Result<Option<u8>, StoreError> {
    let place: i64 = get(row, column)?;
    Ok(u8::try_from(place - 1).ok())
}

impl Snapshot for PostgresSnapshot<'_> {
    fn head(&self) -> u64 {
        self.head
    }

    fn epochs(&self) -> Result<Vec<EpochRow>, StoreError> {
        let rows = self.talk.borrow_mut().rows(EPOCHS, cells![])?;
        rows.iter()
            .map(|row| {
                Ok(EpochRow {
                    epoch: EpochId(get(row, 0)?),
                    first: cell::count(get(row, 1)?)?,
                })
            })
            .collect()
    }

    fn memberships(&self, person: PersonId) -> Result<Vec<Membership>, StoreError> {
        let rows = self.talk.borrow_mut().rows(MEMBERSHIPS, cells![person.0])?;
        rows.iter().map(membership).collect()
    }

    /// All present rows of a record stand at one sequence, so that a group tells everybody who sees
    /// it; a group of none but gone rows may still be seen by an audience at a later sequence.
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
        let mut from = From::after(after);
        loop {
            let (mut groups, is_more) = self.page(audiences, from, cell::stored(until))?;
            let Some(last) = groups.last() else {
                return Ok(());
            };
            from = From {
                seq: last.seq,
                rid: last.rid,
            };
            let gone = groups.iter().filter(|group| group.seen_in.is_empty());
            let seen_later = self.seen_in(gone.map(|group| group.rid).collect(), audiences)?;
            groups
                .retain(|group| !group.seen_in.is_empty() || !seen_later.contains_key(&group.rid));
            if !self.hand(&groups, each)? || !is_more {
                return Ok(());
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
        let mut from = From::after(after);
        loop {
            let cells = cells![
                cell::of_audience(of).to_vec(),
                from.seq,
                from.rid,
                cell::stored(until),
                cell::whole(PAGE_ROWS),
            ];
            let rows = self.talk.borrow_mut().rows(BACKFILL, cells)?;
            let mut groups = Vec::with_capacity(rows.len());
            for row in &rows {
                let (seq, rid) = (get(row, 0)?, get(row, 1)?);
                from = From { seq, rid };
                groups.push(Group {
                    seq,
                    rid,
                    seen_in: Vec::new(),
                });
            }
            let rids = groups.iter().map(|group| group.rid).collect();
            let mut seen = self.seen_in(rids, audiences)?;
            for group in &mut groups {
                group.seen_in = seen.remove(&group.rid).unwrap_or_default();
            }
            if !self.hand(&groups, each)? || rows.len() < PAGE_ROWS {
                return Ok(());
            }
        }
    }

    fn judged(&self, person: PersonId, after: u64, until: u64) -> Result<Vec<Judged>, StoreError> {
        history::judged(&mut self.talk.borrow_mut(), person, after, until)
    }
}
