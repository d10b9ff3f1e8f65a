//! One bad change among a hundred touches none of the others.

use outrider_model::change::{Bases, Body};
use outrider_model::decide::{Code, Verdict};
use outrider_model::record::Kind;
use outrider_tests::world::{BarePhone, World, say};

/// Sends a hundred notes with `poison` in one place among them and gives what was said of it.
fn hundred_with(phone: &mut BarePhone, place: usize, poison: Vec<u8>) -> Vec<Verdict> {
    let before = phone.of_kind(&Kind::Note).len();
    let mut changes = Vec::new();
    let mut ids = Vec::new();
    for number in 0..99 {
        let body = Body::NoteWritten(say::note(None, &format!("note {number}")));
        let change = phone.change(body, Bases::new());
        ids.push(change.id);
        changes.push(change.bytes().unwrap());
    }
    changes.insert(place, poison);
    let answer = phone.sync(&changes);
    for id in &ids {
        assert_eq!(
            answer.verdicts[id],
            Verdict::Applied,
            "poison in place {place}"
        );
    }
    phone.drain();
    assert_eq!(phone.of_kind(&Kind::Note).len(), before + 99);
    let others = answer.verdicts.iter().filter(|(id, _)| !ids.contains(id));
    others.map(|(_, verdict)| verdict.clone()).collect()
}

#[test]
fn one_poisoned_change_among_a_hundred_is_refused_wherever_it_stands() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    for place in [0, 1, 50, 98, 99] {
        let mut edit = say::note(None, "");
        edit.body = "x".repeat(outrider_model::text::LIMIT + 1);
        let poison = phone.change(Body::NoteWritten(edit), Bases::new());
        let said = hundred_with(&mut phone, place, poison.bytes().unwrap());
        let [Verdict::Refused(reproach)] = said.as_slice() else {
            panic!("{said:?}");
        };
        assert_eq!(reproach.code, Code::TooLarge);
    }
}

#[test]
fn a_change_that_is_no_change_is_refused_and_its_batch_untouched() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    for (place, code) in [(0, "malformed"), (57, "reserved"), (99, "not_canonical")] {
        let good = phone.change(Body::NoteWritten(say::note(None, "bad")), Bases::new());
        let good = String::from_utf8(good.bytes().unwrap()).unwrap();
        let poison = match code {
            "malformed" => good.replace(r#""body":"bad""#, r#""body":7"#),
            "reserved" => good.replace(r#""body":"bad""#, r#""author":"x","body":"bad""#),
            _ => good.replace(r#""body":"bad""#, r#""body": "bad""#),
        };
        assert_ne!(poison, good);
        let said = hundred_with(&mut phone, place, poison.into_bytes());
        let [Verdict::Refused(reproach)] = said.as_slice() else {
            panic!("{code}: {said:?}");
        };
        assert_eq!(reproach.code.as_str(), code);
    }
}
