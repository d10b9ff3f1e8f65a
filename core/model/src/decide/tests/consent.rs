//! Consent is each person's own, and its last word holds.

use super::*;
use crate::change::{ConsentGiven, ConsentWithdrawn, inverse};
use crate::record::{Consent, Purpose, consent_id};
use crate::testing::World;
use crate::testing::author::Author;
use crate::testing::cast::*;

fn give(person: PersonId, version: u32) -> Body {
    Body::ConsentGiven(ConsentGiven {
        person,
        purpose: Purpose::OnDutyLocation,
        version,
    })
}

fn withdraw(person: PersonId) -> Body {
    Body::ConsentWithdrawn(ConsentWithdrawn {
        person,
        purpose: Purpose::OnDutyLocation,
    })
}

fn held(world: &World, person: PersonId) -> Consent {
    let id = consent_id(person, &Purpose::OnDutyLocation);
    world.record_of(id).read().unwrap()
}

#[test]
fn consent_is_given_to_a_version_withdrawn_and_given_again() {
    let mut world = world();
    world.does(anna(), 0x100, NOON, give(ANNA, 1));
    assert!(held(&world, ANNA).given);
    world.does(anna(), 0x101, NOON + 10, withdraw(ANNA));
    let withdrawn = held(&world, ANNA);
    assert_eq!((withdrawn.given, withdrawn.version), (false, 1));
    assert_eq!(withdrawn.civil.time, NOON + 10);
    world.does(anna(), 0x102, NOON + 20, give(ANNA, 2));
    let again = held(&world, ANNA);
    assert_eq!((again.given, again.version), (true, 2));
    assert_eq!(again.civil.time, NOON + 20);
}

#[test]
fn a_newer_text_agreed_to_while_consent_holds_does_not_move_its_beginning() {
    let mut world = world();
    world.does(anna(), 0x100, NOON, give(ANNA, 1));
    world.does(anna(), 0x101, NOON + 10, give(ANNA, 2));
    let held = held(&world, ANNA);
    assert_eq!((held.version, held.civil.time), (2, NOON));
}

#[test]
fn nobody_gives_or_withdraws_consent_for_another() {
    let mut world = world();
    world.does(anna(), 0x100, NOON, give(ANNA, 1));
    for (number, author) in [(0x200, ben()), (0x210, mia()), (0x220, ada())] {
        for (more, body) in [(0, give(ANNA, 2)), (1, withdraw(ANNA))] {
            let verdict = world.tries(author, number + more, NOON, body);
            assert_eq!(verdict, refused(Code::NotAllowed), "{author:?}");
        }
    }
    assert!(held(&world, ANNA).given);
}

#[test]
fn a_text_without_a_version_and_an_unknown_purpose_are_no_consent() {
    let mut world = world();
    assert_eq!(
        world.tries(anna(), 0x100, NOON, give(ANNA, 0)),
        invalid("version")
    );
    let body = Body::ConsentGiven(ConsentGiven {
        person: ANNA,
        purpose: Purpose::Unknown("mind_reading".into()),
        version: 1,
    });
    assert_eq!(world.tries(anna(), 0x101, NOON, body), invalid("purpose"));
}

#[test]
fn of_two_devices_the_later_word_holds_whichever_arrives_first() {
    let start = world();
    let phone = start.change(0x100, NOON, give(ANNA, 1));
    let tablet = start.change(0x101, NOON + 5, withdraw(ANNA));
    let arrive = |order: [(Author, &Change); 2]| {
        let mut world = start.clone();
        for (author, change) in order {
            assert_eq!(world.ingest(author, change), Verdict::Applied);
        }
        world.final_records()
    };
    let other = anna().on(0x99);
    let one = arrive([(anna(), &phone), (other, &tablet)]);
    assert_eq!(one, arrive([(other, &tablet), (anna(), &phone)]));
    let mut world = start.clone();
    world.ingest(other, &tablet);
    world.ingest(anna(), &phone);
    assert!(!held(&world, ANNA).given);
}

#[test]
fn the_inverse_of_a_word_is_the_word_before() {
    let mut world = world();
    let first = world.does(anna(), 0x100, NOON, give(ANNA, 1));
    let back = inverse(&first.body, first.key(), None).unwrap();
    world.does(anna(), 0x101, NOON + 1, back);
    assert!(!held(&world, ANNA).given);
    world.does(anna(), 0x102, NOON + 2, give(ANNA, 3));
    let id: RecordId = consent_id(ANNA, &Purpose::OnDutyLocation).into();
    let before = world.record_of(id).clone();
    let taken = world.does(anna(), 0x103, NOON + 3, withdraw(ANNA));
    let back = inverse(&taken.body, taken.key(), Some(&before)).unwrap();
    assert_eq!(back, give(ANNA, 3));
    world.does(anna(), 0x104, NOON + 4, back);
    assert!(held(&world, ANNA).given);
}
