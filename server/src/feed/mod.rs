//! What a phone is sent: one page of its organisation's one sequence, and the verdicts.
//!
//! A page (a, b] is the union of the person's audiences in order, each record once with the
//! audiences of this phone that see it. It never splits a sequence, so that after it everything up
//! to `b` has been said.
//!
//! # Where to start
//! - [`page`]: the reply to a request, from its cursor to its last line.
//! - `scope`: which audiences are new to the phone, which it has lost.
//! - `life`: what a cursor of an older life of the database is worth.

mod life;
mod scope;
#[cfg(test)]
mod tests;

use outrider_model::audience::Audience;
use outrider_model::id::{OrganisationId, PersonId};
use outrider_model::wire::{
    Backfill, Cursor, MAX_PAGE, ReplyHead, ReplyWriter, RequestHead, VerdictLine,
};

use crate::store::{Entry, Snapshot, Store, StoreError};
use life::Life;
use scope::Scope;

/// The most bytes of records in a page, beyond the last one that fits a sequence.
const MAX_BYTES: usize = 8 * 1024 * 1024;

/// What is said of the changes that came with a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// The verdicts.
    pub verdicts: Vec<VerdictLine>,
    /// Whether one of them shows that the phone is a copy.
    pub remint: bool,
}

/// Answers a request: verdicts, one page, and where the phone stands after it. Returns the reply's
/// lines, and the cursor that they end with.
///
/// # Errors
/// [`StoreError`] when it cannot be read.
pub fn page(
    store: &dyn Store,
    organisation: OrganisationId,
    person: PersonId,
    request: &RequestHead,
    said: &Said,
    now: i64,
) -> Result<(Vec<u8>, Cursor), StoreError> {
    let mut reply = None;
    store.snapshot(organisation, &mut |snapshot| {
        reply = Some(write(snapshot, person, request, said, now)?);
        Ok(())
    })?;
    reply.ok_or_else(|| StoreError::Broken("nothing was read".into()))
}

fn write(
    snapshot: &dyn Snapshot,
    person: PersonId,
    request: &RequestHead,
    said: &Said,
    now: i64,
) -> Result<(Vec<u8>, Cursor), StoreError> {
    let life = Life::of(&snapshot.epochs()?, request.cursor, snapshot.head())?;
    let scope = Scope::of(&snapshot.memberships(person)?, life.cursor);
    let head = ReplyHead {
        request: request.request,
        now,
        epoch: life.epoch,
        audiences: scope.present.clone(),
        drop: scope.lost.clone(),
        backfill: scope.gained.clone(),
        resync: life.is_resync,
        fork: life.fork,
        remint: said.remint,
    };
    let mut page = Page::begin(&head, request.limit)?;
    for line in &said.verdicts {
        page.writer.verdict(line)?;
    }
    let is_first = life.cursor.is_none();
    let after = life.cursor.map_or(0, |cursor| cursor.seq);
    let until = page.tail(snapshot, &scope.present, after, is_first)?;
    let judged = snapshot.judged(person, after, until)?;
    // Of words that were forgotten no hash is left: a phone that still waits for the verdict sends
    // the change again, and is told that it is known.
    for judged in judged.into_iter().filter(|one| one.hash != [0; 32]) {
        page.writer
            .judged(judged.change, &judged.hash, judged.verdict, judged.seq)?;
    }
    let wanted = if life.is_resync {
        &[]
    } else {
        request.backfill.as_slice()
    };
    let (backfilled, is_backfilling) = page.backfill(snapshot, &scope, wanted)?;
    let is_more = until < snapshot.head() || is_backfilling || !scope.gained.is_empty();
    let cursor = Cursor {
        epoch: life.epoch,
        seq: until,
        scope: scope.newest,
    };
    Ok((page.writer.end(cursor, backfilled, is_more)?, cursor))
}

/// A page in the making.
struct Page {
    writer: ReplyWriter,
    limit: usize,
    records: usize,
    bytes: usize,
}

impl Page {
    fn begin(head: &ReplyHead, limit: u32) -> Result<Page, StoreError> {
        let limit = usize::try_from(limit.clamp(1, MAX_PAGE)).unwrap_or(1);
        Ok(Page {
            writer: ReplyWriter::begin(head)?,
            limit,
            records: 0,
            bytes: 0,
        })
    }

    fn is_full(&self) -> bool {
        self.records >= self.limit || self.bytes >= MAX_BYTES
    }

    fn put(&mut self, entry: Entry<'_>) {
        self.records += 1;
        match entry.bytes {
            Some(bytes) => {
                self.bytes += bytes.len();
                self.writer.record(entry.seq, entry.seen_in, bytes);
            }
            None => self.writer.gone(entry.seq, entry.id),
        }
    }

    /// Writes the tail after the cursor, whole sequences only. Returns the sequence it reaches.
    fn tail(
        &mut self,
        snapshot: &dyn Snapshot,
        audiences: &[Audience],
        after: u64,
        is_first: bool,
    ) -> Result<u64, StoreError> {
        let mut reached = after;
        let mut is_cut = false;
        snapshot.feed(audiences, after, snapshot.head(), &mut |entry| {
            if is_first && entry.bytes.is_none() {
                return Ok(true);
            }
            if self.is_full() && entry.seq != reached {
                is_cut = true;
                return Ok(false);
            }
            reached = entry.seq;
            self.put(entry);
            Ok(true)
        })?;
        Ok(if is_cut {
            reached
        } else {
            snapshot.head().max(after)
        })
    }

    /// Fills what room is left with older records of one audience that the phone asks for.
    fn backfill(
        &mut self,
        snapshot: &dyn Snapshot,
        scope: &Scope,
        wanted: &[Backfill],
    ) -> Result<(Option<Backfill>, bool), StoreError> {
        let mut due = wanted
            .iter()
            .filter(|backfill| scope.present.contains(&backfill.audience));
        let Some(backfill) = due.next() else {
            return Ok((None, false));
        };
        if self.is_full() {
            return Ok((None, true));
        }
        let mut reached = backfill.after;
        let mut is_cut = false;
        let Backfill {
            audience,
            after,
            until,
        } = *backfill;
        snapshot.backfill(audience, &scope.present, after, until, &mut |entry| {
            if self.is_full() && entry.seq != reached {
                is_cut = true;
                return Ok(false);
            }
            reached = entry.seq;
            self.put(entry);
            Ok(true)
        })?;
        let after = if is_cut { reached } else { until };
        Ok((
            Some(Backfill {
                audience,
                after,
                until,
            }),
            is_cut || due.next().is_some(),
        ))
    }
}
