//! What only a file can do wrong.

use rusqlite::Connection;

use super::{FILE, Sqlite, migrate};
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
