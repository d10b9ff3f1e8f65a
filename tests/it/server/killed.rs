//! kill -9.

use outrider_model::record::Kind;
use outrider_tests::world::{World, say};

#[test]
fn a_server_killed_in_the_middle_of_a_push_has_taken_all_of_a_change_or_nothing() {
    let world = World::alone();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    for round in 0..6 {
        for number in 0..40 {
            anna.writes(bakery, &format!("note {round}/{number}"));
        }
        // The push goes on in the background while the server dies under it.
        std::thread::scope(|scope| {
            let push = scope.spawn(|| anna.syncs());
            world.dies_after(round * 3);
            push.join().unwrap()
        });
        world.restarts();
    }
    anna.online();
    assert_eq!((anna.waiting(), anna.attention()), (0, 0));
    let written = boss.notes_at(bakery).len();
    assert_eq!((written, anna.count(Kind::Note)), (240, 240));
}

#[test]
fn a_clean_restart_costs_a_phone_nothing() {
    let world = World::alone();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.online();
    world.server.kill();
    world.restarts();
    let report = anna.online();
    assert_eq!((report.sent, report.received), (0, 0), "{report:?}");
}

#[test]
fn a_second_serve_on_the_same_folder_is_refused() {
    let world = World::alone();
    let (code, out, err) = world
        .server
        .try_command(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(code, 1, "{out}{err}");
    assert!(!err.trim().is_empty());
    assert_eq!(
        world.manager("Boss").get("/v1/tasks").status,
        200,
        "the first one goes on"
    );
}
