//! A phone meets what only a newer version knows.

use outrider_model::change::{Bases, Body};
use outrider_model::decide::Verdict;
use outrider_model::id::RecordId;
use outrider_tests::world::{World, reseal, say};
use serde_json::{Value, json};

#[test]
fn a_record_of_a_kind_that_this_phone_does_not_know_is_kept_as_it_came_and_harms_nothing() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    boss.assigns("Something that is known", &anna);
    let id = RecordId(world.id().0);
    let person = anna.person;
    let strange = json!({
        "created": { "person": person, "stamp": 5 },
        "id": id,
        "kind": "hologram",
        "shine": { "deep": { "er": "blue" } },
    });
    let shown = strange.clone();
    world
        .proxy
        .set_tamper(Some(Box::new(reseal(move |lines: &mut Vec<Value>| {
            if lines.iter().any(|line| line.get("record").is_some()) {
                lines.push(json!({ "in": [0], "seq": 1, "record": shown }));
            }
        }))));
    anna.online();
    world.proxy.set_tamper(None);
    assert!(anna.today().contains("Something that is known"));
    let kept = anna.stored_bytes(id).expect("it is kept");
    assert_eq!(kept, serde_json::to_vec(&strange).unwrap(), "byte for byte");
    anna.restarts();
    anna.online();
    assert_eq!(anna.stored_bytes(id).unwrap(), kept);
}

#[test]
fn a_word_that_this_phone_does_not_know_is_shown_and_sent_back_as_it_came() {
    let world = World::new();
    let boss = world.manager("Boss");
    let mut tablet = world.bare("Anna");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    let mut note = say::note(Some(bakery), "odd");
    note.outcome = Some("enthusiastic".into());
    let (id, verdict) = tablet.push(Body::NoteWritten(note), Bases::new());
    assert_eq!(verdict, Verdict::Applied);
    let id = RecordId::from(id);
    anna.online();
    assert_eq!(anna.field(id, "outcome"), "enthusiastic");
    anna.edits_note(id.into(), "odd, and longer");
    anna.online();
    tablet.drain();
    assert_eq!(
        tablet.record(id).unwrap().get(&"outcome".into()),
        "enthusiastic"
    );
    assert_eq!(
        tablet.record(id).unwrap().get(&"body".into()),
        "odd, and longer"
    );
}

#[test]
fn a_task_of_a_status_and_priority_that_this_phone_does_not_know_stays_on_a_list() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let task = boss.assigns("Ripen", &anna);
    world
        .proxy
        .set_tamper(Some(Box::new(reseal(|lines: &mut Vec<Value>| {
            for line in lines {
                if line["record"]["kind"] == "task" {
                    line["record"]["priority"] = "someday".into();
                }
            }
        }))));
    anna.online();
    world.proxy.set_tamper(None);
    assert_eq!(anna.field(task, "priority"), "someday");
    assert!(anna.today().contains("Ripen"));
    anna.completes(task);
    anna.online();
    assert_eq!(boss.status(task), "done");
}
