//! Commands, told as what a person does.

use std::collections::BTreeSet;

use outrider_model::change::{Body, CheckedIn, CustomerAdded, TaskAssigned, TextEdit};
use outrider_model::decide::{Code, Verdict};
use outrider_model::id::{ActivityTypeId, TaskId, TeamId};
use outrider_model::record::{
    CheckIn, Customer, Draft, Kind, MeetingNote, Priority, Task, draft_id,
};
use outrider_model::text::TextHash;

use super::{attention, check_in, customer, diary, note, task, undo, undo_offer};
use crate::error::Error;
use crate::store::tests::{ANNA, Office, Phone, id};
use crate::transact::{DraftContent, Op};

fn said(body: &str) -> DraftContent {
    DraftContent {
        body: body.into(),
        ..DraftContent::default()
    }
}

fn shop(name: &str) -> CustomerAdded {
    CustomerAdded {
        name: name.into(),
        ..CustomerAdded::default()
    }
}

#[test]
fn a_whole_visit_without_signal_arrives_as_it_was_lived() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let shop = customer::add(&phone.door, shop("Corner shop"))
        .unwrap()
        .value;
    let new = task::NewTask {
        title: "Demo".into(),
        details: String::new(),
        activity: ActivityTypeId(id(7)),
        customer: Some(shop),
        plan_day: None,
        window: None,
        priority: Priority::Normal,
    };
    let demo = task::assign_own(&phone.door, new).unwrap().value;
    task::accept(&phone.door, demo, None).unwrap();
    let arrived = CheckedIn {
        customer: shop,
        site: None,
        task: Some(demo),
        fix: None,
    };
    let visit = check_in::arrive(&phone.door, arrived).unwrap().value;
    task::start(&phone.door, demo, None).unwrap();
    let next = note::NextStepToMake {
        title: "Send the offer".into(),
        activity: ActivityTypeId(id(7)),
        plan_day: None,
        priority: Priority::High,
    };
    let content = DraftContent {
        customer: Some(shop),
        task: Some(demo),
        ..said("They like it.")
    };
    let written = note::write(&phone.door, None, content, Some(next))
        .unwrap()
        .value;
    task::complete(&phone.door, demo, None).unwrap();
    check_in::leave(&phone.door, visit, None).unwrap();
    customer::tag(
        &phone.door,
        shop,
        &BTreeSet::from(["warm".to_owned()]),
        &BTreeSet::new(),
    )
    .unwrap();
    phone.sync(&mut office);
    phone.agrees_with(&office);
    let note: MeetingNote = office.record_of(written).unwrap().read().unwrap();
    let follow_up: Task = office
        .record_of(note.next.unwrap())
        .unwrap()
        .read()
        .unwrap();
    assert_eq!(
        (follow_up.title.as_str(), follow_up.from_note),
        ("Send the offer", Some(written))
    );
    assert!(
        office
            .record_of(visit)
            .unwrap()
            .read::<CheckIn>()
            .unwrap()
            .end
            .is_some()
    );
    assert!(
        office
            .record_of(shop)
            .unwrap()
            .read::<Customer>()
            .unwrap()
            .tags
            .contains_key("warm")
    );
}

#[test]
fn a_completion_tapped_by_mistake_is_undone_also_after_it_was_sent() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let call = own_call(&phone);
    task::complete(&phone.door, call, None).unwrap();
    phone.sync(&mut office);
    assert_eq!(undo_offer(&phone.door).unwrap(), Some(Op::CompleteTask));
    undo(&phone.door).unwrap();
    phone.sync(&mut office);
    phone.agrees_with(&office);
    let task: Task = office.record_of(call).unwrap().read().unwrap();
    assert!(task.heads.values().all(|head| !head.status.is_terminal()));
}

#[test]
fn what_is_typed_survives_a_kill_and_coalesces_until_it_is_sent() {
    let (mut office, mut phone) = (Office::new(), Phone::new(1));
    let typed = note::keep(&phone.door, None, &said("Th")).unwrap().value;
    let first = note::save_draft(&phone.door, typed).unwrap().value.unwrap();
    assert_eq!(
        note::save_draft(&phone.door, typed).unwrap().value,
        None,
        "nothing new was typed"
    );
    phone.clock.advance(1_000_000);
    note::keep(&phone.door, Some(typed), &said("They li")).unwrap();
    let second = note::save_draft(&phone.door, typed).unwrap().value.unwrap();
    assert_eq!(first, second, "an unsent word is replaced and keeps its id");
    phone.restart(2);
    let rows = phone.store.read(|reader| reader.drafts()).unwrap();
    assert_eq!(rows[0].content.body, "They li");
    phone.sync(&mut office);
    let draft: Draft = office.record_of(draft_id(typed)).unwrap().read().unwrap();
    assert_eq!(draft.body, "They li");
    note::write(&phone.door, Some(typed), said("They like it."), None).unwrap();
    phone.sync(&mut office);
    phone.agrees_with(&office);
    assert!(
        phone
            .store
            .read(|reader| reader.drafts())
            .unwrap()
            .is_empty()
    );
    assert!(
        office
            .record_of(draft_id(typed))
            .unwrap()
            .read::<Draft>()
            .unwrap()
            .removed
    );
}

#[test]
fn an_open_editor_keeps_the_text_it_started_from_and_both_texts_are_merged() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let id = note::write(&phone.door, None, said("one two three"), None)
        .unwrap()
        .value;
    phone.sync(&mut office);
    note::open(&phone.door, id).unwrap();
    let text = TextEdit {
        base: TextHash::of("one two three"),
        body: "zero one two three".into(),
    };
    let set = Default::default();
    office.says(Body::NoteEdited(outrider_model::change::NoteEdited {
        note: id,
        set,
        text: Some(text),
    }));
    phone.sync(&mut office);
    note::keep(&phone.door, Some(id), &said("one two three four")).unwrap();
    note::edit(&phone.door, id, &said("one two three four")).unwrap();
    let shown: MeetingNote = phone.shows(id).unwrap().read().unwrap();
    assert_eq!(shown.body, "zero one two three four");
    phone.sync(&mut office);
    phone.agrees_with(&office);
}

#[test]
fn a_lost_value_is_restored_from_the_diary() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let shop = customer::add(&phone.door, shop("Shop")).unwrap().value;
    phone.sync(&mut office);
    let set = |name: &str| outrider_model::change::Fields::from([("name".into(), name.into())]);
    customer::edit(&phone.door, shop, set("Anna's")).unwrap();
    office.now += 60_000_000;
    office.says(Body::CustomerEdited(outrider_model::change::Edited {
        target: shop,
        set: set("Boss's"),
    }));
    phone.sync(&mut office);
    phone.agrees_with(&office);
    let lost = phone
        .store
        .read(|reader| reader.records(&Kind::Diary))
        .unwrap();
    assert_eq!(lost.len(), 1);
    diary::restore(&phone.door, lost[0].id.into()).unwrap();
    phone.sync(&mut office);
    phone.agrees_with(&office);
    assert_eq!(
        office
            .record_of(shop)
            .unwrap()
            .read::<Customer>()
            .unwrap()
            .name,
        "Anna's"
    );
    assert_eq!(attention::export(&phone.door).unwrap(), "[]");
}

#[test]
fn nul_right_to_left_and_combining_marks_come_back_byte_for_byte() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    for body in ["a\0b", "\u{202e}שלום", "e\u{301}é", "😀\u{fffd}\r\n\t\u{1}"] {
        let id = note::write(&phone.door, None, said(body), None)
            .unwrap()
            .value;
        phone.sync(&mut office);
        assert_eq!(
            phone.shows(id).unwrap().read::<MeetingNote>().unwrap().body,
            body
        );
        assert_eq!(
            office
                .record_of(id)
                .unwrap()
                .read::<MeetingNote>()
                .unwrap()
                .body,
            body
        );
    }
}

fn own_call(phone: &Phone) -> TaskId {
    let new = task::NewTask {
        title: "Call".into(),
        details: String::new(),
        activity: ActivityTypeId(id(7)),
        customer: None,
        plan_day: None,
        window: None,
        priority: Priority::Normal,
    };
    task::assign_own(&phone.door, new).unwrap().value
}

/// A task of the boss for Anna; of a team where one is given.
fn bosses_task(office: &mut Office, team: Option<TeamId>) -> TaskId {
    let made = office.says(Body::TaskAssigned(TaskAssigned {
        title: "Count the shelves".into(),
        details: String::new(),
        activity: ActivityTypeId(id(7)),
        assignee: Some(ANNA),
        team,
        customer: None,
        plan_day: None,
        window: None,
        priority: Priority::Normal,
        checklist: Default::default(),
        series: None,
        import: None,
    }));
    TaskId(made.0)
}

fn words(title: &str, details: &str) -> task::TaskWords {
    task::TaskWords {
        title: title.into(),
        details: details.into(),
        activity: ActivityTypeId(id(7)),
    }
}

#[test]
fn what_a_task_says_is_changed_where_it_is_new_and_comes_back_by_undo() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let call = own_call(&phone);
    phone.sync(&mut office);
    let same = task::edit(&phone.door, call, &words("Call", "")).unwrap();
    assert_eq!(same.value, None, "nothing is new");
    assert!(matches!(
        task::edit(&phone.door, call, &words(" ", "")),
        Err(Error::Refused(why)) if why.field == "title"
    ));
    let edit = task::edit(
        &phone.door,
        call,
        &words("Call the boss", "About the shelf"),
    )
    .unwrap();
    assert!(edit.value.is_some() && edit.forecasts.is_empty());
    phone.sync(&mut office);
    phone.agrees_with(&office);
    let read = |office: &Office| office.record_of(call).unwrap().read::<Task>().unwrap();
    assert_eq!(read(&office).title, "Call the boss");
    assert_eq!(read(&office).details, "About the shelf");
    assert_eq!(undo_offer(&phone.door).unwrap(), Some(Op::EditTask));
    undo(&phone.door).unwrap();
    phone.sync(&mut office);
    phone.agrees_with(&office);
    assert_eq!(read(&office).title, "Call");
    assert_eq!(read(&office).details, "");
}

#[test]
fn a_task_of_the_team_goes_back_to_it_and_undo_takes_it_again() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let shelves = bosses_task(&mut office, Some(TeamId(id(0x7E))));
    let alone = bosses_task(&mut office, None);
    phone.sync(&mut office);
    assert!(matches!(
        task::hand_back(&phone.door, alone),
        Err(Error::Refused(why)) if why.field == "team"
    ));
    let here = || phone.shows(shelves).unwrap().read::<Task>().unwrap();
    let saved = task::hand_back(&phone.door, shelves).unwrap();
    assert!(saved.forecasts.is_empty(), "{:?}", saved.forecasts);
    assert_eq!(here().assignee, None);
    assert_eq!(undo_offer(&phone.door).unwrap(), Some(Op::HandBackTask));
    undo(&phone.door).unwrap();
    assert_eq!(here().assignee, Some(ANNA));
    task::hand_back(&phone.door, shelves).unwrap();
    phone.sync(&mut office);
    phone.agrees_with(&office);
    assert_eq!(here().assignee, None);
}

#[test]
fn who_may_not_plan_a_task_is_told_so_when_he_changes_or_cancels_it() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let shelves = bosses_task(&mut office, None);
    phone.sync(&mut office);
    let edited = task::edit(&phone.door, shelves, &words("Nothing", "")).unwrap();
    let cancelled = task::cancel(&phone.door, shelves, "").unwrap();
    for forecasts in [edited.forecasts, cancelled.forecasts] {
        let (_, verdict) = forecasts.first().expect("the phone knows");
        assert!(matches!(verdict, Verdict::Refused(why) if why.code == Code::NotAllowed));
    }
    phone.sync(&mut office);
    let task: Task = office.record_of(shelves).unwrap().read().unwrap();
    assert_eq!(task.title, "Count the shelves");
    assert!(task.heads.is_empty());
    let kept = attention::export(&phone.door).unwrap();
    assert!(
        kept.contains("task.edited") && kept.contains("task.cancelled"),
        "{kept}"
    );
}
