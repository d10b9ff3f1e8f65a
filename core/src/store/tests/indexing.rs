//! What an older version kept as bytes alone is found by queries after an upgrade.

use std::sync::Arc;

use outrider_model::id::PersonId;
use outrider_model::record::{Created, Kind, Record, WorkDay, work_day_id};
use outrider_model::stamp::Stamp;
use rusqlite::Connection;

use super::{START, id};
use crate::store::{Store, StoreConfig};
use crate::testing::{ManualClock, SeededRng};

#[test]
fn a_record_that_came_before_its_kind_was_known_is_indexed_by_the_upgrade() {
    let old = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/db/001.db");
    let folder = tempfile::tempdir().unwrap();
    let config = StoreConfig::new(folder.path());
    std::fs::copy(old, config.file()).unwrap();
    let (person, day) = (PersonId(id(5)), jiff::civil::date(2026, 7, 1));
    let created = Created {
        change: None,
        person,
        stamp: Stamp(0),
    };
    let fields = WorkDay {
        person,
        day,
        steps: Default::default(),
        corrections: Default::default(),
    };
    let key = work_day_id(person, day);
    let record = Record::create(Kind::WorkDay, key.into(), &created, &fields).unwrap();
    Connection::open(config.file())
        .unwrap()
        .execute(
            "INSERT INTO record (kind, id, slots, bytes) VALUES ('work_day', ?1, 1, ?2)",
            (key.0.into_bytes(), record.bytes().unwrap()),
        )
        .unwrap();
    let store = Store::open(
        config,
        Arc::new(ManualClock::at(START)),
        Arc::new(SeededRng::new(1)),
    );
    let found: String = store
        .unwrap()
        .read(|reader| {
            Ok(reader.db.query_row(
                "SELECT work_day.day FROM work_day JOIN record USING (rid) WHERE person = ?1",
                [person.0.into_bytes()],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(found, "2026-07-01");
}
