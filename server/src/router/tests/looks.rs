//! For how long a look lasts, and that nobody's goes untold because of it.

use std::collections::BTreeSet;

use outrider_model::id::{DeviceId, PersonId, RecordId};
use outrider_model::record::{LocationView, Looked, location_view_id};

use super::World;
use crate::audit::{Asked, read};
use crate::privacy::{Told, told};
use crate::store::Query;

const MINUTE: i64 = 60 * 1_000_000;

/// Lets a manager look at somebody.
fn looks(world: &World, viewer: PersonId, what: &Looked, people: &[PersonId]) {
    let look = Told {
        organisation: world.organisation,
        viewer,
        device: DeviceId(viewer.0),
        what: what.clone(),
        people: people.iter().copied().collect::<BTreeSet<_>>(),
    };
    let host = &world.host;
    told(&*host.store, &host.door, &host.seams, &look).unwrap();
}

/// How many looks somebody was told of on the first day, and how many lines the log has.
fn told_of(world: &World, subject: PersonId, viewer: PersonId, what: &Looked) -> (i64, usize) {
    let day = "2026-03-02".parse().unwrap();
    let id = RecordId::from(location_view_id(subject, viewer, what, day));
    let query = Query::Ids(vec![id]);
    let store = &world.host.store;
    let found = store.records(world.organisation, &query, None, 1, 0);
    let times = found.unwrap().first().map_or(0, |stored| {
        let view: LocationView = serde_json::from_slice(&stored.bytes).unwrap();
        view.times
    });
    let lines = read(&**store, world.organisation, &Asked::default(), 1_000);
    let lines = lines.unwrap().0.into_iter().filter(|line| {
        line.action == "location_viewed"
            && line.actor == Some(viewer)
            && line.subject == Some(subject.into())
    });
    (times, lines.count())
}

#[test]
fn whoever_goes_on_looking_for_ten_minutes_looks_once() {
    let world = World::new();
    let (boss, rep) = (world.managers[0], world.reps[0]);
    let what = Looked::Position;
    for minute in 0..40 {
        looks(&world, boss, &what, &[rep]);
        let told = minute / 10 + 1;
        let lines = usize::try_from(told).unwrap();
        assert_eq!(told_of(&world, rep, boss, &what), (told, lines), "{minute}");
        world.clock.advance(MINUTE);
    }
}

#[test]
fn a_look_at_another_or_at_something_else_or_by_another_is_told_at_once() {
    let world = World::new();
    let ([boss, other], [rep, peer]) = (world.managers, world.reps);
    looks(&world, boss, &Looked::Position, &[rep]);
    looks(&world, boss, &Looked::Position, &[rep, peer]);
    looks(&world, boss, &Looked::Track, &[rep]);
    looks(&world, other, &Looked::Position, &[rep]);
    let once = |subject, viewer, what| {
        assert_eq!(told_of(&world, subject, viewer, &what).0, 1, "{what}");
    };
    once(rep, boss, Looked::Position);
    once(peer, boss, Looked::Position);
    once(rep, boss, Looked::Track);
    once(rep, other, Looked::Position);
}

#[test]
fn a_clock_that_was_set_back_lets_no_look_go_untold() {
    let world = World::new();
    let (boss, rep) = (world.managers[0], world.reps[0]);
    world.clock.advance(120 * MINUTE);
    looks(&world, boss, &Looked::Position, &[rep]);
    world.clock.advance(-90 * MINUTE);
    looks(&world, boss, &Looked::Position, &[rep]);
    assert_eq!(told_of(&world, rep, boss, &Looked::Position), (2, 2));
}
