//! What a phone's file says, as bytes that can be compared.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// Every table that a save or a page writes, with an order in which its rows are the same wherever
/// they are the same. Words and places for the search follow from these.
const TABLES: &[&str] = &[
    "SELECT * FROM meta WHERE name <> 'opened' ORDER BY name",
    "SELECT * FROM record ORDER BY rid",
    "SELECT * FROM mirror ORDER BY rid",
    "SELECT * FROM task ORDER BY rid",
    "SELECT * FROM customer ORDER BY rid",
    "SELECT * FROM note ORDER BY rid",
    "SELECT * FROM check_in ORDER BY rid",
    "SELECT * FROM draft_record ORDER BY rid",
    "SELECT * FROM diary ORDER BY rid",
    "SELECT * FROM outbox ORDER BY sequence",
    "SELECT * FROM touch ORDER BY record, sequence",
    "SELECT * FROM base ORDER BY change, sequence",
    "SELECT * FROM awaited ORDER BY record, sequence",
    "SELECT * FROM text ORDER BY record, hash",
    "SELECT * FROM owed ORDER BY record, hash",
    "SELECT * FROM draft ORDER BY note",
    "SELECT * FROM cursor",
    "SELECT * FROM slot ORDER BY slot",
    "SELECT rowid FROM search ORDER BY rowid",
];

/// What a file says; empty where it has no schema yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Picture(Vec<u8>);

impl Picture {
    /// Reads everything.
    ///
    /// # Errors
    /// What SQLite says; a file of another schema is an error too.
    pub(super) fn take(db: &Connection) -> rusqlite::Result<Picture> {
        let tables: i64 =
            db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let mut bytes = Vec::new();
        if tables > 0 {
            for query in TABLES {
                add(db, query, &mut bytes)?;
            }
        }
        Ok(Picture(bytes))
    }
}

fn add(db: &Connection, query: &str, bytes: &mut Vec<u8>) -> rusqlite::Result<()> {
    bytes.extend_from_slice(query.as_bytes());
    let mut statement = db.prepare(query)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            let (mark, content): (u8, &[u8]) = match row.get_ref(column)? {
                ValueRef::Null => (0, &[]),
                ValueRef::Integer(number) => (1, &number.to_le_bytes()),
                ValueRef::Real(number) => (2, &number.to_le_bytes()),
                ValueRef::Text(text) => (3, text),
                ValueRef::Blob(blob) => (4, blob),
            };
            bytes.push(mark);
            bytes.extend_from_slice(&content.len().to_le_bytes());
            bytes.extend_from_slice(content);
        }
    }
    Ok(())
}
