//! Tokens end, get lost and are stolen, and nobody who is in the right is locked out.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use outrider_core::sync::Headline;
use outrider_tests::net::{Fault, Plan};
use outrider_tests::rng::Rng;
use outrider_tests::world::{DAY, HOUR, Key, Rep, World, say};

use super::meets;

/// The part of the rough network that strikes one path with one fault, always.
fn always(fault: Fault, path: &str) -> Plan {
    let mut plan = Plan::calm();
    plan.paths = vec![path.to_owned()];
    match fault {
        Fault::LostReply => plan.lost_reply = 1000,
        Fault::CutAfterCommit => plan.cut_after_commit = 1000,
        Fault::CutBeforeCommit => plan.cut_before_commit = 1000,
        Fault::Truncated => plan.truncated = 1000,
        Fault::Portal => plan.portal = 1000,
        Fault::Delay => plan.delay = 1000,
    }
    plan
}

#[test]
fn a_token_that_ends_before_any_request_of_a_sync_costs_nothing() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let (mut written, mut ended) = (0, 0);
    for at in 0..5 {
        // More than a request holds, so that a sync has several.
        for _ in 0..14 {
            anna.writes(bakery, &format!("note {written} {}", "x".repeat(200_000)));
            written += 1;
        }
        let (server, device) = (Arc::clone(&world.server), anna.device());
        let struck = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&struck);
        anna.gate.before_each(move |number, _| {
            if number == at {
                server.expires(device);
                seen.fetch_add(1, Ordering::SeqCst);
            }
        });
        let report = anna.online();
        anna.gate.opens();
        assert_eq!(report.failure, None, "{report:?}");
        assert!(!anna.needs_sign_in());
        ended += struck.load(Ordering::SeqCst);
    }
    assert_eq!((anna.waiting(), boss.notes_at(bakery).len()), (0, written));
    assert!(ended >= 3, "only {ended} requests were struck");
}

#[test]
fn five_hundred_lost_answers_lock_nobody_out() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let before = world.proxy.counts();
    let faults = [Fault::LostReply, Fault::CutAfterCommit, Fault::Truncated];
    for round in 0..20_usize {
        anna.writes(bakery, &format!("note {round}"));
        world.server.expires(anna.device());
        anna.line.set(always(faults[round % 3], "/v1/token"));
        for _ in 0..25 {
            let report = anna.syncs();
            assert!(
                report.failure.is_some() && !anna.needs_sign_in(),
                "{report:?}"
            );
        }
        if round % 4 == 0 {
            anna.restarts();
        }
        anna.line.set(Plan::calm());
        assert_eq!(anna.online().failure, None);
    }
    let after = world.proxy.counts();
    let lost: u64 = faults
        .map(|fault| after.of(fault) - before.of(fault))
        .iter()
        .sum();
    assert!(lost >= 500, "{lost} answers were lost");
    assert_eq!((anna.waiting(), boss.notes_at(bakery).len()), (0, 20));
}

#[test]
fn a_phone_that_was_away_for_weeks_goes_on_and_one_away_for_ninety_days_signs_in_again() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.offline();
    anna.clock.advance(40 * DAY);
    anna.writes(bakery, "forty days in the mountains");
    anna.restarts();
    world.server.expires(anna.device());
    anna.online();
    assert_eq!(boss.notes_at(bakery).len(), 1);

    anna.offline();
    anna.clock.advance(91 * DAY);
    let device = anna.device();
    world.server.expires(device);
    let sql = "UPDATE family SET expires = 1 WHERE device = ?1";
    world.server.alters(sql, device.0);
    anna.writes(bakery, "and ninety more");
    let half = anna.types(bakery, "half a thought");
    meets(&anna);
    let status = anna.app().sync_status().expect("the outbox can be counted");
    assert_eq!(status.headline(), Headline::SignInNeeded);
    // Capture goes on, and so does every screen.
    anna.writes(bakery, "written while signed out");
    anna.restarts();
    assert!(anna.today_view().is_object());
    world.enrols_again(&anna);
    anna.online();
    assert_eq!((anna.waiting(), boss.notes_at(bakery).len()), (0, 3));
    assert_eq!(anna.typed(half), "half a thought");
}

/// What stands in a phone's key store: its refresh token, and its key.
fn secrets(rep: &Rep) -> (String, Key) {
    let keys = rep.folder().join("keys");
    let session = std::fs::read(keys.join("session")).expect("the phone has a session");
    let session: serde_json::Value = serde_json::from_slice(&session).expect("it is JSON");
    let word = |name: &str| session[name].as_str().expect("a word").to_owned();
    let key = std::fs::read(keys.join(word("key")).with_extension("p8"));
    (word("refresh"), Key::of(key.expect("the phone has a key")))
}

/// Shows the server a refresh token with a nonce of the thief's own.
fn steals(world: &World, refresh: &str, key: &Key, nonce: &str) -> u16 {
    let body = serde_json::to_vec(&key.renews(refresh, nonce)).expect("words are JSON");
    let headers = [("content-type", "application/json")];
    outrider_tests::world::http::send(world.server.address(), "POST", "/v1/token", &headers, &body)
        .expect("the server answers")
        .status
}

#[test]
fn a_thief_with_or_without_the_key_ends_the_session_for_both_and_nothing_is_lost() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let mut dice = Rng::new(world.seed());
    for theft in 0..12_usize {
        let (stolen, key) = secrets(&anna);
        let turns = dice.below(3);
        for _ in 0..turns {
            world.server.expires(anna.device());
            anna.online();
        }
        let has_key = dice.below(2) == 1;
        let stranger = Key::new();
        let key = if has_key { &key } else { &stranger };
        let status = steals(&world, &stolen, key, "the thief's own");
        // With the key and the newest token the thief is the phone, until the phone asks.
        let is_unseen = has_key && turns == 0;
        assert_eq!(status, if is_unseen { 200 } else { 401 });
        world.server.expires(anna.device());
        let written = format!("note {theft}");
        anna.writes(bakery, &written);
        meets(&anna);
        assert!(anna.needs_sign_in(), "theft {theft}");
        assert_eq!(anna.waiting(), 1);
        assert_eq!(steals(&world, &stolen, key, "once more"), 401);
        world.enrols_again(&anna);
        anna.online();
        assert_eq!(
            (anna.waiting(), boss.notes_at(bakery).len()),
            (0, theft + 1)
        );
        anna.clock.advance(HOUR);
    }
}
