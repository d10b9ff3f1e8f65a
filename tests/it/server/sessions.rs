//! Sessions end when somebody says so, and nothing on the phone is lost by it.

use outrider_tests::world::{World, say};

#[test]
fn a_revoked_phone_syncs_no_more_keeps_its_outbox_and_goes_on_once_enrolled_again() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    boss.revokes(anna.device());
    let note = anna.writes(bakery, "written after the revocation");
    let report = anna.syncs();
    assert!(report.failure.is_some(), "{report:?}");
    assert!(anna.needs_sign_in());
    assert_eq!(
        (anna.waiting(), anna.note(note).as_str()),
        (1, "written after the revocation")
    );
    world.enrols_again(&anna);
    anna.online();
    assert_eq!((anna.waiting(), anna.attention()), (0, 0));
    assert!(
        boss.customer_timeline(bakery)
            .contains("written after the revocation")
    );
}

#[test]
fn a_phone_enrolled_again_keeps_its_outbox_and_sends_it_under_the_new_device() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.offline();
    let first = anna.device();
    let notes = ["one", "two", "three"].map(|text| anna.writes(bakery, text));
    anna.line.go_online();
    // One of them was judged already, without the phone hearing of it.
    anna.loses_the_next_reply();
    anna.syncs();
    anna.writes(bakery, "four");
    world.enrols_again(&anna);
    assert_ne!(anna.device(), first);
    assert_eq!(anna.note(notes[0]), "one");
    anna.online();
    assert_eq!(
        (anna.waiting(), anna.attention()),
        (0, 0),
        "{}",
        anna.sync_screen()
    );
    assert_eq!(boss.notes_at(bakery).len(), 4);
}

#[test]
fn a_code_is_good_once_and_another_persons_code_does_not_take_a_profile_over() {
    let world = World::new();
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let code = world.code(anna.person);
    assert!(anna.try_enrol(&code).is_ok());
    assert!(anna.try_enrol(&code).is_err(), "a code is good once");
    let note = ben.writes_alone("Ben's own words");
    assert!(
        ben.try_enrol(&world.code(anna.person)).is_err(),
        "the profile is Ben's"
    );
    ben.restarts();
    assert_eq!(ben.note(note), "Ben's own words");
}

#[test]
fn a_manager_who_signs_out_is_signed_out() {
    let world = World::new();
    let boss = world.manager("Boss");
    assert_eq!(boss.get("/v1/tasks").status, 200);
    assert!(boss.post("/v1/sign-out", &serde_json::json!({})).status < 300);
    let reply = boss.get("/v1/tasks");
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (401, "unauthenticated")
    );
}
