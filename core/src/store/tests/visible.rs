//! Audiences that come and go, records that go, kinds that nobody knows.

use outrider_model::audience::Audience;
use outrider_model::id::{RecordId, TeamId};
use outrider_model::record::Kind;
use outrider_model::wire::{Cursor, ReplyHead, ReplyWriter};

use super::delivery::{customer_of, name, task_for};
use super::{ANNA, Office, Phone, id};
use crate::command::customer;

fn page(head: &ReplyHead, records: &[(&[u8], &[u8])], seq: u64) -> Vec<u8> {
    let mut writer = ReplyWriter::begin(head).unwrap();
    for (places, bytes) in records {
        writer.record(seq, places, bytes);
    }
    writer
        .end(
            Cursor {
                epoch: head.epoch,
                seq,
                scope: seq,
            },
            None,
            false,
        )
        .unwrap()
}

fn record(kind: &str, number: u128) -> Vec<u8> {
    let (id, person) = (id(number), ANNA);
    format!(
        "{{\"created\":{{\"person\":\"{person}\",\"stamp\":5}},\"id\":\"{id}\",\"kind\":\"{kind}\",\"name\":\"N{number}\",\"new\":{{\"a\":1}}}}"
    )
    .into_bytes()
}

#[test]
fn a_record_in_three_audiences_goes_when_the_last_is_lost() {
    let (office, phone) = (Office::new(), Phone::new(1));
    let team = |number| Audience::Team(TeamId(id(number)));
    let mut head = office.reply_head();
    head.audiences = vec![team(1), team(2), team(3)];
    let bytes = record("customer", 50);
    phone.apply(&page(&head, &[(&[0, 1, 2], &bytes)], 1));
    for left in (0..3).rev() {
        assert!(phone.shows(RecordId(id(50))).is_some());
        head.drop = head.audiences.split_off(left);
        phone.apply(&page(&head, &[], 2));
    }
    assert_eq!(phone.shows(RecordId(id(50))), None);
    let rows: i64 = phone
        .store
        .read(|reader| {
            Ok(reader.db.query_row(
                "SELECT (SELECT count(*) FROM customer) + (SELECT count(*) FROM slot)
                      + (SELECT count(*) FROM search WHERE search MATCH 'N50')",
                [],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(rows, 0, "side row, words and slots went with it");
}

#[test]
fn gone_waits_until_what_pends_is_judged() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let id = customer::add(&phone.door, customer_of("Mine"))
        .unwrap()
        .value;
    phone.sync(&mut office);
    customer::edit(&phone.door, id, name("Edited")).unwrap();
    office.hide(id);
    let place = phone.store.read(|reader| reader.place()).unwrap();
    let after = place.cursor.map(|cursor| cursor.seq);
    phone.apply(&office.reply(&office.reply_head(), &[], after, ANNA, 100));
    assert_eq!(phone.shows(id).unwrap().get(&"name".into()), "Edited");
    let sent = phone.store.next_batch(10, 1 << 20).unwrap();
    let verdict = outrider_model::decide::Verdict::Applied;
    let line = outrider_model::wire::VerdictLine {
        change: sent.ids[0],
        verdict,
        seq: Some(office.head()),
    };
    phone.apply(&office.reply(&office.reply_head(), &[line], after, ANNA, 100));
    assert_eq!(phone.shows(id), None);
}

#[test]
fn a_refused_change_holds_no_record_back_that_is_gone() {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    let id = customer::add(&phone.door, customer_of("Mine"))
        .unwrap()
        .value;
    phone.sync(&mut office);
    let removed = outrider_model::change::CustomerRef { customer: id };
    office.says(outrider_model::change::Body::CustomerRemoved(removed));
    customer::edit(&phone.door, id, name("Edited")).unwrap();
    phone.sync(&mut office);
    assert!(phone.shows(id).is_some());
    office.hide(id);
    phone.sync(&mut office);
    assert_eq!(phone.shows(id), None);
    let needs = phone.store.read(|reader| reader.needs_attention()).unwrap();
    assert_eq!(needs.len(), 1, "its words stay");
}

#[test]
fn an_unknown_kind_and_unknown_fields_are_kept_byte_for_byte() {
    let (office, phone) = (Office::new(), Phone::new(1));
    let (hologram, known) = (record("hologram", 60), record("customer", 61));
    phone.apply(&page(
        &office.reply_head(),
        &[(&[0], &hologram), (&[0], &known)],
        1,
    ));
    phone
        .store
        .read(|reader| {
            assert_eq!(reader.bytes(RecordId(id(60)))?.unwrap(), hologram);
            assert_eq!(reader.bytes(RecordId(id(61)))?.unwrap(), known);
            assert_eq!(reader.records(&Kind::Unknown("hologram".into()))?.len(), 1);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_first_sync_killed_between_its_pages_ends_with_indexes_and_words() {
    let (mut office, mut phone) = (Office::new(), Phone::new(1));
    for number in 0..6 {
        office.says(task_for(&format!("Task {number}"), None));
        office.says(outrider_model::change::Body::CustomerAdded(customer_of(
            &format!("Shop{number}"),
        )));
    }
    phone.exchange(&mut office, 3, false);
    phone.restart(5);
    phone.sync(&mut office);
    phone.agrees_with(&office);
    let (indexes, words): (i64, i64) = phone
        .store
        .read(|reader| {
            let indexes = "SELECT count(*) FROM sqlite_schema WHERE name IN ('task_assignee', 'customer_name')";
            let words = "SELECT count(*) FROM search WHERE search MATCH 'shop1 OR shop4'";
            let one = |sql: &str| reader.db.query_row(sql, [], |row| row.get(0));
            Ok((one(indexes)?, one(words)?))
        })
        .unwrap();
    assert_eq!((indexes, words), (2, 2));
}
