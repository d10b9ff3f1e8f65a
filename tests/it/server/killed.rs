//! kill -9.

use std::sync::Arc;

use outrider_model::record::Kind;
use outrider_tests::net::{Direction, Seen};
use outrider_tests::world::{Rep, World, say};

/// When the server dies.
#[derive(Clone, Copy, Debug)]
enum Death {
    /// Before it has got the push.
    Before,
    /// While it writes.
    Amid,
    /// After it has answered.
    After,
}

/// Pushes, while the server dies under it.
fn pushes_into(world: &World, phone: &Rep, death: Death) {
    let server = Arc::clone(&world.server);
    let log = server.data().join("outrider.db-wal");
    let written = move || std::fs::metadata(&log).map_or(0, |file| file.len());
    let kills = |way: Direction| {
        let server = Arc::clone(&server);
        Some(Box::new(move |seen: &Seen<'_>, body: Vec<u8>| {
            if seen.direction == way {
                server.kill();
            }
            body
        }) as Box<dyn outrider_tests::net::Tamper>)
    };
    match death {
        Death::Before => world.proxy.set_tamper(kills(Direction::Up)),
        Death::After => world.proxy.set_tamper(kills(Direction::Down)),
        Death::Amid => world.proxy.set_tamper(None),
    }
    let before = written();
    std::thread::scope(|scope| {
        let push = scope.spawn(|| phone.syncs());
        if let Death::Amid = death {
            while !push.is_finished() && written() == before {
                std::thread::yield_now();
            }
            server.kill();
        }
        push.join().unwrap()
    });
    world.proxy.set_tamper(None);
    server.kill();
}

#[test]
fn a_server_killed_in_the_middle_of_a_push_has_taken_all_of_a_change_or_nothing() {
    let world = World::alone();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let deaths = [
        Death::Before,
        Death::Amid,
        Death::After,
        Death::Amid,
        Death::Amid,
    ];
    for (round, death) in deaths.into_iter().enumerate() {
        for number in 0..40 {
            anna.writes(bakery, &format!("note {round}/{number}"));
        }
        pushes_into(&world, &anna, death);
        world.restarts();
    }
    anna.online();
    assert_eq!((anna.waiting(), anna.attention()), (0, 0));
    assert_eq!(
        (boss.notes_at(bakery).len(), anna.count(Kind::Note)),
        (200, 200)
    );
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
