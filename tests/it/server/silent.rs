//! Who has not synced, and since when.

use outrider_tests::world::{World, now};

#[test]
fn a_manager_sees_who_has_not_synced_since_when_and_what_waits_for_him() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let before = now();
    anna.online();
    ben.online();
    let after = now();
    boss.assigns("New for Anna", &anna);
    boss.assigns("New for Ben", &ben);
    ben.online();
    // What a phone has applied, the server hears with its next word.
    ben.online();
    let phones = boss.phones();
    let phone = |name: &str| {
        phones
            .iter()
            .find(|phone| phone["person_name"] == name)
            .unwrap()
    };
    let (annas, bens) = (phone("Anna"), phone("Ben"));
    let last = annas["last_sync"].as_i64().unwrap();
    assert!((before..=after).contains(&last), "{before} {last} {after}");
    assert_eq!(annas["is_current"], false);
    assert_eq!(annas["waiting"][0]["title"], "New for Anna");
    assert_eq!(bens["is_current"], true);
    assert_eq!(bens["waiting"].as_array().map(Vec::len), Some(0));
    let place = |name: &str| phones.iter().position(|phone| phone["person_name"] == name);
    assert!(
        place("Anna") < place("Ben"),
        "the longest silent stands first"
    );
}
