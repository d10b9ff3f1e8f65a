//! People, teams, devices and kinds of activity.

use serde_json::json;

use super::*;
use crate::change::{
    ActivityTypeAdded, BuiltIn, DeviceEnrolled, Edited, NoteWritten, OrganisationFounded,
    PersonAdded, TeamAdded,
};
use crate::record::{
    ActivityType, BUILT_IN, Device, DeviceKind, MeetingNote, Organisation, Person, Team,
    built_in_id,
};
use crate::testing::author::system;
use crate::testing::cast::*;

fn edit(target: PersonId, field: &str, value: Value) -> Body {
    Body::PersonEdited(Edited {
        target,
        set: fields(&[(field, value)]),
    })
}

#[test]
fn people_edit_their_own_name_zone_and_hours_and_nothing_else() {
    let mut world = world();
    for (number, field, value, expected) in [
        (0x100, "name", json!("Anna B."), Verdict::Applied),
        (0x101, "zone", json!("Asia/Kolkata"), Verdict::Applied),
        (
            0x102,
            "hours/mon",
            json!({"from": 480, "to": 960}),
            Verdict::Applied,
        ),
        (0x103, "role", json!("admin"), refused(Code::NotAllowed)),
        (0x104, "team", json!(SOUTH), refused(Code::NotAllowed)),
        (0x105, "revoked", json!(true), refused(Code::NotAllowed)),
        (0x106, "zone", json!("Mars/Olympus"), invalid("zone")),
        (
            0x107,
            "hours/someday",
            json!({"from": 480}),
            invalid("hours/someday"),
        ),
    ] {
        let verdict = world.tries(anna(), number, 100, edit(ANNA, field, value));
        assert_eq!(verdict, expected, "{field}");
    }
    assert_eq!(
        world.tries(anna(), 0x110, 100, edit(BEN, "name", json!("x"))),
        refused(Code::NotAllowed)
    );
}

#[test]
fn a_manager_edits_his_people_and_moves_them_among_his_teams() {
    let mut world = world();
    assert_eq!(
        world.tries(mia(), 0x100, 100, edit(ANNA, "name", json!("A"))),
        Verdict::Applied
    );
    assert_eq!(
        world.tries(mia(), 0x101, 100, edit(CLEO, "name", json!("C"))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(mia(), 0x102, 100, edit(ANNA, "team", json!(SOUTH))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(mia(), 0x103, 100, edit(ANNA, "team", json!(NORTH))),
        Verdict::Applied
    );
    assert_eq!(
        world.tries(mia(), 0x104, 100, edit(MIA, "role", json!("admin"))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(mia(), 0x105, 100, edit(MIA, "team", json!(SALES))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(ada(), 0x106, 100, edit(ANNA, "team", json!(SOUTH))),
        Verdict::Applied
    );
    assert_eq!(
        world.tries(ada(), 0x107, 100, edit(ANNA, "role", json!("manager"))),
        Verdict::Applied
    );
}

#[test]
fn a_manager_adds_reps_to_his_teams_and_an_admin_anybody() {
    let mut world = world();
    let add = |role, team| {
        Body::PersonAdded(PersonAdded {
            person: member("New", role, team),
        })
    };
    assert_eq!(
        world.tries(mia(), 0x100, 100, add(Role::Rep, Some(NORTH))),
        Verdict::Applied
    );
    assert_eq!(
        world.tries(mia(), 0x101, 100, add(Role::Rep, Some(SOUTH))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(mia(), 0x102, 100, add(Role::Manager, Some(NORTH))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(mia(), 0x103, 100, add(Role::Rep, None)),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(anna(), 0x104, 100, add(Role::Rep, Some(NORTH))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(ada(), 0x105, 100, add(Role::Admin, None)),
        Verdict::Applied
    );
    let homeless = Person {
        zone: "Nowhere".into(),
        ..member("New", Role::Rep, None)
    };
    assert_eq!(
        world.tries(
            ada(),
            0x106,
            100,
            Body::PersonAdded(PersonAdded { person: homeless })
        ),
        invalid("zone")
    );
}

#[test]
fn only_admins_edit_teams_settings_and_kinds_of_activity() {
    let mut world = world();
    let name = || fields(&[("name", json!("Other"))]);
    let bodies = [
        Body::TeamAdded(TeamAdded {
            team: Team {
                name: "East".into(),
                parent: None,
            },
        }),
        Body::TeamEdited(Edited {
            target: NORTH,
            set: name(),
        }),
        Body::OrganisationEdited(Edited {
            target: ORGANISATION,
            set: name(),
        }),
        Body::ActivityTypeAdded(ActivityTypeAdded {
            name: "Tasting".into(),
            rank: 1,
            built_in: None,
        }),
        Body::ActivityTypeEdited(Edited {
            target: DEMO,
            set: name(),
        }),
    ];
    for (number, body) in (0x100..).zip(bodies) {
        for author in [anna(), mia()] {
            let tried = number + author.person.0.as_u128() * 0x100;
            assert_eq!(
                world.tries(author, tried, 100, body.clone()),
                refused(Code::NotAllowed)
            );
        }
        assert_eq!(world.tries(ada(), number, 100, body), Verdict::Applied);
    }
}

#[test]
fn only_the_server_founds_an_organisation() {
    let mut world = world();
    let settings: Organisation = world.record_of(ORGANISATION).read().unwrap();
    let founding = |settings| {
        Body::OrganisationFounded(OrganisationFounded {
            target: made(0x500),
            settings,
        })
    };
    assert_eq!(
        world.tries(ada(), 0x100, 100, founding(settings.clone())),
        refused(Code::NotAllowed)
    );
    let penniless = Organisation {
        currency: String::new(),
        ..settings.clone()
    };
    assert_eq!(
        world.tries(system(), 0x101, 100, founding(penniless)),
        invalid("currency")
    );
    assert_eq!(
        world.tries(system(), 0x102, 100, founding(settings)),
        Verdict::Applied
    );
}

#[test]
fn the_six_kinds_of_activity_are_made_once_each() {
    let mut world = world();
    for (number, (short, name)) in (0x100..).zip(BUILT_IN) {
        let built_in = |name: &str| {
            Some(BuiltIn {
                of: ORGANISATION,
                name: name.into(),
            })
        };
        let added = ActivityTypeAdded {
            name: name.into(),
            rank: 0,
            built_in: built_in(short),
        };
        let body = Body::ActivityTypeAdded(added);
        assert_eq!(
            world.tries(system(), number, 100, body.clone()),
            Verdict::Applied
        );
        assert_eq!(
            world.tries(system(), number + 0x10, 100, body),
            refused(Code::IdReused)
        );
        let read: ActivityType = world
            .record_of(built_in_id(ORGANISATION, short))
            .read()
            .unwrap();
        assert_eq!(read.name, name);
    }
    let seventh = BuiltIn {
        of: ORGANISATION,
        name: "lunch".into(),
    };
    let added = ActivityTypeAdded {
        name: "Lunch".into(),
        rank: 0,
        built_in: Some(seventh),
    };
    assert_eq!(
        world.tries(system(), 0x130, 100, Body::ActivityTypeAdded(added)),
        invalid("built_in")
    );
}

#[test]
fn a_retired_kind_of_activity_still_renders_and_can_still_be_reported() {
    let mut world = world();
    let set = fields(&[("retired", json!(true))]);
    world.does(
        ada(),
        0x100,
        100,
        Body::ActivityTypeEdited(Edited { target: DEMO, set }),
    );
    let retired: ActivityType = world.record_of(DEMO).read().unwrap();
    assert!(retired.retired && retired.name == "Demo");
    let note = NoteWritten {
        activity: Some(DEMO),
        body: "Done offline".into(),
        ..Default::default()
    };
    world.does(anna(), 0x101, 110, Body::NoteWritten(note));
    let note: MeetingNote = world.record_of(made::<RecordId>(0x101)).read().unwrap();
    assert_eq!(note.activity, Some(DEMO));
    assert!(world.sees(CLEO, DEMO), "everybody has its name");
}

#[test]
fn a_device_is_its_owners_and_once_revoked_never_comes_back() {
    let mut world = world();
    let phone = |person, is| {
        let enrolled = Device {
            person,
            is,
            name: "Pixel".into(),
            revoked: false,
            wipe: None,
            wiped: None,
        };
        Body::DeviceEnrolled(DeviceEnrolled { enrolled })
    };
    assert_eq!(
        world.tries(anna(), 0x100, 100, phone(ANNA, DeviceKind::Phone)),
        Verdict::Applied
    );
    assert_eq!(
        world.tries(ben(), 0x101, 100, phone(ANNA, DeviceKind::Phone)),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(anna(), 0x102, 100, phone(ANNA, DeviceKind::System)),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(system(), 0x103, 100, phone(ANNA, DeviceKind::System)),
        Verdict::Applied
    );
    assert_eq!(
        world.tries(system(), 0x104, 100, phone(made(0x999), DeviceKind::Phone)),
        invalid("person")
    );
    let edit = |field: &str, value| {
        Body::DeviceEdited(Edited {
            target: made(0x100),
            set: fields(&[(field, value)]),
        })
    };
    assert_eq!(
        world.tries(ben(), 0x105, 110, edit("revoked", json!(true))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(anna(), 0x106, 110, edit("name", json!(""))),
        Verdict::Applied
    );
    assert_eq!(
        world.tries(mia(), 0x107, 110, edit("revoked", json!(true))),
        Verdict::Applied
    );
    assert_eq!(
        world.tries(anna(), 0x108, 120, edit("revoked", Value::Null)),
        refused(Code::Removed)
    );
}
