//! What is refused, what waits for it, and what the server asks for.

use outrider_model::change::{Body, CustomerAdded, CustomerRef, Edited, NoteEdited, TextEdit};
use outrider_model::decide::{Code, Reproach, Verdict};
use outrider_model::record::{Customer, MeetingNote};
use outrider_model::text::TextHash;
use outrider_model::wire::VerdictLine;

use super::delivery::{customer_of, name, said};
use super::{ANNA, Office, Phone};
use crate::command::{attention, customer, note, undo};
use crate::error::Error;
use crate::transact::DraftContent;

fn refuse(phone: &Phone, office: &Office, change: outrider_model::id::ChangeId) {
    let verdict = Verdict::Refused(Reproach {
        code: Code::NotAllowed,
        field: String::new(),
    });
    let line = VerdictLine {
        change,
        verdict,
        seq: Some(office.head() + 1),
    };
    phone.apply(&office.reply(&office.reply_head(), &[line], None, ANNA, 100));
}

#[test]
fn a_refused_change_and_what_waits_for_it_stay_and_others_go_on() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let refused = customer::add(&phone.door, customer_of("Refused"))
        .unwrap()
        .value;
    let content = DraftContent {
        customer: Some(refused),
        ..said("about the refused")
    };
    note::write(&phone.door, None, content, None).unwrap();
    let sent = phone.store.next_batch(1, 1 << 20).unwrap();
    refuse(&phone, &office, sent.ids[0]);
    let other = customer::add(&phone.door, customer_of("Other"))
        .unwrap()
        .value;
    phone.sync(&mut office);
    assert!(office.record_of(other).is_some());
    assert_eq!(office.head(), 1, "nothing of the rest was sent");
    let needs = phone.store.read(|reader| reader.needs_attention()).unwrap();
    assert_eq!((needs.len(), needs[0].dependents.len()), (1, 1));
    let exported = attention::export(&phone.door).unwrap();
    assert!(exported.contains("about the refused") && exported.contains("not_allowed"));
}

#[test]
fn a_mended_change_takes_its_dependents_along_after_later_ones_were_applied() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let refused = customer::add(&phone.door, customer_of("Refused"))
        .unwrap()
        .value;
    customer::edit(&phone.door, refused, name("Renamed")).unwrap();
    let content = DraftContent {
        customer: Some(refused),
        ..said("kept")
    };
    let written = note::write(&phone.door, None, content, None).unwrap().value;
    let sent = phone.store.next_batch(1, 1 << 20).unwrap();
    refuse(&phone, &office, sent.ids[0]);
    customer::add(&phone.door, customer_of("Later")).unwrap();
    phone.sync(&mut office);
    attention::mend(
        &phone.door,
        sent.ids[0],
        Body::CustomerAdded(customer_of("Mended")),
    )
    .unwrap();
    assert_eq!(
        phone
            .shows(refused)
            .unwrap()
            .read::<Customer>()
            .unwrap()
            .name,
        "Renamed"
    );
    phone.sync(&mut office);
    assert_eq!(
        office
            .record_of(refused)
            .unwrap()
            .read::<Customer>()
            .unwrap()
            .name,
        "Renamed"
    );
    assert!(office.record_of(written).is_some());
    phone.agrees_with(&office);
}

#[test]
fn discarding_a_refused_change_takes_what_waits_for_it() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let refused = customer::add(&phone.door, customer_of("Refused"))
        .unwrap()
        .value;
    customer::edit(&phone.door, refused, name("Renamed")).unwrap();
    let sent = phone.store.next_batch(1, 1 << 20).unwrap();
    refuse(&phone, &office, sent.ids[0]);
    attention::discard(&phone.door, sent.ids[0]).unwrap();
    assert!(attention::discard(&phone.door, sent.ids[0]).is_err());
    assert_eq!(phone.shows(refused), None);
    phone.sync(&mut office);
    phone.agrees_with(&office);
}

#[test]
fn the_server_gets_the_text_that_it_asks_for() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let id = note::write(&phone.door, None, said("a b c"), None)
        .unwrap()
        .value;
    phone.sync(&mut office);
    note::edit(&phone.door, id, &said("a b c d")).unwrap();
    let text = TextEdit {
        base: TextHash::of("a b c"),
        body: "z a b c".into(),
    };
    office.says(Body::NoteEdited(NoteEdited {
        note: id,
        set: Default::default(),
        text: Some(text),
    }));
    office.forget_texts();
    phone.sync(&mut office);
    phone.agrees_with(&office);
    assert_eq!(
        phone.shows(id).unwrap().read::<MeetingNote>().unwrap().body,
        "z a b c d"
    );
}

#[test]
fn a_change_that_waits_is_sent_again_when_what_it_waits_for_moves_or_after_a_while() {
    let (office, phone) = (Office::new(), Phone::new(1));
    customer::add(&phone.door, customer_of("Waits")).unwrap();
    let sent = phone.store.next_batch(1, 1 << 20).unwrap();
    let verdict = Verdict::Waits {
        ids: [outrider_model::id::RecordId(super::id(77))].into(),
    };
    let line = VerdictLine {
        change: sent.ids[0],
        verdict,
        seq: None,
    };
    phone.apply(&office.reply(&office.reply_head(), &[line], None, ANNA, 100));
    let ready = |phone: &Phone| {
        phone
            .store
            .read(|reader| Ok(reader.waiting()?.ready))
            .unwrap()
    };
    assert_eq!(ready(&phone), 0);
    phone.clock.advance(15 * 60 * 1_000_000);
    assert_eq!(ready(&phone), 1);
    let line = VerdictLine {
        change: sent.ids[0],
        verdict: Verdict::Waits {
            ids: [outrider_model::id::RecordId(super::id(77))].into(),
        },
        seq: None,
    };
    phone.apply(&office.reply(&office.reply_head(), &[line], Some(0), ANNA, 100));
    assert_eq!(ready(&phone), 0);
    let mut office = office.clone();
    office.hide(outrider_model::id::RecordId(super::id(77)));
    phone.apply(&office.reply(&office.reply_head(), &[], Some(0), ANNA, 100));
    assert_eq!(ready(&phone), 1);
}

#[test]
fn what_nobody_may_enter_is_refused_before_it_is_called_saved() {
    let phone = Phone::new(1);
    let nameless = customer::add(&phone.door, CustomerAdded::default());
    assert!(
        matches!(
            nameless,
            Err(Error::Refused(Reproach {
                code: Code::Invalid,
                ..
            }))
        ),
        "{nameless:?}"
    );
    let limit = outrider_model::text::LIMIT;
    let longer = said(&"x".repeat(limit + 1));
    assert!(matches!(
        note::write(&phone.door, None, longer.clone(), None),
        Err(Error::TooLong(_))
    ));
    assert!(matches!(
        note::keep(&phone.door, None, &longer),
        Err(Error::TooLong(_))
    ));
    note::write(&phone.door, None, said(&"x".repeat(limit)), None).unwrap();
    assert_eq!(phone.store.read(|reader| reader.outbox()).unwrap().len(), 1);
}

#[test]
fn a_forecast_of_refusal_is_saved_and_sent_all_the_same() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let id = customer::add(&phone.door, customer_of("Name"))
        .unwrap()
        .value;
    phone.sync(&mut office);
    office.says(Body::CustomerRemoved(CustomerRef { customer: id }));
    phone.sync(&mut office);
    let saved = customer::edit(&phone.door, id, name("After all")).unwrap();
    assert!(matches!(
        saved.forecasts[0].1,
        Verdict::Refused(Reproach {
            code: Code::Removed,
            ..
        })
    ));
    phone.sync(&mut office);
    assert_eq!(
        phone
            .store
            .read(|reader| reader.needs_attention())
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn an_unsent_tap_is_undone_without_a_trace_and_a_sent_one_by_its_inverse() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let id = customer::add(&phone.door, customer_of("First"))
        .unwrap()
        .value;
    undo(&phone.door).unwrap();
    assert_eq!(phone.shows(id), None);
    assert!(
        phone
            .store
            .read(|reader| reader.outbox())
            .unwrap()
            .is_empty()
    );
    let id = customer::add(&phone.door, customer_of("Second"))
        .unwrap()
        .value;
    phone.sync(&mut office);
    customer::edit(&phone.door, id, name("Renamed")).unwrap();
    phone.sync(&mut office);
    undo(&phone.door).unwrap();
    phone.sync(&mut office);
    assert_eq!(
        office
            .record_of(id)
            .unwrap()
            .read::<Customer>()
            .unwrap()
            .name,
        "Second"
    );
    undo(&phone.door).unwrap();
    assert!(matches!(undo(&phone.door), Err(Error::NothingToUndo)));
    phone.sync(&mut office);
    phone.agrees_with(&office);
    let _ = Edited {
        target: id,
        set: name(""),
    };
}
