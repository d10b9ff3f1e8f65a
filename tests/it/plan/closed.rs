//! Done, called off, and taken back.

use outrider_model::decide::Verdict;
use outrider_tests::world::{World, golden};

#[test]
fn done_beats_cancelled_when_neither_had_seen_the_other_and_both_are_told() {
    for rep_first in [true, false] {
        let world = World::new();
        let boss = world.manager("Boss");
        let anna = world.rep("Anna");
        let task = boss.assigns("Bring the samples", &anna);
        anna.online();
        let seen = boss.sees(task);
        anna.offline();
        anna.completes(task);
        if rep_first {
            anna.online();
        }
        assert!(!matches!(
            boss.cancels_as_seen(task, seen),
            Verdict::Refused(_)
        ));
        anna.online();
        assert_eq!(boss.status(task), "done");
        assert_eq!(anna.status(task), "done");
        golden("done_against_cancelled", &[anna.diary(), boss.diary()]);
    }
}

#[test]
fn a_completion_tapped_by_mistake_is_undone_before_and_after_it_was_sent() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let (here, there) = (boss.assigns("Here", &anna), boss.assigns("There", &anna));
    anna.online();
    anna.offline();
    anna.completes(here);
    anna.undoes();
    assert!(
        anna.today().contains("Here"),
        "it is on the day's list again"
    );
    anna.online();
    assert_ne!(boss.status(here), "done");
    anna.completes(there);
    anna.online();
    assert_eq!(boss.status(there), "done");
    anna.undoes();
    anna.online();
    assert_eq!(boss.status(there), "assigned");
    golden("undone", &[anna.today(), boss.timeline(there)]);
}

#[test]
fn a_task_done_by_two_people_counts_for_the_first_and_both_are_told() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let task = boss.assigns("Bring the samples", &anna);
    anna.online();
    anna.offline();
    anna.completes(task);
    boss.reassigns(task, &ben);
    ben.online();
    ben.completes(task);
    ben.online();
    anna.online();
    ben.online();
    assert_eq!(boss.status(task), "done");
    golden(
        "done_twice",
        &[anna.diary(), ben.diary(), boss.timeline(task)],
    );
}

#[test]
fn a_task_not_done_keeps_its_reason_and_a_declined_one_goes_back_to_the_manager() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let (closed, declined) = (
        boss.assigns("Closed today", &anna),
        boss.assigns("Too far", &anna),
    );
    anna.online();
    anna.offline();
    anna.not_done(closed, "shop was closed");
    anna.declines(declined, "too far away");
    anna.online();
    assert_eq!(boss.status(closed), "not_done");
    assert_eq!(boss.status(declined), "declined");
    assert!(boss.timeline(closed).contains("shop was closed"));
    assert_eq!(boss.lists(declined), ["for_manager"]);
}
