//! Signals for a manager's eye; none of them is an accusation.

use outrider_model::record::{CheckIn, Evidence};
use outrider_tests::world::{HOUR, MINUTE, World, say};

use super::fences::{metres_north, site};

#[test]
fn overlapping_visits_of_one_person_are_flagged_and_both_stand() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let tablet = world.another_device(&anna);
    let (bakery, butcher) = (
        boss.adds(say::customer("Bakery", Some(anna.person))),
        boss.adds(say::customer("Butcher", Some(anna.person))),
    );
    anna.online();
    tablet.online();
    anna.offline();
    tablet.offline();
    let first = anna.checks_in(bakery, None);
    anna.clock.advance(HOUR);
    anna.checks_out(first);
    tablet.clock.advance(30 * MINUTE);
    let second = tablet.checks_in(butcher, None);
    tablet.clock.advance(HOUR);
    tablet.checks_out(second);
    let reports = [anna.online(), tablet.online()];
    anna.online();
    assert!(reports.iter().all(|report| report.verdicts.refused == 0));
    let seen: CheckIn = anna.record(second).unwrap().read().unwrap();
    assert_eq!(
        seen.evidence[&Evidence::Overlap].other,
        Some(first),
        "{:?}",
        seen.evidence
    );
    assert!(!seen.withdrawn);
}

#[test]
fn a_mock_position_is_kept_as_evidence_and_the_check_in_accepted() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let owner = Some(anna.person);
    let bakery = boss.adds(say::customer_at(
        "Bakery",
        owner,
        site(&world),
        metres_north(0),
    ));
    anna.online();
    let mut fix = say::fix(metres_north(0), anna.wall());
    fix.mock = true;
    let visit = anna.checks_in(bakery, Some(fix));
    let report = anna.online();
    assert_eq!((report.verdicts.applied, report.verdicts.refused), (1, 0));
    let seen: CheckIn = anna.record(visit).unwrap().read().unwrap();
    assert!(seen.evidence.contains_key(&Evidence::Mock));
    let screen = anna.visit_screen(visit);
    assert!(
        screen.to_lowercase().contains("mock"),
        "the rep sees what is kept: {screen}"
    );
    assert_eq!(
        (anna.attention(), anna.unsettled()),
        (0, 0),
        "nobody is accused"
    );
    assert!(boss.customer_timeline(bakery).contains("mock"));
}

#[test]
fn a_jump_of_more_than_300_km_an_hour_is_kept_as_evidence_and_the_check_in_accepted() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let owner = Some(anna.person);
    let (here, there) = (metres_north(0), metres_north(100_000));
    let bakery = boss.adds(say::customer_at("Bakery", owner, site(&world), here));
    let butcher = boss.adds(say::customer_at("Butcher", owner, site(&world), there));
    anna.online();
    let first = anna.checks_in(bakery, Some(say::fix(here, anna.wall())));
    anna.clock.advance(MINUTE);
    anna.checks_out(first);
    anna.clock.advance(9 * MINUTE);
    let second = anna.checks_in(butcher, Some(say::fix(there, anna.wall())));
    let report = anna.online();
    assert_eq!(report.verdicts.refused, 0);
    let seen: CheckIn = anna.record(second).unwrap().read().unwrap();
    let jump = &seen.evidence[&Evidence::Jump];
    assert!(jump.amount > 83_333, "100 km in ten minutes: {jump:?}");
    assert_eq!(jump.other, Some(first));
    assert!(boss.customer_timeline(butcher).contains("jump"));
    assert_eq!(
        (anna.attention(), anna.unsettled()),
        (0, 0),
        "nobody is accused"
    );
}
