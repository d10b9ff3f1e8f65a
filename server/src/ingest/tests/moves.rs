//! Standing: who sees what when customers, tasks and people move; evidence on visits.

use std::collections::BTreeSet;

use outrider_model::change::{Body, CheckedIn, CheckedOut, NoteWritten};
use outrider_model::id::{CheckInId, CustomerId, PersonId, RecordId};
use outrider_model::place::{Fix, Position};
use outrider_model::record::{CheckIn, Evidence, Role};

use super::world::{DAY, SECOND, World};
use crate::ingest::{Push, sweep};
use crate::store::Query;

fn sees(world: &World, person: PersonId, record: impl Into<RecordId>) -> bool {
    let query = Query::Ids(vec![record.into()]);
    !world
        .store
        .records(world.organisation, &query, Some(person), 1, 0)
        .unwrap()
        .is_empty()
}

fn note(world: &mut World, person: PersonId, customer: CustomerId) -> RecordId {
    let written = NoteWritten {
        customer: Some(customer),
        body: "Hello".into(),
        ..Default::default()
    };
    let change = world.change(Body::NoteWritten(written));
    world.must(&World::phone(person), &change)
}

#[test]
fn old_notes_go_with_their_customer_to_the_new_owner() {
    let mut world = World::new();
    let (north, south) = (world.add_team("North", None), world.add_team("South", None));
    let old = world.add_person("Ria", Role::Rep, Some(north));
    let new = world.add_person("Sven", Role::Rep, Some(south));
    let manager = world.add_person("Max", Role::Manager, Some(south));
    let customer = world.add_customer(Some(old));
    let note = note(&mut world, old, customer);
    assert!(
        sees(&world, old, customer) && !sees(&world, new, note) && !sees(&world, manager, note)
    );
    world.move_customer(customer, Some(new));
    assert!(!sees(&world, old, customer));
    assert!(
        sees(&world, old, note),
        "its author goes on seeing his own note"
    );
    assert!(sees(&world, new, note) && sees(&world, new, customer) && sees(&world, manager, note));
}

#[test]
fn a_task_gives_standing_at_its_customer_until_a_month_after_it_is_closed() {
    let mut world = World::new();
    let owner = world.add_person("Ria", Role::Rep, None);
    let helper = world.add_person("Sven", Role::Rep, None);
    let customer = world.add_customer(Some(owner));
    let note = note(&mut world, owner, customer);
    let (first, second) = (
        world.add_task(Some(helper), Some(customer)),
        world.add_task(Some(helper), Some(customer)),
    );
    assert!(sees(&world, helper, customer) && sees(&world, helper, note));
    world.complete(helper, first);
    world.now += 31 * DAY;
    assert!(!sweep(&*world.store, world.organisation, world.now).unwrap());
    assert!(sees(&world, helper, note), "the second task is open");
    world.complete(helper, second);
    sweep(&*world.store, world.organisation, world.now).unwrap();
    assert!(sees(&world, helper, note), "it closed just now");
    world.now += 31 * DAY;
    sweep(&*world.store, world.organisation, world.now).unwrap();
    assert!(!sees(&world, helper, note) && !sees(&world, helper, customer));
    assert!(
        sees(&world, helper, second),
        "he goes on seeing what he did"
    );
    assert!(sees(&world, owner, note));
}

#[test]
fn reassigning_moves_standing_with_the_task() {
    let mut world = World::new();
    let (one, two) = (
        world.add_person("Ria", Role::Rep, None),
        world.add_person("Sven", Role::Rep, None),
    );
    let customer = world.add_customer(None);
    let task = world.add_task(Some(one), Some(customer));
    assert!(sees(&world, one, customer) && !sees(&world, two, customer));
    world.reassign(task, Some(two));
    assert!(!sees(&world, one, customer) && sees(&world, two, customer));
    assert!(!sees(&world, one, task) && sees(&world, two, task));
}

#[test]
fn a_rep_who_changes_team_takes_his_customers_to_other_managers() {
    let mut world = World::new();
    let (north, south) = (world.add_team("North", None), world.add_team("South", None));
    let rep = world.add_person("Ria", Role::Rep, Some(north));
    let before = world.add_person("Max", Role::Manager, Some(north));
    let after = world.add_person("Mia", Role::Manager, Some(south));
    let customer = world.add_customer(Some(rep));
    let visit = world.arrive(customer);
    let visit = world.must(&World::phone(rep), &visit);
    for record in [RecordId::from(customer), visit] {
        assert!(sees(&world, before, record) && !sees(&world, after, record));
    }
    world.move_person(rep, Some(south));
    for record in [RecordId::from(customer), visit] {
        assert!(
            !sees(&world, before, record)
                && sees(&world, after, record)
                && sees(&world, rep, record)
        );
    }
}

#[test]
fn a_home_with_many_records_moves_in_parts_of_one_commit() {
    let mut world = World::new();
    let (one, two) = (
        world.add_person("Ria", Role::Rep, None),
        world.add_person("Sven", Role::Rep, None),
    );
    let customer = world.add_customer(Some(one));
    let changes: Vec<_> = (0..1200)
        .map(|_| {
            let written = NoteWritten {
                customer: Some(customer),
                body: "x".into(),
                ..Default::default()
            };
            world.change(Body::NoteWritten(written))
        })
        .collect();
    let judged = world.push(&World::phone(one), &changes.iter().collect::<Vec<_>>());
    assert!(judged.iter().all(crate::ingest::Judged::is_accepted));
    let head = world.head();
    world.move_customer(customer, Some(two));
    assert_eq!(world.head(), head + 3);
    let query = Query::Notes(crate::store::NoteFilter {
        customer: Some(customer),
        ..Default::default()
    });
    let seen = world
        .store
        .records(world.organisation, &query, Some(two), 5000, 0)
        .unwrap();
    assert_eq!(seen.len(), 1200);
}

fn fix(lat: i64, at: i64, mock: bool) -> Option<Fix> {
    let position = Position::new(lat, 100_000_000).unwrap();
    Some(Fix {
        position,
        accuracy_mm: 10_000,
        mock,
        provider: "gps".into(),
        at,
        since_boot: None,
    })
}

fn visit_at(
    world: &mut World,
    rep: PersonId,
    customer: CustomerId,
    lat: i64,
    mock: bool,
) -> CheckInId {
    let fix = fix(lat, world.now, mock);
    let change = world.change(Body::CheckedIn(CheckedIn {
        customer,
        site: None,
        task: None,
        fix,
    }));
    world.must(&World::phone(rep), &change).into()
}

fn evidence(world: &World, visit: CheckInId) -> BTreeSet<Evidence> {
    let visit: CheckIn = world.record(visit.into()).unwrap().read().unwrap();
    visit.evidence.into_keys().collect()
}

fn leave(world: &mut World, rep: PersonId, check_in: CheckInId) {
    let change = world.change(Body::CheckedOut(CheckedOut {
        check_in,
        fix: None,
    }));
    world.must(&World::phone(rep), &change);
}

#[test]
fn jumps_and_mock_positions_are_kept_as_evidence_and_nothing_is_refused() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let customer = world.add_customer(Some(rep));
    let first = visit_at(&mut world, rep, customer, 500_000_000, false);
    leave(&mut world, rep, first);
    world.now += 600 * SECOND;
    let far = visit_at(&mut world, rep, customer, 510_000_000, true);
    leave(&mut world, rep, far);
    world.now += 7200 * SECOND;
    let near = visit_at(&mut world, rep, customer, 500_000_000, false);
    assert_eq!(evidence(&world, first), BTreeSet::new());
    assert_eq!(
        evidence(&world, far),
        [Evidence::Mock, Evidence::Jump].into()
    );
    assert_eq!(evidence(&world, near), BTreeSet::new());
}

#[test]
fn visits_that_overlap_are_flagged_on_the_one_that_arrives_later() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let customer = world.add_customer(Some(rep));
    let first = visit_at(&mut world, rep, customer, 500_000_000, false);
    world.now += 60 * SECOND;
    let second = visit_at(&mut world, rep, customer, 500_000_000, false);
    assert_eq!(evidence(&world, second), [Evidence::Overlap].into());
    leave(&mut world, rep, first);
    leave(&mut world, rep, second);
    world.now += 60 * SECOND;
    let third = visit_at(&mut world, rep, customer, 500_000_000, false);
    assert_eq!(evidence(&world, third), BTreeSet::new());
}

#[test]
fn a_clock_that_was_off_when_it_was_sent_is_noted_on_the_visit() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let customer = world.add_customer(Some(rep));
    for (error, expected) in [(4 * 60, false), (-6 * 60, true), (600, true)] {
        world.now += DAY;
        let change = world.arrive(customer);
        let mut push = Push::unnumbered(World::phone(rep), [change.bytes().unwrap()]);
        push.clock = Some(world.now + error * SECOND);
        assert!(world.ingest(&[push])[0][0].is_accepted());
        let found = evidence(&world, CheckInId(change.id.0));
        assert_eq!(found.contains(&Evidence::Clock), expected, "{error}");
    }
}
