//! What of each kind of record is personal, and what stays for the figures.

use outrider_model::id::{PersonId, RecordId};
use outrider_model::record::{Field, Kind, Record};
use serde_json::Value;

use crate::store::StoreError;

/// Says whether a record holds anything personal of somebody.
pub(super) fn tells_of(record: &Record, person: PersonId) -> bool {
    match &record.kind {
        Kind::Person => record.id == RecordId::from(person),
        Kind::Device
        | Kind::CheckIn
        | Kind::Note
        | Kind::Draft
        | Kind::Consent
        | Kind::WorkDay
        | Kind::Track => names(record, "person", person),
        Kind::Diary => names(record, "person", person) || names(record, "other_person", person),
        Kind::LocationView => names(record, "subject", person) || names(record, "viewer", person),
        Kind::Task => heads_of(record, person).next().is_some(),
        Kind::Organisation
        | Kind::ActivityType
        | Kind::Series
        | Kind::Team
        | Kind::Customer
        | Kind::Territory
        | Kind::Delegation
        | Kind::Template
        | Kind::Dismissal
        | Kind::Unknown(_) => false,
    }
}

/// Says whether the changes that wrote a record tell of somebody, whoever wrote them: those of a
/// customer or a task tell of the work.
pub(super) fn is_his(record: &Record, person: PersonId) -> bool {
    match &record.kind {
        Kind::Task | Kind::LocationView => false,
        Kind::Diary => names(record, "person", person),
        Kind::Person
        | Kind::Device
        | Kind::CheckIn
        | Kind::Note
        | Kind::Draft
        | Kind::Consent
        | Kind::WorkDay
        | Kind::Track => tells_of(record, person),
        Kind::Organisation
        | Kind::ActivityType
        | Kind::Series
        | Kind::Team
        | Kind::Customer
        | Kind::Territory
        | Kind::Delegation
        | Kind::Template
        | Kind::Dismissal
        | Kind::Unknown(_) => false,
    }
}

/// Takes everything personal of somebody out of a record. Returns whether anything went.
pub(super) fn forget(record: &mut Record, person: PersonId) -> Result<bool, StoreError> {
    if !tells_of(record, person) {
        return Ok(false);
    }
    let before = record.bytes()?;
    match &record.kind {
        Kind::Note => clear(record, &["body", "met"]),
        Kind::Draft => {
            clear(record, &["body", "outcome"]);
            record.set(&Field::from("removed"), Value::Bool(true));
        }
        Kind::Device => clear(record, &["name"]),
        Kind::CheckIn => {
            clear(record, &["in/fix"]);
            if record.get(&Field::from("out")).is_object() {
                clear(record, &["out/fix"]);
            }
            record.set(&Field::from("coarsened"), "nothing".into());
        }
        Kind::Track => {
            clear(record, &["points"]);
            record.set(&Field::from("coarsened"), "nothing".into());
        }
        Kind::Diary => {
            if names(record, "person", person) {
                clear(record, &["mine", "theirs"]);
            } else {
                clear(record, &["theirs"]);
            }
        }
        Kind::WorkDay => work_day(record),
        Kind::Task => {
            let heads: Vec<String> = heads_of(record, person).map(str::to_owned).collect();
            for head in heads {
                for field in ["fix", "reason"] {
                    record.set(&Field::new(&format!("heads/{head}/{field}")), Value::Null);
                }
            }
        }
        Kind::Person
        | Kind::Consent
        | Kind::LocationView
        | Kind::Organisation
        | Kind::ActivityType
        | Kind::Series
        | Kind::Team
        | Kind::Customer
        | Kind::Territory
        | Kind::Delegation
        | Kind::Template
        | Kind::Dismissal
        | Kind::Unknown(_) => {}
    }
    Ok(record.bytes()? != before)
}

/// The times stay, for they are the hours worked; the words and what names the phone go.
fn work_day(record: &mut Record) {
    for (collection, fields) in [
        ("steps", ["at/ticks"].as_slice()),
        ("corrections", ["reason", "settled/reason"].as_slice()),
    ] {
        let ids: Vec<String> = keys(record, collection).map(str::to_owned).collect();
        for id in ids {
            for field in fields {
                let field = Field::new(&format!("{collection}/{id}/{field}"));
                if !record.get(&field).is_null() {
                    record.set(&field, blank_of(record.get(&field)));
                }
            }
        }
    }
}

/// A text that has to be there is left as a dash, for an empty one would not be stored; everything
/// else goes.
fn blank_of(value: &Value) -> Value {
    if value.is_string() {
        Value::from("–")
    } else {
        Value::Null
    }
}

fn clear(record: &mut Record, fields: &[&str]) {
    for field in fields {
        record.set(&Field::from(*field), Value::Null);
    }
}

fn names(record: &Record, field: &str, person: PersonId) -> bool {
    let named = record.get(&Field::from(field)).as_str();
    named.and_then(|id| id.parse().ok()) == Some(person)
}

fn keys<'r>(record: &'r Record, collection: &str) -> impl Iterator<Item = &'r str> {
    let entries = record.get(&Field::from(collection)).as_object();
    entries.into_iter().flatten().map(|(id, _)| id.as_str())
}

fn heads_of(record: &Record, person: PersonId) -> impl Iterator<Item = &str> {
    let is_his = move |id: &&str| {
        let named = record
            .get(&Field::new(&format!("heads/{id}/person")))
            .as_str();
        named.and_then(|named| named.parse().ok()) == Some(person)
    };
    keys(record, "heads").filter(is_his)
}
