//! A manager is away, and somebody stands in.

use outrider_model::change::{Bases, Body, DelegationGiven, DelegationRef};
use outrider_model::decide::{Code, Verdict};
use outrider_model::id::{PersonId, RecordId};
use outrider_tests::world::{Manager, World, now, say};

const HOUR: i64 = 3600 * 1_000_000;

fn stands_in(boss: &Manager, to: PersonId, wait: i64) -> RecordId {
    let since = now() + wait;
    let given = DelegationGiven {
        from: boss.person,
        to,
        since,
        until: since + 10 * HOUR,
    };
    let (id, verdict) = boss.says(Body::DelegationGiven(given), Bases::new());
    assert_eq!(verdict, Verdict::Applied);
    id.into()
}

fn is_not_allowed(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Refused(why) if why.code == Code::NotAllowed)
}

#[test]
fn whoever_stands_in_plans_for_the_managers_team_until_it_ends() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let mut ben = world.bare("Ben");
    world.moves_to_another_team(ben.person);
    let customer = boss.adds(say::customer("Bakery", Some(anna.person)));
    ben.drain();
    assert!(ben.record(customer).is_none());
    let task = |world: &World, title: &str| {
        let mut task = say::task(title, world.organisation);
        task.assignee = Some(anna.person);
        Body::TaskAssigned(task)
    };
    let (_, verdict) = ben.push(task(&world, "Too early"), Bases::new());
    assert!(is_not_allowed(&verdict), "{verdict:?}");

    let delegation = stands_in(&boss, ben.person, -HOUR);
    ben.drain();
    assert!(ben.record(customer).is_some());
    let (given, verdict) = ben.push(task(&world, "In his place"), Bases::new());
    assert_eq!(verdict, Verdict::Applied);
    anna.online();
    assert!(anna.has(RecordId::from(given)));

    let ended = DelegationRef {
        delegation: delegation.into(),
    };
    let (_, verdict) = boss.says(Body::DelegationEnded(ended), Bases::new());
    assert_eq!(verdict, Verdict::Applied);
    ben.drain();
    assert!(ben.record(customer).is_none());
    let (_, verdict) = ben.push(task(&world, "Too late"), Bases::new());
    assert!(is_not_allowed(&verdict), "{verdict:?}");
}

#[test]
fn a_delegation_of_tomorrow_shows_nothing_today() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let mut ben = world.bare("Ben");
    world.moves_to_another_team(ben.person);
    let customer = boss.adds(say::customer("Bakery", Some(anna.person)));
    let delegation = stands_in(&boss, ben.person, 24 * HOUR);
    ben.drain();
    assert!(ben.record(delegation).is_some(), "he knows that it comes");
    assert!(ben.record(customer).is_none());
}

#[test]
fn whoever_stands_in_hands_nothing_on() {
    let world = World::new();
    let boss = world.manager("Boss");
    let mut ben = world.bare("Ben");
    let cem = world.bare("Cem");
    world.moves_to_another_team(ben.person);
    stands_in(&boss, ben.person, -HOUR);
    for from in [boss.person, ben.person] {
        let given = DelegationGiven {
            from,
            to: cem.person,
            since: now() - HOUR,
            until: now() + HOUR,
        };
        let (_, verdict) = ben.push(Body::DelegationGiven(given), Bases::new());
        assert!(matches!(verdict, Verdict::Refused(_)), "{verdict:?}");
    }
}
