//! Delegations: from the first moment to the last, and not beyond what was the manager's own.

use outrider_model::audience::Audience;
use outrider_model::decide::Code;
use outrider_model::decide::Verdict;
use outrider_model::id::{PersonId, TeamId};
use outrider_model::record::Role;
use outrider_model::wire::MAX_AUDIENCES;
use serde_json::json;

use super::{Phone, policy};
use crate::ingest::tests::world::{SECOND, World};
use crate::ingest::{read_directory, sweep};

const HOUR: i64 = 3600 * SECOND;

/// A team with a manager and a rep, and somebody of another team who stands in for the manager.
struct Office {
    world: World,
    team: TeamId,
    boss: PersonId,
    rep: PersonId,
    ben: PersonId,
}

impl Office {
    fn new() -> Office {
        let mut world = World::new();
        let (team, other) = (world.add_team("North", None), world.add_team("South", None));
        Office {
            boss: world.add_person("Mia", Role::Manager, Some(team)),
            rep: world.add_person("Ria", Role::Rep, Some(team)),
            ben: world.add_person("Ben", Role::Rep, Some(other)),
            team,
            world,
        }
    }

    fn manages(&self, person: PersonId) -> bool {
        let directory = read_directory(&*self.world.store, self.world.organisation).unwrap();
        directory
            .rights(person, self.world.now)
            .manages
            .contains(&self.team)
    }
}

#[test]
fn whoever_stands_in_sees_and_plans_from_the_first_moment_to_the_last() {
    let mut office = Office::new();
    let customer = office.world.add_customer(Some(office.rep));
    let task = office.world.add_task(Some(office.rep), Some(customer));
    let mut phone = Phone::default();
    office.world.delegate(office.boss, office.ben, HOUR, HOUR);
    let since = office.world.now - SECOND + HOUR;
    let ends = [
        (since - 1, false),
        (since, true),
        (since + HOUR - 1, true),
        (since + HOUR, false),
    ];
    for (moment, is_in_force) in ends {
        // The judge's moment never goes back, and rises with each change.
        office.world.now = moment;
        phone.sync(&office.world, office.ben, 1000);
        assert_eq!(
            phone.records.contains_key(&customer.into()),
            is_in_force,
            "at {moment}"
        );
        assert_eq!(phone.records.contains_key(&task.into()), is_in_force);
        assert_eq!(
            phone.slots.contains(&Audience::Managers(office.team)),
            is_in_force
        );
        assert_eq!(phone.records, policy(&office.world, office.ben));
        assert_eq!(office.manages(office.ben), is_in_force);
    }
}

#[test]
fn the_judge_lets_whoever_stands_in_plan_until_the_last_moment_and_no_longer() {
    let mut office = Office::new();
    let ben = World::phone(office.ben);
    let before = office.world.task(Some(office.rep), None);
    let is_not_allowed = |verdict: &Verdict| matches!(verdict, Verdict::Refused(why) if why.code == Code::NotAllowed);
    assert!(is_not_allowed(
        &office.world.push(&ben, &[&before])[0].verdict
    ));
    office.world.delegate(office.boss, office.ben, 0, HOUR);
    let until = office.world.now - SECOND + HOUR;
    let during = office.world.task(Some(office.rep), None);
    office.world.must(&ben, &during);
    let after = office.world.task(Some(office.rep), None);
    office.world.now = until - SECOND;
    assert!(is_not_allowed(
        &office.world.push(&ben, &[&after])[0].verdict
    ));
}

#[test]
fn what_is_lent_is_not_lent_on_and_never_makes_an_admin() {
    let mut office = Office::new();
    let third = office.world.add_person("Cem", Role::Manager, None);
    office.world.delegate(office.boss, third, 0, HOUR);
    office.world.delegate(third, office.ben, 0, HOUR);
    assert!(office.manages(third) && !office.manages(office.ben));
    office
        .world
        .edit_person(office.boss, "role", json!("admin"));
    assert!(!office.manages(third));
    let directory = read_directory(&*office.world.store, office.world.organisation).unwrap();
    let rights = directory.rights(third, office.world.now);
    assert_eq!(rights.role, Role::Manager);
}

#[test]
fn a_delegation_ends_with_its_giver_and_when_it_is_ended() {
    let mut office = Office::new();
    let customer = office.world.add_customer(Some(office.rep));
    let mut phone = Phone::default();
    let first = office.world.delegate(office.boss, office.ben, 0, HOUR);
    phone.sync(&office.world, office.ben, 1000);
    assert!(phone.records.contains_key(&customer.into()));
    office.world.end_delegation(first);
    phone.sync(&office.world, office.ben, 1000);
    assert!(!phone.records.contains_key(&customer.into()));
    office.world.delegate(office.boss, office.ben, 0, HOUR);
    phone.sync(&office.world, office.ben, 1000);
    assert!(phone.records.contains_key(&customer.into()));
    office
        .world
        .edit_person(office.boss, "revoked", json!(true));
    phone.sync(&office.world, office.ben, 1000);
    assert!(!phone.records.contains_key(&customer.into()));
    assert_eq!(phone.records, policy(&office.world, office.ben));
}

/// Who does not ask is brought up too: a manager looks at what the directory says, not at what a
/// phone has fetched.
#[test]
fn the_calendars_round_ends_memberships_of_phones_that_stay_away() {
    let mut office = Office::new();
    office.world.delegate(office.boss, office.ben, 0, HOUR);
    let (store, organisation) = (office.world.store.clone(), office.world.organisation);
    let is_member = |at: i64| {
        sweep(&*store, organisation, at).unwrap();
        let mut found = false;
        let look = &mut |snapshot: &dyn crate::store::Snapshot| {
            let present = snapshot.memberships(office.ben)?.into_iter();
            let mut present = present.filter(|membership| membership.until.is_none());
            found = present.any(|membership| membership.audience == Audience::Team(office.team));
            Ok(())
        };
        store.snapshot(organisation, look).unwrap();
        found
    };
    assert!(is_member(office.world.now));
    let head = office.world.head();
    assert!(is_member(office.world.now + 1));
    assert_eq!(office.world.head(), head, "nothing to do is nothing done");
    assert!(!is_member(office.world.now + HOUR));
}

#[test]
fn who_belongs_to_too_many_audiences_keeps_his_own() {
    let mut world = World::new();
    let top = world.add_team("Top", None);
    for _ in 0..MAX_AUDIENCES {
        world.add_team("Below", Some(top));
    }
    let east = world.add_territory("East");
    let boss = world.add_person("Mia", Role::Manager, Some(top));
    let rep = world.add_person("Ria", Role::Rep, Some(top));
    world.put_in(east, boss, true);
    let directory = read_directory(&*world.store, world.organisation).unwrap();
    let audiences = directory.audiences(boss, world.now);
    assert_eq!(audiences.len(), MAX_AUDIENCES);
    for own in [
        Audience::Organisation,
        Audience::Person(boss),
        Audience::Team(top),
        Audience::Territory(east),
    ] {
        assert!(audiences.contains(&own), "{own}");
    }
    // 62 teams below and the top one, each with its managers and (but for the top one) its members.
    let all = 4 + (MAX_AUDIENCES + 1) + MAX_AUDIENCES;
    assert_eq!(directory.left_out(boss, world.now), all - MAX_AUDIENCES);
    assert_eq!(directory.left_out(rep, world.now), 0);
    let mut phone = Phone::default();
    phone.sync(&world, boss, 1000);
    assert_eq!(phone.slots, audiences);
    phone.sync(&world, boss, 1000);
    assert_eq!(phone.slots, audiences);
}
