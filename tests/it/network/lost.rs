//! One exchange goes wrong.

use outrider_model::record::Kind;
use outrider_tests::net::Fault;
use outrider_tests::world::{World, say};

/// One fault strikes a push; afterwards everything is there once.
fn a_push_survives(fault: Fault) {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let note = anna.writes(bakery, "said once");
    anna.edits(bakery, "phone", "030 1");
    let before = world.proxy.counts().of(fault);
    anna.suffers(fault);
    let report = anna.syncs();
    assert_eq!(
        world.proxy.counts().of(fault),
        before + 1,
        "the fault has struck"
    );
    assert!(
        report.failure.is_some() || anna.waiting() == 0,
        "{report:?}"
    );
    anna.online();
    assert_eq!(anna.waiting(), 0);
    assert_eq!(boss.customer(bakery).get(&"phone".into()), "030 1");
    let written = boss.notes_at(bakery).len();
    assert_eq!(written, 1);
    assert_eq!(anna.count(Kind::Note), 1);
    assert_eq!(anna.note(note), "said once");
}

#[test]
fn a_reply_lost_after_the_commit_doubles_nothing() {
    a_push_survives(Fault::LostReply);
}

#[test]
fn a_connection_cut_after_the_commit_doubles_nothing() {
    a_push_survives(Fault::CutAfterCommit);
}

#[test]
fn a_connection_cut_before_the_commit_loses_nothing() {
    a_push_survives(Fault::CutBeforeCommit);
}

#[test]
fn a_portal_that_answers_with_a_page_and_status_200_acknowledges_nothing() {
    for _ in 0..4 {
        a_push_survives(Fault::Portal);
    }
}

#[test]
fn half_a_page_is_never_taken_for_a_whole_one() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    anna.online();
    for number in 0..60 {
        boss.adds(say::customer(
            &format!("Customer {number}"),
            Some(anna.person),
        ));
    }
    for _ in 0..5 {
        anna.suffers(Fault::Truncated);
        let before = anna.count(Kind::Customer);
        anna.syncs();
        let after = anna.count(Kind::Customer);
        assert!(after == before || after == 60, "{after} of 60 customers");
    }
    assert_eq!(world.proxy.counts().truncated, 5, "each of them has struck");
    anna.online();
    assert_eq!(anna.count(Kind::Customer), 60);
}

#[test]
fn on_a_rough_network_everything_arrives_once() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    world.proxy.set(outrider_tests::net::Plan {
        delay: 0,
        ..outrider_tests::net::Plan::rough()
    });
    for number in 0..20 {
        anna.writes(bakery, &format!("note {number}"));
        anna.syncs();
    }
    let counts = world.proxy.counts();
    assert!(counts.lost_reply + counts.truncated + counts.portal + counts.cut_after_commit > 0);
    world.proxy.set(outrider_tests::net::Plan::calm());
    anna.online();
    let written = boss.notes_at(bakery).len();
    assert_eq!(
        (written, anna.count(Kind::Note), anna.waiting()),
        (20, 20, 0)
    );
}
