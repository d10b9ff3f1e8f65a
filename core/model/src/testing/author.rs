//! Whoever writes changes, naming what he saw as a phone or console does.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::World;
use super::announced::assert_announced;
use super::cast;
use crate::change::{Bases, Body, Change, Seen};
use crate::decide::{Held as _, Look, Verdict, judged_by, seen_now};
use crate::id::{ChangeId, DeviceId, PersonId, RecordId};
use crate::record::{Field, Record, draft_id};
use crate::stamp::{Civil, Stamp};

/// A person with a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Author {
    pub(crate) person: PersonId,
    pub(crate) device: DeviceId,
    pub(crate) is_system: bool,
}

impl Author {
    pub(crate) fn of(person: PersonId) -> Author {
        Author {
            person,
            device: DeviceId(Uuid::from_u128(person.0.as_u128() + 0x1000)),
            is_system: false,
        }
    }

    pub(crate) fn on(self, device: u128) -> Author {
        Author {
            device: DeviceId(Uuid::from_u128(device)),
            ..self
        }
    }
}

/// The civil context of a device in Berlin in summer, at a wall clock.
pub(crate) fn civil(time: i64) -> Civil {
    Civil {
        time,
        offset: 7200,
        zone: "Europe/Berlin".into(),
    }
}

/// A change that names no base: its author saw everything as it was created.
pub(crate) fn blind(id: u128, stamp: i64, body: Body) -> Change {
    let id = ChangeId(Uuid::from_u128(id));
    Change {
        id,
        mends: None,
        stamp: Stamp(stamp),
        civil: civil(stamp),
        was: Bases::new(),
        body,
    }
}

impl World {
    /// Makes the change that somebody makes who sees this world.
    pub(crate) fn change(&self, id: u128, wall: i64, body: Body) -> Change {
        let mut change = blind(id, wall, body);
        change.was = seen(self, &change.body).into_iter().collect();
        let bases = change.bases();
        let target = judged_by(&change.body).and_then(|(id, _)| held(self, id));
        let created = target.map(|record| record.created().stamp);
        let stamps = bases.iter().filter_map(|base| match self.past(*base) {
            Look::Present(past) => Some(past.stamp),
            Look::Absent | Look::NotHeld => None,
        });
        change.stamp = Stamp::claim(Stamp(wall), stamps.chain(created));
        change
    }

    /// Makes a change and judges it at once; it must be accepted, and have said what it reads.
    pub(crate) fn does(&mut self, author: Author, id: u128, wall: i64, body: Body) -> Change {
        let change = self.change(id, wall, body);
        assert_announced(self, author, &change);
        let verdict = self.ingest(author, &change);
        assert!(is_accepted(&verdict), "{change:?}: {verdict:?}");
        change
    }

    /// Makes a change and judges it at once.
    pub(crate) fn tries(&mut self, author: Author, id: u128, wall: i64, body: Body) -> Verdict {
        let change = self.change(id, wall, body);
        assert_announced(self, author, &change);
        self.ingest(author, &change)
    }
}

pub(crate) fn is_accepted(verdict: &Verdict) -> bool {
    matches!(verdict.first(), Verdict::Applied | Verdict::Merged { .. })
}

/// What a change's author names as seen who sees this world. A draft is taken over by naming what
/// created it, which nobody does without meaning to.
fn seen(world: &World, body: &Body) -> Option<(RecordId, BTreeMap<Field, Seen>)> {
    let draft = if let Body::DraftSaved(saved) = body {
        Some(draft_id(saved.note).into())
    } else if let Body::DraftDiscarded(discarded) = body {
        Some(draft_id(discarded.note).into())
    } else {
        None
    };
    if let Some(id) = draft {
        let writer = held(world, id)?.created().change;
        let body = BTreeMap::from([(Field::from("body"), Seen::from([(writer, true)]))]);
        return Some((id, body));
    }
    let (id, fields) = judged_by(body)?;
    let (seen, _) = seen_now(held(world, id)?, &fields).unwrap();
    Some((id, seen)).filter(|(_, seen)| !seen.is_empty())
}

fn held(world: &World, id: RecordId) -> Option<&Record> {
    match world.record(id) {
        Look::Present(record) => Some(record),
        Look::Absent | Look::NotHeld => None,
    }
}

/// The server itself.
pub(crate) fn system() -> Author {
    Author {
        is_system: true,
        ..Author::of(cast::SYSTEM)
    }
}
