//! What has grown old.

use std::collections::BTreeMap;

use outrider_model::change::{Body, CheckedIn, CheckedOut};
use outrider_model::id::CheckInId;
use outrider_model::record::{CheckIn, Field, Role};

use super::super::{Retention, retain, set_retention};
use super::{everything, fix, holds_precise, page, visit};
use crate::audit::verify;
use crate::error::ServerError;
use crate::ingest::tests::world::{DAY, World};

#[test]
fn after_ninety_days_no_precise_position_is_left_anywhere() {
    let mut world = World::new();
    let person = world.add_person("Rita", Role::Rep, None);
    let customer = world.add_customer(Some(person));
    let (check_in, task) = visit(&mut world, person, customer);
    let (store, organisation) = (std::sync::Arc::clone(&world.store), world.organisation);
    world.now += 89 * DAY;
    assert_eq!(retain(&*store, organisation, world.now).unwrap(), 0);
    assert!(holds_precise(&everything(&world)) && holds_precise(&page(&world, person)));
    let (young, _) = visit(&mut world, person, customer);
    world.now += 2 * DAY;
    assert_eq!(retain(&*store, organisation, world.now).unwrap(), 3);
    let read = |id: CheckInId| -> CheckIn { world.record(id.into()).unwrap().read().unwrap() };
    for leg in [Some(read(check_in).begin), read(check_in).end] {
        let position = leg.unwrap().fix.unwrap().position;
        assert_eq!((position.lat(), position.lon()), (525_200_000, 134_100_000));
    }
    let heads = world.read_task(task).heads;
    assert!(
        heads
            .values()
            .all(|head| head.fix.as_ref().unwrap().position.lat() == 525_200_000)
    );
    assert_eq!(
        read(young).begin.fix.unwrap(),
        fix(read(young).begin.civil.time)
    );
    assert_eq!(retain(&*store, organisation, world.now).unwrap(), 0);
    world.now += 90 * DAY;
    assert_eq!(retain(&*store, organisation, world.now).unwrap(), 3);
    assert!(!holds_precise(&everything(&world)));
    assert!(!holds_precise(&page(&world, person)));
    assert!(
        page(&world, person).contains("525200000"),
        "the phone gets the coarse one"
    );
    let outcome = verify(&*store, organisation, None).unwrap();
    assert_eq!(outcome.finding, None);
    assert_eq!(outcome.forgotten, 6);
}

#[test]
fn a_position_that_comes_late_is_made_coarse_although_younger_ones_came_before() {
    let mut world = World::new();
    let person = world.add_person("Rita", Role::Rep, None);
    let customer = world.add_customer(Some(person));
    let (store, organisation) = (std::sync::Arc::clone(&world.store), world.organisation);
    let long_ago = world.now;
    world.now += 200 * DAY;
    visit(&mut world, person, customer);
    assert_eq!(retain(&*store, organisation, world.now).unwrap(), 0);
    let mut late = world.change(Body::CheckedIn(CheckedIn {
        customer,
        site: None,
        task: None,
        fix: Some(fix(long_ago)),
    }));
    late.civil.time = long_ago;
    late.stamp = outrider_model::stamp::Stamp(long_ago);
    let id = world.must(&World::phone(person), &late);
    assert_eq!(retain(&*store, organisation, world.now).unwrap(), 1);
    let read: CheckIn = world.record(id).unwrap().read().unwrap();
    assert_eq!(read.begin.fix.unwrap().position.lat(), 525_200_000);
}

#[test]
fn how_long_positions_stay_precise_is_the_organisations_to_say() {
    let mut world = World::new();
    let person = world.add_person("Rita", Role::Rep, None);
    let customer = world.add_customer(Some(person));
    visit(&mut world, person, customer);
    let (store, organisation) = (&*world.store, world.organisation);
    for wrong in [0, 3651] {
        let asked = Retention {
            positions_days: wrong,
        };
        assert!(matches!(
            set_retention(store, organisation, asked),
            Err(ServerError::Invalid { .. })
        ));
    }
    set_retention(store, organisation, Retention { positions_days: 7 }).unwrap();
    assert_eq!(retain(store, organisation, world.now + 8 * DAY).unwrap(), 3);
    assert!(!holds_precise(&everything(&world)));
}

#[test]
fn a_change_whose_words_were_forgotten_is_still_known_and_still_a_base() {
    let mut world = World::new();
    let person = world.add_person("Rita", Role::Rep, None);
    let customer = world.add_customer(Some(person));
    let phone = World::phone(person);
    let arrived = world.change(Body::CheckedIn(CheckedIn {
        customer,
        site: None,
        task: None,
        fix: Some(fix(world.now)),
    }));
    let check_in: CheckInId = world.must(&phone, &arrived).into();
    world.now += 91 * DAY;
    retain(&*world.store, world.organisation, world.now).unwrap();
    let again = world.push(&phone, &[&arrived]);
    assert!(
        again[0].is_accepted() && again[0].seq.is_some(),
        "{:?}",
        again[0].verdict
    );
    let mut left = world.change(Body::CheckedOut(CheckedOut {
        check_in,
        fix: None,
    }));
    let seen = BTreeMap::from([(Field::from("out"), BTreeMap::from([(arrived.id, true)]))]);
    left.was.insert(check_in.into(), seen);
    world.must(&phone, &left);
}
