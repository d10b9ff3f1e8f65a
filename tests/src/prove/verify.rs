//! What must be true of every phone's file, however its process or its power ended.

use std::collections::BTreeSet;
use std::path::Path;

use outrider_core::transact::DraftContent;
use outrider_model::change::CustomerAdded;
use outrider_model::id::{ChangeId, NoteId, RecordId};
use outrider_model::record::{Field, Record};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension as _};
use serde_json::Value;
use uuid::Uuid;

use super::book::Book;
use super::office;
use super::phone;

/// Opens a phone's file beside the core, with the system's VFS. Closing it leaves the log alone.
pub(super) fn look_into(folder: &Path) -> rusqlite::Result<Connection> {
    let db = Connection::open(folder.join("outrider.db"))?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(db)
}

/// Lists what is broken by itself: pages, and records and changes that do not stand together.
pub(super) fn broken(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut broken = Vec::new();
    let answer: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    if answer != "ok" {
        broken.push(format!("integrity_check: {answer}"));
    }
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 {
        broken.extend(records_without_change(db)?);
        broken.extend(changes_without_record(db)?);
    }
    Ok(broken)
}

/// Whoever wrote a field of a record here has his change in the outbox.
fn records_without_change(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let changes = ids(db, "SELECT key FROM outbox")?;
    let mut alone = Vec::new();
    let mut statement = db.prepare("SELECT bytes FROM record")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let bytes: Vec<u8> = row.get(0)?;
        let Ok(record) = Record::parse(&bytes) else {
            alone.push("a record that cannot be read".to_owned());
            continue;
        };
        let writers = record.writers().into_values().map(|writer| writer.change);
        let mut writers = writers.chain([record.created().change]);
        let is_known = |change: ChangeId| office::is_ours(change) || changes.contains(&change.0);
        if let Some(unknown) = writers.find(|change| !is_known(*change)) {
            alone.push(format!("record {} without its change {unknown}", record.id));
        }
    }
    Ok(alone)
}

/// What a change of the outbox made stands beside it, unless this phone thinks that it is refused.
fn changes_without_record(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let alone = ids(
        db,
        "SELECT outbox.change FROM outbox JOIN touch USING (sequence)
         WHERE touch.makes = 1 AND outbox.forecast IS NULL
           AND outbox.state IN ('unsent', 'sent', 'judged')
           AND NOT EXISTS (SELECT 1 FROM record WHERE record.id = touch.record)
         UNION
         SELECT change FROM outbox
         WHERE NOT EXISTS (SELECT 1 FROM touch WHERE touch.sequence = outbox.sequence)",
    )?;
    let told = alone
        .into_iter()
        .map(|id| format!("change {id} without its record"));
    Ok(told.collect())
}

fn ids(db: &Connection, query: &str) -> rusqlite::Result<BTreeSet<Uuid>> {
    let mut statement = db.prepare(query)?;
    let rows = statement.query_map([], |row| Ok(Uuid::from_bytes(row.get(0)?)))?;
    rows.collect()
}

/// Returns the ids of every change of the outbox and the journal.
pub(super) fn changes(db: &Connection) -> rusqlite::Result<BTreeSet<Uuid>> {
    ids(db, "SELECT change FROM outbox")
}

/// Lists what a book has and the file has not.
pub(super) fn missing(db: &Connection, book: &Book) -> Vec<String> {
    let show = |id: RecordId, field: &str| {
        let bytes = cell(db, "SELECT bytes FROM record WHERE id = ?1", id.0)?;
        let record = Record::parse(&bytes).ok()?;
        Some(match field {
            "status" => done(&record),
            _ => record.get(&Field::from(field)).clone(),
        })
    };
    let typed = |note: NoteId| {
        let content = cell(db, "SELECT content FROM draft WHERE note = ?1", note.0)?;
        let content: Value = serde_json::from_slice(&content).ok()?;
        Some(content["body"].as_str().unwrap_or_default().to_owned())
    };
    book.missing(show, typed)
}

/// A status is a set of heads that nobody has answered; the book knows only of completions.
fn done(record: &Record) -> Value {
    let heads = record.get(&Field::from("heads")).as_object();
    let is_done = |heads: &serde_json::Map<String, Value>| {
        heads.values().any(|head| head["status"] == "done")
    };
    if heads.is_some_and(is_done) {
        Value::from("done")
    } else {
        Value::Null
    }
}

fn cell(db: &Connection, query: &str, id: Uuid) -> Option<Vec<u8>> {
    let found = db.query_row(query, [id.into_bytes()], |row| row.get(0));
    found.optional().ok().flatten()
}

/// Goes on saving in a folder through the real app; lists what then is wrong.
pub(super) fn goes_on(folder: &Path, seed: u64) -> Result<Vec<String>, String> {
    let told = |why: &dyn std::fmt::Display| why.to_string();
    let before = {
        let db = look_into(folder).map_err(|why| told(&why))?;
        changes(&db).unwrap_or_default()
    };
    let app = phone::app(folder, seed).map_err(|why| told(&why))?;
    if app.profile().map_err(|why| told(&why))?.is_none() {
        return Ok(Vec::new());
    }
    let added = CustomerAdded {
        name: "After the cut".to_owned(),
        ..CustomerAdded::default()
    };
    let shop = app.add_customer(added).map_err(|why| told(&why))?.value;
    let content = DraftContent {
        customer: Some(shop),
        body: "it goes on".to_owned(),
        ..DraftContent::default()
    };
    let note = app.write_note(None, content, None);
    let note = note.map_err(|why| told(&why))?.value;
    drop(app);
    let db = look_into(folder).map_err(|why| told(&why))?;
    let mut wrong = broken(&db).map_err(|why| told(&why))?;
    let mut book = Book::default();
    book.enter(vec![
        super::book::field(shop, "name", "After the cut"),
        super::book::field(note, "body", "it goes on"),
    ]);
    wrong.extend(missing(&db, &book));
    let after = changes(&db).map_err(|why| told(&why))?;
    if !after.is_superset(&before) || after.len() != before.len() + 2 {
        wrong.push(format!(
            "{} changes before, {} after two taps",
            before.len(),
            after.len()
        ));
    }
    Ok(wrong)
}

/// Plants a defect, a change that is gone while its record stands, and says whether it is seen.
pub(super) fn notices_a_lost_change(folder: &Path) -> bool {
    let noticed = look_into(folder).and_then(|db| {
        if !broken(&db)?.is_empty() {
            return Ok(false);
        }
        let gone = db.execute(
            "DELETE FROM outbox WHERE sequence =
             (SELECT max(sequence) FROM touch JOIN record ON record.id = touch.record
              WHERE makes = 1)",
            [],
        )?;
        Ok(gone == 1 && !broken(&db)?.is_empty())
    });
    noticed.unwrap_or(false)
}

/// Lists what a book has when there is no file at all.
pub(super) fn missing_everything(book: &Book) -> Vec<String> {
    book.missing(|_, _| None, |_| None)
}
