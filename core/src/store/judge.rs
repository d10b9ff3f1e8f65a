//! The judgement of a change on this phone: provisional, by the same function as the server's.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::change::{Change, Read};
use outrider_model::decide::{
    Effects, Held, Judge, Look, Need, Past, Refusal, decide, effective, reads,
};
use outrider_model::id::{ChangeId, PersonId, RecordId};
use outrider_model::record::Record;
use outrider_model::stamp::Stamp;
use outrider_model::text::TextHash;
use rusqlite::{Connection, OptionalExtension as _};

use super::{Writing, record, rights, text};
use crate::error::Result;

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
        let profile = self.profile()?;
        let held = self.gather(change, profile.person)?;
        let rights = rights::of(self.db, profile.person, self.now())?;
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

    fn gather(&self, change: &Change, author: PersonId) -> Result<Holding> {
        let mut held = Holding::default();
        let mut asked = BTreeSet::new();
        loop {
            let needs = reads(change, &held);
            let fresh: Vec<Need> = needs.difference(&asked).cloned().collect();
            if fresh.is_empty() {
                return Ok(held);
            }
            for need in &fresh {
                self.fetch(need, author, &mut held)?;
            }
            asked.extend(fresh);
        }
    }

    fn fetch(&self, need: &Need, author: PersonId, held: &mut Holding) -> Result<()> {
        match need {
            Need::Record(id) | Need::Standing(id) => {
                if let Some(found) = record::parsed(self.db, *id)? {
                    held.records.insert(*id, found);
                }
            }
            Need::Past(id) => {
                if let Some(found) = past(self.db, *id, author)? {
                    held.past.insert(*id, found);
                }
            }
            Need::Text(of, hash) => {
                if let Some(found) = text::find(self.db, *of, hash)? {
                    held.texts.insert((*of, *hash), found);
                }
            }
        }
        Ok(())
    }
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
