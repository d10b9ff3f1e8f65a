//! Records: the present state of one thing, stored as canonical JSON bytes.
//!
//! A [`Record`] holds the parsed object, so that fields of newer versions survive every write;
//! the typed structs beside it ([`Task`], [`Customer`] …) are what rules and screens read.
//! Each field remembers its [`Writer`]; a field without one was written by the creating change.

mod activity_type;
mod check_in;
mod consent;
mod customer;
mod delegation;
mod device;
mod diary;
mod dismissal;
mod draft;
mod field;
mod location_view;
mod note;
mod organisation;
mod people;
mod series;
mod task;
mod template;
mod territory;
mod track;
mod work_day;
mod writer;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

pub use activity_type::{ActivityType, BUILT_IN, built_in_id};
pub use check_in::{CheckIn, Evidence, EvidenceDetail, Leg};
pub use consent::{Consent, Purpose, consent_id};
pub use customer::{Customer, Site, TagAdds};
pub use delegation::Delegation;
pub use device::{Device, DeviceKind, Wipe, Wiped};
pub use diary::{Diary, DiaryKind, Settled, diary_id};
pub use dismissal::{Dismissal, Matter};
pub use draft::{Draft, draft_id};
pub use field::{Field, Merge, field_rule, plain_fields};
pub use location_view::{LocationView, Looked, location_view_id};
pub use note::{MeetingNote, Outcome};
pub use organisation::{Hours, Organisation, Reason, ReasonUse};
pub use people::{ERASED_NAME, Person, Role, Team};
pub use series::{Series, Weekday, occurrence_id};
pub use task::{Head, Item, Priority, Shown, Status, Task};
pub use template::{Template, TemplateTask};
pub use territory::Territory;
pub(crate) use track::times;
pub use track::{Track, TrackPoint};
pub use work_day::{Correction, Reading, Settlement, Step, StepKind, Ticks, WorkDay, work_day_id};
pub use writer::{Created, Writer};

use crate::canonical::{self, Malformed, Nulls};
use crate::id::{ChangeId, RecordId};

crate::words! {
    /// What a record is a record of.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum Kind {
        /// The tenant.
        Organisation = "organisation",
        /// A kind of activity, built in or the organisation's own.
        ActivityType = "activity_type",
        /// A repetition rule.
        Series = "series",
        /// A person who works here.
        Person = "person",
        /// A team in the tree of teams.
        Team = "team",
        /// A phone or another writer of changes.
        Device = "device",
        /// A customer with its sites.
        Customer = "customer",
        /// A task for a rep or a team.
        Task = "task",
        /// A visit's beginning and end.
        CheckIn = "check_in",
        /// What was said.
        Note = "note",
        /// A note that is being written.
        Draft = "draft",
        /// What somebody lost, or should know.
        Diary = "diary",
        /// What a person agreed to.
        Consent = "consent",
        /// When somebody worked.
        WorkDay = "work_day",
        /// Where somebody was on duty.
        Track = "track",
        /// Who looked at somebody's positions.
        LocationView = "location_view",
        /// People who see the same customers.
        Territory = "territory",
        /// Who stands in for a manager.
        Delegation = "delegation",
        /// Tasks that are planned together again and again.
        Template = "template",
        /// What a manager put aside.
        Dismissal = "dismissal",
    }
}

/// One record: kind, id and the object of its fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: RecordId,
    object: Map<String, Value>,
}

impl Record {
    /// Makes a new record of typed fields.
    ///
    /// # Errors
    /// [`Malformed`] when the fields are not a JSON object of integers, text and objects.
    pub fn create(
        kind: Kind,
        id: RecordId,
        created: &Created,
        fields: &impl Serialize,
    ) -> Result<Record, Malformed> {
        let mut object = into_object(fields)?;
        object.insert("kind".into(), serde_json::to_value(&kind)?);
        object.insert("id".into(), serde_json::to_value(id)?);
        object.insert("created".into(), serde_json::to_value(created)?);
        Ok(Record { kind, id, object })
    }

    /// Reads a record of its canonical bytes.
    ///
    /// # Errors
    /// [`Malformed`] when the bytes are not an object with kind, id and created.
    pub fn parse(bytes: &[u8]) -> Result<Record, Malformed> {
        let object: Map<String, Value> = serde_json::from_slice(bytes)?;
        let kind = take(&object, "kind")?;
        let id = take(&object, "id")?;
        let _: Created = take(&object, "created")?;
        Ok(Record { kind, id, object })
    }

    /// Returns the canonical bytes.
    ///
    /// # Errors
    /// [`Malformed`] when a field is no integer, text or object.
    pub fn bytes(&self) -> Result<Vec<u8>, Malformed> {
        canonical::write(&self.object, Nulls::Omitted)
    }

    /// Reads the fields as the typed struct of the record's kind.
    ///
    /// # Errors
    /// [`Malformed::Shape`] when a field has another type than this version knows.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Malformed> {
        Ok(T::deserialize(&self.object)?)
    }

    /// Lays typed fields over the record; unknown fields stay. A field that the struct omits
    /// stays too: clear one with [`Record::set`].
    ///
    /// # Errors
    /// [`Malformed`] when the fields are not a JSON object.
    pub fn lay(&mut self, fields: &impl Serialize) -> Result<(), Malformed> {
        let over = into_object(fields)?;
        canonical::overlay(&mut self.object, over);
        Ok(())
    }

    /// Returns one field's value, null when it has none. A path goes through objects by `/`.
    #[must_use]
    pub fn get(&self, field: &Field) -> &Value {
        const NOTHING: &Value = &Value::Null;
        let mut steps = field.as_str().split('/');
        let first = steps.next().unwrap_or_default();
        let mut at = self.object.get(first).unwrap_or(NOTHING);
        for step in steps {
            at = at.get(step).unwrap_or(NOTHING);
        }
        at
    }

    /// Sets or (with null) clears one field, whole: nothing of its old value stays. A path makes
    /// the objects on its way.
    pub fn set(&mut self, field: &Field, value: Value) {
        set_at(&mut self.object, field.as_str(), value);
    }

    /// Returns the change that created the record, its author and stamp.
    #[must_use]
    pub fn created(&self) -> Writer {
        let created: Created = take(&self.object, "created").unwrap_or_default();
        Writer {
            change: created.change.unwrap_or(ChangeId::from(self.id)),
            person: created.person,
            stamp: created.stamp,
            over: None,
        }
    }

    /// Returns who wrote a field last.
    #[must_use]
    pub fn writer(&self, field: &Field) -> Writer {
        self.object
            .get("by")
            .and_then(|by| by.get(field.as_str()))
            .and_then(|writer| Writer::deserialize(writer).ok())
            .unwrap_or_else(|| self.created())
    }

    /// Returns every field that was written after creation, with its writer.
    #[must_use]
    pub fn writers(&self) -> BTreeMap<Field, Writer> {
        take(&self.object, "by").unwrap_or_default()
    }

    /// Says whether anybody wrote to the record after it was created.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        self.object.contains_key("by") || self.object.contains_key("heads")
    }

    /// Notes who wrote a field last.
    ///
    /// # Errors
    /// [`Malformed`] never for a writer that this crate made.
    pub fn sign(&mut self, field: &Field, writer: &Writer) -> Result<(), Malformed> {
        let signed = serde_json::to_value(writer)?;
        match self.object.get_mut("by") {
            Some(Value::Object(by)) => {
                by.insert(field.as_str().to_owned(), signed);
            }
            Some(_) | None => {
                let mut by = Map::new();
                by.insert(field.as_str().to_owned(), signed);
                self.object.insert("by".into(), Value::Object(by));
            }
        }
        Ok(())
    }
}

/// Splits the header off bytes without building the object; used where speed counts.
///
/// # Errors
/// [`Malformed::Shape`] when kind or id are missing.
pub fn kind_and_id(bytes: &[u8]) -> Result<(Kind, RecordId), Malformed> {
    #[derive(Deserialize)]
    struct Outline {
        kind: Kind,
        id: RecordId,
    }
    let outline: Outline = serde_json::from_slice(bytes)?;
    Ok((outline.kind, outline.id))
}

fn set_at(object: &mut Map<String, Value>, path: &str, value: Value) {
    let Some((first, rest)) = path.split_once('/') else {
        if value.is_null() {
            object.remove(path);
        } else {
            object.insert(path.to_owned(), value);
        }
        return;
    };
    let inner = object
        .entry(first)
        .or_insert_with(|| Value::Object(Map::new()));
    if !inner.is_object() {
        *inner = Value::Object(Map::new());
    }
    if let Value::Object(inner) = inner {
        set_at(inner, rest, value);
        if inner.is_empty() {
            object.remove(first);
        }
    }
}

fn take<T: DeserializeOwned>(object: &Map<String, Value>, key: &str) -> Result<T, Malformed> {
    let value = object
        .get(key)
        .ok_or_else(|| Malformed::Shape(format!("`{key}` is missing")))?;
    Ok(T::deserialize(value)?)
}

fn into_object(fields: &impl Serialize) -> Result<Map<String, Value>, Malformed> {
    match serde_json::to_value(fields)? {
        Value::Object(object) => Ok(object),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Err(Malformed::Shape("an object is expected".into()))
        }
    }
}

#[cfg(test)]
mod tests;
