//! Who sees what.

use super::*;
use crate::change::{Body, TaskReassigned};
use crate::record::{Created, Writer};
use crate::stamp::Stamp;
use crate::testing::World;
use crate::testing::cast::*;
use crate::testing::samples::records;

fn sample(kind: &Kind) -> Record {
    let mut record = records()
        .into_iter()
        .find(|record| record.kind == *kind)
        .unwrap();
    record.set(&Field::from("removed"), serde_json::Value::Null);
    record
}

const HARBOUR: TerritoryId = TerritoryId(Uuid::from_u128(0xb0));

fn homes() -> [Home; 4] {
    [
        Home::Organisation,
        Home::Team(NORTH),
        Home::Customer(BAKERY),
        Home::Person(ANNA),
    ]
}

/// Everybody stands at every home.
fn crowd() -> Vec<Standing> {
    let everybody = [
        Audience::Organisation,
        Audience::Team(NORTH),
        Audience::Managers(NORTH),
        Audience::Person(ANNA),
        Audience::Territory(HARBOUR),
    ];
    let rows = homes()
        .into_iter()
        .flat_map(|home| everybody.map(|audience| (home, audience)));
    rows.map(|(home, audience)| Standing {
        home,
        audience,
        cause: made(1),
    })
    .collect()
}

#[test]
fn each_kind_has_its_home_and_reaches_as_far_as_the_table_says() {
    let [organisation, team, managers, person, territory] = [
        Audience::Organisation,
        Audience::Team(NORTH),
        Audience::Managers(NORTH),
        Audience::Person(ANNA),
        Audience::Territory(HARBOUR),
    ];
    let all = [organisation, team, managers, person, territory];
    let table: [(Kind, Home, &[Audience]); 20] = [
        (Kind::Organisation, Home::Organisation, &all),
        (Kind::ActivityType, Home::Organisation, &all),
        (Kind::Person, Home::Organisation, &all),
        (Kind::Team, Home::Organisation, &all),
        (Kind::Series, Home::Person(ANNA), &[managers]),
        (Kind::Device, Home::Person(ANNA), &[managers, person]),
        (Kind::Customer, Home::Customer(made(0x92)), &[]),
        (Kind::Task, Home::Customer(BAKERY), &all),
        (Kind::CheckIn, Home::Person(ANNA), &[managers, person]),
        (Kind::Note, Home::Customer(BAKERY), &all),
        (Kind::Draft, Home::Person(ANNA), &[person]),
        (Kind::Diary, Home::Person(ANNA), &[managers, person]),
        (Kind::Consent, Home::Person(ANNA), &[managers, person]),
        (Kind::WorkDay, Home::Person(ANNA), &[managers, person]),
        (Kind::Track, Home::Person(ANNA), &[managers, person]),
        (Kind::LocationView, Home::Person(ANNA), &[person]),
        (Kind::Territory, Home::Organisation, &all),
        (Kind::Delegation, Home::Organisation, &all),
        (Kind::Template, Home::Team(NORTH), &[managers]),
        (Kind::Dismissal, Home::Person(ANNA), &[managers]),
    ];
    assert_eq!(table.len(), Kind::KNOWN.len());
    for (kind, at, seen_by) in table {
        let record = sample(&kind);
        assert_eq!(home(&record).unwrap(), at, "{kind}");
        let seen_by: BTreeSet<Audience> = seen_by.iter().copied().collect();
        assert_eq!(audiences(&record, &crowd()).unwrap(), seen_by, "{kind}");
    }
}

#[test]
fn without_standing_only_those_whom_the_record_names_see_it() {
    for kind in Kind::KNOWN {
        let seen_by = audiences(&sample(kind), &[]).unwrap();
        let expected: BTreeSet<Audience> = match kind {
            Kind::Task => [Audience::Person(ANNA), Audience::Managers(NORTH)].into(),
            Kind::Note => [Audience::Person(ANNA)].into(),
            Kind::Organisation
            | Kind::ActivityType
            | Kind::Series
            | Kind::Person
            | Kind::Team
            | Kind::Device
            | Kind::Customer
            | Kind::CheckIn
            | Kind::Draft
            | Kind::Diary
            | Kind::Consent
            | Kind::WorkDay
            | Kind::Track
            | Kind::LocationView
            | Kind::Territory
            | Kind::Delegation
            | Kind::Template
            | Kind::Dismissal
            | Kind::Unknown(_) => BTreeSet::new(),
        };
        assert_eq!(seen_by, expected, "{kind}");
    }
}

#[test]
fn a_removed_record_and_one_of_an_unknown_kind_are_seen_by_nobody() {
    for kind in [Kind::Customer, Kind::Task, Kind::Draft] {
        let mut record = sample(&kind);
        record.set(&Field::from("removed"), true.into());
        assert!(audiences(&record, &crowd()).unwrap().is_empty(), "{kind}");
    }
    let hologram = Record::create(
        Kind::Unknown("hologram".into()),
        made(1),
        &Created::default(),
        &serde_json::json!({}),
    );
    assert!(audiences(&hologram.unwrap(), &crowd()).unwrap().is_empty());
}

#[test]
fn a_drafts_audience_is_its_author_alone() {
    let draft = sample(&Kind::Draft);
    for who in [
        Audience::Organisation,
        Audience::Team(NORTH),
        Audience::Managers(NORTH),
        Audience::Territory(HARBOUR),
    ] {
        let rows = homes().map(|home| Standing {
            home,
            audience: who,
            cause: made(1),
        });
        assert!(audiences(&draft, &rows).unwrap().is_empty(), "{who}");
    }
}

fn standing_of(kind: &Kind) -> BTreeSet<(Home, Audience)> {
    let team_of = |person| if person == ANNA { Some(NORTH) } else { None };
    let rows = caused(&sample(kind), &team_of).unwrap();
    rows.into_iter()
        .map(|row| (row.home, row.audience))
        .collect()
}

#[test]
fn standing_follows_from_owners_from_work_and_from_being_there() {
    let (person, managers) = (Audience::Person(ANNA), Audience::Managers(NORTH));
    assert_eq!(
        standing_of(&Kind::Organisation),
        [(Home::Organisation, Audience::Organisation)].into()
    );
    let of_team: TeamId = made(0x92);
    let team = Home::Team(of_team);
    assert_eq!(
        standing_of(&Kind::Team),
        [
            (team, Audience::Team(of_team)),
            (team, Audience::Managers(of_team))
        ]
        .into()
    );
    let customer = Home::Customer(made(0x92));
    assert_eq!(
        standing_of(&Kind::Customer),
        [
            (customer, person),
            (customer, managers),
            (customer, Audience::Territory(made(0x98)))
        ]
        .into()
    );
    let work = Home::Customer(BAKERY);
    assert_eq!(
        standing_of(&Kind::Task),
        [(work, person), (work, managers)].into()
    );
    let one: PersonId = made(0x92);
    assert_eq!(
        standing_of(&Kind::Person),
        [(Home::Person(one), Audience::Person(one))].into(),
        "of no team: no managers"
    );
    for kind in [
        Kind::ActivityType,
        Kind::Series,
        Kind::Device,
        Kind::CheckIn,
        Kind::Note,
        Kind::Draft,
        Kind::Diary,
        Kind::Consent,
        Kind::WorkDay,
        Kind::Track,
        Kind::LocationView,
        Kind::Territory,
        Kind::Delegation,
        Kind::Template,
        Kind::Dismissal,
    ] {
        assert!(standing_of(&kind).is_empty(), "{kind}");
    }
}

#[test]
fn a_team_that_may_claim_stands_at_the_customer_until_somebody_has() {
    let mut task = sample(&Kind::Task);
    task.set(&Field::from("assignee"), serde_json::Value::Null);
    let rows = caused(&task, &|_| None).unwrap();
    let who: BTreeSet<Audience> = rows.iter().map(|row| row.audience).collect();
    assert_eq!(
        who,
        [Audience::Team(NORTH), Audience::Managers(NORTH)].into()
    );
    let named = addressees(&task).unwrap();
    assert_eq!(
        named,
        [Audience::Team(NORTH), Audience::Managers(NORTH)].into()
    );
    task.set(&Field::from("removed"), true.into());
    assert!(caused(&task, &|_| None).unwrap().is_empty());
}

#[test]
fn nobody_stands_at_a_customer_by_work_that_he_gave_himself() {
    let given: Task = sample(&Kind::Task).read().unwrap();
    assert_eq!(given.assignee, Some(ANNA));
    let created = Created {
        change: None,
        person: ANNA,
        stamp: Stamp(1),
    };
    let mut own = Record::create(Kind::Task, made(0x92), &created, &given).unwrap();
    assert!(caused(&own, &|_| Some(NORTH)).unwrap().is_empty());
    let planner = Writer {
        change: made(0x93),
        person: MIA,
        stamp: Stamp(2),
        over: None,
    };
    own.sign(&Field::from("assignee"), &planner).unwrap();
    assert_eq!(
        caused(&own, &|_| Some(NORTH)).unwrap().len(),
        2,
        "it is planned now"
    );
}

#[test]
fn work_without_a_customer_lives_with_who_does_it_else_with_who_made_it() {
    let mut task = sample(&Kind::Task);
    let mut clear = |field: &str| {
        task.set(&Field::from(field), serde_json::Value::Null);
        home(&task).unwrap()
    };
    assert_eq!(clear("customer"), Home::Person(ANNA));
    assert_eq!(clear("assignee"), Home::Team(NORTH));
    assert_eq!(clear("team"), Home::Person(MIA));
}

fn viewers(world: &World, id: RecordId) -> Vec<PersonId> {
    let all = [ADA, MIA, MAX, ANNA, BEN, CLEO];
    all.into_iter()
        .filter(|person| world.sees(*person, id))
        .collect()
}

#[test]
fn a_visitor_sees_the_customer_and_its_old_notes_as_long_as_he_has_work_there() {
    let mut world = world();
    let note = crate::change::NoteWritten {
        customer: Some(BAKERY),
        body: "Old".into(),
        ..Default::default()
    };
    world.does(anna(), 0x100, 30, Body::NoteWritten(note));
    let old: RecordId = made(0x100);
    assert_eq!(viewers(&world, BAKERY.into()), [ADA, MIA, ANNA]);
    assert_eq!(viewers(&world, old), [ADA, MIA, ANNA]);
    let to = |assignee| {
        Body::TaskReassigned(TaskReassigned {
            task: TASK,
            assignee: Some(assignee),
            team: None,
        })
    };
    world.does(ada(), 0x101, 40, to(CLEO));
    for record in [BAKERY.into(), old, TASK.into()] {
        assert_eq!(viewers(&world, record), [ADA, MIA, MAX, ANNA, CLEO]);
    }
    world.does(ada(), 0x102, 50, to(BEN));
    assert_eq!(viewers(&world, old), [ADA, MIA, ANNA, BEN]);
    assert_eq!(
        viewers(&world, OFFER.into()),
        [ADA, MIA, ANNA, BEN],
        "offered to the north"
    );
    assert_eq!(viewers(&world, DEMO.into()).len(), 6);
}

#[test]
fn an_audience_travels_as_its_text() {
    for audience in [
        Audience::Organisation,
        Audience::Team(NORTH),
        Audience::Managers(NORTH),
        Audience::Person(ANNA),
        Audience::Territory(HARBOUR),
    ] {
        assert_eq!(audience.to_string().parse::<Audience>(), Ok(audience));
        let text = serde_json::to_string(&audience).unwrap();
        assert_eq!(serde_json::from_str::<Audience>(&text).unwrap(), audience);
    }
    for text in [
        "",
        "team",
        "team:",
        "team:1",
        "person",
        "organisation:",
        "galaxy:00000000-0000-0000-0000-000000000005",
    ] {
        assert!(text.parse::<Audience>().is_err(), "{text}");
    }
}
