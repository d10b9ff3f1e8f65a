//! What a phone shows of what its server said.

use outrider_model::change::{Body, CustomerRef, NoteEdited, TextEdit};
use outrider_model::decide::{Code, Reproach, Verdict};
use outrider_model::id::ChangeId;
use outrider_model::record::{MeetingNote, Wipe};
use outrider_model::stamp::Stamp;
use outrider_model::text::TextHash;
use outrider_model::wire::VerdictLine;

use crate::clock::Clock;
use crate::command::{attention, customer, note};
use crate::error::Error;
use crate::query::{self, Moment};
use crate::store::tests::{ANNA, Office, Phone, customer_of, name, said};
use crate::transact::DraftContent;
use crate::view::*;

const MINUTE: i64 = 60_000_000;

impl Phone {
    fn sync_facts(&self) -> query::SyncFacts {
        let clock: &dyn Clock = &*self.clock;
        let facts = self.store.read(|reader| {
            let moment = Moment::of(clock, Some(reader.now()?), "Europe/Berlin");
            query::sync(reader, query::judge(reader)?, moment)
        });
        facts.unwrap()
    }

    fn sync_view(&self) -> SyncView {
        SyncView::of(&self.sync_facts(), &Link::default())
    }

    /// The server refuses the next change that goes out.
    fn is_refused(&self, office: &Office, code: Code, field: &str) -> ChangeId {
        let sent = self.store.next_batch(1, 1 << 20).unwrap();
        let line = VerdictLine {
            change: sent.ids[0],
            verdict: Verdict::Refused(Reproach {
                code,
                field: field.into(),
            }),
            seq: Some(office.head() + 1),
        };
        let place = self.store.read(|reader| reader.place()).unwrap();
        let after = place.cursor.map(|cursor| cursor.seq);
        self.apply(&office.reply(&office.reply_head(), &[line], after, ANNA, 100));
        sent.ids[0]
    }

    fn remedies(&self) -> Vec<Remedy> {
        let view = self.sync_view();
        assert_eq!(view.attention.len(), 1, "{view:?}");
        view.attention[0].remedies.clone()
    }
}

#[test]
fn receipts_say_what_is_on_the_server_since_when_the_newest_first() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let shop = customer::add(&phone.door, customer_of("Corner shop"))
        .unwrap()
        .value;
    assert!(phone.sync_view().receipts.is_empty());
    phone.sync(&mut office);
    phone.clock.advance(MINUTE);
    customer::edit(&phone.door, shop, name("Corner café")).unwrap();
    // The answer is lost; the next one repeats what was said first.
    phone.exchange(&mut office, 100, true);
    phone.clock.advance(MINUTE);
    phone.sync(&mut office);
    let receipts = phone.sync_view().receipts;
    let shown: Vec<_> = receipts
        .iter()
        .map(|line| {
            let name = line.about_name.as_deref();
            (line.happened.as_str(), name, line.verdict)
        })
        .collect();
    assert_eq!(
        shown,
        [
            (
                "customer.edited",
                Some("Corner café"),
                ReceiptVerdict::Applied
            ),
            (
                "customer.added",
                Some("Corner café"),
                ReceiptVerdict::Applied
            ),
        ]
    );
    assert!(receipts[0].judged_at >= receipts[0].saved_at + MINUTE);
    assert!(receipts[0].judged_at > receipts[1].judged_at);
    assert!(receipts.iter().all(|line| line.about == Some(shop.into())));
}

#[test]
fn of_many_receipts_the_last_fifty_are_shown() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    for number in 0..60 {
        customer::add(&phone.door, customer_of(&format!("Shop {number}"))).unwrap();
    }
    phone.sync(&mut office);
    let receipts = phone.sync_view().receipts;
    assert_eq!(receipts.len(), 50);
    assert_eq!(receipts[0].about_name.as_deref(), Some("Shop 59"));
}

#[test]
fn a_refused_change_has_no_receipt_until_it_was_mended() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    customer::add(&phone.door, customer_of("Refused")).unwrap();
    let refused = phone.is_refused(&office, Code::NotAllowed, "");
    assert!(phone.sync_view().receipts.is_empty());
    let again = attention::say_again(&phone.door, refused).unwrap().value;
    phone.sync(&mut office);
    let receipts = phone.sync_view().receipts;
    assert_eq!(receipts.len(), 1);
    assert_eq!(receipts[0].change, again);
}

#[test]
fn what_was_not_allowed_is_said_again_and_takes_along_what_waited() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let shop = customer::add(&phone.door, customer_of("Shop"))
        .unwrap()
        .value;
    let content = DraftContent {
        customer: Some(shop),
        ..said("kept")
    };
    let written = note::write(&phone.door, None, content, None).unwrap().value;
    let refused = phone.is_refused(&office, Code::NotAllowed, "");
    assert_eq!(
        phone.remedies(),
        [Remedy::SayAgain, Remedy::Discard, Remedy::Export]
    );
    attention::say_again(&phone.door, refused).unwrap();
    phone.sync(&mut office);
    assert!(office.record_of(shop).is_some() && office.record_of(written).is_some());
    phone.agrees_with(&office);
    let twice = attention::say_again(&phone.door, refused);
    assert!(matches!(twice, Err(Error::NoChange(_))), "{twice:?}");
}

#[test]
fn what_would_be_refused_again_is_not_offered() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let shop = customer::add(&phone.door, customer_of("Shop"))
        .unwrap()
        .value;
    phone.sync(&mut office);
    customer::edit(&phone.door, shop, name("After all")).unwrap();
    office.says(Body::CustomerRemoved(CustomerRef { customer: shop }));
    phone.sync(&mut office);
    assert_eq!(phone.remedies(), [Remedy::Discard, Remedy::Export]);
    office.says(Body::CustomerRestored(CustomerRef { customer: shop }));
    phone.sync(&mut office);
    assert_eq!(
        phone.remedies(),
        [Remedy::SayAgain, Remedy::Discard, Remedy::Export],
        "once it was brought back"
    );
}

#[test]
fn a_text_that_was_too_long_is_offered_and_mended() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let written = note::write(&phone.door, None, said("far too long"), None)
        .unwrap()
        .value;
    let refused = phone.is_refused(&office, Code::TooLarge, "");
    let edit = Remedy::EditText {
        field: "body".into(),
        text: "far too long".into(),
    };
    assert_eq!(phone.remedies(), [edit, Remedy::Discard, Remedy::Export]);
    let longer = "x".repeat(outrider_model::text::LIMIT + 1);
    let outcome = attention::mend_text(&phone.door, refused, &longer);
    assert!(matches!(outcome, Err(Error::TooLong(_))), "{outcome:?}");
    attention::mend_text(&phone.door, refused, "short").unwrap();
    assert!(phone.sync_view().attention.is_empty());
    phone.sync(&mut office);
    let note: MeetingNote = office.record_of(written).unwrap().read().unwrap();
    assert_eq!(note.body, "short");
    phone.agrees_with(&office);
}

#[test]
fn the_text_of_the_field_that_is_named_is_mended() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let mut added = customer_of("A name that is no name");
    added.about = "Something longer that one should know about it.".into();
    let shop = customer::add(&phone.door, added).unwrap().value;
    let refused = phone.is_refused(&office, Code::Invalid, "name");
    let edit = Remedy::EditText {
        field: "name".into(),
        text: "A name that is no name".into(),
    };
    assert_eq!(phone.remedies()[0], edit);
    let empty = attention::mend_text(&phone.door, refused, "");
    assert!(matches!(empty, Err(Error::Refused(_))), "{empty:?}");
    attention::mend_text(&phone.door, refused, "A name").unwrap();
    phone.sync(&mut office);
    let name = office.record_of(shop).unwrap().get(&"name".into()).clone();
    assert_eq!(name, "A name");
}

#[test]
fn another_text_helps_nobody_who_was_refused_for_something_else() {
    let (office, phone) = (Office::new(), Phone::new(1));
    customer::add(&phone.door, customer_of("Shop")).unwrap();
    let refused = phone.is_refused(&office, Code::NotAllowed, "name");
    let outcome = attention::mend_text(&phone.door, refused, "Shop 2");
    assert!(matches!(outcome, Err(Error::Refused(_))), "{outcome:?}");
    assert_eq!(phone.sync_view().attention.len(), 1, "nothing was written");
}

#[test]
fn an_edit_of_a_note_said_again_still_starts_from_the_words_that_were_open() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let id = note::write(&phone.door, None, said("one two three"), None)
        .unwrap()
        .value;
    phone.sync(&mut office);
    note::edit(&phone.door, id, &said("one two three four")).unwrap();
    let refused = phone.is_refused(&office, Code::NotAllowed, "");
    office.says(Body::NoteEdited(NoteEdited {
        note: id,
        set: Default::default(),
        text: Some(TextEdit {
            base: TextHash::of("one two three"),
            body: "zero one two three".into(),
        }),
    }));
    phone.sync(&mut office);
    attention::say_again(&phone.door, refused).unwrap();
    phone.sync(&mut office);
    let note: MeetingNote = office.record_of(id).unwrap().read().unwrap();
    assert_eq!(note.body, "zero one two three four");
    phone.agrees_with(&office);
}

#[test]
fn who_asked_for_a_wipe_is_shown_with_what_would_be_lost() {
    let (office, phone) = (Office::new(), Phone::new(1));
    assert_eq!(phone.sync_view().wipe, None);
    customer::add(&phone.door, customer_of("Corner shop")).unwrap();
    phone.is_refused(&office, Code::NotAllowed, "");
    note::write(&phone.door, None, said("They like it."), None).unwrap();
    note::keep(&phone.door, None, &said("And they")).unwrap();
    let mut facts = phone.sync_facts();
    facts.wipe = Some(Wipe {
        asked_by: ANNA,
        at: Stamp(MINUTE),
    });
    let wipe = SyncView::of(&facts, &Link::default()).wipe.unwrap();
    assert_eq!((wipe.by.person, wipe.at), (ANNA, MINUTE));
    assert_eq!((wipe.unsent, wipe.refused), (2, 1));
}
