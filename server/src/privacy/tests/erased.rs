//! Whoever was erased.

use std::collections::BTreeMap;

use outrider_model::change::{
    Body, CustomerAdded, DeviceEnrolled, DraftSaved, Edited, NoteEdited, NoteWritten, TextEdit,
};
use outrider_model::id::{DeviceId, PersonId, RecordId};
use outrider_model::record::{
    CheckIn, Device, DeviceKind, Field, Kind, Person, Record, Role, Task,
};
use outrider_model::text::TextHash;
use serde_json::json;

use super::super::{erase, going, resume};
use super::{LAT, LON, everything, page, visit};
use crate::audit::{Action, Note, note, verify};
use crate::error::ServerError;
use crate::ingest::Author;
use crate::ingest::tests::world::{DAY, World};
use crate::store::{Account, Credential, CredentialKind, Custody, Detained, Purpose, Ticket};

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

pub(crate) struct Gone {
    pub(crate) world: World,
    pub(crate) person: PersonId,
    pub(crate) admin: PersonId,
    other: PersonId,
}

/// Somebody who has left his traces everywhere, beside a colleague who has left the same.
fn lived() -> Gone {
    lived_in(World::new())
}

/// As [`lived`], in an empty world.
pub(crate) fn lived_in(mut world: World) -> Gone {
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

pub(crate) fn canaries() -> Vec<String> {
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
    super::super::erase::begin(store, world.organisation, gone.person, Some(gone.admin)).unwrap();
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
