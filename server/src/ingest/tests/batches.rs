//! Duplicates, bad bytes, poisoned changes, numbers that come twice, wholes.

use std::collections::BTreeMap;

use outrider_model::change::{Body, NoteEdited, NoteWritten, TextEdit};
use outrider_model::decide::{Code, Verdict};
use outrider_model::id::{CustomerId, RecordId};
use outrider_model::record::{MeetingNote, Role};
use outrider_model::text::TextHash;
use outrider_model::wire::PushedText;
use uuid::Uuid;

use super::world::{World, is_applied};
use crate::ingest::{Judged, Push};

fn code(judged: &Judged) -> Option<Code> {
    if let Verdict::Refused(reproach) = judged.verdict.first() {
        Some(reproach.code.clone())
    } else {
        None
    }
}

#[test]
fn a_change_sent_twice_is_answered_with_its_first_verdict_and_sequence() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let phone = World::phone(rep);
    let change = world.customer(Some(rep));
    let first = world.push_numbered(&phone, &[(1, &change)]);
    assert!(is_applied(&first[0]));
    let digest = world.store.digest(world.organisation).unwrap();
    let head = world.head();
    let again = world.push_numbered(&phone, &[(1, &change)]);
    assert_eq!(
        again[0].verdict,
        Verdict::Duplicate {
            of: Box::new(Verdict::Applied)
        }
    );
    assert_eq!(again[0].seq, first[0].seq);
    assert_eq!(world.head(), head);
    assert_eq!(world.store.digest(world.organisation).unwrap(), digest);
}

#[test]
fn a_refusal_sent_again_is_a_duplicate_of_the_refusal() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let other = world.add_person("Oli", Role::Rep, None);
    let change = world.customer(Some(other));
    let phone = World::phone(rep);
    let first = world.push_numbered(&phone, &[(1, &change)]);
    assert_eq!(code(&first[0]), Some(Code::NotAllowed));
    assert!(first[0].seq.is_some());
    let again = world.push_numbered(&phone, &[(1, &change)]);
    assert_eq!(
        again[0].verdict,
        Verdict::Duplicate {
            of: Box::new(first[0].verdict.clone())
        }
    );
    assert_eq!(again[0].seq, first[0].seq);
}

#[test]
fn another_change_under_a_known_id_is_refused_and_the_first_stands() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let phone = World::phone(rep);
    let change = world.customer(Some(rep));
    let mut forged = change.clone();
    forged.civil.offset = 3600;
    world.push_numbered(&phone, &[(1, &change)]);
    let bytes = world.stored(change.id.into()).unwrap().bytes;
    let judged = world.push_numbered(&phone, &[(2, &forged)]);
    assert_eq!(code(&judged[0]), Some(Code::IdReused));
    assert_eq!(judged[0].seq, None);
    assert_eq!(world.stored(change.id.into()).unwrap().bytes, bytes);
}

#[test]
fn a_number_that_comes_with_two_changes_is_counted_and_both_are_judged() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let phone = World::phone(rep);
    let (one, two) = (world.customer(Some(rep)), world.customer(Some(rep)));
    let judged = world.push_numbered(&phone, &[(7, &one), (7, &two), (9, &one)]);
    assert!(is_applied(&judged[0]) && is_applied(&judged[1]));
    assert!(matches!(judged[2].verdict, Verdict::Duplicate { .. }));
    let devices = world.store.devices(world.organisation).unwrap();
    assert_eq!(devices.iter().map(|device| device.forks).sum::<u64>(), 1);
}

/// Bytes that are no good change, and what is said of them.
fn poison() -> Vec<(String, Option<Code>)> {
    let envelope = |id: u128, before: &str, rest: &str| {
        let id = Uuid::from_u128(id);
        format!(
            r#"{{{before}"civil":{{"offset":0,"time":1,"zone":"UTC"}},{rest}"id":"{id}","stamp":1}}"#
        )
    };
    vec![
        (
            envelope(1, "", r#""do":"customer.added", "#),
            Some(Code::NotCanonical),
        ),
        (
            envelope(2, r#""body":{"owner":7},"#, r#""do":"customer.added","#),
            Some(Code::Malformed),
        ),
        (
            envelope(3, r#""body":{"name":1.5},"#, r#""do":"customer.added","#),
            Some(Code::Malformed),
        ),
        (
            envelope(4, r#""body":{"hash":"x"},"#, r#""do":"customer.added","#),
            Some(Code::Reserved),
        ),
        (envelope(5, "", r#""do":"moon.landed","#), None),
        ("{".to_owned(), Some(Code::Malformed)),
        ("\u{0}".to_owned(), Some(Code::Malformed)),
    ]
}

#[test]
fn one_poisoned_change_among_a_hundred_touches_no_other() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let head = world.head();
    let mut changes: Vec<Vec<u8>> = (0..100)
        .map(|_| world.customer(Some(rep)).bytes().unwrap())
        .collect();
    let places: Vec<usize> = (0..poison().len()).map(|number| 10 * number).collect();
    for (place, (bytes, _)) in places.iter().zip(poison()) {
        changes.insert(*place, bytes.into_bytes());
    }
    let judged = world
        .ingest(&[Push::unnumbered(World::phone(rep), changes)])
        .remove(0);
    for (place, (bytes, expected)) in places.iter().zip(poison()) {
        let poisoned = &judged[*place];
        match expected {
            Some(expected) => assert_eq!(code(poisoned), Some(expected), "{bytes}"),
            None => assert_eq!(poisoned.verdict, Verdict::Unsupported, "{bytes}"),
        }
        let is_kept = poisoned.seq.is_some();
        let has_name = !poisoned.change.0.is_nil();
        assert_eq!(is_kept, has_name && code(poisoned).is_some(), "{bytes}");
    }
    let good = judged
        .iter()
        .enumerate()
        .filter(|(place, _)| !places.contains(place));
    assert!(good.map(|(_, judged)| judged).all(Judged::is_accepted));
    assert_eq!(world.head(), head + 104);
}

#[test]
fn reserved_fields_are_refused_with_their_name() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let text = String::from_utf8(world.customer(Some(rep)).bytes().unwrap()).unwrap();
    let forged = text.replacen('{', r#"{"author":"x","#, 1);
    let push = Push::unnumbered(World::phone(rep), [forged.into_bytes()]);
    let judged = world.ingest(&[push]).remove(0).remove(0);
    let Verdict::Refused(reproach) = judged.verdict else {
        panic!("{judged:?}")
    };
    assert_eq!(
        (reproach.code, reproach.field.as_str()),
        (Code::Reserved, "author")
    );
}

#[test]
fn what_waits_is_not_stored_and_is_judged_when_it_comes_again() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let phone = World::phone(rep);
    let customer = world.customer(Some(rep));
    let visit = world.arrive(CustomerId(customer.id.0));
    let head = world.head();
    let judged = world.push_numbered(&phone, &[(2, &visit)]);
    assert!(
        matches!(judged[0].verdict, Verdict::Waits { .. }),
        "{judged:?}"
    );
    assert_eq!((judged[0].seq, world.head()), (None, head));
    let judged = world.push_numbered(&phone, &[(1, &customer), (2, &visit)]);
    assert!(judged.iter().all(is_applied), "{judged:?}");
}

#[test]
fn a_whole_push_with_one_refusal_leaves_nothing() {
    let mut world = World::new();
    let admin = world.add_person("Ada", Role::Admin, None);
    let good = world.customer(None);
    let mut bad = world.customer(None);
    let Body::CustomerAdded(added) = &mut bad.body else {
        panic!()
    };
    added.name.clear();
    let head = world.head();
    let author = World::phone(admin);
    let changes = [good.bytes().unwrap(), bad.bytes().unwrap()];
    let mut push = Push::unnumbered(author.clone(), changes);
    push.is_whole = true;
    let judged = world.ingest(&[push]).remove(0);
    assert!(
        judged[0].is_accepted() && !judged[1].is_accepted(),
        "{judged:?}"
    );
    assert!(judged.iter().all(|judged| judged.seq.is_none()));
    assert_eq!(world.head(), head);
    assert!(world.stored(good.id.into()).is_none());
    assert!(world.push(&author, &[&good])[0].is_accepted());
}

#[test]
fn a_note_edited_from_an_unknown_text_is_asked_for_it() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let phone = World::phone(rep);
    let customer = world.add_customer(Some(rep));
    let written = NoteWritten {
        customer: Some(customer),
        body: "one two".into(),
        ..Default::default()
    };
    let written = world.change(Body::NoteWritten(written));
    let note: RecordId = world.must(&phone, &written);
    let base = "one two three";
    let text = TextEdit {
        base: TextHash::of(base),
        body: "zero one two three".into(),
    };
    let edited = NoteEdited {
        note: note.into(),
        set: BTreeMap::new(),
        text: Some(text),
    };
    let edited = world.change(Body::NoteEdited(edited));
    let judged = world.push(&phone, &[&edited]);
    assert!(
        matches!(judged[0].verdict, Verdict::NeedBase { .. }),
        "{judged:?}"
    );
    let mut push = Push::unnumbered(phone, [edited.bytes().unwrap()]);
    push.texts.push(PushedText {
        of: note,
        text: base.into(),
    });
    let judged = world.ingest(&[push]).remove(0);
    assert!(judged[0].is_accepted(), "{judged:?}");
    let note: MeetingNote = world.record(note).unwrap().read().unwrap();
    assert!(note.body.contains("zero"), "{}", note.body);
}

#[test]
fn every_judged_change_has_a_sequence_of_its_own_and_stands_in_its_records_timelines() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let task = world.add_task(Some(rep), None);
    let stranger = world.add_person("Sven", Role::Rep, None);
    let done = world.complete(rep, task);
    let report = done.body.clone();
    let refused = world.seeing(task.into(), report);
    let judged = world.push(&World::phone(stranger), &[&refused]);
    assert!(code(&judged[0]).is_some());
    let timeline = world
        .store
        .timeline(world.organisation, task.into())
        .unwrap();
    let changes: Vec<_> = timeline.iter().map(|event| event.change).collect();
    assert_eq!(
        changes,
        [outrider_model::id::ChangeId(task.0), done.id, refused.id]
    );
    assert!(timeline.is_sorted_by(|left, right| left.seq < right.seq));
    assert!(timeline.is_sorted_by(|left, right| left.received < right.received));
    assert_eq!(
        timeline[1].payload.as_deref(),
        Some(done.bytes().unwrap().as_slice())
    );
    let history = world.store.history(world.organisation, 0, 1000).unwrap();
    let seqs: std::collections::BTreeSet<u64> = history.iter().map(|event| event.seq).collect();
    assert_eq!(seqs.len(), history.len());
    assert_eq!(seqs.last().copied(), Some(world.head()));
}

#[test]
fn a_mended_change_writes_under_the_id_of_the_refused_one_and_only_once() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let phone = World::phone(rep);
    let mut refused = world.customer(Some(rep));
    let Body::CustomerAdded(added) = &mut refused.body else {
        panic!()
    };
    added.name = " ".into();
    let visit = world.arrive(CustomerId(refused.id.0));
    let judged = world.push_numbered(&phone, &[(1, &refused), (2, &visit)]);
    assert_eq!(code(&judged[0]), Some(Code::Invalid));
    assert!(matches!(judged[1].verdict, Verdict::Waits { .. }));
    let mut mended = world.customer(Some(rep));
    mended.mends = Some(refused.id);
    let mut again = world.customer(Some(rep));
    again.mends = Some(refused.id);
    let other = world.add_person("Otto", Role::Rep, None);
    let mut stolen = world.customer(Some(other));
    stolen.mends = Some(refused.id);
    let judged = world.push_numbered(&World::phone(other), &[(1, &stolen)]);
    assert_eq!(code(&judged[0]), Some(Code::NotAllowed));
    let judged = world.push_numbered(&phone, &[(3, &mended), (2, &visit), (4, &again)]);
    assert!(judged[..2].iter().all(is_applied), "{judged:?}");
    assert_eq!(code(&judged[2]), Some(Code::IdReused));
    assert!(world.record(refused.id.into()).is_some());
    assert!(world.record(mended.id.into()).is_none());
}
