//! What only a file can do wrong.

use rusqlite::Connection;

use super::{FILE, Sqlite, migrate};
use crate::store::tests::fixture::{Whole, undone};
use crate::store::transfer::TABLES;
use crate::store::transfer::tests::lived;
use crate::store::{Store, StoreError};

#[test]
fn a_database_of_a_newer_version_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    drop(Sqlite::open(folder.path()).unwrap());
    let known = u32::try_from(migrate::STEPS.len()).unwrap();
    let connection = Connection::open(folder.path().join(FILE)).unwrap();
    let add = "INSERT INTO migration (number, name, sql) VALUES (?1, 'future', '')";
    connection.execute(add, [known + 1]).unwrap();
    let refused = Sqlite::open(folder.path());
    assert!(
        matches!(refused, Err(StoreError::Newer { found, known: of }) if found == known + 1 && of == known)
    );
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join(FILE),
        "no database at all, but some words ".repeat(40),
    )
    .unwrap();
    assert!(matches!(
        Sqlite::open(folder.path()),
        Err(StoreError::Broken(_))
    ));
}

#[test]
fn a_second_server_on_one_folder_is_refused_until_the_first_ends() {
    let folder = tempfile::tempdir().unwrap();
    let first = Sqlite::lock(folder.path()).unwrap();
    assert!(matches!(
        Sqlite::lock(folder.path()),
        Err(StoreError::Locked)
    ));
    drop(first);
    Sqlite::lock(folder.path()).unwrap();
}

#[test]
fn readers_cannot_write() {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(folder.path()).unwrap();
    let written = store.read(|reader| {
        reader.execute("DELETE FROM organisation", [])?;
        Ok(())
    });
    assert!(
        matches!(written, Err(StoreError::Database { .. })),
        "{written:?}"
    );
    assert_eq!(store.tenants().unwrap(), []);
}

#[test]
fn every_key_begins_with_the_organisation() {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(folder.path()).unwrap();
    let loose = store.read(|reader| {
        let mut statement = reader.prepare(
            "SELECT i.name FROM sqlite_schema AS t, pragma_index_list(t.name) AS i, pragma_index_info(i.name) AS c \
             WHERE t.type = 'table' AND t.name NOT IN ('organisation', 'migration') \
             AND c.seqno = 0 AND c.name <> 'org' ORDER BY i.name",
        )?;
        Ok(statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?)
    });
    assert_eq!(loose.unwrap(), Vec::<String>::new());
}

#[test]
fn every_table_and_column_of_an_organisation_goes_along_when_it_is_copied() {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(folder.path()).unwrap();
    let columns = store.read(|reader| {
        let mut statement = reader.prepare(
            "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c \
             WHERE t.type = 'table' AND t.name NOT IN ('organisation', 'migration') \
             AND c.name <> 'org' ORDER BY 1, 2",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<Vec<(String, String)>, _>>()?)
    });
    let mut listed: Vec<(String, String)> = Vec::new();
    for table in TABLES {
        let names = table.columns.iter().map(|column| column.name.to_owned());
        listed.extend(names.map(|column| (table.name.to_owned(), column)));
    }
    listed.sort_unstable();
    assert_eq!(listed, columns.unwrap());
}

/// The life of an older version, as it left its file.
fn older(folder: &std::path::Path) -> std::path::PathBuf {
    let fixture =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/server/001.db");
    let file = folder.join(FILE);
    std::fs::copy(fixture, &file).unwrap();
    file
}

fn schema(file: &std::path::Path) -> Vec<(String, String)> {
    let file = Connection::open(file).unwrap();
    let mut statement = file
        .prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
        .unwrap();
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn every_older_database_is_copied_aside_and_migrates_to_the_schema_of_a_fresh_one() {
    let fresh = tempfile::tempdir().unwrap();
    drop(Sqlite::open(fresh.path()).unwrap());
    let expected = schema(&fresh.path().join(FILE));
    let known = u32::try_from(migrate::STEPS.len()).unwrap();
    let fixtures =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/server");
    let mut seen = Vec::new();
    for entry in std::fs::read_dir(fixtures).unwrap() {
        let path = entry.unwrap().path();
        let number: u32 = path.file_stem().unwrap().to_str().unwrap().parse().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        std::fs::copy(&path, &file).unwrap();
        let before = schema(&file);
        let store = Sqlite::open(folder.path()).unwrap();
        let tenant = store.tenants().unwrap().remove(0);
        assert!(store.head(tenant.id).unwrap() > 0, "its history is there");
        drop(store);
        assert_eq!(schema(&file), expected, "{}", path.display());
        let copy = folder.path().join(format!("{FILE}.before-{known}"));
        assert_eq!(copy.exists(), number < known);
        if number < known {
            assert_eq!(schema(&copy), before, "the copy is as it was");
        }
        seen.push(number);
    }
    seen.sort_unstable();
    assert_eq!(
        seen.first(),
        Some(&1),
        "a database of every schema that landed"
    );
}

#[test]
fn the_side_rows_of_an_older_database_are_those_of_its_records() {
    let mut world = lived();
    let organisation = world.organisation;
    let expected = Whole::of(&*world.store, organisation);
    let file = Connection::open(world.folder.path().join(FILE)).unwrap();
    let (_, console) = migrate::STEPS[3];
    file.execute_batch(&undone(console)).unwrap();
    let forget = "DELETE FROM migration WHERE number >= 4";
    file.execute_batch(forget).unwrap();
    drop(file);
    world.reopen();
    let found = Whole::of(&*world.store, organisation);
    assert_eq!(found.differs(&expected), Vec::<&str>::new());
    let titles = "SELECT count(*) FROM task WHERE title = ''";
    let file = Connection::open(world.folder.path().join(FILE)).unwrap();
    let empty: i64 = file.query_row(titles, [], |row| row.get(0)).unwrap();
    assert_eq!(empty, 0);
}

#[test]
fn where_no_copy_can_be_made_an_older_database_is_refused_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let file = older(folder.path());
    let (before, known) = (schema(&file), migrate::STEPS.len());
    // What the copy would be written into stands in its way, as a full disk would.
    let part = format!("{FILE}.before-{known}.part-{}", std::process::id());
    std::fs::create_dir(folder.path().join(&part)).unwrap();
    let refused = Sqlite::open(folder.path());
    assert!(
        matches!(refused, Err(StoreError::Database { .. })),
        "{refused:?}"
    );
    assert_eq!(schema(&file), before);
    std::fs::remove_dir(folder.path().join(part)).unwrap();
    Sqlite::open(folder.path()).unwrap();
}

#[test]
fn one_changed_byte_in_any_record_or_kept_base_text_changes_the_digest() {
    let world = lived();
    let digest = world.store.digest(world.organisation).unwrap();
    let file = Connection::open(world.folder.path().join(FILE)).unwrap();
    let again = || world.store.digest(world.organisation).unwrap();
    let mut changed = 0;
    for (table, column, key) in [
        ("record", "bytes", "rid"),
        ("record", "id", "rid"),
        ("text", "body", "rowid"),
        ("text", "hash", "rowid"),
        ("text", "record", "rowid"),
    ] {
        let sql = format!("SELECT {key}, CAST({column} AS BLOB), typeof({column}) FROM {table}");
        let mut statement = file.prepare(&sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        let rows: Vec<(i64, Vec<u8>, String)> = rows.unwrap().map(Result::unwrap).collect();
        for (row, bytes, kind) in rows {
            let write = |bytes: &[u8]| {
                let sql =
                    format!("UPDATE {table} SET {column} = CAST(?1 AS {kind}) WHERE {key} = ?2");
                file.execute(&sql, rusqlite::params![bytes, row]).unwrap();
            };
            for place in [0, bytes.len() / 2, bytes.len() - 1] {
                let mut other = bytes.clone();
                other[place] ^= 1;
                write(&other);
                assert_ne!(again(), digest, "{table}.{column} {row}, byte {place}");
                changed += 1;
            }
            write(&bytes);
            assert_eq!(again(), digest);
        }
    }
    assert!(changed > 40, "{changed} bytes were changed");
}
