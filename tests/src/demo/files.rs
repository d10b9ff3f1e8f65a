//! Reads the files of phones from outside, so that nothing under test counts itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use uuid::Uuid;

/// A record as a file holds it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Held {
    pub(super) kind: String,
    pub(super) bytes: Vec<u8>,
}

impl Held {
    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).expect("a record is JSON")
    }
}

/// Records by id.
pub(super) type Records = BTreeMap<Uuid, Held>;

/// The file of a phone's profile.
pub(super) fn database(folder: &Path) -> PathBuf {
    folder.join("outrider.db")
}

pub(super) fn open(folder: &Path) -> Connection {
    Connection::open_with_flags(database(folder), OpenFlags::SQLITE_OPEN_READ_ONLY)
        .expect("the file is there and can be read")
}

/// Every record of a phone.
pub(super) fn records(folder: &Path) -> Records {
    let file = open(folder);
    let mut rows = file
        .prepare("SELECT id, kind, bytes FROM record")
        .expect("the table is there");
    let read = |row: &rusqlite::Row<'_>| {
        Ok((
            Uuid::from_bytes(row.get(0)?),
            Held {
                kind: row.get(1)?,
                bytes: row.get(2)?,
            },
        ))
    };
    let rows = rows.query_map([], read).expect("the table can be read");
    rows.map(|row| row.expect("a row can be read")).collect()
}

/// A phone's changes in a state, as they were sent.
pub(super) fn changes(folder: &Path, states: &[&str]) -> Vec<Value> {
    let file = open(folder);
    let mut rows = file
        .prepare("SELECT state, bytes FROM outbox")
        .expect("the table is there");
    let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?));
    let rows = rows.query_map([], read).expect("the table can be read");
    rows.map(|row| row.expect("a row can be read"))
        .filter(|(state, _)| states.contains(&state.as_str()))
        .map(|(_, bytes)| serde_json::from_slice(&bytes).expect("a change is JSON"))
        .collect()
}

/// The half sentences of a phone.
pub(super) fn drafts(folder: &Path) -> Vec<String> {
    let file = open(folder);
    let mut rows = file
        .prepare("SELECT content FROM draft")
        .expect("the table is there");
    let read = |row: &rusqlite::Row<'_>| {
        Ok(match row.get_ref(0)? {
            rusqlite::types::ValueRef::Text(text) | rusqlite::types::ValueRef::Blob(text) => {
                String::from_utf8_lossy(text).into_owned()
            }
            rusqlite::types::ValueRef::Null
            | rusqlite::types::ValueRef::Integer(_)
            | rusqlite::types::ValueRef::Real(_) => String::new(),
        })
    };
    let rows = rows.query_map([], read).expect("the table can be read");
    rows.map(|row| row.expect("a row can be read")).collect()
}

/// Reads an id out of a field.
pub(super) fn id(value: &Value) -> Option<Uuid> {
    value.as_str().and_then(|text| Uuid::parse_str(text).ok())
}
