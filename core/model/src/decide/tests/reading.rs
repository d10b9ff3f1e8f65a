//! What a judgement looks up is what it said it would.

use std::cell::RefCell;

use super::super::*;
use crate::testing::history::{THEMES, live};
use crate::testing::seed::for_seeds;
use crate::testing::{NOW, Phone, World};

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
pub(super) fn assert_announced(
    world: &World,
    author: crate::testing::author::Author,
    change: &Change,
) {
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

#[test]
fn what_is_looked_up_was_announced() {
    for_seeds(30, |dice| {
        let (mut world, deeds) = live(dice, &THEMES, 40);
        let mut shuffled = deeds.clone();
        dice.shuffle(&mut shuffled);
        for deed in &shuffled {
            assert_announced(&world, deed.author, &deed.change);
            world.ingest(deed.author, &deed.change);
        }
    });
}

#[test]
fn a_phone_that_holds_little_never_waits_and_never_fails() {
    for_seeds(20, |dice| {
        let (world, deeds) = live(dice, &THEMES, 30);
        for deed in &deeds {
            let (judge, _) = world.judge(deed.author, &deed.change, Stamp(NOW));
            for phone in [Phone(None), Phone(Some(&world))] {
                let _ = reads(&deed.change, &phone);
                let _ = effective(&phone, &judge.rights, &deed.change, deed.change.stamp);
                let decided = decide(&phone, &judge, &deed.change);
                assert!(!matches!(
                    decided,
                    Err(Refusal::Waits(_) | Refusal::NeedBase(..))
                ));
            }
        }
    });
}
