//! Replies get lost; nothing is applied twice.

use outrider_model::change::{Bases, Body, hash};
use outrider_model::decide::Verdict;
use outrider_model::record::{Kind, MeetingNote};
use outrider_tests::world::{World, say};

#[test]
fn a_page_states_a_change_judged_whose_reply_was_lost_and_nothing_is_applied_twice() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    phone.drain();
    let change = phone.change(
        Body::NoteWritten(say::note(None, "said once")),
        Bases::new(),
    );
    let bytes = change.bytes().unwrap();
    let (_, lines) = phone.request(std::slice::from_ref(&bytes), Vec::new());
    assert_eq!(
        phone.post(&lines).status,
        200,
        "the server judged it; the reply is thrown away"
    );

    let answers = phone.drain();
    let judged: Vec<_> = answers.iter().flat_map(|answer| &answer.judged).collect();
    assert_eq!(judged.len(), 1);
    assert_eq!(judged[0].judged, change.id);
    assert_eq!(judged[0].verdict, Verdict::Applied);
    let wanted: String = hash(phone.person, &bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    assert_eq!(judged[0].hash, wanted);

    let again = phone.sync(&[bytes]);
    let first = Box::new(Verdict::Applied);
    assert_eq!(again.verdicts[&change.id], Verdict::Duplicate { of: first });
    assert_eq!(again.sequences[&change.id], judged[0].seq);
    let notes = phone.of_kind(&Kind::Note);
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].read::<MeetingNote>().unwrap().body, "said once");
}

#[test]
fn the_same_id_with_other_words_is_refused_and_the_first_words_stand() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    let first = phone.change(Body::NoteWritten(say::note(None, "first")), Bases::new());
    let mut second = first.clone();
    second.body = Body::NoteWritten(say::note(None, "second"));
    assert_eq!(
        phone.sync(&[first.bytes().unwrap()]).verdicts[&first.id],
        Verdict::Applied
    );
    let answer = phone.sync(&[second.bytes().unwrap()]);
    let Verdict::Refused(reproach) = answer.verdicts[&first.id].first() else {
        panic!("{:?}", answer.verdicts);
    };
    assert_eq!(reproach.code.as_str(), "id_reused");
    phone.drain();
    let note: MeetingNote = phone.of_kind(&Kind::Note)[0].read().unwrap();
    assert_eq!(note.body, "first");
}

#[test]
fn a_change_twice_in_one_request_is_applied_once() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    let change = phone.change(Body::NoteWritten(say::note(None, "once")), Bases::new());
    let bytes = change.bytes().unwrap();
    phone.sync(&[bytes.clone(), bytes]);
    phone.drain();
    assert_eq!(phone.of_kind(&Kind::Note).len(), 1);
}
