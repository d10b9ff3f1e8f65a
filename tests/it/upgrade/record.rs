//! Records the present formats, and sees to it that the newest recorded ones hold what phones say.

use std::sync::{Arc, Mutex, PoisonError};

use outrider_tests::net::{Direction, Seen};
use outrider_tests::world::World;

use super::day;
use super::fixture::{self, Exchange};

/// Names the format to record, a number: `tests/fixtures/wire/NUMBER/` is then written, and the
/// server's file under its schema.
const ASKED: &str = "OUTRIDER_FIXTURES";

#[test]
fn the_newest_recorded_format_holds_every_word_of_a_day_of_this_version() {
    let world = World::alone();
    let anna = day::until_signal(&world);
    anna.closes_app();
    world.server.kill();
    let facts = fixture::facts(&world, &anna);
    let kept = tempfile::tempdir().expect("a temporary folder can be made");
    let [phone, server] = ["phone.db", "server.db"].map(|name| kept.path().join(name));
    fixture::copy_database(&anna.folder().join("outrider.db"), &phone);
    fixture::copy_database(&world.server.data().join("outrider.db"), &server);
    world.restarts();
    anna.opens_app();
    let exchanges = listen(&world, || {
        anna.online();
    });
    let fresh = fixture::words(&exchanges);
    if let Ok(number) = std::env::var(ASKED) {
        fixture::write(&number, &facts, &phone, &server, &exchanges);
    }
    let newest = fixture::recorded().pop().expect("a format was recorded");
    let held = fixture::words(&newest.exchanges);
    let missing: Vec<_> = fresh.difference(&held).collect();
    assert!(
        missing.is_empty(),
        "record the next format with {ASKED}: {} says nothing of {missing:?}",
        newest.folder.display()
    );
}

/// Bodies in the order in which they travelled.
type Bodies = Vec<(Direction, Vec<u8>)>;

/// Gives what Anna's phone and the server tell each other while something is done.
fn listen(world: &World, act: impl FnOnce()) -> Vec<Exchange> {
    let heard: Arc<Mutex<Bodies>> = Arc::default();
    let ear = Arc::clone(&heard);
    world
        .proxy
        .set_tamper(Some(Box::new(move |seen: &Seen<'_>, body: Vec<u8>| {
            if seen.phone == "Anna" {
                let mut heard = ear.lock().unwrap_or_else(PoisonError::into_inner);
                heard.push((seen.direction, body.clone()));
            }
            body
        })));
    act();
    world.proxy.set_tamper(None);
    let heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
    let pairs = heard.chunks(2).map(|pair| match pair {
        [(Direction::Up, request), (Direction::Down, reply)] => Exchange {
            request: request.clone(),
            reply: reply.clone(),
        },
        _ => panic!("requests and replies take turns"),
    });
    pairs.collect()
}
