//! Somebody puts an older copy of the server's file in its place.

use outrider_model::record::Kind;
use outrider_tests::world::{World, golden, say};

#[test]
fn after_an_older_copy_was_put_back_the_phones_push_again_and_nothing_they_authored_is_lost() {
    let world = World::alone();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    let task = boss.assigns_at("Bring the samples", &anna, bakery);
    anna.online();
    ben.online();
    let early = anna.writes(bakery, "before the copy");
    anna.online();
    world.server.kill();
    let copy = world.server.copy();
    world.restarts();

    let late = anna.writes(bakery, "after the copy");
    anna.edits(bakery, "phone", "030 1");
    anna.completes(task);
    let kiosk = anna.adds_customer("Kiosk", None);
    anna.online();
    let own = ben.adds_customer("Ben's own", None);
    ben.online();
    assert_eq!(boss.status(task), "done");
    assert_eq!(anna.waiting(), 0);

    world.server.kill();
    world.server.put_back(&copy);
    world.restarts();
    assert_eq!(
        boss.get(&format!("/v1/customers/{kiosk}")).status,
        404,
        "it is an older file"
    );
    let unsent = anna.writes(bakery, "meanwhile");
    for phone in [&anna, &ben, &anna] {
        phone.online();
    }
    assert_eq!(
        (anna.waiting(), anna.attention()),
        (0, 0),
        "{}",
        anna.sync_screen()
    );
    assert_eq!((ben.waiting(), ben.attention()), (0, 0));
    assert_eq!(boss.status(task), "done");
    assert_eq!(boss.customer(bakery).get(&"phone".into()), "030 1");
    assert_eq!(boss.customer(kiosk).get(&"name".into()), "Kiosk");
    assert_eq!(boss.customer(own).get(&"name".into()), "Ben's own");
    let texts = [
        (early, "before the copy"),
        (late, "after the copy"),
        (unsent, "meanwhile"),
    ];
    let timeline = boss.customer_timeline(bakery);
    for (note, text) in texts {
        assert_eq!(anna.note(note), text);
        assert!(timeline.contains(text), "{text}: {timeline}");
    }
    assert_eq!(anna.count(Kind::Note), 3, "nothing is doubled");
    golden("put_back", &[anna.today(), anna.diary()]);
}

#[test]
fn after_a_whole_new_file_the_phones_say_so_and_keep_what_they_hold() {
    let world = World::alone();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let note = anna.writes(bakery, "kept here");
    let before = anna.count(Kind::Customer);
    world.server.kill();
    let empty = outrider_tests::world::Server::start();
    empty.kill();
    world.server.put_back(&empty.copy());
    world.restarts();
    let report = anna.syncs();
    assert!(
        report.failure.is_some(),
        "its session is none here: {report:?}"
    );
    assert_eq!((anna.note(note).as_str(), anna.waiting()), ("kept here", 1));
    assert_eq!(anna.count(Kind::Customer), before);
}
