//! Memberships, rights, and what a foreign organisation looks like.

use std::collections::BTreeSet;

use outrider_model::audience::Audience;
use outrider_model::id::{OrganisationId, PersonId};
use outrider_model::record::Role;
use uuid::Uuid;

use super::world::World;
use crate::store::{Query, StoreError};

fn audiences(world: &World, person: PersonId) -> BTreeSet<Audience> {
    let mut found = BTreeSet::new();
    let store = &world.store;
    store
        .snapshot(world.organisation, &mut |snapshot| {
            let held = snapshot.memberships(person)?;
            let present = held
                .into_iter()
                .filter(|membership| membership.until.is_none());
            found = present.map(|membership| membership.audience).collect();
            Ok(())
        })
        .unwrap();
    found
}

#[test]
fn memberships_follow_role_team_and_tree() {
    let mut world = World::new();
    let north = world.add_team("North", None);
    let coast = world.add_team("Coast", Some(north));
    let rep = world.add_person("Ria", Role::Rep, Some(coast));
    let manager = world.add_person("Max", Role::Manager, Some(north));
    let admin = world.add_person("Ada", Role::Admin, None);
    use Audience::{Managers, Organisation, Person, Team};
    assert_eq!(
        audiences(&world, rep),
        [Organisation, Person(rep), Team(coast)].into()
    );
    let both = [
        Organisation,
        Person(manager),
        Team(north),
        Team(coast),
        Managers(north),
        Managers(coast),
    ];
    assert_eq!(audiences(&world, manager), both.into());
    let all = [
        Organisation,
        Person(admin),
        Managers(north),
        Managers(coast),
    ];
    assert_eq!(audiences(&world, admin), all.into());
    let isles = world.add_team("Isles", Some(coast));
    assert!(audiences(&world, manager).contains(&Managers(isles)));
    assert!(audiences(&world, admin).contains(&Managers(isles)));
    world.move_person(rep, Some(isles));
    assert_eq!(
        audiences(&world, rep),
        [Organisation, Person(rep), Team(isles)].into()
    );
    world.edit_person(rep, "revoked", true.into());
    assert_eq!(audiences(&world, rep), BTreeSet::new());
}

#[test]
fn a_manager_plans_for_his_own_people_only() {
    let mut world = World::new();
    let (north, south) = (world.add_team("North", None), world.add_team("South", None));
    let manager = World::phone(world.add_person("Max", Role::Manager, Some(north)));
    let his = world.add_person("Ria", Role::Rep, Some(north));
    let foreign = world.add_person("Sven", Role::Rep, Some(south));
    let (one, two) = (world.task(Some(his), None), world.task(Some(foreign), None));
    let judged = world.push(&manager, &[&one, &two]);
    assert!(
        judged[0].is_accepted() && !judged[1].is_accepted(),
        "{judged:?}"
    );
    world.move_person(foreign, Some(north));
    let three = world.task(Some(foreign), None);
    assert!(world.push(&manager, &[&three])[0].is_accepted());
}

#[test]
fn rights_follow_a_change_of_team_within_one_push() {
    let mut world = World::new();
    let (north, south) = (world.add_team("North", None), world.add_team("South", None));
    let rep = world.add_person("Sven", Role::Rep, Some(south));
    let manager = World::phone(world.add_person("Max", Role::Manager, Some(north)));
    let task = world.task(Some(rep), None);
    let set = [("team".into(), serde_json::json!(north))].into();
    let edited = outrider_model::change::Edited { target: rep, set };
    let joins = world.seeing(
        rep.into(),
        outrider_model::change::Body::PersonEdited(edited),
    );
    let pushes = [
        crate::ingest::Push::unnumbered(world.system(), [joins.bytes().unwrap()]),
        crate::ingest::Push::unnumbered(manager, [task.bytes().unwrap()]),
    ];
    let judged = world.ingest(&pushes);
    assert!(
        judged
            .iter()
            .flatten()
            .all(crate::ingest::Judged::is_accepted),
        "{judged:?}"
    );
}

#[test]
fn a_foreign_record_is_like_one_that_is_not_there() {
    let mut world = World::new();
    let (north, south) = (world.add_team("North", None), world.add_team("South", None));
    let rep = world.add_person("Ria", Role::Rep, Some(north));
    let other = world.add_person("Sven", Role::Rep, Some(south));
    let customer = world.add_customer(Some(rep));
    let ask = |viewer| {
        let query = Query::Ids(vec![
            customer.into(),
            outrider_model::id::RecordId(Uuid::from_u128(5)),
        ]);
        world
            .store
            .records(world.organisation, &query, Some(viewer), 10, 0)
            .unwrap()
            .len()
    };
    assert_eq!((ask(rep), ask(other)), (1, 0));
    let elsewhere = OrganisationId(Uuid::from_u128(2));
    let unknown = world
        .store
        .records(elsewhere, &Query::Ids(vec![customer.into()]), None, 10, 0);
    assert!(matches!(unknown, Err(StoreError::NoSuchOrganisation)));
}

#[test]
fn organisations_in_one_file_do_not_see_each_other() {
    let mut world = World::new();
    let customer = world.add_customer(None);
    let mine = world.organisation;
    let theirs = OrganisationId(Uuid::from_u128(2));
    let settings = world.record(mine.into()).unwrap().read().unwrap();
    let epoch = outrider_model::id::EpochId(world.id());
    let founding = crate::ingest::Founding {
        id: theirs,
        slug: "other".into(),
        settings,
        epoch,
    };
    crate::ingest::found(&*world.store, &founding, world.now).unwrap();
    let digest = world.store.digest(mine).unwrap();
    world.organisation = theirs;
    assert!(world.record(customer.into()).is_none());
    let rep = world.add_person("Ria", Role::Rep, None);
    world.add_customer(Some(rep));
    assert_eq!(world.store.digest(mine).unwrap(), digest);
    let visit = world.arrive(customer);
    let judged = world.push(&World::phone(rep), &[&visit]);
    assert!(
        matches!(
            judged[0].verdict,
            outrider_model::decide::Verdict::Waits { .. }
        ),
        "{judged:?}"
    );
}
