//! Positions grow coarse and people are forgotten, wherever the server keeps them.

use std::collections::BTreeMap;

use outrider_model::change::{
    Body, CheckedIn, CheckedOut, CustomerAdded, DeviceEnrolled, DraftSaved, Edited, NoteEdited,
    NoteWritten, StatusReport, TextEdit,
};
use outrider_model::id::{CheckInId, CustomerId, DeviceId, PersonId, RecordId, TaskId};
use outrider_model::place::{Fix, Position};
use outrider_model::record::{
    CheckIn, Device, DeviceKind, Field, Kind, Person, Record, Role, Task,
};
use outrider_model::text::TextHash;
use outrider_model::wire::RequestHead;
use serde_json::json;

use super::{Retention, erase, going, resume, retain, set_retention};
use crate::audit::{Action, Note, note, verify};
use crate::error::ServerError;
use crate::ingest::Author;
use crate::ingest::tests::world::{DAY, SECOND, World};
use crate::store::{Account, Credential, CredentialKind, Custody, Detained, Purpose, Ticket};

const LAT: i64 = 525_212_347;
const LON: i64 = 134_056_789;

fn fix(at: i64) -> Fix {
    Fix {
        position: Position::new(LAT, LON).unwrap(),
        accuracy_mm: 9_000,
        mock: false,
        provider: "gps".into(),
        at,
        since_boot: None,
    }
}

fn customer_owner(world: &World, customer: CustomerId) -> PersonId {
    let read: outrider_model::record::Customer =
        world.record(customer.into()).unwrap().read().unwrap();
    read.owner.unwrap()
}

/// A visit of somebody with his positions, and a task that he reported where he stood.
fn visit(world: &mut World, person: PersonId, customer: CustomerId) -> (CheckInId, TaskId) {
    let phone = World::phone(person);
    let arrived = world.change(Body::CheckedIn(CheckedIn {
        customer,
        site: None,
        task: None,
        fix: Some(fix(world.now)),
    }));
    let check_in: CheckInId = world.must(&phone, &arrived).into();
    let task = world.add_task(Some(person), Some(customer));
    let report = StatusReport {
        task,
        reason: if person == customer_owner(world, customer) {
            "canary-reason".into()
        } else {
            "closed".into()
        },
        fix: Some(fix(world.now)),
    };
    let done = world.seeing(task.into(), Body::TaskNotDone(report));
    world.must(&phone, &done);
    world.now += 600 * SECOND;
    let left = world.seeing(
        check_in.into(),
        Body::CheckedOut(CheckedOut {
            check_in,
            fix: Some(fix(world.now)),
        }),
    );
    world.must(&phone, &left);
    (check_in, task)
}

/// Everything that the server gives away or keeps of an organisation, but for the file itself.
fn everything(world: &World) -> String {
    let mut all = Vec::new();
    world
        .store
        .export(world.organisation, &mut |stored| {
            all.extend(stored.bytes);
            Ok(())
        })
        .unwrap();
    for row in world
        .store
        .history_rows(world.organisation, 0, usize::MAX)
        .unwrap()
    {
        all.extend(row.payload.unwrap_or_default());
    }
    String::from_utf8(all).unwrap()
}

fn page(world: &World, person: PersonId) -> String {
    let head = RequestHead {
        request: outrider_model::id::RequestId(uuid::Uuid::from_u128(1)),
        can: Default::default(),
        cursor: None,
        backfill: Vec::new(),
        limit: 10_000,
        clock: world.now,
        waiting: None,
    };
    let (store, organisation) = (&*world.store, world.organisation);
    let written = crate::feed::page(
        store,
        organisation,
        person,
        &head,
        &Default::default(),
        world.now,
    );
    String::from_utf8(written.unwrap().0).unwrap()
}

fn holds_precise(text: &str) -> bool {
    text.contains(&LAT.to_string()) || text.contains(&LON.to_string())
}

#[test]
fn after_ninety_days_no_precise_position_is_left_anywhere() {
    let mut world = World::new();
    let person = world.add_person("Rita", Role::Rep, None);
    let customer = world.add_customer(Some(person));
    let (check_in, task) = visit(&mut world, person, customer);
    let (store, organisation) = (std::sync::Arc::clone(&world.store), world.organisation);
    world.now += 89 * DAY;
    assert_eq!(retain(&*store, organisation, world.now).unwrap(), 0);
    assert!(holds_precise(&everything(&world)) && holds_precise(&page(&world, person)));
    let (young, _) = visit(&mut world, person, customer);
    world.now += 2 * DAY;
    assert_eq!(retain(&*store, organisation, world.now).unwrap(), 3);
    let read = |id: CheckInId| -> CheckIn { world.record(id.into()).unwrap().read().unwrap() };
    for leg in [Some(read(check_in).begin), read(check_in).end] {
        let position = leg.unwrap().fix.unwrap().position;
        assert_eq!((position.lat(), position.lon()), (525_200_000, 134_100_000));
    }
    let heads = world.read_task(task).heads;
    assert!(
        heads
            .values()
            .all(|head| head.fix.as_ref().unwrap().position.lat() == 525_200_000)
    );
    assert_eq!(
        read(young).begin.fix.unwrap(),
        fix(read(young).begin.civil.time)
    );
    assert_eq!(retain(&*store, organisation, world.now).unwrap(), 0);
    world.now += 90 * DAY;
    assert_eq!(retain(&*store, organisation, world.now).unwrap(), 3);
    assert!(!holds_precise(&everything(&world)));
    assert!(!holds_precise(&page(&world, person)));
    assert!(
        page(&world, person).contains("525200000"),
        "the phone gets the coarse one"
    );
    let outcome = verify(&*store, organisation, None).unwrap();
    assert_eq!(outcome.finding, None);
    assert_eq!(outcome.forgotten, 6);
}

#[test]
fn a_position_that_comes_late_is_made_coarse_although_younger_ones_came_before() {
    let mut world = World::new();
    let person = world.add_person("Rita", Role::Rep, None);
    let customer = world.add_customer(Some(person));
    let (store, organisation) = (std::sync::Arc::clone(&world.store), world.organisation);
    let long_ago = world.now;
    world.now += 200 * DAY;
    visit(&mut world, person, customer);
    assert_eq!(retain(&*store, organisation, world.now).unwrap(), 0);
    let mut late = world.change(Body::CheckedIn(CheckedIn {
        customer,
        site: None,
        task: None,
        fix: Some(fix(long_ago)),
    }));
    late.civil.time = long_ago;
    late.stamp = outrider_model::stamp::Stamp(long_ago);
    let id = world.must(&World::phone(person), &late);
    assert_eq!(retain(&*store, organisation, world.now).unwrap(), 1);
    let read: CheckIn = world.record(id).unwrap().read().unwrap();
    assert_eq!(read.begin.fix.unwrap().position.lat(), 525_200_000);
}

#[test]
fn how_long_positions_stay_precise_is_the_organisations_to_say() {
    let mut world = World::new();
    let person = world.add_person("Rita", Role::Rep, None);
    let customer = world.add_customer(Some(person));
    visit(&mut world, person, customer);
    let (store, organisation) = (&*world.store, world.organisation);
    for wrong in [0, 3651] {
        let asked = Retention {
            positions_days: wrong,
        };
        assert!(matches!(
            set_retention(store, organisation, asked),
            Err(ServerError::Invalid { .. })
        ));
    }
    set_retention(store, organisation, Retention { positions_days: 7 }).unwrap();
    assert_eq!(retain(store, organisation, world.now + 8 * DAY).unwrap(), 3);
    assert!(!holds_precise(&everything(&world)));
}

#[test]
fn a_change_whose_words_were_forgotten_is_still_known_and_still_a_base() {
    let mut world = World::new();
    let person = world.add_person("Rita", Role::Rep, None);
    let customer = world.add_customer(Some(person));
    let phone = World::phone(person);
    let arrived = world.change(Body::CheckedIn(CheckedIn {
        customer,
        site: None,
        task: None,
        fix: Some(fix(world.now)),
    }));
    let check_in: CheckInId = world.must(&phone, &arrived).into();
    world.now += 91 * DAY;
    retain(&*world.store, world.organisation, world.now).unwrap();
    let again = world.push(&phone, &[&arrived]);
    assert!(
        again[0].is_accepted() && again[0].seq.is_some(),
        "{:?}",
        again[0].verdict
    );
    let mut left = world.change(Body::CheckedOut(CheckedOut {
        check_in,
        fix: None,
    }));
    let seen = BTreeMap::from([(Field::from("out"), BTreeMap::from([(arrived.id, true)]))]);
    left.was.insert(check_in.into(), seen);
    world.must(&phone, &left);
}

/// Words that stand for somebody; none may be found once he is erased.
const CANARIES: [&str; 12] = [
    "Canary-Name",
    "canary-login",
    "canary@example.com",
    "canary-note",
    "canary-met",
    "canary-phone",
    "canary-device",
    "canary-draft",
    "canary-diary",
    "canary-address",
    "canary-reason",
    "canary-passkey",
];

struct Gone {
    world: World,
    person: PersonId,
    admin: PersonId,
    other: PersonId,
}

/// Somebody who has left his traces everywhere, beside a colleague who has left the same.
fn lived() -> Gone {
    let mut world = World::new();
    let team = world.add_team("North", None);
    let admin = world.add_person("Ada", Role::Admin, None);
    let other = world.add_person("Otto", Role::Rep, Some(team));
    let person = world.add_person("Canary-Name", Role::Rep, Some(team));
    let (store, organisation) = (std::sync::Arc::clone(&world.store), world.organisation);
    let phone = World::phone(person);
    let customer = world.add_customer(Some(person));
    let enrolled = Device {
        person,
        is: DeviceKind::Phone,
        name: "canary-device".into(),
        revoked: false,
        wipe: None,
        wiped: None,
    };
    let enrolled = world.change(Body::DeviceEnrolled(DeviceEnrolled { enrolled }));
    world.must(&world.system(), &enrolled);
    visit(&mut world, person, customer);
    visit(&mut world, other, customer);
    let written = world.change(Body::NoteWritten(NoteWritten {
        note: None,
        customer: Some(customer),
        task: None,
        activity: None,
        outcome: None,
        met: "canary-met".into(),
        body: "canary-note one".into(),
        next: None,
    }));
    let note_id = world.must(&phone, &written);
    let edit = |base: &str, body: &str| {
        Body::NoteEdited(NoteEdited {
            note: note_id.into(),
            set: Default::default(),
            text: Some(TextEdit {
                base: TextHash::of(base),
                body: body.into(),
            }),
        })
    };
    // Two edits of one text: both authors' diaries keep the other's words.
    let mine = world.seeing(note_id, edit("canary-note one", "canary-diary two"));
    let others = world.seeing(note_id, edit("canary-note one", "others three"));
    world.must(&phone, &mine);
    world.must(&author_of(admin), &others);
    let drafted = outrider_model::id::NoteId(world.id());
    let draft = world.change(Body::DraftSaved(DraftSaved {
        note: drafted,
        customer: Some(customer),
        task: None,
        outcome: None,
        body: "canary-draft".into(),
    }));
    world.must(&phone, &draft);
    // An address that he typed, and that somebody has put right since.
    for (author, address) in [
        (&phone, "canary-address 1"),
        (&author_of(admin), "Main Street 2"),
    ] {
        let body = Body::CustomerEdited(Edited {
            target: customer,
            set: BTreeMap::from([(Field::from("address"), json!(address))]),
        });
        let change = world.seeing(customer.into(), body);
        world.must(author, &change);
    }
    // What was refused is kept as well.
    let refused = world.change(Body::CustomerAdded(CustomerAdded {
        name: String::new(),
        phone: "canary-phone".into(),
        owner: Some(person),
        ..Default::default()
    }));
    assert!(!world.push(&phone, &[&refused])[0].is_accepted());
    access(&world, person);
    let line = Note::of(Action::SignIn)
        .by(person)
        .saying(json!({ "login": "canary-login" }));
    note(&*store, organisation, world.now, &line).unwrap();
    let line = Note::of(Action::Invited)
        .by(admin)
        .telling_of(person)
        .saying(json!({ "email": "canary@example.com" }));
    note(&*store, organisation, world.now, &line).unwrap();
    Gone {
        world,
        person,
        admin,
        other,
    }
}

fn author_of(admin: PersonId) -> Author {
    Author {
        person: admin,
        device: DeviceId(uuid::Uuid::from_u128(99)),
        kind: DeviceKind::Console,
    }
}

/// Ways in, and what waits to be let in.
fn access(world: &World, person: PersonId) {
    let (store, organisation, now) = (&*world.store, world.organisation, world.now);
    let account = Account {
        person,
        login: "canary-login".into(),
        password: "canary-login".into(),
        email: "canary@example.com".into(),
    };
    store.save_account(organisation, &account).unwrap();
    let passkey = Credential {
        id: uuid::Uuid::from_u128(7),
        person,
        kind: CredentialKind::Passkey,
        name: "canary-passkey".into(),
        handle: b"canary-passkey".to_vec(),
        data: r#"{"key":"canary-passkey"}"#.into(),
        made: now,
        used: None,
    };
    store.save_credential(organisation, &passkey).unwrap();
    let invitation = Ticket {
        organisation,
        hash: [3; 32],
        purpose: Purpose::Enrol,
        person: Some(person),
        data: "canary@example.com".into(),
        made: now,
        expires: now + DAY,
    };
    store.save_ticket(&invitation).unwrap();
    let detained = Detained {
        change: outrider_model::id::ChangeId(uuid::Uuid::from_u128(4242)),
        author: person,
        device: World::phone(person).device,
        received: now,
        bytes: b"canary-note in quarantine".to_vec(),
        custody: Custody::Waiting,
        settled_by: None,
        settled: None,
    };
    assert_eq!(store.quarantine(organisation, &[detained]).unwrap(), 1);
}

/// Searches every byte of the folder: the database, its log, whatever lies beside it.
fn found_in(world: &World, words: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(world.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for word in words {
            if bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes())
            {
                found.push(format!("{word} in {}", path.display()));
            }
        }
    }
    found
}

fn canaries() -> Vec<String> {
    CANARIES.iter().map(|word| (*word).to_owned()).collect()
}

/// What figures are made of: tasks by status, visits with their length and verdict, hours.
fn figures(world: &World) -> BTreeMap<String, u64> {
    let mut figures: BTreeMap<String, u64> = BTreeMap::new();
    let mut count = |what: String| *figures.entry(what).or_default() += 1;
    world
        .store
        .export(world.organisation, &mut |stored| {
            let record = Record::parse(&stored.bytes)?;
            if record.kind == Kind::Task {
                let task: Task = record.read()?;
                let shown = task.shown(record.writer(&Field::from("assignee")).change);
                count(format!("task {} {:?}", shown.status, task.assignee));
            } else if record.kind == Kind::CheckIn {
                let visit: CheckIn = record.read()?;
                let end = visit.end.map(|leg| leg.civil.time).unwrap_or_default();
                let lasted = end - visit.begin.civil.time;
                count(format!(
                    "visit {} {lasted} {:?}",
                    visit.person, visit.verdict
                ));
            } else {
                count(format!("{}", record.kind));
            }
            Ok(())
        })
        .unwrap();
    figures
}

#[test]
fn of_somebody_who_is_erased_nothing_is_left_but_figures() {
    let gone = lived();
    let (world, store) = (&gone.world, &*gone.world.store);
    let before = figures(world);
    assert!(!found_in(world, &canaries()).is_empty());
    let preview = going(store, world.organisation, gone.person).unwrap();
    assert_eq!(preview.name, "Canary-Name");
    assert!(preview.records["note"] == 1 && preview.records["check_in"] == 1);
    let erased = erase(
        store,
        world.organisation,
        gone.person,
        Some(gone.admin),
        world.now,
    );
    let erased = erased.unwrap();
    assert_eq!(
        erased.changes,
        preview.changes + 1,
        "and the one by which he was shut out"
    );
    assert_eq!(found_in(world, &canaries()), Vec::<String>::new());
    let mut exported = String::new();
    store
        .export(world.organisation, &mut |stored| {
            exported.push_str(&String::from_utf8(stored.bytes).unwrap());
            Ok(())
        })
        .unwrap();
    for word in CANARIES {
        assert!(!exported.contains(word), "{word} in an export");
        assert!(!page(world, gone.admin).contains(word), "{word} on a phone");
    }
    assert_eq!(figures(world), before, "figures stay");
    let read: Person = world.record(gone.person.into()).unwrap().read().unwrap();
    assert!(read.erased && read.revoked && !read.name.contains("Canary"));
    // His colleague keeps what is his.
    assert!(everything(world).contains(&LAT.to_string()));
    assert!(world.record(gone.other.into()).is_some());
    let outcome = verify(store, world.organisation, None).unwrap();
    assert_eq!(outcome.finding, None);
    assert!(matches!(
        going(store, world.organisation, gone.person),
        Err(ServerError::NotFound)
    ));
}

#[test]
fn positions_of_somebody_who_is_erased_are_gone_as_numbers_too() {
    let mut world = World::new();
    let admin = world.add_person("Ada", Role::Admin, None);
    let person = world.add_person("Rita", Role::Rep, None);
    let customer = world.add_customer(Some(person));
    visit(&mut world, person, customer);
    let numbers = vec![LAT.to_string(), LON.to_string()];
    assert!(!found_in(&world, &numbers).is_empty());
    erase(
        &*world.store,
        world.organisation,
        person,
        Some(admin),
        world.now,
    )
    .unwrap();
    assert_eq!(found_in(&world, &numbers), Vec::<String>::new());
}

#[test]
fn an_erasure_that_was_cut_off_goes_on() {
    let gone = lived();
    let (world, store) = (&gone.world, &*gone.world.store);
    // As far as it comes before the process is killed: begun, and one commit.
    super::erase::begin(store, world.organisation, gone.person, Some(gone.admin)).unwrap();
    assert!(
        going(store, world.organisation, gone.person)
            .unwrap()
            .is_begun
    );
    let erased = resume(store, world.organisation, world.now).unwrap();
    assert_eq!(erased.len(), 1);
    assert_eq!(found_in(world, &canaries()), Vec::<String>::new());
    assert!(
        resume(store, world.organisation, world.now)
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        verify(store, world.organisation, None).unwrap().finding,
        None
    );
}

#[test]
fn nobody_erases_himself_or_somebody_who_is_not_there() {
    let mut world = World::new();
    let admin = world.add_person("Ada", Role::Admin, None);
    let (store, organisation) = (&*world.store, world.organisation);
    assert!(matches!(
        erase(store, organisation, admin, Some(admin), world.now),
        Err(ServerError::Conflict(_))
    ));
    let nobody = PersonId(uuid::Uuid::from_u128(5));
    assert!(matches!(
        erase(store, organisation, nobody, Some(admin), world.now),
        Err(ServerError::NotFound)
    ));
    let customer = RecordId::from(world.add_customer(None));
    assert!(matches!(
        going(&*world.store, organisation, customer.into()),
        Err(ServerError::NotFound)
    ));
}
