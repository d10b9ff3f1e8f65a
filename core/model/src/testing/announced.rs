//! A store that holds only what a judgement said it would read.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::author::Author;
use super::{NOW, World};
use crate::change::Change;
use crate::decide::{Held, Look, Need, Past, decide, effective, reads};
use crate::id::{ChangeId, PersonId, RecordId};
use crate::record::Record;
use crate::stamp::Stamp;
use crate::text::TextHash;

/// Answers only what was announced; what else is asked is noted.
struct Announced<'w> {
    world: &'w World,
    known: BTreeSet<Need>,
    surprises: RefCell<Vec<Need>>,
}

impl Announced<'_> {
    fn answer<'a, T: ?Sized>(&'a self, need: Need, look: Look<&'a T>) -> Look<&'a T> {
        if self.known.contains(&need) {
            return look;
        }
        self.surprises.borrow_mut().push(need);
        Look::Absent
    }
}

impl Held for Announced<'_> {
    fn record(&self, id: RecordId) -> Look<&Record> {
        self.answer(Need::Record(id), self.world.record(id))
    }
    fn past(&self, id: ChangeId) -> Look<&Past> {
        self.answer(Need::Past(id), self.world.past(id))
    }
    fn text(&self, of: RecordId, hash: &TextHash) -> Look<&str> {
        self.answer(Need::Text(of, *hash), self.world.text(of, hash))
    }
    fn stands(&self, person: PersonId, home: RecordId) -> Look<()> {
        if self.known.contains(&Need::Standing(home)) {
            return self.world.stands(person, home);
        }
        self.surprises.borrow_mut().push(Need::Standing(home));
        Look::Absent
    }
}

/// Judges with nothing at hand but what was announced, and compares.
pub(crate) fn assert_announced(world: &World, author: Author, change: &Change) {
    let nothing = BTreeSet::new();
    let mut held = Announced {
        world,
        known: nothing,
        surprises: RefCell::default(),
    };
    for round in 0.. {
        let needs = reads(change, &held);
        held.surprises.borrow_mut().clear();
        if needs.is_subset(&held.known) {
            assert!(round <= 2, "the third call adds nothing");
            break;
        }
        held.known.extend(needs);
    }
    let (judge, expected) = world.judge(author, change, Stamp(NOW));
    assert_eq!(
        effective(&held, &judge.rights, change, Stamp(NOW)),
        (judge.stamp, judge.authority)
    );
    let found = decide(&held, &judge, change);
    assert_eq!(*held.surprises.borrow(), [], "{change:?}");
    assert_eq!(found, expected);
}
