//! Territories, and moves that come between the pages of a sync.

use outrider_model::audience::Audience;
use outrider_model::id::RecordId;
use outrider_model::record::Role;

use super::{Phone, policy};
use crate::ingest::tests::world::World;

#[test]
fn the_people_of_a_territory_see_its_customers_and_what_is_said_of_them() {
    let mut world = World::new();
    let (ria, sam) = (
        world.add_person("Ria", Role::Rep, None),
        world.add_person("Sam", Role::Rep, None),
    );
    let east = world.add_territory("East");
    let customer = world.add_customer(Some(ria));
    let task = world.add_task(Some(ria), Some(customer));
    world.zone(customer, Some(east));
    let mut phone = Phone::default();
    phone.sync(&world, sam, 1000);
    assert!(!phone.records.contains_key(&customer.into()));
    world.put_in(east, sam, true);
    phone.sync(&world, sam, 1);
    for id in [RecordId::from(customer), task.into()] {
        assert_eq!(phone.records[&id].0, [Audience::Territory(east)].into());
    }
    world.zone(customer, None);
    phone.sync(&world, sam, 1000);
    assert!(
        !phone.records.contains_key(&customer.into()) && !phone.records.contains_key(&task.into())
    );
    assert_eq!(phone.records, policy(&world, sam));
}

/// A territory's customers may be many: its people change without a row of theirs moving.
#[test]
fn whoever_comes_into_a_territory_or_leaves_it_moves_no_customer() {
    let mut world = World::new();
    let (ria, sam) = (
        world.add_person("Ria", Role::Rep, None),
        world.add_person("Sam", Role::Rep, None),
    );
    let east = world.add_territory("East");
    for _ in 0..5 {
        let customer = world.add_customer(None);
        world.zone(customer, Some(east));
    }
    world.put_in(east, ria, true);
    let mut phone = Phone::default();
    phone.sync(&world, ria, 1000);
    for is_in in [true, false] {
        let head = world.head();
        world.put_in(east, sam, is_in);
        assert_eq!(world.head(), head + 1);
        phone.delivered = 0;
        phone.sync(&world, ria, 1000);
        assert_eq!(phone.delivered, 1, "the territory's own record alone");
    }
}

#[test]
fn a_removed_territory_shows_its_customers_to_nobody() {
    let mut world = World::new();
    let ria = world.add_person("Ria", Role::Rep, None);
    let east = world.add_territory("East");
    let customer = world.add_customer(None);
    world.zone(customer, Some(east));
    world.put_in(east, ria, true);
    let mut phone = Phone::default();
    phone.sync(&world, ria, 1000);
    assert!(phone.records.contains_key(&customer.into()));
    let removed = outrider_model::change::TerritoryRef { territory: east };
    world.says(outrider_model::change::Body::TerritoryRemoved(removed));
    phone.sync(&world, ria, 1000);
    assert!(!phone.records.contains_key(&customer.into()));
    assert_eq!(phone.records, policy(&world, ria));
}

/// A customer with ten notes goes from one team to the other while both fetch, a page of one record
/// each time; the phones are stopped between any two pages.
#[test]
fn a_move_between_any_two_pages_leaves_both_phones_with_what_is_theirs() {
    for before in 0..12 {
        let mut world = World::new();
        let (north, south) = (world.add_team("North", None), world.add_team("South", None));
        let ria = world.add_person("Ria", Role::Rep, Some(north));
        let sam = world.add_person("Sam", Role::Rep, Some(south));
        let lead = world.add_person("Lea", Role::Manager, Some(north));
        let customer = world.add_customer(Some(ria));
        for _ in 0..8 {
            world.add_task(None, Some(customer));
        }
        let people = [ria, sam, lead];
        let mut phones = [Phone::default(), Phone::default(), Phone::default()];
        for (phone, person) in phones.iter_mut().zip(people) {
            for _ in 0..before {
                phone.sync_once(&world, person, 1);
            }
        }
        world.move_customer(customer, Some(sam));
        for (phone, person) in phones.iter_mut().zip(people) {
            phone.sync_once(&world, person, 1);
        }
        world.move_person(lead, Some(south));
        for (phone, person) in phones.iter_mut().zip(people) {
            phone.sync(&world, person, 1);
            assert_eq!(
                phone.records,
                policy(&world, person),
                "after {before} pages"
            );
        }
        assert!(phones[0].records.keys().all(|id| *id != customer.into()));
    }
}
