use outrider_model::id::NoteId;
use outrider_model::record::{Field, MeetingNote, Outcome, Writer};
use outrider_model::stamp::Stamp;
use outrider_model::text::LIMIT;
use serde_json::Value;
use uuid::Uuid;

use super::NoteView;
use crate::command;
use crate::query;
use crate::store::DraftContent;
use crate::view::tests::world::*;

const NOTE: NoteId = NoteId(Uuid::from_u128(0xB001));

fn editor(world: &World, note: NoteId) -> NoteView {
    NoteView::of(
        &world.look(|reader, judge, moment| query::note(reader, judge, moment, note, None, None)),
    )
}

fn company_and(records: impl IntoIterator<Item = outrider_model::record::Record>) -> World {
    World::with(&company().into_iter().chain(records).collect::<Vec<_>>())
}

#[test]
fn words_of_any_kind_come_back_as_they_were_typed() {
    let world = company_and([]);
    for body in [
        "NUL \0 inside",
        "\u{202e}right to left",
        "e\u{301}",
        "👩‍👩‍👧",
        "\u{fffd}",
        "'; DROP TABLE note; --",
        "\r\n\t ",
    ] {
        let content = DraftContent {
            body: body.into(),
            ..DraftContent::default()
        };
        let note = command::note::keep(&world.door, None, &content)
            .unwrap()
            .value;
        let view = editor(&world, note);
        assert_eq!(view.text, body);
        assert_eq!(view.bytes_left, LIMIT - body.len());
    }
}

#[test]
fn a_note_that_moved_under_an_open_editor_is_said_to_have_moved() {
    let before = note(1, ANNA, CAFE, NOW - HOUR, "first");
    let world = company_and([before.clone()]);
    command::note::open(&world.door, NOTE).unwrap();
    assert!(!editor(&world, NOTE).has_moved);
    let mut after = before;
    after.set(&Field::from("body"), Value::String("second".into()));
    let writer = Writer {
        change: outrider_model::id::ChangeId(Uuid::from_u128(3)),
        person: BEN,
        stamp: Stamp(NOW),
        over: None,
    };
    after.sign(&Field::from("body"), &writer).unwrap();
    world.store.lay(&[after]).unwrap();
    let view = editor(&world, NOTE);
    assert!(view.has_moved);
    assert_eq!(view.text, "first");
}

#[test]
fn the_next_step_falls_on_a_working_day_and_follows_from_the_outcome() {
    let world = company_and([]);
    let suggested = |outcome| {
        let content = DraftContent {
            outcome: Some(outcome),
            ..DraftContent::default()
        };
        let note = command::note::keep(&world.door, None, &content)
            .unwrap()
            .value;
        editor(&world, note)
            .next
            .map(|next| next.plan_day.to_string())
    };
    assert_eq!(suggested(Outcome::Positive).as_deref(), Some("2026-07-08"));
    assert_eq!(suggested(Outcome::Absent).as_deref(), Some("2026-07-02"));
    assert_eq!(suggested(Outcome::Negative), None);
    world.clock.advance(2 * 24 * HOUR);
    // From a Friday, the next working day is a Monday.
    assert_eq!(suggested(Outcome::Absent).as_deref(), Some("2026-07-06"));
}

#[test]
fn a_note_that_has_its_next_step_suggests_no_other() {
    let mut record = note(1, ANNA, CAFE, NOW - HOUR, "done");
    let with_next = MeetingNote {
        next: Some(task_id(1)),
        ..record.read().unwrap()
    };
    record.lay(&with_next).unwrap();
    assert_eq!(editor(&company_and([record]), NOTE).next, None);
}
