//! Tasks that are given away while nobody can hear it.

use outrider_model::decide::Verdict;
use outrider_tests::world::{World, golden, say};

#[test]
fn a_task_assigned_while_the_rep_is_offline_reaches_him_when_he_is_back() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.offline();
    boss.assigns_at("Bring the samples", &anna, bakery);
    assert!(!anna.today().contains("Bring the samples"));
    anna.online();
    golden(
        "assigned_while_offline",
        &[anna.today(), anna.sync_screen()],
    );
}

#[test]
fn a_task_reassigned_while_the_first_assignee_completes_it_offline_counts_as_his() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    let task = boss.assigns_at("Bring the samples", &anna, bakery);
    anna.online();
    anna.offline();
    anna.completes(task);
    assert_eq!(boss.reassigns(task, &ben), Verdict::Applied);
    ben.online();
    assert!(
        ben.today().contains("Bring the samples"),
        "Ben has it on his list"
    );
    anna.online();
    ben.online();
    assert_eq!(boss.status(task), "done");
    let screens = [
        anna.today(),
        anna.diary(),
        ben.today(),
        ben.diary(),
        boss.timeline(task),
    ];
    golden("reassigned_while_completed", &screens);
}

#[test]
fn a_rep_who_loses_a_task_that_he_had_begun_is_told_who_has_it_now() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let task = boss.assigns("Count the shelves", &anna);
    anna.online();
    anna.starts(task);
    anna.online();
    boss.reassigns(task, &ben);
    anna.online();
    ben.online();
    assert!(!anna.today().contains("Count the shelves") || anna.diary().contains("Ben"));
    golden("reassigned_after_start", &[anna.diary(), ben.today()]);
}

#[test]
fn a_rescheduled_task_moves_on_the_phone_and_keeps_what_the_rep_did() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let task = boss.assigns("Count the shelves", &anna);
    anna.online();
    anna.offline();
    anna.accepts(task);
    let tomorrow =
        outrider_tests::world::day(outrider_tests::world::now() + outrider_tests::world::DAY);
    assert_eq!(boss.reschedules(task, tomorrow), Verdict::Applied);
    anna.online();
    assert_eq!(boss.status(task), "accepted");
    assert_eq!(anna.field(task, "plan_day"), tomorrow.to_string());
}

#[test]
fn a_weekly_series_has_its_tasks_on_the_phone_before_they_are_due() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    boss.repeats_weekly("Weekly call", &anna);
    anna.online();
    let tasks = anna.titled("Weekly call");
    assert_eq!(tasks.len(), 6, "today, and 35 days ahead: {tasks:?}");
}
