//! Territories: people who see the same customers, whatever their team.

use outrider_model::change::{
    Bases, Body, TerritoryCreated, TerritoryPersonAdded, TerritoryPersonRemoved,
};
use outrider_model::decide::Verdict;
use outrider_model::id::{ChangeId, PersonId, RecordId, TerritoryId};
use outrider_tests::world::{Manager, World, say};

fn made(boss: &Manager, name: &str) -> TerritoryId {
    let name = name.to_owned();
    let body = Body::TerritoryCreated(TerritoryCreated { name });
    let (id, verdict) = boss.says(body, Bases::new());
    assert_eq!(verdict, Verdict::Applied);
    RecordId::from(id).into()
}

fn joins(boss: &Manager, territory: TerritoryId, person: PersonId) -> ChangeId {
    let added = TerritoryPersonAdded { territory, person };
    let (id, verdict) = boss.says(Body::TerritoryPersonAdded(added), Bases::new());
    assert_eq!(verdict, Verdict::Applied);
    id
}

#[test]
fn whoever_comes_into_a_territory_finds_its_customers_and_loses_them_when_he_leaves() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let east = made(&boss, "East");
    let customer = boss.adds(say::customer("Rosenbrot", Some(anna.person)));
    let note = {
        anna.online();
        anna.writes(customer, "They open at five.")
    };
    anna.online();
    assert_eq!(
        boss.edits(customer, "territory", &east.to_string()),
        Verdict::Applied
    );
    ben.online();
    assert!(!ben.has(customer));
    let added = joins(&boss, east, ben.person);
    ben.online();
    assert!(ben.has(customer) && ben.has(note), "old notes included");
    ben.edits(customer, "about", "Ring twice");
    ben.online();
    assert_eq!(boss.customer(customer).get(&"about".into()), "Ring twice");
    let left = TerritoryPersonRemoved {
        territory: east,
        person: ben.person,
        seen: [(added, true)].into(),
    };
    let (_, verdict) = boss.says(Body::TerritoryPersonRemoved(left), Bases::new());
    assert_eq!(verdict, Verdict::Applied);
    ben.online();
    assert!(!ben.has(customer) && !ben.has(note));
    assert!(anna.has(customer));
}

#[test]
fn a_rep_moves_no_customer_into_a_territory() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let east = made(&boss, "East");
    let customer = boss.adds(say::customer("Rosenbrot", Some(anna.person)));
    let mut phone = world.bare_of(anna.person);
    phone.drain();
    let body = say::edit_customer(customer, "territory", &east.to_string());
    let (_, verdict) = phone.push(body, Bases::new());
    assert!(matches!(verdict, Verdict::Refused(_)), "{verdict:?}");
}
