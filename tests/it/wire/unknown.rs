//! What an older version does not know is kept, and harms nobody.

use outrider_model::change::{Bases, Body};
use outrider_model::decide::Verdict;
use outrider_model::record::Kind;
use outrider_tests::world::{BarePhone, World, say};
use serde_json::Value;

/// Sends a good note, something unknown and another good note.
fn between_two_notes(phone: &mut BarePhone, strange: impl Fn(&str) -> String) -> Verdict {
    let bodies = ["before", "strange", "after"];
    let changes =
        bodies.map(|body| phone.change(Body::NoteWritten(say::note(None, body)), Bases::new()));
    let bytes = changes.each_ref().map(|change| change.bytes().unwrap());
    let [before, it, after] = bytes;
    let written = strange(std::str::from_utf8(&it).unwrap());
    assert_ne!(written.as_bytes(), it);
    let answer = phone.sync(&[before, written.into_bytes(), after]);
    assert_eq!(answer.verdicts[&changes[0].id], Verdict::Applied);
    assert_eq!(answer.verdicts[&changes[2].id], Verdict::Applied);
    answer.verdicts[&changes[1].id].clone()
}

#[test]
fn a_change_of_an_unknown_kind_is_unsupported_and_its_batch_untouched() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    let said = between_two_notes(&mut phone, |it| it.replace("note.written", "note.sung"));
    assert_eq!(said, Verdict::Unsupported);
    phone.drain();
    assert_eq!(phone.of_kind(&Kind::Note).len(), 2);
}

#[test]
fn a_change_of_an_unknown_version_is_unsupported_and_its_batch_untouched() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    let said = between_two_notes(&mut phone, |it| {
        let end = it.strip_suffix('}').unwrap();
        format!("{end},\"version\":2}}")
    });
    assert_eq!(said, Verdict::Unsupported);
    phone.drain();
    assert_eq!(phone.of_kind(&Kind::Note).len(), 2);
}

#[test]
fn an_unsupported_change_is_taken_once_it_is_sent_in_a_way_that_is_known() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    let change = phone.change(Body::NoteWritten(say::note(None, "later")), Bases::new());
    let known = change.bytes().unwrap();
    let strange = String::from_utf8(known.clone())
        .unwrap()
        .replace("note.written", "note.sung");
    let answer = phone.sync(&[strange.into_bytes()]);
    assert_eq!(answer.verdicts[&change.id], Verdict::Unsupported);
    let answer = phone.sync(&[known]);
    assert_eq!(
        answer.verdicts[&change.id],
        Verdict::Applied,
        "its id was not used up"
    );
}

#[test]
fn fields_that_the_server_does_not_know_are_taken_and_have_no_effect() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    let said = between_two_notes(&mut phone, |it| {
        let it = it.replace(r#""body":"strange""#, r#""body":"strange","mood":"glad""#);
        let end = it.strip_suffix('}').unwrap();
        format!("{end},\"weather\":{{\"sky\":\"blue\"}}}}")
    });
    assert_eq!(said, Verdict::Applied);
    phone.drain();
    let notes = phone.of_kind(&Kind::Note);
    assert_eq!(notes.len(), 3);
    for note in notes {
        let bytes: Value = serde_json::from_slice(&note.bytes().unwrap()).unwrap();
        assert!(
            bytes.get("mood").is_none() && bytes.get("weather").is_none(),
            "{bytes}"
        );
    }
}

#[test]
fn an_outcome_that_the_server_does_not_know_travels_as_its_word() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    let mut note = say::note(None, "odd");
    note.outcome = Some("enthusiastic".into());
    let (id, verdict) = phone.push(Body::NoteWritten(note), Bases::new());
    assert_eq!(verdict, Verdict::Applied);
    phone.drain();
    let record = phone
        .record(outrider_model::id::RecordId::from(id))
        .unwrap();
    assert_eq!(record.get(&"outcome".into()), "enthusiastic");
}
