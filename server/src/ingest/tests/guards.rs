//! What an organisation must not be able to do to itself, and what nobody may do to others.

use outrider_model::change::{Body, Change, Edited, PersonAdded, PersonRef, TeamAdded};
use outrider_model::decide::{Code, Reproach, Verdict};
use outrider_model::id::{PersonId, RecordId, TeamId};
use outrider_model::record::{DeviceKind, Person, Role, Team};
use serde_json::{Value, json};

use super::world::World;
use crate::ingest::{Author, Push};

fn desk(person: PersonId) -> Author {
    Author {
        kind: DeviceKind::Console,
        ..World::phone(person)
    }
}

fn refused(code: Code, field: &str) -> Verdict {
    Verdict::Refused(Reproach {
        code,
        field: field.to_owned(),
    })
}

fn edits(world: &mut World, person: PersonId, field: &str, value: Value) -> Change {
    let set = [(field.into(), value)].into();
    let body = Body::PersonEdited(Edited {
        target: person,
        set,
    });
    world.seeing(person.into(), body)
}

fn goes_under(world: &mut World, team: TeamId, parent: TeamId) -> Verdict {
    let set = [("parent".into(), json!(parent))].into();
    let body = Body::TeamEdited(Edited { target: team, set });
    let change = world.seeing(team.into(), body);
    let system = world.system();
    world.push(&system, &[&change]).remove(0).verdict
}

#[test]
fn teams_never_close_a_ring() {
    let mut world = World::new();
    let north = world.add_team("North", None);
    let coast = world.add_team("Coast", Some(north));
    let port = world.add_team("Port", Some(coast));
    let ring = refused(Code::Invalid, "parent");
    for below in [north, coast, port] {
        assert_eq!(goes_under(&mut world, north, below), ring);
    }
    assert_eq!(goes_under(&mut world, coast, port), ring);
    assert_eq!(goes_under(&mut world, port, north), Verdict::Applied);
    let mut own = world.change(Body::TeamAdded(TeamAdded {
        team: Team {
            name: "Own".into(),
            parent: None,
        },
    }));
    let team = Team {
        name: "Own".into(),
        parent: Some(RecordId::from(own.id).into()),
    };
    own.body = Body::TeamAdded(TeamAdded { team });
    let system = world.system();
    assert_eq!(world.push(&system, &[&own])[0].verdict, ring);
}

/// Neither saw the other: the second to arrive would close the ring.
#[test]
fn of_two_moves_that_would_close_a_ring_the_first_to_arrive_stands() {
    let mut world = World::new();
    let (north, south) = (world.add_team("North", None), world.add_team("South", None));
    assert_eq!(goes_under(&mut world, north, south), Verdict::Applied);
    let ring = refused(Code::Invalid, "parent");
    assert_eq!(goes_under(&mut world, south, north), ring);
}

#[test]
fn the_last_admin_stays_one() {
    let mut world = World::new();
    let ada = world.add_person("Ada", Role::Admin, None);
    let system = world.system();
    for author in [desk(ada), system] {
        for (field, value) in [("role", json!("manager")), ("revoked", json!(true))] {
            let change = edits(&mut world, ada, field, value);
            let verdict = world.push(&author, &[&change]).remove(0).verdict;
            assert_eq!(verdict, refused(Code::NotAllowed, field));
        }
        let erased = world.change(Body::PersonErased(PersonRef { person: ada }));
        let verdict = world.push(&author, &[&erased]).remove(0).verdict;
        assert_eq!(verdict, refused(Code::NotAllowed, "revoked"));
    }
    let eve = world.add_person("Eve", Role::Admin, None);
    let change = edits(&mut world, ada, "role", json!("rep"));
    world.must(&desk(ada), &change);
    let change = edits(&mut world, eve, "revoked", json!(true));
    let verdict = world.push(&desk(eve), &[&change]).remove(0).verdict;
    assert_eq!(verdict, refused(Code::NotAllowed, "revoked"));
}

#[test]
fn of_two_admins_who_demote_each_other_at_once_one_stays() {
    let mut world = World::new();
    let ada = world.add_person("Ada", Role::Admin, None);
    let eve = world.add_person("Eve", Role::Admin, None);
    let (first, second) = (
        edits(&mut world, eve, "role", json!("rep")),
        edits(&mut world, ada, "role", json!("rep")),
    );
    let push = |author, change: &Change| Push::unnumbered(author, [change.bytes().unwrap()]);
    let both = [push(desk(ada), &first), push(desk(eve), &second)];
    let judged = world.ingest(&both);
    assert_eq!(judged[0][0].verdict, Verdict::Applied);
    assert_eq!(judged[1][0].verdict, refused(Code::NotAllowed, ""));
    let role = |person: PersonId| {
        let record = world.record(person.into()).unwrap();
        record.read::<Person>().unwrap().role
    };
    assert_eq!((role(ada), role(eve)), (Role::Admin, Role::Rep));
}

/// Written by hand: who tries what on whom.
#[test]
fn nobody_grants_more_than_he_has_or_reaches_beyond_his_teams() {
    let mut world = World::new();
    let (north, south) = (world.add_team("North", None), world.add_team("South", None));
    world.add_person("Ada", Role::Admin, None);
    let boss = world.add_person("Mia", Role::Manager, Some(north));
    let (ria, sam) = (
        world.add_person("Ria", Role::Rep, Some(north)),
        world.add_person("Sam", Role::Rep, Some(south)),
    );
    let not_allowed = refused(Code::NotAllowed, "");
    for (author, person, field, value) in [
        (boss, ria, "role", json!("manager")),
        (boss, ria, "role", json!("admin")),
        (boss, boss, "role", json!("admin")),
        (boss, boss, "team", json!(south)),
        (boss, ria, "team", json!(south)),
        (boss, ria, "team", Value::Null),
        (boss, sam, "team", json!(north)),
        (boss, sam, "name", json!("x")),
        (boss, ria, "revoked", json!(true)),
        (ria, ria, "role", json!("manager")),
        (ria, ria, "team", json!(south)),
        (ria, ria, "revoked", Value::Null),
        (ria, sam, "name", json!("x")),
        (ria, boss, "name", json!("x")),
        (ria, boss, "zone", json!("Asia/Tokyo")),
        (ria, boss, "revoked", json!(true)),
    ] {
        let change = edits(&mut world, person, field, value);
        let before = world.stored(person.into());
        let verdict = world.push(&desk(author), &[&change]).remove(0).verdict;
        assert_eq!(verdict, not_allowed, "{author} writes {field} of {person}");
        assert_eq!(world.stored(person.into()), before);
    }
    for (author, role, team) in [
        (boss, Role::Manager, north),
        (boss, Role::Admin, north),
        (boss, Role::Rep, south),
        (ria, Role::Rep, north),
    ] {
        let person = Person {
            name: "New".into(),
            role,
            team: Some(team),
            zone: "UTC".into(),
            hours: Default::default(),
            revoked: false,
            erased: false,
        };
        let change = world.change(Body::PersonAdded(PersonAdded { person }));
        let verdict = world.push(&desk(author), &[&change]).remove(0).verdict;
        assert_eq!(verdict, not_allowed);
    }
}
