//! Whoever looks at where somebody was is named to him; old positions are coarse.

use outrider_model::id::{CheckInId, SiteId};
use outrider_model::record::{CheckIn, Kind, LocationView, Looked};
use outrider_tests::world::{MINUTE, Rep, World, now, say};

/// A day.
const DAY: i64 = 24 * 60 * MINUTE;

fn looks(rep: &Rep) -> Vec<LocationView> {
    let records = rep.records(&Kind::LocationView);
    records
        .iter()
        .map(|record| record.read().unwrap())
        .collect()
}

#[test]
fn a_rep_reads_on_his_phone_who_looked_at_his_visit_and_nobody_else_does() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let there = say::place(525_200_000, 134_050_000);
    let site = SiteId(world.id().0);
    let bakery = boss.adds(say::customer_at("Bakery", Some(anna.person), site, there));
    anna.online();
    anna.checks_in(bakery, Some(say::fix(there, now())));
    anna.online();
    assert!(looks(&anna).is_empty(), "nobody has looked yet");
    // Whoever looks again within ten minutes goes on looking.
    for _ in [1, 2] {
        boss.customer_timeline(bakery);
        anna.online();
        let seen = looks(&anna);
        let told: i64 = seen.iter().map(|look| look.times).sum();
        assert_eq!(told, 1, "{seen:?}");
        assert!(
            seen.iter()
                .all(|look| look.viewer == boss.person && look.what == Looked::Timeline)
        );
    }
    // A story without positions of others is nobody's business.
    let quiet = boss.adds(say::customer("Butcher", Some(anna.person)));
    boss.customer_timeline(quiet);
    anna.online();
    assert_eq!(looks(&anna).iter().map(|look| look.times).sum::<i64>(), 1);
    ben.online();
    assert!(looks(&ben).is_empty());
}

#[test]
fn a_position_that_is_older_than_ninety_days_is_coarse_on_the_phone_too() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let precise = say::place(525_212_347, 134_056_789);
    let visit = anna.checks_in(bakery, Some(say::fix(precise, now() - 100 * DAY)));
    let until = now() + 3 * MINUTE;
    let coarse = loop {
        anna.online();
        let fix = position(&anna, visit);
        if fix != precise {
            break fix;
        }
        assert!(now() < until, "it is still precise");
    };
    assert_eq!(coarse, say::place(525_200_000, 134_100_000));
    let story = boss.get(&format!("/v1/customers/{bakery}/timeline")).text();
    assert!(!story.contains("525212347"), "{story}");
}

fn position(rep: &Rep, visit: CheckInId) -> outrider_model::place::Position {
    let read: CheckIn = rep.record(visit).unwrap().read().unwrap();
    read.begin.fix.unwrap().position
}
