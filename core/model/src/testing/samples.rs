//! One of everything that is stored or sent, with every field filled.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::author::civil;
use super::cast::{self, *};
use super::office::{device, organisation, series, whole_person};
use crate::change::*;
use crate::id::{RecordId, SeriesId};
use crate::place::{Coarseness, PlaceVerdict, Reason as Doubt, Whereabouts};
use crate::record::*;
use crate::stamp::{Stamp, Window};
use crate::text::TextHash;

pub(super) const DAY: jiff::civil::Date = jiff::civil::date(2026, 7, 1);
pub(super) const WINDOW: Window = Window { from: 540, to: 600 };

pub(crate) fn set(name: &str, value: Value) -> Fields {
    Fields::from([
        (Field::from(name), value),
        (Field::from("cleared"), Value::Null),
    ])
}

fn customer_added() -> CustomerAdded {
    CustomerAdded {
        name: "Bakery".into(),
        code: "K-17".into(),
        phone: "030".into(),
        email: "a@b.example".into(),
        address: "Main Street 1\n10115 Berlin".into(),
        about: "Ring \"twice\"".into(),
        owner: Some(ANNA),
        sites: [(DOOR, site())].into(),
        tags: [("big".into(), true)].into(),
        custom: [("colour".into(), "blue".into())].into(),
        import: Some(crate::id::ImportId(Uuid::from_u128(0x77))),
    }
}

fn task_assigned() -> TaskAssigned {
    TaskAssigned {
        details: "Second oven".into(),
        window: Some(WINDOW),
        priority: Priority::Urgent,
        series: Some(SeriesId(Uuid::from_u128(0x78))),
        import: Some(crate::id::ImportId(Uuid::from_u128(0x77))),
        ..cast::task(Some(ANNA), Some(NORTH))
    }
}

fn note_written() -> NoteWritten {
    NoteWritten {
        note: Some(made(0x79)),
        customer: Some(BAKERY),
        task: Some(TASK),
        activity: Some(DEMO),
        outcome: Some(Outcome::Positive),
        met: "Bob".into(),
        body: "Zwei Öfen.\t\u{0}\u{1f}\u{7f} 👩\u{200d}👧 שלום".into(),
        next: Some(NextStep {
            task: made(0x7a),
            title: "Send the offer".into(),
            activity: DEMO,
            plan_day: Some(DAY),
            priority: Priority::Low,
        }),
    }
}

fn draft_saved() -> DraftSaved {
    DraftSaved {
        note: made(0x79),
        customer: Some(BAKERY),
        task: Some(TASK),
        outcome: Some(Outcome::Open),
        body: "Half a".into(),
    }
}

/// One body of every name.
pub(crate) fn bodies() -> Vec<Body> {
    let report = || StatusReport {
        task: TASK,
        reason: "because".into(),
        fix: Some(fix()),
    };
    let note = || NoteRef { note: made(0x79) };
    let visit = || CheckInWithdrawn {
        check_in: made(0x7b),
        reason: "mistake".into(),
    };
    let built_in = BuiltIn {
        of: ORGANISATION,
        name: "demo".into(),
    };
    let name = || set("name", json!("Other"));
    vec![
        Body::OrganisationFounded(OrganisationFounded {
            target: ORGANISATION,
            settings: organisation(),
        }),
        Body::OrganisationEdited(Edited {
            target: ORGANISATION,
            set: name(),
        }),
        Body::ActivityTypeAdded(ActivityTypeAdded {
            name: "Demo".into(),
            rank: 3,
            built_in: Some(built_in),
        }),
        Body::ActivityTypeEdited(Edited {
            target: DEMO,
            set: set("retired", json!(true)),
        }),
        Body::SeriesStarted(SeriesStarted { series: series() }),
        Body::SeriesEdited(Edited {
            target: made(0x78),
            set: set("until", json!("2026-12-31")),
        }),
        Body::PersonAdded(PersonAdded {
            person: whole_person(),
        }),
        Body::PersonEdited(Edited {
            target: ANNA,
            set: set("hours/mon", json!({"from": 1, "to": 2})),
        }),
        Body::TeamAdded(TeamAdded {
            team: Team {
                name: "North".into(),
                parent: Some(SALES),
            },
        }),
        Body::TeamEdited(Edited {
            target: NORTH,
            set: name(),
        }),
        Body::DeviceEnrolled(DeviceEnrolled { enrolled: device() }),
        Body::DeviceEdited(Edited {
            target: made(0x7c),
            set: set("revoked", json!(true)),
        }),
        Body::CustomerAdded(customer_added()),
        Body::CustomerEdited(Edited {
            target: BAKERY,
            set: set("phone", json!("031")),
        }),
        Body::CustomerMoved(CustomerMoved {
            customer: BAKERY,
            owner: Some(BEN),
        }),
        Body::CustomerTagged(CustomerTagged {
            customer: BAKERY,
            add: [("big".into(), true)].into(),
            remove: [("old".into(), [(id(0x20), true)].into())].into(),
        }),
        Body::CustomerRemoved(CustomerRef { customer: BAKERY }),
        Body::CustomerRestored(CustomerRef { customer: BAKERY }),
        Body::TaskAssigned(task_assigned()),
        Body::TaskEdited(Edited {
            target: TASK,
            set: set("title", json!("Other")),
        }),
        Body::TaskRescheduled(Edited {
            target: TASK,
            set: set("plan_day", json!("2026-07-02")),
        }),
        Body::TaskReassigned(TaskReassigned {
            task: TASK,
            assignee: Some(BEN),
            team: Some(NORTH),
        }),
        Body::TaskClaimed(TaskRef { task: OFFER }),
        Body::TaskAccepted(report()),
        Body::TaskDeclined(report()),
        Body::TaskStarted(report()),
        Body::TaskCompleted(report()),
        Body::TaskNotDone(report()),
        Body::TaskReopened(report()),
        Body::TaskCancelled(report()),
        Body::TaskClosed(report()),
        Body::TaskChecked(TaskChecked {
            task: TASK,
            item: ITEM,
            done: true,
        }),
        Body::TaskRemoved(TaskRef { task: TASK }),
        Body::TaskRestored(TaskRef { task: TASK }),
        Body::CheckedIn(CheckedIn {
            customer: BAKERY,
            site: Some(DOOR),
            task: Some(TASK),
            fix: Some(fix()),
        }),
        Body::CheckedOut(CheckedOut {
            check_in: made(0x7b),
            fix: Some(fix()),
        }),
        Body::CheckOutWithdrawn(visit()),
        Body::CheckInWithdrawn(visit()),
        Body::CheckInRestored(visit()),
        Body::NoteWritten(note_written()),
        Body::NoteEdited(NoteEdited {
            note: made(0x79),
            set: set("outcome", json!("negative")),
            text: Some(TextEdit {
                base: TextHash::of("one"),
                body: "one two".into(),
            }),
        }),
        Body::NoteWithdrawn(note()),
        Body::NoteRestored(note()),
        Body::DraftSaved(draft_saved()),
        Body::DraftDiscarded(note()),
        Body::DiarySettled(DiarySettled {
            entry: made(0x7d),
            settled: Some(Settled::Restored),
        }),
    ]
    .into_iter()
    .chain(super::duty::bodies())
    .chain(super::office::bodies())
    .collect()
}

/// A change with every part of its envelope.
pub(crate) fn change(body: Body) -> Change {
    let seen: Seen = [(id(0x80), true), (id(0x81), true)].into();
    Change {
        id: id(0x82),
        mends: Some(id(0x83)),
        stamp: Stamp(NOON),
        civil: civil(NOON),
        was: [(BAKERY.into(), [(Field::from("phone"), seen)].into())].into(),
        body,
    }
}

fn head() -> Head {
    Head {
        status: Status::Done,
        person: ANNA,
        device: anna().device,
        stamp: Stamp(NOON),
        civil: civil(NOON),
        answers: id(0x30),
        fix: Some(fix()),
        reason: "because".into(),
    }
}

fn check_in() -> CheckIn {
    let leg = |time| Leg {
        civil: civil(time),
        fix: Some(fix()),
    };
    let verdict = PlaceVerdict {
        verdict: Whereabouts::Uncertain,
        probability_ppm: 500_000,
        distance_mm: 47_000,
        reason: Some(Doubt::NearEdge),
    };
    let overlap = EvidenceDetail {
        other: Some(made(0x90)),
        amount: 60,
    };
    CheckIn {
        person: ANNA,
        customer: BAKERY,
        site: Some(DOOR),
        task: Some(TASK),
        begin: leg(NOON),
        end: Some(leg(NOON + 60_000_000)),
        verdict: Some(verdict),
        evidence: [(Evidence::Overlap, overlap)].into(),
        withdrawn: true,
        coarsened: Some(Coarseness::Kilometre),
    }
}

pub(super) fn of(kind: Kind, fields: &impl Serialize) -> Record {
    let typed = serde_json::to_value(fields).unwrap();
    for header in ["kind", "id", "created", "by"] {
        assert!(
            typed.get(header).is_none(),
            "{kind} has a field of its own called `{header}`"
        );
    }
    let created = Created {
        change: Some(id(0x91)),
        person: MIA,
        stamp: Stamp(NOON),
    };
    let mut record = Record::create(kind, made(0x92), &created, fields).unwrap();
    let writer = Writer {
        change: id(0x93),
        person: ANNA,
        stamp: Stamp(NOON + 2),
        over: Some(Stamp(NOON)),
    };
    record.sign(&Field::from("name"), &writer).unwrap();
    record
}

/// One record of every kind, with every field filled.
pub(crate) fn records() -> Vec<Record> {
    let tags: BTreeMap<String, TagAdds> = [("big".into(), [(id(0x94), true)].into())].into();
    let CustomerAdded {
        name,
        code,
        phone,
        email,
        address,
        about,
        owner,
        sites,
        custom,
        import,
        ..
    } = customer_added();
    let customer = Customer {
        name,
        code,
        phone,
        email,
        address,
        about,
        owner,
        territory: Some(made(0x98)),
        sites,
        tags,
        custom,
        import,
        removed: true,
    };
    let TaskAssigned {
        title,
        details,
        activity,
        assignee,
        team,
        customer: at,
        plan_day,
        window,
        priority,
        checklist,
        series: of_series,
        import,
    } = task_assigned();
    let task = Task {
        title,
        details,
        activity,
        assignee,
        team,
        customer: at,
        plan_day,
        window,
        priority,
        checklist,
        series: of_series,
        from_note: Some(made(0x79)),
        import,
        heads: [(id(0x95), head())].into(),
        removed: true,
    };
    let NoteWritten {
        customer: about,
        task: on,
        activity,
        outcome,
        met,
        body,
        next,
        ..
    } = note_written();
    let note = MeetingNote {
        person: ANNA,
        civil: civil(NOON),
        customer: about,
        task: on,
        activity,
        outcome,
        met,
        body,
        next: next.map(|next| next.task),
        withdrawn: true,
    };
    let DraftSaved {
        note: of_note,
        customer: about,
        task: on,
        outcome,
        body,
    } = draft_saved();
    let draft = Draft {
        person: ANNA,
        device: anna().device,
        note: of_note,
        customer: about,
        task: on,
        outcome,
        body,
        removed: true,
    };
    let diary = Diary {
        person: ANNA,
        tells: DiaryKind::Lost,
        about: RecordId::from(BAKERY),
        about_kind: Kind::Customer,
        field: Some(Field::from("phone")),
        mine: json!("030"),
        theirs: json!("031"),
        change: id(0x96),
        other: Some(id(0x97)),
        by: Some(MIA),
        noticed: Stamp(NOON),
        settled: Some(Settled::Dismissed),
    };
    vec![
        of(Kind::Organisation, &organisation()),
        of(
            Kind::ActivityType,
            &ActivityType {
                name: "Demo".into(),
                rank: 3,
                retired: true,
            },
        ),
        of(Kind::Series, &series()),
        of(
            Kind::Person,
            &Person {
                erased: true,
                ..whole_person()
            },
        ),
        of(
            Kind::Team,
            &Team {
                name: "North".into(),
                parent: Some(SALES),
            },
        ),
        of(
            Kind::Device,
            &Device {
                wipe: Some(Wipe {
                    asked_by: MIA,
                    at: Stamp(NOON),
                }),
                wiped: Some(Wiped {
                    at: Stamp(NOON + 1),
                    unsent: 3,
                }),
                ..device()
            },
        ),
        of(Kind::Customer, &customer),
        of(Kind::Task, &task),
        of(Kind::CheckIn, &check_in()),
        of(Kind::Note, &note),
        of(Kind::Draft, &draft),
        of(Kind::Diary, &diary),
    ]
    .into_iter()
    .chain(super::duty::records())
    .chain(super::office::records())
    .collect()
}
