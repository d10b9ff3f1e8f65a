//! A server that was put back, and one that this phone has never seen.

use outrider_model::decide::Verdict;
use outrider_model::id::{DeviceId, EpochId, PersonId};
use outrider_model::wire::{Cursor, ReplyWriter};

use super::delivery::{customer_of, name, said};
use super::{ANNA, Office, Phone, id};
use crate::command::{customer, note};
use crate::error::Error;
use crate::store::{Profile, Turn};

#[test]
fn a_server_put_back_to_an_older_copy_gets_everything_again() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let first = customer::add(&phone.door, customer_of("First"))
        .unwrap()
        .value;
    phone.sync(&mut office);
    let mut older = office.clone();
    let second = customer::add(&phone.door, customer_of("Second"))
        .unwrap()
        .value;
    customer::edit(&phone.door, first, name("Renamed")).unwrap();
    phone.sync(&mut office);
    older.epoch = EpochId(id(0xE2));
    let mut head = older.reply_head();
    head.fork = Some(older.head());
    let applied = phone.apply(&older.reply(&head, &[], Some(older.head()), ANNA, 100));
    assert!(applied.is_anew && applied.has_more);
    assert_eq!(
        phone.store.read(|reader| reader.place()).unwrap().cursor,
        None
    );
    assert!(phone.shows(second).is_some(), "what waits stays visible");
    phone.sync(&mut older);
    assert!(older.record_of(second).is_some());
    phone.agrees_with(&older);
}

#[test]
fn an_unknown_epoch_is_fetched_anew_and_the_whole_journal_sent() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let theirs = office.says(super::delivery::task_for("Lost", None));
    let ours = note::write(&phone.door, None, said("mine"), None)
        .unwrap()
        .value;
    phone.sync(&mut office);
    let mut empty = Office::new();
    empty.epoch = EpochId(id(0xE3));
    let mut head = empty.reply_head();
    (head.resync, head.fork) = (true, Some(0));
    phone.apply(&empty.reply(&head, &[], None, ANNA, 100));
    assert_eq!(
        phone.shows(outrider_model::id::RecordId::from(theirs)),
        None,
        "the sweep took it"
    );
    assert!(phone.shows(ours).is_some());
    phone.sync(&mut empty);
    assert!(empty.record_of(ours).is_some());
    phone.agrees_with(&empty);
}

#[test]
fn a_full_fetch_in_pages_sweeps_at_its_end_and_never_what_waits() {
    let (mut office, mut phone) = (Office::new(), Phone::new(1));
    for number in 0..5 {
        office.says(super::delivery::task_for(&format!("Task {number}"), None));
    }
    phone.sync(&mut office);
    let gone = phone.all()[0].id;
    let waits = customer::add(&phone.door, customer_of("Waits"))
        .unwrap()
        .value;
    office.hide(gone);
    let mut head = office.reply_head();
    head.resync = true;
    phone.apply(&office.reply(&head, &[], None, ANNA, 2));
    assert_eq!(phone.all().len(), 6, "nothing goes before the end");
    phone.restart(9);
    assert!(phone.shows(waits).is_some());
    phone.sync(&mut office);
    phone.agrees_with(&office);
    assert!(office.record_of(waits).is_some());
}

#[test]
fn words_under_an_id_that_belongs_to_others_are_kept_and_sent_under_a_new_one() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let written = note::write(&phone.door, None, said("mine"), None)
        .unwrap()
        .value;
    let sent = phone.store.next_batch(1, 1 << 20).unwrap();
    let mut writer = ReplyWriter::begin(&office.reply_head()).unwrap();
    writer
        .judged(sent.ids[0], &[7; 32], Verdict::Applied, 1)
        .unwrap();
    let cursor = Cursor {
        epoch: office.epoch,
        seq: 0,
        scope: 0,
    };
    phone.apply(&writer.end(cursor, None, false).unwrap());
    let rows = phone.store.read(|reader| reader.outbox()).unwrap();
    assert_eq!(rows.len(), 1);
    assert_ne!(rows[0].change, sent.ids[0]);
    assert!(phone.shows(written).is_some());
    phone.sync(&mut office);
    assert!(office.record_of(written).is_some());
    phone.agrees_with(&office);
}

#[test]
fn enrolling_again_keeps_what_waits_and_another_person_is_turned_away() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let written = note::write(&phone.door, None, said("mine"), None)
        .unwrap()
        .value;
    let profile = phone.store.profile().unwrap().unwrap();
    let again = Profile {
        device: DeviceId(id(0xD2)),
        ..profile.clone()
    };
    phone
        .store
        .write(Turn::Interactive, |writing| writing.enrol(again))
        .unwrap();
    let other = Profile {
        person: PersonId(id(0xC)),
        ..profile
    };
    let turned = phone
        .store
        .write(Turn::Interactive, |writing| writing.enrol(other));
    assert!(matches!(turned, Err(Error::OtherProfile)));
    phone.sync(&mut office);
    assert!(office.record_of(written).is_some());
}
