//! Opening, migrating, failing.

use std::sync::Arc;

use rusqlite::Connection;

use super::{Phone, START};
use crate::error::Error;
use crate::store::{Durability, Store, StoreConfig, Turn};
use crate::testing::{ManualClock, SeededRng};

fn open(config: StoreConfig) -> crate::error::Result<Store> {
    Store::open(
        config,
        Arc::new(ManualClock::at(START)),
        Arc::new(SeededRng::new(1)),
    )
}

fn schema(file: &std::path::Path) -> Vec<(String, String)> {
    let db = Connection::open(file).unwrap();
    let mut statement = db
        .prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name")
        .unwrap();
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn an_opened_store_writes_ahead_and_syncs_every_commit() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(StoreConfig::new(folder.path())).unwrap();
    let (mode, synchronous): (String, i64) = store
        .write(Turn::Interactive, |writing| {
            let mode = writing
                .db
                .query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
            Ok((
                mode,
                writing
                    .db
                    .query_row("PRAGMA synchronous", [], |row| row.get(0))?,
            ))
        })
        .unwrap()
        .0;
    assert_eq!((mode.as_str(), synchronous), ("wal", 3));
}

#[test]
fn the_planted_defect_is_another_mode() {
    let folder = tempfile::tempdir().unwrap();
    let config = StoreConfig {
        durability: Durability::BrokenForProofs,
        ..StoreConfig::new(folder.path())
    };
    let store = open(config).unwrap();
    let (synchronous, _) = store
        .write(Turn::Interactive, |writing| {
            Ok(writing
                .db
                .query_row("PRAGMA synchronous", [], |row| row.get::<_, i64>(0))?)
        })
        .unwrap();
    assert_eq!(synchronous, 1);
}

#[test]
fn a_reader_cannot_write() {
    let phone = Phone::new(1);
    let outcome = phone
        .store
        .read(|reader| Ok(reader.db.execute("DELETE FROM meta", [])?));
    assert!(
        matches!(outcome, Err(Error::StorageFailed(_))),
        "{outcome:?}"
    );
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(StoreConfig::new(folder.path())).unwrap());
    let file = StoreConfig::new(folder.path()).file();
    Connection::open(&file)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    assert!(matches!(
        open(StoreConfig::new(folder.path())),
        Err(Error::StorageNewer { found: 99, .. })
    ));
}

#[test]
fn every_old_database_migrates_to_the_schema_of_a_fresh_one() {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/db");
    let fresh = tempfile::tempdir().unwrap();
    drop(open(StoreConfig::new(fresh.path())).unwrap());
    let expected = schema(&StoreConfig::new(fresh.path()).file());
    let mut seen = 0;
    for entry in std::fs::read_dir(fixtures).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "db") {
            continue;
        }
        let old = tempfile::tempdir().unwrap();
        let config = StoreConfig::new(old.path());
        std::fs::copy(&path, config.file()).unwrap();
        let store = open(config.clone()).unwrap();
        assert_eq!(
            store.read(|reader| reader.outbox()).unwrap().len(),
            1,
            "its words are there"
        );
        drop(store);
        assert_eq!(schema(&config.file()), expected, "{}", path.display());
        let copies: Vec<_> = copies(old.path());
        let is_old = schema(&path) != expected;
        assert_eq!(copies.len(), usize::from(is_old), "{copies:?}");
        for copy in copies {
            let is_table = |(_, sql): &(String, String)| sql.starts_with("CREATE TABLE");
            let tables = |file: &std::path::Path| -> Vec<_> {
                schema(file).into_iter().filter(is_table).collect()
            };
            assert_eq!(tables(&copy), tables(&path), "the copy is as it was");
        }
        seen += 1;
    }
    assert!(
        seen > 0,
        "a database of every released version stands in tests/fixtures/db"
    );
}

#[test]
fn a_full_disk_refuses_the_save_and_keeps_what_was_saved() {
    let phone = Phone::new(1);
    let filled = phone.store.write(Turn::Interactive, |writing| {
        let pages: i64 = writing
            .db
            .query_row("PRAGMA page_count", [], |row| row.get(0))?;
        writing
            .db
            .execute_batch(&format!("PRAGMA max_page_count = {}", pages + 1))?;
        writing.keep_text(
            outrider_model::id::RecordId(super::id(1)),
            &"x".repeat(100_000),
        )
    });
    assert!(matches!(filled, Err(Error::StorageFull)), "{filled:?}");
    assert!(phone.store.profile().unwrap().is_some());
    let kept: i64 = phone
        .store
        .read(|reader| {
            Ok(reader
                .db
                .query_row("SELECT count(*) FROM text", [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(kept, 0);
}

/// The copies that stand beside a profile's file.
fn copies(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let all = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    all.filter(|path| path.to_str().unwrap().contains(".before-"))
        .collect()
}

#[test]
fn where_no_copy_can_be_made_an_older_database_is_left_as_it_was() {
    let old = tempfile::tempdir().unwrap();
    let config = StoreConfig::new(old.path());
    let fixture =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/db/001.db");
    std::fs::copy(fixture, config.file()).unwrap();
    let before = schema(&config.file());
    // What the copy would be written into stands in its way, as a full disk would.
    let known = crate::store::migrate::newest();
    let part = old.path().join(format!("outrider.db.before-{known}.part"));
    std::fs::create_dir(&part).unwrap();
    assert!(open(config.clone()).is_err());
    assert_eq!(schema(&config.file()), before);
    std::fs::remove_dir(part).unwrap();
    open(config).unwrap();
}
