//! Sealed databases: taken over, opened, copied.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::delivery::{customer_of, name, task_for};
use super::{Office, Phone, START};
use crate::error::{Error, Result};
use crate::store::seal::{Found, found};
use crate::store::{DatabaseKey, Store, StoreConfig, Turn, backup};
use crate::testing::{ManualClock, SeededRng};

fn key(seed: u64) -> DatabaseKey {
    DatabaseKey::make(&SeededRng::new(seed))
}

fn sealed(folder: &Path, seed: u64) -> StoreConfig {
    StoreConfig {
        key: Some(key(seed)),
        ..StoreConfig::new(folder)
    }
}

fn open(config: &StoreConfig) -> Result<Store> {
    let (clock, rng) = (ManualClock::at(START), SeededRng::new(1));
    Store::open(config.clone(), Arc::new(clock), Arc::new(rng))
}

/// Copies a database with its log, as a killed app leaves them.
fn killed(from: &Path, to: &Path) {
    for file in ["outrider.db", "outrider.db-wal"] {
        fs::copy(from.join(file), to.join(file)).unwrap();
    }
    let log = fs::metadata(to.join("outrider.db-wal")).unwrap();
    assert!(log.len() > 0, "some of it stands in the log alone");
}

/// A plain database with customers, a task and what was written meanwhile.
fn plain() -> Phone {
    let (mut office, phone) = (Office::new(), Phone::new(1));
    office.says(task_for("Visit the lighthouse", None));
    phone.sync(&mut office);
    for at in 0..40 {
        crate::command::customer::add(&phone.door, customer_of(&format!("Keeper {at}"))).unwrap();
    }
    phone.sync(&mut office);
    let added = crate::command::customer::add(&phone.door, customer_of("Unsent Harbour"));
    let added = added.unwrap().value;
    crate::command::customer::edit(&phone.door, added, name("Unsent Lighthouse")).unwrap();
    phone
}

/// Everything that can be asked of a store, as text.
fn content(store: &Store) -> String {
    let read = store.read(|reader| {
        let mut schema = reader
            .db
            .prepare("SELECT name, sql FROM sqlite_schema ORDER BY name")?;
        let schema: Vec<(String, Option<String>)> = schema
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut rows = Vec::new();
        for (name, sql) in &schema {
            if sql
                .as_ref()
                .is_some_and(|sql| sql.starts_with("CREATE TABLE"))
            {
                let sql = format!("SELECT count(*) FROM \"{name}\"");
                rows.push(reader.db.query_row(&sql, [], |row| row.get::<_, i64>(0))?);
            }
        }
        let version: i64 = reader
            .db
            .query_row("PRAGMA user_version", [], |row| row.get(0))?;
        let found: i64 = reader.db.query_row(
            "SELECT count(*) FROM search WHERE search MATCH 'keeper OR lighthouse'",
            [],
            |row| row.get(0),
        )?;
        assert!(found > 40);
        Ok(format!(
            "{schema:?} {rows:?} {version} {found} {:?}",
            reader.outbox()?
        ))
    });
    read.unwrap()
}

#[test]
fn a_plain_database_of_an_earlier_version_is_sealed_with_all_that_it_holds() {
    let phone = plain();
    let folder = tempfile::tempdir().unwrap();
    killed(phone.folder.path(), folder.path());
    let config = sealed(folder.path(), 7);
    // What an attempt has left that was cut off, and a plain copy of before a migration.
    fs::write(folder.path().join("outrider.db.sealing"), b"half of it").unwrap();
    let copy = folder.path().join("outrider.db.before-2");
    fs::copy(config.file(), &copy).unwrap();
    assert_eq!(found(&config).unwrap(), Found::Plain);
    for _ in 0..2 {
        let store = open(&config).unwrap();
        assert_eq!(content(&store), content(&phone.store));
        assert_eq!(found(&config).unwrap(), Found::Sealed);
        let log = fs::read(folder.path().join("outrider.db-wal")).unwrap();
        assert!(!log.windows(6).any(|part| part == b"Unsent"));
    }
    assert!(!copy.exists());
    assert!(!folder.path().join("outrider.db.sealing").exists());
}

#[test]
fn where_a_plain_database_cannot_be_sealed_it_stands_as_it_was() {
    let phone = plain();
    let folder = tempfile::tempdir().unwrap();
    killed(phone.folder.path(), folder.path());
    let config = sealed(folder.path(), 7);
    // What it would be sealed into stands in the way, as a full disk would.
    let part = folder.path().join("outrider.db.sealing");
    fs::create_dir(&part).unwrap();
    assert!(open(&config).is_err());
    assert_eq!(found(&config).unwrap(), Found::Plain);
    fs::remove_dir(part).unwrap();
    assert_eq!(content(&open(&config).unwrap()), content(&phone.store));
}

#[test]
fn another_key_opens_nothing_and_spoils_nothing() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(&sealed(folder.path(), 7)).unwrap());
    let before = fs::read(StoreConfig::new(folder.path()).file()).unwrap();
    let outcome = open(&sealed(folder.path(), 8));
    assert!(
        matches!(outcome, Err(Error::Sealed(_))),
        "{:?}",
        outcome.err()
    );
    let outcome = open(&StoreConfig::new(folder.path()));
    assert!(matches!(outcome, Err(Error::StorageDamaged(_))));
    assert_eq!(
        fs::read(StoreConfig::new(folder.path()).file()).unwrap(),
        before
    );
    open(&sealed(folder.path(), 7)).unwrap();
}

#[test]
fn a_sealed_store_writes_ahead_and_syncs_every_commit() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&sealed(folder.path(), 7)).unwrap();
    let pragma = |name: &str| {
        let asked = store.write(Turn::Interactive, |writing| {
            let sql = format!("SELECT * FROM pragma_{name}");
            Ok(writing
                .db
                .query_row(&sql, [], |row| row.get::<_, rusqlite::types::Value>(0))?)
        });
        asked.unwrap().0
    };
    assert_eq!(pragma("journal_mode"), "wal".to_owned().into());
    assert_eq!(pragma("synchronous"), 3_i64.into());
}

#[test]
fn the_copy_of_before_a_migration_is_sealed_too() {
    let folder = tempfile::tempdir().unwrap();
    let config = sealed(folder.path(), 7);
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/db/001.db");
    fs::copy(fixture, config.file()).unwrap();
    let store = open(&config).unwrap();
    assert_eq!(store.read(|reader| reader.outbox()).unwrap().len(), 1);
    let copies = backup::copies(&config.file());
    let [copy] = &copies[..] else {
        panic!("one copy: {copies:?}")
    };
    let other = tempfile::tempdir().unwrap();
    let copied = sealed(other.path(), 7);
    fs::copy(copy, copied.file()).unwrap();
    assert_eq!(found(&copied).unwrap(), Found::Sealed);
    let store = open(&copied).unwrap();
    assert_eq!(store.read(|reader| reader.outbox()).unwrap().len(), 1);
}
