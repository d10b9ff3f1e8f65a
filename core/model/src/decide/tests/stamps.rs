//! Stamps: a clock years off poisons nothing.

use serde_json::json;

use super::*;
use crate::change::Edited;
use crate::record::Customer;
use crate::testing::cast::*;
use crate::testing::{NOW, World};

const YEAR: i64 = 365 * 86_400 * 1_000_000;

fn about(text: &str) -> Body {
    let set = fields(&[("about", json!(text))]);
    Body::CustomerEdited(Edited {
        target: BAKERY,
        set,
    })
}

/// A world whose server has received nothing later than its founding.
fn young() -> World {
    let mut world = world();
    world.received = 100;
    world
}

fn shown(world: &World) -> String {
    world.record_of(BAKERY).read::<Customer>().unwrap().about
}

#[test]
fn a_clock_two_years_ahead_is_held_to_its_receipt() {
    let mut world = young();
    let mut ahead = world.change(0x100, NOON, about("from the future"));
    ahead.stamp = Stamp(NOON + 2 * YEAR);
    world.ingest_at(anna(), &ahead, NOON + 60);
    let writer = world.record_of(BAKERY).writer(&"about".into());
    assert_eq!(writer.stamp, Stamp(NOON + 60));
    // Whoever writes a minute later, without having seen it, is the later.
    let later = crate::testing::author::blind(0x101, NOON + 120, about("a minute later"));
    world.ingest_at(mia(), &later, NOON + 180);
    assert_eq!(shown(&world), "a minute later");
}

#[test]
fn a_correction_of_the_clock_does_not_put_an_edit_before_its_own_base() {
    let mut world = young();
    let mut phone = world.clone();
    let mut ahead = phone.change(0x100, NOON + 2 * YEAR, about("first"));
    phone.ingest_at(anna(), &ahead, NOON + 2 * YEAR);
    let mut back = phone.change(0x101, NOON + 5, about("second"));
    assert!(back.stamp > ahead.stamp, "claimed after what it saw");
    for (change, now) in [(&mut ahead, NOON + 60), (&mut back, NOON + 61)] {
        world.ingest_at(anna(), change, now);
    }
    assert_eq!(shown(&world), "second");
    assert!(world.record_of(BAKERY).writer(&"about".into()).stamp <= Stamp(NOON + 70));
    assert!(world.diary().is_empty());
}

#[test]
fn a_clock_in_1970_still_comes_after_what_it_saw() {
    let mut world = world();
    world.does(mia(), 0x100, NOON, about("seen"));
    let mut old = world.change(0x101, 0, about("answer"));
    old.stamp = Stamp(-5);
    world.ingest(anna(), &old);
    assert_eq!(shown(&world), "answer");
    assert_eq!(
        world.record_of(BAKERY).writer(&"about".into()).stamp,
        Stamp(NOON + 1)
    );
}

#[test]
fn a_server_whose_clock_steps_back_goes_on_counting() {
    let mut world = young();
    let first = world.change(0x100, NOON, about("first"));
    world.ingest_at(anna(), &first, NOON);
    let second = world.change(0x101, NOON + 10, about("second"));
    world.ingest_at(anna(), &second, NOON - YEAR);
    assert_eq!(shown(&world), "second");
    assert!(world.record_of(BAKERY).writer(&"about".into()).stamp > Stamp(NOON));
    let sure = world.change(0x102, NOW, about("third"));
    world.ingest_at(anna(), &sure, NOW);
    assert_eq!(shown(&world), "third");
}

#[test]
fn a_role_that_this_version_does_not_know_has_no_authority() {
    let world = world();
    let rights = Rights {
        role: Role::Unknown("herald".into()),
        ..world.rights(anna())
    };
    let change = world.change(0x100, 100, about("x"));
    let (stamp, authority) = effective(&world, &rights, &change, Stamp(NOW));
    assert_eq!((stamp, authority), (Stamp(100), Stamp(10)));
}
