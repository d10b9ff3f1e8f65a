//! People and phones that are shut out while they hold work that nobody has seen.

use std::sync::Arc;

use outrider_core::sync::{Failure, Headline};
use outrider_tests::world::{World, say};
use serde_json::json;

use super::meets;

#[test]
fn a_person_revoked_before_any_request_hands_over_everything_and_it_can_be_let_in() {
    let world = Arc::new(World::new());
    let boss = world.manager("Boss");
    let mut at_most = 0;
    for at in 0..6_u64 {
        let anna = world.rep(&format!("Anna {at}"));
        let bakery = boss.adds(say::customer(&format!("Bakery {at}"), Some(anna.person)));
        anna.online();
        anna.offline();
        for number in 0..8 {
            anna.writes(bakery, &format!("note {number} {}", "x".repeat(200_000)));
        }
        let (office, person) = (Arc::clone(&world), anna.person);
        anna.gate.before_each(move |number, _| {
            if number == at {
                office.admin().revokes_person(person);
            }
        });
        let mut report = meets(&anna);
        let requests = anna.gate.opens();
        if requests <= at {
            world.admin().revokes_person(person);
        }
        at_most = at_most.max(requests);
        report.failure = report.failure.or_else(|| meets(&anna).failure);
        assert!(
            matches!(report.failure, Some(Failure::Revoked { .. })),
            "{report:?}"
        );
        // Written later, on a phone that was closed in between: handed over too.
        anna.restarts();
        anna.writes(bakery, "one more");
        meets(&anna);
        let status = anna.app().sync_status().expect("the outbox can be counted");
        let here = boss.notes_at(bakery).len();
        let waiting = boss.quarantine();
        assert_eq!(here + waiting.len(), 9, "revoked before request {at}");
        assert_eq!(
            status.headline(),
            Headline::SignedOut {
                handed_over: waiting.len() as u64
            }
        );
        assert!(anna.needs_sign_in() && anna.waiting() == waiting.len() as u64);
        assert_eq!(
            anna.count(outrider_model::record::Kind::Note),
            9,
            "the phone keeps what was written"
        );

        let reply = boss.post("/v1/quarantine/accept", &json!({ "person": anna.person }));
        let verdicts = reply.json()["verdicts"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        assert!(
            verdicts
                .iter()
                .all(|line| line["verdict"]["verdict"] == "applied"),
            "{verdicts:?}"
        );
        assert_eq!(boss.notes_at(bakery).len(), 9);
        assert!(boss.quarantine().is_empty());
        // Nothing is served to him, and what he hands over again is known.
        anna.restarts();
        meets(&anna);
        assert!(anna.needs_sign_in() && boss.quarantine().is_empty());
    }
    assert!(at_most >= 3, "a sync had {at_most} requests at most");
}

#[test]
fn weeks_later_a_revoked_phone_still_hands_over() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.offline();
    anna.writes(bakery, "before it happened");
    world.admin().revokes_person(anna.person);
    world.server.expires(anna.device());
    let sql = "DELETE FROM session WHERE device = ?1";
    world.server.alters(sql, anna.device().0);
    meets(&anna);
    assert_eq!(boss.quarantine().len(), 1);
    assert!(anna.needs_sign_in() && anna.waiting() == 1);
}

#[test]
fn a_revoked_phone_of_somebody_who_stays_sends_everything_under_its_next_device() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    boss.revokes(anna.device());
    anna.writes(bakery, "handed over");
    meets(&anna);
    assert_eq!(boss.quarantine().len(), 1);
    world.enrols_again(&anna);
    assert!(!anna.needs_sign_in());
    anna.online();
    assert_eq!((anna.waiting(), boss.notes_at(bakery).len()), (0, 1));
    // Whoever lets it in as well says it twice, which counts once.
    let reply = boss.post("/v1/quarantine/accept", &json!({ "person": anna.person }));
    assert_eq!(
        reply.json()["verdicts"][0]["verdict"]["verdict"],
        "duplicate"
    );
    assert_eq!(boss.notes_at(bakery).len(), 1);
}
