//! Everything that a rep does has an inverse, and the inverse brings back what was seen.

use serde_json::{Map, json};

use super::*;
use crate::change::{
    CheckInWithdrawn, CheckedIn, CheckedOut, CustomerAdded, CustomerRef, CustomerTagged,
    DiarySettled, DraftSaved, Edited, NoteEdited, NoteRef, NoteWritten, TaskChecked,
    TaskReassigned, TaskRef, TextEdit, inverse,
};
use crate::record::{Diary, Settled, draft_id};
use crate::testing::World;
use crate::testing::author::Author;
use crate::testing::cast::*;

/// What a rep's phone offers, by the name under which it travels.
const REPS: [&str; 29] = [
    "customer.added",
    "customer.edited",
    "customer.removed",
    "customer.restored",
    "customer.tagged",
    "task.assigned",
    "task.edited",
    "task.rescheduled",
    "task.reassigned",
    "task.claimed",
    "task.accepted",
    "task.declined",
    "task.started",
    "task.completed",
    "task.not_done",
    "task.reopened",
    "task.checked",
    "task.removed",
    "task.restored",
    "checked_in",
    "checked_out",
    "check_out.withdrawn",
    "check_in.withdrawn",
    "check_in.restored",
    "note.written",
    "note.edited",
    "note.withdrawn",
    "note.restored",
    "draft.saved",
];
/// What has an inverse, but for a reason of its own no test of what was seen.
const OTHERS: [&str; 3] = ["draft.discarded", "diary.settled", "person.edited"];

/// What people see of a record that is neither removed nor withdrawn: all but the books of who
/// wrote it.
fn visible(world: &World, id: RecordId) -> Option<Map<String, Value>> {
    let record = world.records.get(&id)?;
    let bytes = record.bytes().unwrap();
    let mut object: Map<String, Value> = serde_json::from_slice(&bytes).unwrap();
    if ["removed", "withdrawn"]
        .iter()
        .any(|mark| object.contains_key(*mark))
    {
        return None;
    }
    for book in ["by", "created", "heads"] {
        object.remove(book);
    }
    if let Some(Value::Object(tags)) = object.get_mut("tags") {
        tags.values_mut().for_each(|adds| *adds = json!(true));
    }
    if record.kind == Kind::Task {
        object.insert("status".into(), json!(world.status(id.into())));
    }
    Some(object)
}

/// A world in which there is something of everything that a rep may do something to.
fn lived() -> World {
    let mut world = world();
    let mut number = 0x400;
    let mut does = |author: Author, body: Body| {
        number += 1;
        world.does(author, number, 30, body);
    };
    does(
        anna(),
        Body::CheckedIn(CheckedIn {
            customer: BAKERY,
            site: None,
            task: None,
            fix: None,
        }),
    );
    does(
        anna(),
        Body::NoteWritten(NoteWritten {
            customer: Some(BAKERY),
            body: "One two.".into(),
            ..Default::default()
        }),
    );
    does(
        anna(),
        Body::CustomerAdded(CustomerAdded {
            name: "Kiosk".into(),
            owner: Some(ANNA),
            phone: "030".into(),
            ..Default::default()
        }),
    );
    does(anna(), Body::TaskAssigned(task(Some(ANNA), None)));
    let draft = DraftSaved {
        note: made(0x402),
        customer: None,
        task: None,
        outcome: None,
        body: "half".into(),
    };
    does(anna(), Body::DraftSaved(draft));
    world
}

const VISIT: u128 = 0x401;
const NOTE: u128 = 0x402;
const KIOSK: u128 = 0x403;
const OWN: u128 = 0x404;

fn visit() -> CheckInWithdrawn {
    CheckInWithdrawn {
        check_in: made(VISIT),
        reason: String::new(),
    }
}

/// Bodies that a rep sends one after another, each undone where it stands, then done for good.
fn deeds() -> Vec<(RecordId, Body)> {
    let edit = |set: &[(&str, Value)]| Edited {
        target: made(KIOSK),
        set: fields(set),
    };
    let own = |set: &[(&str, Value)]| Edited {
        target: made(OWN),
        set: fields(set),
    };
    let tags = |add: &[&str], remove: &[(&str, u128)]| {
        Body::CustomerTagged(CustomerTagged {
            customer: BAKERY,
            add: add.iter().map(|tag| ((*tag).into(), true)).collect(),
            remove: remove
                .iter()
                .map(|(tag, by)| ((*tag).into(), [(id(*by), true)].into()))
                .collect(),
        })
    };
    let text = |base: &str, body: &str| {
        let text = Some(TextEdit {
            base: TextHash::of(base),
            body: body.into(),
        });
        let set = fields(&[("outcome", json!("positive")), ("met", json!("Bob"))]);
        Body::NoteEdited(NoteEdited {
            note: made(NOTE),
            set,
            text,
        })
    };
    let hand_back = TaskReassigned {
        task: OFFER,
        assignee: None,
        team: Some(NORTH),
    };
    let report = || report(TASK, "because");
    let new = |number| made::<RecordId>(number);
    vec![
        (
            new(0x1000),
            Body::CustomerAdded(CustomerAdded {
                name: "New".into(),
                owner: Some(ANNA),
                ..Default::default()
            }),
        ),
        (
            new(KIOSK),
            Body::CustomerEdited(edit(&[
                ("phone", json!("1")),
                ("custom/x", json!("y")),
                ("about", Value::Null),
            ])),
        ),
        (
            new(KIOSK),
            Body::CustomerEdited(edit(&[
                (
                    &format!("sites/{DOOR}"),
                    serde_json::to_value(site()).unwrap(),
                ),
                ("custom/x", Value::Null),
            ])),
        ),
        (BAKERY.into(), tags(&["big", "old"], &[])),
        (BAKERY.into(), tags(&["new"], &[("old", 0x20)])),
        (
            new(KIOSK),
            Body::CustomerRemoved(CustomerRef {
                customer: made(KIOSK),
            }),
        ),
        (
            new(KIOSK),
            Body::CustomerRestored(CustomerRef {
                customer: made(KIOSK),
            }),
        ),
        (new(0x1007), Body::TaskAssigned(task(Some(ANNA), None))),
        (
            new(OWN),
            Body::TaskEdited(own(&[
                ("title", json!("Other")),
                ("details", json!("more")),
            ])),
        ),
        (
            new(OWN),
            Body::TaskRescheduled(own(&[
                ("plan_day", Value::Null),
                ("window", json!({"from": 1, "to": 2})),
                ("priority", json!("urgent")),
            ])),
        ),
        (new(OWN), Body::TaskRemoved(TaskRef { task: made(OWN) })),
        (new(OWN), Body::TaskRestored(TaskRef { task: made(OWN) })),
        (OFFER.into(), Body::TaskClaimed(TaskRef { task: OFFER })),
        (OFFER.into(), Body::TaskReassigned(hand_back)),
        (
            TASK.into(),
            Body::TaskChecked(TaskChecked {
                task: TASK,
                item: ITEM,
                done: true,
            }),
        ),
        (
            TASK.into(),
            Body::TaskChecked(TaskChecked {
                task: TASK,
                item: ITEM,
                done: false,
            }),
        ),
        (TASK.into(), Body::TaskDeclined(report())),
        (TASK.into(), Body::TaskReopened(report())),
        (TASK.into(), Body::TaskNotDone(report())),
        (TASK.into(), Body::TaskReopened(report())),
        (TASK.into(), Body::TaskAccepted(report())),
        (TASK.into(), Body::TaskReopened(report())),
        (TASK.into(), Body::TaskStarted(report())),
        (TASK.into(), Body::TaskReopened(report())),
        (TASK.into(), Body::TaskCompleted(report())),
        (
            new(0x1019),
            Body::CheckedIn(CheckedIn {
                customer: BAKERY,
                site: None,
                task: None,
                fix: Some(fix()),
            }),
        ),
        (
            new(VISIT),
            Body::CheckedOut(CheckedOut {
                check_in: made(VISIT),
                fix: Some(fix()),
            }),
        ),
        (new(VISIT), Body::CheckOutWithdrawn(visit())),
        (new(VISIT), Body::CheckInWithdrawn(visit())),
        (new(VISIT), Body::CheckInRestored(visit())),
        (
            draft_id(made(NOTE)).into(),
            Body::DraftSaved(DraftSaved {
                note: made(NOTE),
                customer: None,
                task: None,
                outcome: None,
                body: "half a".into(),
            }),
        ),
        (
            new(0x101f),
            Body::NoteWritten(NoteWritten {
                body: "New.".into(),
                ..Default::default()
            }),
        ),
        (new(NOTE), text("One two.", "One two three.")),
        (new(NOTE), Body::NoteWithdrawn(NoteRef { note: made(NOTE) })),
        (new(NOTE), Body::NoteRestored(NoteRef { note: made(NOTE) })),
    ]
}

/// A check-out that is made again is made at another moment.
fn without_times(seen: Option<Map<String, Value>>) -> Option<Map<String, Value>> {
    let mut seen = seen?;
    if let Some(Value::Object(out)) = seen.get_mut("out") {
        out.remove("civil");
    }
    Some(seen)
}

#[test]
fn an_inverse_brings_back_what_was_seen() {
    let mut world = lived();
    let mut done = BTreeSet::new();
    for (index, (main, body)) in deeds().into_iter().enumerate() {
        let number = 0x1000 + index as u128;
        let before = world
            .records
            .get(&main)
            .map(|record| record.as_ref().clone());
        let seen_before = visible(&world, main);
        // Claims of Anna's are hers to hand back.
        let change = world.does(anna(), number, 1_000 + index as i64 * 10, body.clone());
        let after = world.clone();
        let back = inverse(&body, change.key(), before.as_ref());
        let back = back.unwrap_or_else(|| panic!("{} has no inverse", body.name()));
        assert_ne!(
            visible(&world, main),
            seen_before,
            "{} does something",
            body.name()
        );
        let mut undone = world.clone();
        undone.does(
            anna(),
            0x2000 + index as u128,
            1_005 + index as i64 * 10,
            back,
        );
        let seen = without_times(visible(&undone, main));
        assert_eq!(seen, without_times(seen_before), "{}", body.name());
        world = after;
        done.insert(body.name());
    }
    let missing: Vec<&&str> = REPS.iter().filter(|name| !done.contains(*name)).collect();
    assert!(missing.is_empty(), "without a test: {missing:?}");
}

#[test]
fn every_change_of_a_reps_has_an_inverse_and_only_beginnings_have_none() {
    let without = [
        "organisation.founded",
        "person.added",
        "team.added",
        "device.enrolled",
        "device.edited",
        "device.wiped",
        "track.recorded",
        "track.coarsened",
        "check_in.coarsened",
        "task.coarsened",
        "location.viewed",
        "territory.removed",
        "delegation.ended",
        "person.erased",
    ];
    // Each with a test beside its rules: `work`, `consent`, `office`.
    let of_duty = [
        "consent.given",
        "consent.withdrawn",
        "work.started",
        "work.paused",
        "work.resumed",
        "work.ended",
        "work.withdrawn",
        "work.restored",
        "work.correction_asked",
        "device.wipe_asked",
        "device.wipe_withdrawn",
    ];
    let managers = [
        "organisation.edited",
        "activity_type.added",
        "activity_type.edited",
        "series.started",
        "series.edited",
        "team.edited",
        "customer.moved",
        "task.cancelled",
        "task.closed_by_manager",
        "work.correction_settled",
        "territory.created",
        "territory.edited",
        "territory.person_added",
        "territory.person_removed",
        "delegation.given",
        "template.saved",
        "template.edited",
        "template.removed",
        "template.restored",
        "inbox.dismissed",
        "inbox.returned",
    ];
    let all: BTreeSet<&str> = REPS
        .into_iter()
        .chain(OTHERS)
        .chain(without)
        .chain(of_duty)
        .chain(managers)
        .collect();
    assert_eq!(all, Body::NAMES.iter().copied().collect::<BTreeSet<&str>>());
}

#[test]
fn a_draft_that_was_discarded_comes_back_and_a_settled_entry_opens_again() {
    let mut world = lived();
    let draft: RecordId = draft_id(made(NOTE)).into();
    let before = world.record_of(draft).clone();
    let body = Body::DraftDiscarded(NoteRef { note: made(NOTE) });
    let change = world.does(anna(), 0x1000, 100, body.clone());
    let back = inverse(&body, change.key(), Some(&before)).unwrap();
    world.does(anna(), 0x1001, 110, back);
    let seen: Value = world.record_of(draft).read().unwrap();
    assert_eq!(
        (&seen["body"], &seen["removed"]),
        (&json!("half"), &Value::Null)
    );

    let late = world.change(
        0x1002,
        120,
        Body::CustomerEdited(Edited {
            target: BAKERY,
            set: fields(&[("phone", json!("1"))]),
        }),
    );
    world.does(
        mia(),
        0x1003,
        130,
        Body::CustomerEdited(Edited {
            target: BAKERY,
            set: fields(&[("phone", json!("2"))]),
        }),
    );
    world.ingest(anna(), &late);
    let (entry, _) = world.of_kind::<Diary>(Kind::Diary).next().unwrap();
    let before = world.record_of(entry).clone();
    let body = Body::DiarySettled(DiarySettled {
        entry: entry.into(),
        settled: Some(Settled::Restored),
    });
    let change = world.does(anna(), 0x1004, 140, body.clone());
    let back = inverse(&body, change.key(), Some(&before)).unwrap();
    world.does(anna(), 0x1005, 150, back);
    assert_eq!(
        world.record_of(entry).read::<Diary>().unwrap().settled,
        None
    );
}

#[test]
fn a_step_that_is_taken_back_leaves_the_task_to_be_done_again() {
    let mut world = world();
    world.does(anna(), 0x100, 100, Body::TaskAccepted(report(TASK, "")));
    let before = world.record_of(TASK).clone();
    let body = Body::TaskStarted(report(TASK, ""));
    let change = world.does(anna(), 0x101, 110, body.clone());
    let back = inverse(&body, change.key(), Some(&before)).unwrap();
    world.does(anna(), 0x102, 120, back);
    assert_eq!(world.status(TASK), crate::record::Status::Assigned);
}

#[test]
fn an_edit_is_taken_back_without_what_others_wrote_meanwhile() {
    let mut world = lived();
    let before = world.record_of(made::<RecordId>(NOTE)).clone();
    let text = |base: &str, body: &str| {
        let text = Some(TextEdit {
            base: TextHash::of(base),
            body: body.into(),
        });
        Body::NoteEdited(NoteEdited {
            note: made(NOTE),
            set: Default::default(),
            text,
        })
    };
    let annas = text("One two.", "One two three.");
    let change = world.does(anna(), 0x1000, 100, annas.clone());
    world.does(
        mia(),
        0x1001,
        110,
        text("One two three.", "Zero. One two three."),
    );
    let back = inverse(&annas, change.key(), Some(&before)).unwrap();
    world.does(anna(), 0x1002, 120, back);
    let seen: Value = world.record_of(made::<RecordId>(NOTE)).read().unwrap();
    assert_eq!(seen["body"], json!("Zero. One two."));
}
