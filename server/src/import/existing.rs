//! What a table says of records that are here already: found by id, or by a customer's number.

use std::collections::BTreeMap;

use outrider_model::change::{Bases, Body, CustomerAdded, Edited, Fields, Seen};
use outrider_model::id::RecordId;
use outrider_model::record::{Field, Kind, Record};
use serde_json::Value;

use super::{Here, Importer, RowError, Staged};
use crate::error::ServerError;
use crate::store::Query;

/// The records that a table's rows name.
pub(super) struct Existing {
    by_id: Here,
    by_code: BTreeMap<String, RecordId>,
}

/// What a row does to a record that is here.
pub(super) enum Match {
    /// Nothing is here: the row makes something new.
    New,
    /// It is here as the row says.
    Same,
    /// It is here and gets other values.
    Edit(Box<Body>, Bases),
}

impl Importer<'_> {
    /// Finds the records that rows name.
    pub(super) fn existing(&self, rows: &[Staged]) -> Result<Existing, ServerError> {
        let ids: Vec<RecordId> = rows.iter().filter_map(|row| row.id).map(RecordId).collect();
        let mut by_id: Here = self
            .by_ids(&ids)?
            .into_iter()
            .map(|record| (record.id, record))
            .collect();
        let codes: Vec<String> = rows
            .iter()
            .filter_map(|row| code(&row.body))
            .map(str::to_owned)
            .collect();
        let mut by_code = BTreeMap::new();
        for some in codes.chunks(500) {
            for record in self.all(&Query::CustomersByCode(some.to_vec()))? {
                if record.get(&Field::from("removed")) == &Value::Bool(true) {
                    continue;
                }
                let code = record
                    .get(&Field::from("code"))
                    .as_str()
                    .unwrap_or_default()
                    .to_owned();
                by_code.entry(code).or_insert(record.id);
                by_id.insert(record.id, record);
            }
        }
        Ok(Existing { by_id, by_code })
    }
}

impl Existing {
    /// Says what a row does to what is here.
    pub(super) fn matching(&self, row: &Staged) -> Result<Match, RowError> {
        let by_code = || {
            code(&row.body)
                .and_then(|code| self.by_code.get(code))
                .copied()
        };
        let named = row
            .id
            .map(RecordId)
            .filter(|id| self.by_id.contains_key(id))
            .or_else(by_code);
        let Some(record) = named.and_then(|id| self.by_id.get(&id)) else {
            return Ok(Match::New);
        };
        if record.get(&Field::from("removed")) == &Value::Bool(true) {
            return Err(RowError::of_line(
                row.line,
                "this id was removed before: leave the id out to make it anew",
            ));
        }
        match (&row.body, &record.kind) {
            (Body::CustomerAdded(added), Kind::Customer) => {
                Ok(edit(record, &customer_fields(added), |set| {
                    Body::CustomerEdited(Edited {
                        target: record.id.into(),
                        set,
                    })
                }))
            }
            (Body::TaskAssigned(_), Kind::Task) => Ok(Match::Same),
            (_, _) => Err(RowError::of_line(
                row.line,
                "this id belongs to a record of another kind",
            )),
        }
    }
}

fn code(body: &Body) -> Option<&str> {
    if let Body::CustomerAdded(added) = body {
        Some(added.code.as_str()).filter(|code| !code.is_empty())
    } else {
        None
    }
}

fn customer_fields(added: &CustomerAdded) -> [(&'static str, &str); 6] {
    [
        ("name", &added.name),
        ("code", &added.code),
        ("phone", &added.phone),
        ("email", &added.email),
        ("address", &added.address),
        ("about", &added.about),
    ]
}

/// Edits the fields that the row fills with something else; an empty cell says nothing.
fn edit(record: &Record, fields: &[(&str, &str)], body: impl FnOnce(Fields) -> Body) -> Match {
    let writers = record.writers();
    let (mut set, mut seen) = (Fields::new(), BTreeMap::<Field, Seen>::new());
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        let field = Field::from(*name);
        if record.get(&field).as_str().unwrap_or_default() == *value {
            continue;
        }
        if let Some(writer) = writers.get(&field) {
            seen.insert(field.clone(), Seen::from([(writer.change, true)]));
        }
        set.insert(field, Value::from(*value));
    }
    if set.is_empty() {
        return Match::Same;
    }
    let was = if seen.is_empty() {
        Bases::new()
    } else {
        Bases::from([(record.id, seen)])
    };
    Match::Edit(Box::new(body(set)), was)
}
