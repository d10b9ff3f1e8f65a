//! Notes and drafts: nobody's words are overwritten in silence, and nobody sees half a sentence.

use serde_json::json;

use super::*;
use crate::audience::Audience;
use crate::change::{
    CustomerMoved, DiarySettled, DraftSaved, NextStep, NoteEdited, NoteRef, NoteWritten, TextEdit,
};
use crate::id::{NoteId, TaskId};
use crate::record::{Diary, DiaryKind, Draft, MeetingNote, Settled, Status, Task, draft_id};
use crate::testing::World;
use crate::testing::cast::*;

const NOTE: u128 = 0x500;

fn note() -> NoteId {
    made(NOTE)
}

fn written(body: &str) -> NoteWritten {
    NoteWritten {
        customer: Some(BAKERY),
        task: Some(TASK),
        body: body.into(),
        ..Default::default()
    }
}

fn noted(body: &str) -> World {
    let mut world = world();
    world.does(anna(), NOTE, 100, Body::NoteWritten(written(body)));
    world
}

fn edited(base: &str, body: &str) -> Body {
    let text = Some(TextEdit {
        base: TextHash::of(base),
        body: body.into(),
    });
    Body::NoteEdited(NoteEdited {
        note: note(),
        set: Default::default(),
        text,
    })
}

fn body(world: &World) -> String {
    world.record_of(note()).read::<MeetingNote>().unwrap().body
}

#[test]
fn two_people_edit_two_places_of_a_note_and_both_stand() {
    let base = "Call Bob on Friday about bread.";
    let mut world = noted(base);
    let annas = world.change(
        0x501,
        110,
        edited(base, "Call Alice on Friday about bread."),
    );
    let mias = world.change(
        0x502,
        105,
        edited(base, "Call Bob on Friday about fresh bread."),
    );
    assert_eq!(world.ingest(anna(), &annas), Verdict::Applied);
    assert_eq!(
        world.ingest(mia(), &mias),
        Verdict::Merged { losses: Vec::new() }
    );
    assert_eq!(body(&world), "Call Alice on Friday about fresh bread.");
    assert!(world.diary().is_empty());
}

#[test]
fn overlapping_edits_both_stand_marked_and_both_authors_are_told() {
    let base = "Call Bob on Friday.";
    let mut world = noted(base);
    let annas = world.change(0x501, 110, edited(base, "Call Bob on Monday."));
    let mias = world.change(0x502, 105, edited(base, "Call Bob next week."));
    world.ingest(anna(), &annas);
    world.ingest(mia(), &mias);
    let body = body(&world);
    assert!(
        body.contains("Monday") && body.contains("next week") && body.contains('‖'),
        "{body}"
    );
    for person in [ANNA, MIA] {
        assert_eq!(world.told(person, note()), [DiaryKind::Overlap]);
    }
}

#[test]
fn one_person_who_edits_a_note_twice_offline_is_not_in_conflict_with_himself() {
    let base = "One two three four five.";
    let (first, second) = ("One two three four five six.", "One two 3 four five six.");
    let mut world = noted(base);
    let one = world.change(0x501, 110, edited(base, first));
    let two = world.change(0x502, 120, edited(first, second));
    let others = world.change(0x503, 115, edited(base, "Zero one two three four five."));
    let mut between = world.clone();
    assert_eq!(world.ingest(anna(), &one), Verdict::Applied);
    assert_eq!(world.ingest(anna(), &two), Verdict::Applied);
    assert_eq!(body(&world), second);
    between.ingest(anna(), &one);
    between.ingest(mia(), &others);
    between.ingest(anna(), &two);
    assert_eq!(body(&between), "Zero one two 3 four five six.");
    for world in [world, between] {
        assert!(world.diary().is_empty());
    }
}

#[test]
fn an_edit_of_a_text_that_nobody_knows_asks_for_it() {
    let mut world = noted("now");
    let stranger = TextHash::of("another");
    let change = world.change(0x501, 110, edited("another", "another day"));
    let need = Verdict::NeedBase {
        record: note().into(),
        hash: stranger,
    };
    assert_eq!(world.ingest(anna(), &change), need);
    world
        .texts
        .insert((note().into(), stranger), "another".into());
    assert!(matches!(
        world.ingest(anna(), &change),
        Verdict::Merged { .. }
    ));
    assert!(body(&world).contains("now") && body(&world).contains("day"));
}

#[test]
fn a_merge_without_room_keeps_the_later_text_and_the_other_in_its_authors_diary() {
    let base = "word ".repeat(10);
    let mut world = noted(&base);
    let long = |letter: &str| format!("{}{}", letter.repeat(crate::text::LIMIT * 3 / 4), base);
    let first = world.change(0x501, 110, edited(&base, &long("a")));
    let second = world.change(0x502, 120, edited(&base, &long("b")));
    world.ingest(mia(), &first);
    let verdict = world.ingest(anna(), &second);
    assert!(matches!(verdict, Verdict::Merged { losses } if losses.len() == 1));
    assert_eq!(body(&world), long("b"));
    let [entry] = &world.diary()[..] else {
        panic!("one entry")
    };
    assert_eq!((entry.person, &entry.tells), (MIA, &DiaryKind::Lost));
    assert_eq!(entry.mine, json!(long("a")));
}

#[test]
fn a_note_is_edited_by_its_author_his_managers_and_whoever_stands_at_the_customer() {
    let mut world = noted("text");
    let edit = |word: &str| edited("text", word);
    assert_eq!(
        world.tries(cleo(), 0x501, 110, edit("a")),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(max(), 0x502, 110, edit("a")),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(ben(), 0x503, 110, edit("a")),
        refused(Code::NotAllowed)
    );
    world.does(mia(), 0x504, 110, edit("text by mia"));
    let to_ben = CustomerMoved {
        customer: BAKERY,
        owner: Some(BEN),
    };
    world.does(mia(), 0x505, 120, Body::CustomerMoved(to_ben));
    world.does(ben(), 0x506, 130, edited("text by mia", "text by ben"));
    assert_eq!(body(&world), "text by ben");
    let withdraw = Body::NoteWithdrawn(NoteRef { note: note() });
    assert_eq!(
        world.tries(ben(), 0x507, 140, withdraw),
        refused(Code::NotAllowed)
    );
}

#[test]
fn a_withdrawn_note_keeps_its_words_and_can_stand_again() {
    let mut world = noted("said");
    world.does(
        anna(),
        0x501,
        110,
        Body::NoteWithdrawn(NoteRef { note: note() }),
    );
    let read: MeetingNote = world.record_of(note()).read().unwrap();
    assert!(read.withdrawn && read.body == "said");
    assert!(world.sees(MIA, note()));
    assert_eq!(
        world.tries(mia(), 0x502, 120, edited("said", "new")),
        refused(Code::Removed)
    );
    world.does(
        anna(),
        0x503,
        130,
        Body::NoteRestored(NoteRef { note: note() }),
    );
    world.does(mia(), 0x504, 140, edited("said", "said more"));
}

#[test]
fn a_next_step_makes_exactly_one_task() {
    let mut world = world();
    let step: TaskId = made(0x700);
    let next = NextStep {
        task: step,
        title: "Send the offer".into(),
        activity: DEMO,
        plan_day: None,
        priority: Default::default(),
    };
    let body = Body::NoteWritten(NoteWritten {
        next: Some(next),
        ..written("good")
    });
    let change = world.change(NOTE, 100, body.clone());
    assert_eq!(world.ingest(anna(), &change), Verdict::Applied);
    let lost_reply = world.ingest(anna(), &change);
    assert_eq!(
        lost_reply,
        Verdict::Duplicate {
            of: Box::new(Verdict::Applied)
        }
    );
    let other = world.change(0x501, 110, body);
    assert_eq!(world.ingest(anna(), &other), refused(Code::IdReused));
    let tasks: Vec<Task> = world.of_kind(Kind::Task).map(|(_, task)| task).collect();
    let from_note: Vec<&Task> = tasks
        .iter()
        .filter(|task| task.from_note == Some(note()))
        .collect();
    let [task] = from_note[..] else {
        panic!("one task")
    };
    assert_eq!((task.assignee, task.customer), (Some(ANNA), Some(BAKERY)));
    assert_eq!(world.record_of(step).created().change, id(NOTE));
    world.does(anna(), 0x502, 120, Body::TaskCompleted(report(step, "")));
    assert_eq!(world.status(step), Status::Done);
}

#[test]
fn a_note_waits_for_the_customer_that_was_made_offline_in_its_batch() {
    let mut world = world();
    let change = world.change(
        NOTE,
        100,
        Body::NoteWritten(NoteWritten {
            customer: Some(made(0x600)),
            ..written("x")
        }),
    );
    assert_eq!(
        world.ingest(anna(), &change),
        Verdict::Waits {
            ids: [made::<RecordId>(0x600)].into()
        }
    );
    let kiosk = crate::change::CustomerAdded {
        name: "Kiosk".into(),
        owner: Some(ANNA),
        ..Default::default()
    };
    world.does(anna(), 0x600, 90, Body::CustomerAdded(kiosk));
    assert_eq!(world.ingest(anna(), &change), Verdict::Applied);
}

#[test]
fn a_body_of_256_kib_is_taken_and_one_byte_more_is_not() {
    let mut world = world();
    let too_large = Verdict::Refused(Reproach {
        code: Code::TooLarge,
        field: "body".into(),
    });
    let text = "a".repeat(crate::text::LIMIT);
    let more = format!("{text}a");
    assert_eq!(
        world.tries(anna(), 0x501, 100, Body::NoteWritten(written(&more))),
        too_large
    );
    assert_eq!(
        world.tries(anna(), NOTE, 100, Body::NoteWritten(written(&text))),
        Verdict::Applied
    );
    assert_eq!(
        world.tries(anna(), 0x502, 110, edited(&text, &more)),
        too_large
    );
    let draft = DraftSaved {
        note: note(),
        customer: None,
        task: None,
        outcome: None,
        body: more,
    };
    assert_eq!(
        world.tries(anna(), 0x503, 110, Body::DraftSaved(draft)),
        too_large
    );
}

fn draft(body: &str) -> Body {
    let (customer, task) = (Some(BAKERY), Some(TASK));
    Body::DraftSaved(DraftSaved {
        note: note(),
        customer,
        task,
        outcome: None,
        body: body.into(),
    })
}

fn drafted(world: &World) -> Draft {
    world.record_of(draft_id(note())).read().unwrap()
}

#[test]
fn a_draft_is_seen_by_its_author_alone_and_ends_as_its_note() {
    let mut world = world();
    world.does(anna(), 0x600, 90, draft("Half a"));
    assert_eq!(
        world.seen_by(draft_id(note())),
        [Audience::Person(ANNA)].into()
    );
    assert_eq!(
        world.tries(ben(), 0x601, 95, draft("x")),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(
            mia(),
            0x602,
            95,
            Body::DraftDiscarded(NoteRef { note: note() })
        ),
        refused(Code::NotAllowed)
    );
    let body = NoteWritten {
        note: Some(note()),
        ..written("Half a sentence, whole.")
    };
    world.does(anna(), 0x603, 100, Body::NoteWritten(body));
    assert!(world.seen_by(draft_id(note())).is_empty());
    assert_eq!(drafted(&world).body, "");
    assert!(world.sees(MIA, note()));
}

#[test]
fn a_draft_belongs_to_one_device_and_is_taken_over_explicitly() {
    let mut world = world();
    let tablet = anna().on(0x98);
    world.does(anna(), 0x600, 90, draft("on the phone"));
    let unaware = crate::testing::author::blind(0x601, 100, draft("on the tablet"));
    assert_eq!(world.ingest(tablet, &unaware), refused(Code::NotAllowed));
    world.does(tablet, 0x602, 110, draft("taken over"));
    assert_eq!(
        (drafted(&world).device, drafted(&world).body.as_str()),
        (tablet.device, "taken over")
    );
    let late = crate::testing::author::blind(0x603, 120, draft("phone again"));
    assert_eq!(world.ingest(anna(), &late), refused(Code::NotAllowed));
}

#[test]
fn a_draft_that_was_thrown_away_is_gone_and_may_begin_again() {
    let mut world = world();
    world.does(anna(), 0x600, 90, draft("no"));
    world.does(
        anna(),
        0x601,
        100,
        Body::DraftDiscarded(NoteRef { note: note() }),
    );
    assert!(world.seen_by(draft_id(note())).is_empty());
    world.does(anna(), 0x602, 110, draft("yes"));
    assert_eq!(drafted(&world).body, "yes");
    assert!(world.sees(ANNA, draft_id(note())));
}

#[test]
fn a_diary_entry_is_settled_by_the_person_it_is_for() {
    let mut world = noted("Call Bob on Friday.");
    for (number, author, to) in [(0x501, anna(), "Monday"), (0x502, mia(), "Tuesday")] {
        let change = world.change(
            number,
            110,
            edited("Call Bob on Friday.", &format!("Call Bob on {to}.")),
        );
        world.ingest(author, &change);
    }
    let entries: Vec<(RecordId, Diary)> = world.of_kind(Kind::Diary).collect();
    let (entry, _) = entries
        .iter()
        .find(|(_, diary)| diary.person == ANNA)
        .unwrap();
    let settle = Body::DiarySettled(DiarySettled {
        entry: (*entry).into(),
        settled: Some(Settled::Dismissed),
    });
    assert!(world.sees(MIA, *entry) && world.sees(ANNA, *entry) && !world.sees(BEN, *entry));
    assert_eq!(
        world.tries(mia(), 0x503, 120, settle.clone()),
        refused(Code::NotAllowed)
    );
    world.does(anna(), 0x504, 120, settle);
    assert_eq!(
        world.record_of(*entry).read::<Diary>().unwrap().settled,
        Some(Settled::Dismissed)
    );
}
