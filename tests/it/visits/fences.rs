//! Inside, outside, and which of two.

use outrider_model::id::SiteId;
use outrider_model::place::{Position, Whereabouts};
use outrider_model::record::CheckIn;
use outrider_tests::world::{World, golden, now, say};

/// Somewhere in Berlin, some metres north of it.
pub(crate) fn metres_north(metres: i64) -> Position {
    say::place(525_200_000 + metres * 90, 134_050_000)
}

pub(crate) fn site(world: &World) -> SiteId {
    SiteId(world.id().0)
}

#[test]
fn at_two_customers_in_one_fence_the_rep_chooses_and_the_visit_is_the_chosen_ones() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let (here, beside) = (metres_north(0), metres_north(40));
    let owner = Some(anna.person);
    let bakery = boss.adds(say::customer_at("Bakery", owner, site(&world), here));
    let butcher = boss.adds(say::customer_at("Butcher", owner, site(&world), beside));
    let far = boss.adds(say::customer_at(
        "Far away",
        owner,
        site(&world),
        metres_north(9_000),
    ));
    anna.online();
    anna.offline();
    let near = anna.near(metres_north(20));
    assert!(
        near.contains(&bakery) && near.contains(&butcher),
        "both are offered: {near:?}"
    );
    assert!(near.first() != Some(&far));
    let visit = anna.checks_in(butcher, Some(say::fix(metres_north(20), now())));
    anna.online();
    let seen: CheckIn = anna.record(visit).unwrap().read().unwrap();
    assert_eq!(seen.customer, butcher);
    let verdict = seen.verdict.expect("there is a site and a fix").verdict;
    assert_eq!(verdict, Whereabouts::Inside);
    golden("two_in_one_fence", &[anna.visit_screen(visit)]);
}

#[test]
fn a_check_in_far_from_the_customer_is_accepted_and_says_outside() {
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
    let visit = anna.checks_in(bakery, Some(say::fix(metres_north(5_000), now())));
    let report = anna.online();
    assert_eq!(report.verdicts.refused, 0);
    let seen: CheckIn = anna.record(visit).unwrap().read().unwrap();
    let verdict = seen.verdict.unwrap().verdict;
    assert_eq!(verdict, Whereabouts::Outside);
}
