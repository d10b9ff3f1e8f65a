//! A full disk refuses aloud and loses nothing.

use outrider_core::error::{AppError, Error};
use outrider_model::record::Kind;
use outrider_tests::rng::Rng;
use outrider_tests::vfs::{Fault, FaultKind, FaultVfs};
use outrider_tests::world::{DAY, World, say};

fn full(at: u64, sticky: bool) -> Fault {
    Fault {
        kind: FaultKind::Full,
        at,
        sticky,
    }
}

#[test]
fn a_full_disk_refuses_a_note_aloud_keeps_what_was_saved_and_goes_on_when_there_is_room() {
    let world = World::new();
    let boss = world.manager("Boss");
    let vfs = FaultVfs::register(world.seed()).unwrap();
    let anna = world.rep_on("Anna", vfs.name());
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let kept = anna.writes(bakery, "kept");
    for at in 1..=12 {
        vfs.arm(full(at, true));
        let before = anna.waiting();
        let refused = anna.try_writes(bakery, &"long ".repeat(20_000));
        vfs.disarm();
        let Err(error) = refused else {
            assert_eq!(anna.waiting(), before + 1, "saved, or not");
            continue;
        };
        assert!(
            matches!(AppError::from(error), AppError::StorageFull),
            "write {at}"
        );
        assert_eq!(anna.waiting(), before, "write {at} left something");
        assert_eq!(anna.note(kept), "kept");
    }
    assert!(vfs.fired()[&FaultKind::Full] > 0);
    vfs.arm(full(1, true));
    let report = anna.try_syncs();
    vfs.disarm();
    drop(report);
    let after = anna.writes(bakery, "there is room again");
    anna.online();
    assert_eq!((anna.waiting(), anna.attention()), (0, 0));
    assert_eq!(anna.note(after), "there is room again");
    assert!(
        boss.customer_timeline(bakery)
            .contains("there is room again")
    );
}

#[test]
fn forgetting_old_things_on_a_full_disk_never_takes_what_was_not_sent() {
    let world = World::new();
    let boss = world.manager("Boss");
    let vfs = FaultVfs::register(world.seed()).unwrap();
    let anna = world.rep_on("Anna", vfs.name());
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let mut rng = Rng::new(world.seed());
    let mut notes = Vec::new();
    for round in 0..12 {
        anna.line.go_online();
        if rng.per_mille(500) {
            anna.online();
        }
        anna.offline();
        for number in 0..rng.index(6) {
            let text = format!("round {round}, note {number}");
            notes.push((anna.writes(bakery, &text), text));
        }
        anna.clock.advance(rng.between(1, 60) * DAY);
        let before = anna.unsent();
        vfs.arm(full(1 + rng.below(30), rng.per_mille(500)));
        let opened = anna.try_restarts();
        vfs.disarm();
        if let Err(error) = opened {
            assert!(!matches!(error, Error::Sql(_)), "{error}");
            anna.opens_app();
        }
        assert_eq!(anna.unsent(), before, "round {round}");
        for (note, text) in &notes {
            assert_eq!(anna.note(*note), *text);
        }
    }
    anna.online();
    assert_eq!((anna.waiting(), anna.count(Kind::Note)), (0, notes.len()));
}
