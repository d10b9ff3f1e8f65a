//! A month in a valley.

use outrider_model::record::Kind;
use outrider_tests::world::{DAY, World, say};

#[test]
fn after_30_days_without_signal_everything_drains() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let customers: Vec<_> = (0..5)
        .map(|number| boss.adds(say::customer(&format!("Farm {number}"), Some(anna.person))))
        .collect();
    boss.repeats_weekly("Weekly call", &anna);
    anna.online();
    anna.offline();
    let (mut notes, mut done) = (0, 0);
    for day in 0..30 {
        anna.clock.advance(DAY);
        anna.restarts();
        for customer in &customers {
            let visit = anna.checks_in(*customer, None);
            anna.writes(*customer, &format!("day {day}"));
            anna.checks_out(visit);
            notes += 1;
        }
        for task in anna.due("Weekly call") {
            anna.completes(task);
            done += 1;
        }
    }
    assert!(done >= 4, "{done} weekly calls came due");
    assert!(anna.waiting() >= notes * 3);
    let report = anna.online();
    assert_eq!(anna.waiting(), 0, "{report:?}");
    assert_eq!(
        (report.verdicts.refused, anna.attention()),
        (0, 0),
        "{}",
        anna.sync_screen()
    );
    assert_eq!(u64::try_from(anna.count(Kind::Note)).unwrap(), notes);
    let written: usize = customers
        .iter()
        .map(|customer| boss.notes_at(*customer).len())
        .sum();
    assert_eq!(u64::try_from(written).unwrap(), notes);
    assert_eq!(boss.with_status("done").len(), done);
}
