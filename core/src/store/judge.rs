//! The judgement of a change on this phone: provisional, by the same function as the server's.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::change::{Bases, Body, Change, Read};
use outrider_model::decide::{
    Effects, Held, Judge, Look, Need, Past, Refusal, decide, effective, judged_by, reads, seen_now,
};
use outrider_model::id::{ChangeId, PersonId, RecordId};
use outrider_model::record::Record;
use outrider_model::stamp::{Civil, Stamp};
use outrider_model::text::TextHash;
use rusqlite::{Connection, OptionalExtension as _};
use uuid::Uuid;

use super::{Profile, Reader, Writing, record, rights, text};
use crate::error::{Error, Result};

/// What this phone thinks of a change.
pub(super) struct Judgement {
    pub(super) outcome: std::result::Result<Effects, Refusal>,
    pub(super) stamp: Stamp,
    pub(super) authority: Stamp,
}

/// What a judgement looks up, fetched beforehand. What is not here is not held: a phone never
/// says that something does not exist.
#[derive(Default)]
struct Holding {
    records: BTreeMap<RecordId, Record>,
    past: BTreeMap<ChangeId, Past>,
    texts: BTreeMap<(RecordId, TextHash), String>,
}

fn look<T>(found: Option<T>) -> Look<T> {
    found.map_or(Look::NotHeld, Look::Present)
}

impl Held for Holding {
    fn record(&self, id: RecordId) -> Look<&Record> {
        look(self.records.get(&id))
    }

    fn past(&self, id: ChangeId) -> Look<&Past> {
        look(self.past.get(&id))
    }

    fn text(&self, of: RecordId, hash: &TextHash) -> Look<&str> {
        look(self.texts.get(&(of, *hash)).map(String::as_str))
    }

    fn stands(&self, _: PersonId, home: RecordId) -> Look<()> {
        look(self.records.get(&home).map(|_| ()))
    }
}

impl Writing<'_> {
    /// Judges a change against what the phone shows now.
    pub(super) fn judge(&self, change: &Change) -> Result<Judgement> {
        judge(self.db, self.profile()?, self.now(), change)
    }

    /// Returns what the author of a change made now has seen, and the stamps of it: the writers, on
    /// this phone, of the fields that he writes. Pending changes of his own are valid writers.
    ///
    /// # Errors
    /// What the disk does.
    pub fn seen(&self, body: &Body) -> Result<(Bases, Vec<Stamp>)> {
        seen(self.db, body)
    }
}

impl Reader<'_> {
    /// Says whether a change would stand if it were made now, as far as this phone knows.
    ///
    /// # Errors
    /// What the disk does.
    pub fn would_stand(&self, body: &Body, civil: Civil) -> Result<bool> {
        let profile = self.profile()?.ok_or(Error::NotEnrolled)?;
        let (was, stamps) = seen(self.db, body)?;
        let now = self.now()?;
        let change = Change {
            id: ChangeId(Uuid::nil()),
            mends: None,
            stamp: Stamp::claim(Stamp(now), stamps),
            civil,
            was,
            body: body.clone(),
        };
        Ok(judge(self.db, &profile, now, &change)?.outcome.is_ok())
    }
}

fn judge(db: &Connection, profile: &Profile, now: i64, change: &Change) -> Result<Judgement> {
    let held = gather(db, change, profile.person)?;
    let rights = rights::of(db, profile.person, now)?;
    let (stamp, authority) = effective(&held, &rights, change, change.stamp);
    let judge = Judge {
        author: profile.person,
        device: profile.device,
        rights,
        stamp,
        authority,
    };
    Ok(Judgement {
        outcome: decide(&held, &judge, change),
        stamp,
        authority,
    })
}

fn seen(db: &Connection, body: &Body) -> Result<(Bases, Vec<Stamp>)> {
    let Some((target, fields)) = judged_by(body) else {
        return Ok((Bases::new(), Vec::new()));
    };
    let Some(record) = record::parsed(db, target)? else {
        return Ok((Bases::new(), Vec::new()));
    };
    let (seen, mut stamps) = seen_now(&record, &fields)?;
    stamps.push(record.created().stamp);
    let bases = if seen.is_empty() {
        Bases::new()
    } else {
        Bases::from([(target, seen)])
    };
    Ok((bases, stamps))
}

fn gather(db: &Connection, change: &Change, author: PersonId) -> Result<Holding> {
    let mut held = Holding::default();
    let mut asked = BTreeSet::new();
    loop {
        let needs = reads(change, &held);
        let fresh: Vec<Need> = needs.difference(&asked).cloned().collect();
        if fresh.is_empty() {
            return Ok(held);
        }
        for need in &fresh {
            fetch(db, need, author, &mut held)?;
        }
        asked.extend(fresh);
    }
}

fn fetch(db: &Connection, need: &Need, author: PersonId, held: &mut Holding) -> Result<()> {
    match need {
        Need::Record(id) | Need::Standing(id) => {
            if let Some(found) = record::parsed(db, *id)? {
                held.records.insert(*id, found);
            }
        }
        Need::Past(id) => {
            if let Some(found) = past(db, *id, author)? {
                held.past.insert(*id, found);
            }
        }
        Need::Text(of, hash) => {
            if let Some(found) = text::find(db, *of, hash)? {
                held.texts.insert((*of, *hash), found);
            }
        }
    }
    Ok(())
}

/// Returns a change of this phone, pending or accepted, by the id under which it wrote.
fn past(db: &Connection, key: ChangeId, author: PersonId) -> Result<Option<Past>> {
    let row: Option<(Vec<u8>, i64, i64)> = db
        .prepare_cached(
            "SELECT bytes, stamp, authority FROM outbox
             WHERE key = ?1 AND state IN ('unsent', 'sent', 'judged') ORDER BY sequence DESC LIMIT 1",
        )?
        .query_row([key.0.into_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((bytes, stamp, authority)) = row else {
        return Ok(None);
    };
    Ok(match Change::read(&bytes)? {
        Read::Known(change) => Some(Past {
            author,
            stamp: Stamp(stamp),
            authority: Stamp(authority),
            change: *change,
        }),
        Read::Unsupported(_) => None,
    })
}
