//! However replies come (in pages of any size, twice, not at all, with the process killed between),
//! phone and server end alike.

use outrider_model::change::{Body, CustomerAdded, Edited, Fields, StatusReport, TaskAssigned};
use outrider_model::id::{ActivityTypeId, CustomerId, TaskId};
use outrider_model::record::{MeetingNote, Priority, Task};
use proptest::prelude::*;

use super::{ANNA, Office, Phone, id};
use crate::command::{attention, customer, note, task, undo};
use crate::transact::DraftContent;

pub(crate) fn customer_of(name: &str) -> CustomerAdded {
    CustomerAdded {
        name: name.into(),
        owner: Some(ANNA),
        ..CustomerAdded::default()
    }
}

pub(super) fn task_for(title: &str, customer: Option<CustomerId>) -> Body {
    Body::TaskAssigned(TaskAssigned {
        title: title.into(),
        details: String::new(),
        activity: ActivityTypeId(id(7)),
        assignee: Some(ANNA),
        team: None,
        customer,
        plan_day: None,
        window: None,
        priority: Priority::Normal,
        checklist: Default::default(),
        series: None,
        import: None,
    })
}

pub(crate) fn said(body: &str) -> DraftContent {
    DraftContent {
        body: body.into(),
        ..DraftContent::default()
    }
}

pub(crate) fn name(name: &str) -> Fields {
    Fields::from([("name".into(), name.into())])
}

/// What may happen, in any order.
#[derive(Clone, Debug)]
enum Step {
    Add,
    Rename(usize),
    BossRenames(usize),
    BossAssigns(usize),
    Complete(usize),
    BossCancels(usize),
    Write(usize),
    EditNote(usize),
    BossEditsNote(usize),
    Draft(usize),
    Undo,
    Exchange { limit: usize, is_lost: bool },
    Repeat,
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    let which = 0_usize..4;
    prop_oneof![
        Just(Step::Add),
        which.clone().prop_map(Step::Rename),
        which.clone().prop_map(Step::BossRenames),
        which.clone().prop_map(Step::BossAssigns),
        which.clone().prop_map(Step::Complete),
        which.clone().prop_map(Step::BossCancels),
        which.clone().prop_map(Step::Write),
        which.clone().prop_map(Step::EditNote),
        which.clone().prop_map(Step::BossEditsNote),
        which.prop_map(Step::Draft),
        Just(Step::Undo),
        (1_usize..5, any::<bool>()).prop_map(|(limit, is_lost)| Step::Exchange { limit, is_lost }),
        Just(Step::Repeat),
        Just(Step::Restart),
    ]
}

/// What the run has made so far.
#[derive(Default)]
struct Made {
    customers: Vec<CustomerId>,
    tasks: Vec<TaskId>,
    notes: Vec<outrider_model::id::NoteId>,
    count: usize,
}

fn of<T: Copy>(list: &[T], which: usize) -> Option<T> {
    (!list.is_empty()).then(|| list[which % list.len()])
}

fn run(steps: &[Step]) {
    let (mut office, mut phone, mut made) = (Office::new(), Phone::new(1), Made::default());
    for (at, step) in steps.iter().enumerate() {
        phone.clock.advance(1_000);
        office.now += 1_000;
        made.count += 1;
        act(step, at as u64, &mut office, &mut phone, &mut made);
    }
    phone.sync(&mut office);
    let needs = phone.store.read(|reader| reader.needs_attention()).unwrap();
    for item in needs {
        attention::discard(&phone.door, item.row.change).unwrap();
    }
    phone.sync(&mut office);
    phone.agrees_with(&office);
    let left = phone.store.read(|reader| reader.waiting()).unwrap();
    assert_eq!((left.unjudged, left.parked), (0, 0));
    let mirrors: i64 = phone
        .store
        .read(|reader| {
            Ok(reader
                .db
                .query_row("SELECT count(*) FROM mirror", [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(mirrors, 0, "no copy stays when nothing pends");
}

fn act(step: &Step, at: u64, office: &mut Office, phone: &mut Phone, made: &mut Made) {
    let words = format!("words{}", made.count);
    match step {
        Step::Add => {
            made.customers.push(
                customer::add(&phone.door, customer_of(&words))
                    .unwrap()
                    .value,
            );
        }
        Step::Rename(which) => {
            if let Some(id) = of(&made.customers, *which).filter(|id| phone.shows(*id).is_some()) {
                customer::edit(&phone.door, id, name(&words)).unwrap();
            }
        }
        Step::BossRenames(which) => {
            if let Some(id) = of(&made.customers, *which).filter(|id| is_open(office, (*id).into()))
            {
                office.says(Body::CustomerEdited(Edited {
                    target: id,
                    set: name(&words),
                }));
            }
        }
        Step::BossAssigns(which) => {
            let customer = of(&made.customers, *which).filter(|id| is_open(office, (*id).into()));
            made.tasks
                .push(TaskId(office.says(task_for(&words, customer)).0));
        }
        Step::Complete(which) => {
            if let Some(id) = of(&made.tasks, *which).filter(|id| phone.shows(*id).is_some()) {
                task::complete(&phone.door, id, None).unwrap();
            }
        }
        Step::BossCancels(which) => {
            let open = |id: &TaskId| {
                let task: Task = office.record_of(*id).unwrap().read().unwrap();
                task.heads.values().all(|head| !head.status.is_terminal())
            };
            if let Some(task) = of(&made.tasks, *which).filter(open) {
                let report = StatusReport {
                    task,
                    reason: String::new(),
                    fix: None,
                };
                office.says(Body::TaskCancelled(report));
            }
        }
        Step::Write(which) => {
            let customer = of(&made.customers, *which).filter(|id| phone.shows(*id).is_some());
            let content = DraftContent {
                customer,
                ..said(&words)
            };
            made.notes
                .push(note::write(&phone.door, None, content, None).unwrap().value);
        }
        Step::EditNote(which) => {
            if let Some(id) = of(&made.notes, *which)
                && let Some(record) = phone.shows(id)
            {
                let note: MeetingNote = record.read().unwrap();
                let content = DraftContent {
                    customer: note.customer,
                    ..said(&format!("{words} {}", note.body))
                };
                note::edit(&phone.door, id, &content).unwrap();
            }
        }
        Step::BossEditsNote(which) => boss_edits(office, made, *which, &words),
        Step::Draft(which) => {
            let open = made.notes.len() + which;
            let note = outrider_model::id::NoteId(id(0x0D0_0000 + open as u128));
            note::keep(&phone.door, Some(note), &said(&words)).unwrap();
            note::save_draft(&phone.door, note).unwrap();
        }
        Step::Undo => {
            let _ = undo(&phone.door);
        }
        Step::Exchange { limit, is_lost } => {
            phone.exchange(office, *limit, *is_lost);
        }
        Step::Repeat => {
            let place = phone.store.read(|reader| reader.place()).unwrap();
            let after = place.cursor.map(|cursor| cursor.seq);
            let bytes = office.reply(&office.reply_head(), &[], after, ANNA, 2);
            phone.apply(&bytes);
            phone.apply(&bytes);
        }
        Step::Restart => phone.restart(at + 1_000),
    }
}

fn is_open(office: &Office, id: outrider_model::id::RecordId) -> bool {
    office
        .record_of(id)
        .is_some_and(|record| !record.get(&"removed".into()).as_bool().unwrap_or(false))
}

fn boss_edits(office: &mut Office, made: &Made, which: usize, words: &str) {
    let Some(id) = of(&made.notes, which) else {
        return;
    };
    let Some(record) = office.record_of(id) else {
        return;
    };
    let note: MeetingNote = record.read().unwrap();
    if note.withdrawn {
        return;
    }
    let text = outrider_model::change::TextEdit {
        base: outrider_model::text::TextHash::of(&note.body),
        body: format!("{} {words}", note.body),
    };
    office.says(Body::NoteEdited(outrider_model::change::NoteEdited {
        note: id,
        set: Fields::new(),
        text: Some(text),
    }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_delivery_ends_in_the_same_state(steps in prop::collection::vec(step(), 1..40)) {
        run(&steps);
    }
}

#[test]
fn a_person_who_edits_one_note_twice_offline_has_no_conflict_with_himself() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let id = note::write(&phone.door, None, said("one"), None)
        .unwrap()
        .value;
    phone.sync(&mut office);
    note::edit(&phone.door, id, &said("one two")).unwrap();
    note::edit(&phone.door, id, &said("one two three")).unwrap();
    phone.sync(&mut office);
    phone.agrees_with(&office);
    let note: MeetingNote = phone.shows(id).unwrap().read().unwrap();
    assert_eq!(note.body, "one two three");
    assert!(
        phone
            .store
            .read(|reader| reader.records(&outrider_model::record::Kind::Diary))
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_lost_reply_applies_nothing_twice() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let id = note::write(&phone.door, None, said("once"), None)
        .unwrap()
        .value;
    phone.exchange(&mut office, 100, true);
    assert!(office.record_of(id).is_some());
    let place = phone.store.read(|reader| reader.place()).unwrap();
    assert_eq!(place.cursor, None);
    // The page alone, without a verdict, states the change as judged.
    phone.apply(&office.reply(&office.reply_head(), &[], None, ANNA, 100));
    assert_eq!(
        phone
            .store
            .read(|reader| reader.waiting())
            .unwrap()
            .unjudged,
        0
    );
    phone.sync(&mut office);
    assert_eq!(office.head(), 1);
    phone.agrees_with(&office);
}
