//! Lost phones, whose content is destroyed from afar once they have sent what they can.

use std::fs;
use std::path::Path;

use outrider_core::error::Error;
use outrider_tests::world::{Rep, World, say};

use super::meets;

const CANARY: &str = "canary-of-the-lost-phone";

/// Says whether the words stand in any file below a folder.
fn is_found(folder: &Path, words: &str) -> bool {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if fs::read(&path)
                .expect("a file can be read")
                .windows(words.len())
                .any(|part| part == words.as_bytes())
            {
                return true;
            }
        }
    }
    false
}

fn is_bare(anna: &Rep) -> bool {
    let keys = fs::read_dir(anna.folder().join("keys"));
    let keys = keys.map_or(0, Iterator::count);
    keys == 0 && !is_found(anna.folder(), CANARY) && !is_found(anna.folder(), "Bakery")
}

#[test]
fn a_lost_phone_sends_what_it_has_leaves_a_receipt_and_forgets_everything() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.app()
        .blobs()
        .put(CANARY.as_bytes())
        .expect("there is room");
    // Two notes never get through: the phone says so before it is lost.
    anna.line.go_online();
    anna.writes(bakery, &format!("{CANARY} one"));
    anna.writes(bakery, &format!("{CANARY} two"));
    anna.loses_the_next_reply();
    anna.syncs();
    anna.offline();
    anna.writes(bakery, &format!("{CANARY} three"));
    anna.types(bakery, &format!("{CANARY} half"));
    let device = anna.device();
    assert!(is_found(anna.folder(), CANARY));

    let shown = |field: &str| {
        let phones = boss.phones();
        let phone = phones
            .iter()
            .find(|phone| phone["device"] == device.to_string());
        phone.expect("it is listed")[field].clone()
    };
    boss.asks_to_wipe(device);
    assert_eq!(shown("wipe")["asked_by"], boss.person.to_string());
    let report = meets(&anna);
    assert!(report.wiped, "{report:?}");
    assert!(is_bare(&anna), "something is left");
    assert_eq!(
        boss.notes_at(bakery).len(),
        3,
        "what could be sent was sent"
    );
    // What was half written went along as a draft: nothing was lost.
    assert_eq!(shown("wiped")["unsent"], 0);
    let wiped = anna.app().enrolment_view().expect("it opens").wiped;
    let wiped = wiped.expect("the empty phone says why");
    assert_eq!((wiped.by.as_deref(), wiped.lost), (Some("Boss"), 0));
    assert!(matches!(anna.app().sync_now(), Err(Error::NotEnrolled)));
    assert!(anna.needs_sign_in());
    anna.restarts();
    assert!(anna.needs_sign_in() && is_bare(&anna));
    let still = anna.app().enrolment_view().expect("it opens").wiped;
    assert_eq!(still, Some(wiped));
    // The same phone, found again, begins anew.
    world.enrols_again(&anna);
    anna.online();
    assert_ne!(anna.device(), device);
    assert_eq!(anna.count(outrider_model::record::Kind::Note), 3);
    assert_eq!(anna.count(outrider_model::record::Kind::Draft), 1);
    let begun = anna.app().enrolment_view().expect("it opens");
    assert_eq!(begun.wiped, None);
}

#[test]
fn a_manager_sees_how_much_a_wipe_would_destroy() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    for number in 0..3 {
        anna.types(bakery, &format!("half {number}"));
    }
    anna.syncs();
    let unsent = || boss.phones()[0]["unsent"].as_u64();
    let until = outrider_tests::world::now() + 30 * outrider_tests::world::SECOND;
    while unsent() != Some(3) {
        assert!(outrider_tests::world::now() < until, "{:?}", unsent());
    }
}

#[test]
fn a_phone_that_is_revoked_and_to_be_wiped_hands_over_first() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.offline();
    anna.writes(bakery, &format!("{CANARY} one"));
    anna.writes(bakery, &format!("{CANARY} two"));
    boss.asks_to_wipe(anna.device());
    world.admin().revokes_person(anna.person);
    anna.line.go_online();
    // The first receipt does not get through.
    let mut plan = outrider_tests::net::Plan::calm();
    plan.paths = vec!["/v1/wiped".to_owned()];
    plan.cut_before_commit = 1000;
    anna.line.set(plan);
    let report = anna.syncs();
    assert!(!report.wiped && report.failure.is_some() && is_found(anna.folder(), CANARY));
    anna.line.set(outrider_tests::net::Plan::calm());
    assert!(meets(&anna).wiped);
    assert!(is_bare(&anna));
    assert_eq!(boss.quarantine().len(), 2);
    assert_eq!(boss.phones()[0]["wiped"]["unsent"], 0);
}

#[test]
fn a_person_wipes_his_own_lost_phone_from_another() {
    let world = World::new();
    let boss = world.manager("Boss");
    let lost = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(lost.person)));
    lost.online();
    lost.writes(bakery, &format!("{CANARY} one"));
    lost.online();
    let tablet = world.another_device(&lost);
    tablet.online();
    let saved = tablet.app().ask_wipe(lost.device());
    saved.expect("one's own phone may be wiped");
    tablet.online();
    assert!(meets(&lost).wiped);
    assert!(is_bare(&lost));
    assert_eq!(
        (
            boss.notes_at(bakery).len(),
            tablet.count(outrider_model::record::Kind::Note)
        ),
        (1, 1)
    );
}

#[test]
fn a_phone_that_dies_while_it_forgets_has_forgotten_when_it_wakes() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.writes(bakery, CANARY);
    anna.online();
    anna.closes_app();
    fs::write(anna.folder().join("keys/wipe"), "begun").expect("a mark can be left");
    anna.opens_app();
    assert!(anna.needs_sign_in() && is_bare(&anna));
}
