//! A small organisation: two teams under one, their managers, their reps, customers and tasks.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::World;
use super::author::{Author, system};
use crate::change::{
    Body, CustomerAdded, OrganisationFounded, PersonAdded, StatusReport, TaskAssigned, TeamAdded,
};
use crate::id::{
    ActivityTypeId, ChangeId, CustomerId, ItemId, OrganisationId, PersonId, RecordId, SiteId,
    TaskId, TeamId,
};
use crate::place::{Fence, Fix, Position};
use crate::record::{Item, Organisation, Person, Priority, Role, Site, Team};

const fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

pub(crate) const SYSTEM: PersonId = person(1);
pub(crate) const ADA: PersonId = person(2);
pub(crate) const MIA: PersonId = person(3);
pub(crate) const MAX: PersonId = person(4);
pub(crate) const ANNA: PersonId = person(5);
pub(crate) const BEN: PersonId = person(6);
pub(crate) const CLEO: PersonId = person(7);

pub(crate) const ORGANISATION: OrganisationId = OrganisationId(Uuid::from_u128(0x10));
pub(crate) const SALES: TeamId = TeamId(Uuid::from_u128(0x11));
pub(crate) const NORTH: TeamId = TeamId(Uuid::from_u128(0x12));
pub(crate) const SOUTH: TeamId = TeamId(Uuid::from_u128(0x13));
pub(crate) const DEMO: ActivityTypeId = ActivityTypeId(Uuid::from_u128(0x14));

/// Anna's, in the north.
pub(crate) const BAKERY: CustomerId = CustomerId(Uuid::from_u128(0x20));
/// Cleo's, in the south.
pub(crate) const MILL: CustomerId = CustomerId(Uuid::from_u128(0x21));
pub(crate) const DOOR: SiteId = SiteId(Uuid::from_u128(0x22));
pub(crate) const ITEM: ItemId = ItemId(Uuid::from_u128(0x23));
pub(crate) const OTHER_ITEM: ItemId = ItemId(Uuid::from_u128(0x24));

/// For Anna, at the bakery; also offered by the north should she hand it back.
pub(crate) const TASK: TaskId = TaskId(Uuid::from_u128(0x30));
/// For whoever of the north claims it.
pub(crate) const OFFER: TaskId = TaskId(Uuid::from_u128(0x31));

/// Noon of a summer's day, in microseconds.
pub(crate) const NOON: i64 = 1_750_000_000_000_000;

/// The admin.
pub(crate) fn ada() -> Author {
    Author::of(ADA)
}
/// The north's manager.
pub(crate) fn mia() -> Author {
    Author::of(MIA)
}
/// The south's manager.
pub(crate) fn max() -> Author {
    Author::of(MAX)
}
/// A rep of the north.
pub(crate) fn anna() -> Author {
    Author::of(ANNA)
}
/// Another rep of the north.
pub(crate) fn ben() -> Author {
    Author::of(BEN)
}
/// A rep of the south.
pub(crate) fn cleo() -> Author {
    Author::of(CLEO)
}

pub(crate) fn id(number: u128) -> ChangeId {
    ChangeId(Uuid::from_u128(number))
}

/// The record that a change with this number creates.
pub(crate) fn made<Id: From<RecordId>>(number: u128) -> Id {
    RecordId::from(id(number)).into()
}

pub(crate) fn site() -> Site {
    let at = Position::new(525_200_000, 134_050_000).unwrap();
    Site {
        name: "Front door".into(),
        at,
        fence: Fence { radius_mm: 50_000 },
    }
}

pub(crate) fn fix() -> Fix {
    let position = Position::new(525_200_100, 134_050_100).unwrap();
    Fix {
        position,
        accuracy_mm: 8_000,
        mock: false,
        provider: "gps".into(),
        at: NOON,
        since_boot: Some(77),
    }
}

pub(crate) fn member(name: &str, role: Role, team: Option<TeamId>) -> Person {
    Person {
        name: name.into(),
        role,
        team,
        zone: "Europe/Berlin".into(),
        hours: BTreeMap::new(),
        revoked: false,
        erased: false,
    }
}

pub(crate) fn task(assignee: Option<PersonId>, team: Option<TeamId>) -> TaskAssigned {
    let item = |text: &str, rank| Item {
        text: text.into(),
        rank,
        done: false,
    };
    TaskAssigned {
        title: "Show the oven".into(),
        details: String::new(),
        activity: DEMO,
        assignee,
        team,
        customer: Some(BAKERY),
        plan_day: Some(jiff::civil::date(2026, 7, 1)),
        window: None,
        priority: Priority::Normal,
        checklist: BTreeMap::from([(ITEM, item("Bring flour", 1)), (OTHER_ITEM, item("", 2))]),
        series: None,
        import: None,
    }
}

pub(crate) fn report(task: TaskId, reason: &str) -> StatusReport {
    StatusReport {
        task,
        reason: reason.into(),
        fix: None,
    }
}

fn customer(name: &str, owner: PersonId) -> CustomerAdded {
    CustomerAdded {
        name: name.into(),
        owner: Some(owner),
        sites: BTreeMap::from([(DOOR, site())]),
        tags: BTreeMap::from([("old".into(), true)]),
        ..CustomerAdded::default()
    }
}

/// The organisation as all of it was founded, before any task.
pub(crate) fn founded() -> World {
    let mut world = World::default();
    let settings = Organisation {
        name: "Ovens and Sons".into(),
        currency: "EUR".into(),
        zone: "Europe/Berlin".into(),
        hours: BTreeMap::new(),
        reasons: BTreeMap::new(),
    };
    let founding = OrganisationFounded {
        target: ORGANISATION,
        settings,
    };
    world.does(system(), 0x1f, 1, Body::OrganisationFounded(founding));
    for (number, name, parent) in [
        (0x11, "Sales", None),
        (0x12, "North", Some(SALES)),
        (0x13, "South", Some(SALES)),
    ] {
        let team = Team {
            name: name.into(),
            parent,
        };
        world.does(system(), number, 2, Body::TeamAdded(TeamAdded { team }));
    }
    let activity = crate::change::ActivityTypeAdded {
        name: "Demo".into(),
        rank: 3,
        built_in: None,
    };
    world.does(system(), 0x14, 3, Body::ActivityTypeAdded(activity));
    for (number, name, role, team) in [
        (2, "Ada", Role::Admin, None),
        (3, "Mia", Role::Manager, Some(NORTH)),
        (4, "Max", Role::Manager, Some(SOUTH)),
        (5, "Anna", Role::Rep, Some(NORTH)),
        (6, "Ben", Role::Rep, Some(NORTH)),
        (7, "Cleo", Role::Rep, Some(SOUTH)),
    ] {
        let person = member(name, role, team);
        world.does(
            system(),
            number,
            4,
            Body::PersonAdded(PersonAdded { person }),
        );
    }
    world
}

/// The organisation with two customers and two tasks.
pub(crate) fn world() -> World {
    let mut world = founded();
    world.does(
        system(),
        0x20,
        10,
        Body::CustomerAdded(customer("Bakery", ANNA)),
    );
    world.does(
        system(),
        0x21,
        10,
        Body::CustomerAdded(customer("Mill", CLEO)),
    );
    world.does(
        mia(),
        0x30,
        20,
        Body::TaskAssigned(task(Some(ANNA), Some(NORTH))),
    );
    let offer = TaskAssigned {
        customer: None,
        ..task(None, Some(NORTH))
    };
    world.does(mia(), 0x31, 21, Body::TaskAssigned(offer));
    world
}
