use std::collections::BTreeMap;

use outrider_model::change::CheckedIn;
use outrider_model::id::{ChangeId, CheckInId, DiaryId, ItemId, NoteId};
use outrider_model::place::{PlaceVerdict, Whereabouts};
use outrider_model::record::{
    CheckIn, Diary, DiaryKind, Evidence, EvidenceDetail, Field, Kind, Leg, Outcome, Priority,
    Record, Status,
};
use outrider_model::stamp::{Stamp, Window};
use serde_json::{Value, json};
use uuid::Uuid;

use super::check;
use super::world::*;
use crate::command;
use crate::query::{self, CustomerFilter};
use crate::store::{DraftContent, Turn};
use crate::view::*;

const NOTE: NoteId = NoteId(Uuid::from_u128(0xB001));

/// A morning with everything in it.
fn morning() -> World {
    let mut records = company();
    records.extend(customers());
    let window = |from, to| Some(Window { from, to });
    records.extend([
        task(1, "Overdue by three days", |task| {
            task.plan_day = TODAY.checked_sub(jiff::Span::new().days(3)).ok()
        }),
        task(2, "Urgent today", |task| task.priority = Priority::Urgent),
        task(3, "Window opens in half an hour", |task| {
            task.window = window(600, 660)
        }),
        task(4, "Window opens in the afternoon", |task| {
            task.window = window(960, 1_020)
        }),
        task(5, "At the café", |task| {
            task.customer = Some(CAFE);
            let lines = [
                (1, item("Samples", 2, false)),
                (2, item("Price list", 1, true)),
            ];
            task.checklist = lines
                .into_iter()
                .map(|(id, item)| (ItemId(Uuid::from_u128(id)), item))
                .collect();
            task.details = "Ask for Frau Öztürk.".into();
        }),
        task(6, "Across the town", |task| task.customer = Some(TOKYO)),
        task(7, "Any day", |task| task.plan_day = None),
        task(8, "Tomorrow", |task| task.plan_day = TODAY.tomorrow().ok()),
        task(9, "For whoever claims it", |task| {
            (task.assignee, task.team) = (None, Some(NORTH))
        }),
        task(10, "Done at eight", |task| {
            task.customer = Some(KIOSK);
            task.heads = BTreeMap::from([report(10, Status::Done, ANNA, NOW - HOUR, "")]);
        }),
        task(11, "Declined at seven", |task| {
            task.heads = [report(11, Status::Declined, ANNA, NOW - 2 * HOUR, "ill")].into()
        }),
        task(12, "Cancelled by Mia", |task| {
            task.heads = [report(12, Status::Cancelled, MIA, NOW - HOUR, "")].into()
        }),
        task(13, "Done yesterday", |task| {
            task.heads = [report(13, Status::Done, ANNA, NOW - 24 * HOUR, "")].into()
        }),
        task(14, "Low, and its window was missed", |task| {
            (task.priority, task.window) = (Priority::Low, window(480, 540));
        }),
        task(15, "A word of a newer version", |task| {
            task.priority = Priority::from("whenever")
        }),
        reassigned(
            task(16, "Ben's by now", |task| {
                task.activity = FAX;
                let (id, mut head) = report(16, Status::Started, ANNA, NOW - 3 * HOUR, "");
                head.fix = Some(fix(square(), 20_000));
                let undone = report(17, Status::NotDone, BEN, NOW - 5 * HOUR, "nobody");
                task.heads = BTreeMap::from([(id, head), undone]);
            }),
            BEN,
            MIA,
            NOW - HOUR,
        ),
        note(
            1,
            ANNA,
            CAFE,
            NOW - 26 * HOUR,
            "They will take two crates of the müsli.\nAsked about oat milk.",
        ),
        note(
            2,
            BEN,
            CAFE,
            NOW - 50 * HOUR,
            "NUL \0, right to left \u{202e}abc\u{202c}, 👩‍👩‍👧, e\u{301}",
        ),
        visit(1, NOW - 27 * HOUR, Some(NOW - 26 * HOUR)),
        visit(2, NOW - HOUR / 4, None),
        entry(
            1,
            CAFE.into(),
            Kind::Customer,
            "phone",
            json!("030 1"),
            json!("030 2"),
            DiaryKind::Lost,
        ),
        entry(
            2,
            task_id(16).into(),
            Kind::Task,
            "",
            Value::Null,
            json!(format!("person:{BEN}")),
            DiaryKind::Reassigned,
        ),
    ]);
    World::with(&records)
}

fn visit(number: u128, begin: i64, end: Option<i64>) -> Record {
    let leg = |time| Leg {
        civil: civil(time),
        fix: None,
    };
    let verdict = PlaceVerdict {
        verdict: Whereabouts::Outside,
        probability_ppm: 0,
        distance_mm: 900_000,
        reason: None,
    };
    let visit = CheckIn {
        person: ANNA,
        customer: CAFE,
        site: None,
        task: Some(task_id(5)),
        begin: leg(begin),
        end: end.map(leg),
        verdict: Some(verdict),
        evidence: BTreeMap::from([(
            Evidence::Mock,
            EvidenceDetail {
                other: None,
                amount: 1,
            },
        )]),
        withdrawn: false,
        coarsened: None,
    };
    record(
        Kind::CheckIn,
        CheckInId(Uuid::from_u128(0xC000 + number)),
        ANNA,
        begin,
        &visit,
    )
}

fn entry(
    number: u128,
    about: outrider_model::id::RecordId,
    kind: Kind,
    field: &str,
    mine: Value,
    theirs: Value,
    tells: DiaryKind,
) -> Record {
    let diary = Diary {
        person: ANNA,
        tells,
        about,
        about_kind: kind,
        field: (!field.is_empty()).then(|| Field::from(field)),
        mine,
        theirs,
        change: ChangeId(Uuid::from_u128(1)),
        other: None,
        by: Some(MIA),
        noticed: Stamp(NOW - HOUR),
        settled: None,
    };
    record(
        Kind::Diary,
        DiaryId(Uuid::from_u128(0xD000 + number)),
        MIA,
        NOW - HOUR,
        &diary,
    )
}

#[test]
fn today_is_ordered_and_says_why() {
    let world = morning();
    command::task::start(&world.door, task_id(5), None).unwrap();
    let here =
        world.look(|reader, judge, moment| query::today(reader, judge, moment, Some(square())));
    check("today", &TodayView::of(&here));
    let day = TODAY.tomorrow().unwrap();
    let there = world.look(|reader, judge, moment| query::day(reader, &judge, moment, None, day));
    check("day", &DayView::of(&there));
}

#[test]
fn a_task_shows_who_reported_what_and_what_may_be_done() {
    let world = morning();
    command::task::complete(&world.door, task_id(5), None).unwrap();
    for (name, id) in [
        ("task_done_here", 5),
        ("task_of_another", 16),
        ("task_to_claim", 9),
    ] {
        let facts = world.look(|reader, judge, moment| {
            query::task(reader, judge, moment, Some(square()), task_id(id))
        });
        check(
            name,
            &TaskView::of(&facts).map(|view| without_new_ids(&view)),
        );
    }
}

#[test]
fn an_arrival_offers_both_customers_of_one_fence() {
    let world = morning();
    let fix = fix(square(), 30_000);
    let facts =
        world.look(|reader, judge, moment| query::check_in(reader, judge, moment, Some(fix), None));
    check("check_in", &CheckInView::of(&facts));
    let facts = world.look(|reader, judge, moment| {
        query::check_in(reader, judge, moment, None, Some(task_id(6)))
    });
    check("check_in_without_fix", &CheckInView::of(&facts));
}

#[test]
fn an_editor_shows_what_is_safe_and_what_may_come_next() {
    let world = morning();
    let content = DraftContent {
        customer: Some(CAFE),
        outcome: Some(Outcome::Positive),
        body: "Half a sen".into(),
        ..DraftContent::default()
    };
    let note = command::note::keep(&world.door, None, &content)
        .unwrap()
        .value;
    let facts =
        world.look(|reader, judge, moment| query::note(reader, judge, moment, note, None, None));
    check("note_typed", &without_new_ids(&NoteView::of(&facts)));
    let facts =
        world.look(|reader, judge, moment| query::note(reader, judge, moment, NOTE, None, None));
    check("note_written", &NoteView::of(&facts));
    let (notes, names, pending) = world.look(|reader, _, _| query::notes_of(reader, CAFE, None));
    check("notes", &NotesView::of(CAFE, &notes, &names, &pending));
}

#[test]
fn customers_are_listed_found_nearby_and_shown_with_what_happened() {
    let world = morning();
    let mine = CustomerFilter {
        owner: Some(ANNA),
        ..CustomerFilter::default()
    };
    let facts = world.look(|reader, judge, _| query::customers(reader, judge, &mine, None));
    check("customers_mine", &CustomersView::of(&facts));
    let facts = world.look(|reader, judge, _| query::near_me(reader, judge, square()));
    check("customers_near", &CustomersView::of(&facts));
    let facts = world
        .look(|reader, judge, moment| query::customer(reader, judge, moment, Some(square()), CAFE));
    check("customer", &CustomerView::of(&facts));
    let begun = CustomerFilter {
        begins: "Sp".into(),
        ..CustomerFilter::default()
    };
    let facts = world.look(|reader, judge, _| query::customers(reader, judge, &begun, None));
    assert_eq!(CustomersView::of(&facts).customers.len(), 1);
    let after = CustomerFilter {
        after: Some(query::Bookmark {
            name: "Café Müller".into(),
            customer: CAFE,
        }),
        ..CustomerFilter::default()
    };
    let facts = world.look(|reader, judge, _| query::customers(reader, judge, &after, None));
    assert_eq!(CustomersView::of(&facts).customers.len(), 3);
}

#[test]
fn a_search_finds_notes_and_customers_by_plain_letters() {
    let world = morning();
    let found =
        |typed: &str| SearchView::of(&world.look(|reader, _, _| query::search(reader, typed)));
    check("search", &found("mus"));
    check("search_without_spaces", &found("京屋"));
    assert!(found("\" OR * NEAR( \0").hits.is_empty());
    assert_eq!(found("o'brien's deli").hits.len(), 1);
}

#[test]
fn the_sync_says_what_waits_and_what_needs_a_person() {
    let world = morning();
    let visit = command::check_in::arrive(
        &world.door,
        CheckedIn {
            customer: KIOSK,
            site: None,
            task: None,
            fix: Some(fix(square(), 30_000)),
        },
    );
    let visit = visit.unwrap().value;
    command::check_in::leave(&world.door, visit, None).unwrap();
    command::task::complete(&world.door, task_id(3), None).unwrap();
    let refused = ChangeId(visit.0);
    world
        .store
        .write(Turn::Background, |writing| {
            writing.refuse_too_large(refused)
        })
        .unwrap();
    let facts = world.look(query::sync);
    let link = Link {
        offline_since: Some(NOW - HOUR),
        last_answer: Some(NOW - 2 * HOUR),
        ..Link::default()
    };
    let view = SyncView::of(&facts, &link);
    assert_eq!(view.attention.len(), 1);
    assert_eq!(view.attention[0].dependents.len(), 1);
    assert_eq!(view.headline, Headline::NeedsAttention { changes: 1 });
    check("sync", &without_new_ids(&view));
    let idle = World::with(&company());
    let facts = idle.look(query::sync);
    assert_eq!(
        SyncView::of(&facts, &Link::default()).headline,
        Headline::OnServer
    );
    let signed_out = Link {
        needs_sign_in: true,
        ..Link::default()
    };
    assert_eq!(
        SyncView::of(&facts, &signed_out).headline,
        Headline::SignInNeeded
    );
}

#[test]
fn settings_and_enrolment_say_whose_phone_it_is() {
    let world = morning();
    let facts = world.look(|reader, judge, moment| {
        let profile = reader.profile()?.unwrap();
        query::settings(reader, judge, moment, profile)
    });
    let mut view = SettingsView::of(&facts, Default::default());
    assert!(view.bytes_used > 0);
    view.bytes_used = 0;
    check("settings", &view);
    let facts = world.look(|reader, _, _| query::enrolment(reader, reader.profile()?));
    check("enrolment", &EnrolmentView::of(&facts, true));
    let facts = world.look(|reader, _, _| query::enrolment(reader, None));
    assert_eq!(
        EnrolmentView::of(&facts, false).state,
        EnrolmentState::NotEnrolled
    );
}

/// Replaces the ids that the phone made, which follow from how often it drew.
fn without_new_ids(view: &impl serde::Serialize) -> Value {
    fn walk(value: &mut Value) {
        match value {
            Value::String(text) => {
                if Uuid::parse_str(text).is_ok_and(|id| id.get_version_num() == 7) {
                    *text = "(new)".into();
                }
            }
            Value::Array(list) => list.iter_mut().for_each(walk),
            Value::Object(object) => object.values_mut().for_each(walk),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut value = serde_json::to_value(view).unwrap();
    walk(&mut value);
    value
}
