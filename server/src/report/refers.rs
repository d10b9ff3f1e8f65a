//! Which customers, people and tasks a record names.

use std::collections::BTreeSet;

use outrider_model::id::RecordId;
use outrider_model::record::{Field, Record};
use serde_json::Value;

/// The fields that hold the id of a customer, a person or a task.
const FIELDS: [&str; 10] = [
    "assignee",
    "customer",
    "owner",
    "person",
    "task",
    "next",
    "from",
    "to",
    "other_person",
    "about",
];
/// The fields that hold objects by the id of a person, or with one.
const WITHIN: [&str; 3] = ["heads", "people", "corrections"];

/// Returns the ids that stand where a record names somebody or something.
pub(super) fn refers(record: &Record) -> BTreeSet<RecordId> {
    let mut named = BTreeSet::new();
    for field in FIELDS {
        add(&mut named, record.get(&Field::from(field)).as_str());
    }
    for field in WITHIN {
        let inside = record.get(&Field::from(field)).as_object();
        for (key, value) in inside.into_iter().flatten() {
            if field == "people" {
                add(&mut named, Some(key));
            }
            add(&mut named, value.get("person").and_then(Value::as_str));
        }
    }
    named
}

fn add(named: &mut BTreeSet<RecordId>, text: Option<&str>) {
    named.extend(text.and_then(|text| text.parse::<RecordId>().ok()));
}
