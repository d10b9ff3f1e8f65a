//! What is too large is said to be so, with a code, and nothing of it is kept.

use outrider_model::change::{Bases, Body};
use outrider_model::decide::{Code, Verdict};
use outrider_model::record::{Kind, MeetingNote};
use outrider_model::text::LIMIT;
use outrider_model::wire::{MAX_BYTES, MAX_CHANGES};
use outrider_tests::world::{World, say};

#[test]
fn a_text_of_256_kib_is_taken_and_one_byte_more_is_refused() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    // Each of these takes six bytes on the wire: the largest legal change.
    let whole = "\u{1}".repeat(LIMIT);
    let (_, verdict) = phone.push(Body::NoteWritten(say::note(None, &whole)), Bases::new());
    assert_eq!(verdict, Verdict::Applied);
    let over = format!("{whole}x");
    let (_, verdict) = phone.push(Body::NoteWritten(say::note(None, &over)), Bases::new());
    let Verdict::Refused(reproach) = verdict else {
        panic!("{verdict:?}");
    };
    assert_eq!(
        (reproach.code, reproach.field.as_str()),
        (Code::TooLarge, "body")
    );
    phone.drain();
    let notes = phone.of_kind(&Kind::Note);
    assert_eq!(notes.len(), 1);
    assert!(notes[0].read::<MeetingNote>().unwrap().body == whole);
}

#[test]
fn a_request_beyond_its_limits_is_too_large_and_nothing_of_it_is_stored() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    let note = |phone: &mut outrider_tests::world::BarePhone, body: &str| {
        let change = phone.change(Body::NoteWritten(say::note(None, body)), Bases::new());
        change.bytes().unwrap()
    };
    let many: Vec<_> = (0..=MAX_CHANGES)
        .map(|_| note(&mut phone, "one of many"))
        .collect();
    let half = "y".repeat(MAX_BYTES / 5);
    let heavy: Vec<_> = (0..7).map(|_| note(&mut phone, &half)).collect();
    for changes in [many, heavy] {
        let (_, lines) = phone.request(&changes, Vec::new());
        let reply = phone.post(&lines);
        assert_eq!((reply.status, reply.code().as_str()), (413, "too_large"));
    }
    let bomb = zstd::encode_all(std::io::Read::take(std::io::repeat(b' '), 64 << 20), 3).unwrap();
    let reply = phone.post_raw(&bomb, &[("content-encoding", "zstd")]);
    assert_eq!((reply.status, reply.code().as_str()), (413, "too_large"));
    phone.drain();
    assert_eq!(phone.of_kind(&Kind::Note).len(), 0);
}

#[test]
fn a_request_of_as_many_changes_as_are_allowed_is_taken_whole() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    let mut changes = Vec::new();
    for number in 0..MAX_CHANGES {
        let body = Body::NoteWritten(say::note(None, &number.to_string()));
        changes.push(phone.change(body, Bases::new()).bytes().unwrap());
    }
    let answer = phone.sync(&changes);
    assert_eq!(answer.verdicts.len(), MAX_CHANGES);
    assert!(
        answer
            .verdicts
            .values()
            .all(|verdict| *verdict == Verdict::Applied)
    );
    phone.drain();
    assert_eq!(phone.of_kind(&Kind::Note).len(), MAX_CHANGES);
}
