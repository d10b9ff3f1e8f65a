//! A task's or a customer's whole story: every change with who, when, where, on which device and
//! why, and the notes, check-ins and diary entries that belong to it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use outrider_model::decide::Verdict;
use outrider_model::id::{ChangeId, DeviceId, PersonId, RecordId};
use outrider_model::place::Fix;
use outrider_model::record::{Diary, Kind, Record};
use outrider_model::stamp::{Civil, Stamp};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::described::{CheckInItem, DiaryItem, NoteItem};
use super::{Item, Seen, item, names, names_of, one};
use crate::error::ServerError;
use crate::store::{CheckInFilter, Event, NoteFilter, Query, Store, Stored};

/// How many notes, check-ins or diary entries a story holds of each.
const MOST: usize = 1_000;

/// Everything that happened to a record.
#[derive(Debug, Serialize, ToSchema)]
pub struct Story {
    /// The record as it stands.
    pub record: Item,
    /// What happened, the oldest first.
    pub events: Vec<Moment>,
    /// The notes, the newest first.
    #[schema(value_type = Vec<NoteItem>)]
    pub notes: Vec<Item>,
    /// The check-ins, the newest first.
    #[schema(value_type = Vec<CheckInItem>)]
    pub check_ins: Vec<Item>,
    /// What somebody lost or should know about it.
    #[schema(value_type = Vec<DiaryItem>)]
    pub diary: Vec<Item>,
    /// What the customers, people and tasks are called that it names, as far as the caller sees them.
    pub names: BTreeMap<RecordId, String>,
}

/// One change in a story.
#[derive(Debug, Serialize, ToSchema)]
pub struct Moment {
    /// The change.
    pub change: ChangeId,
    /// What happened, such as `task.completed`.
    #[serde(rename = "do")]
    pub what: String,
    /// Its place in the organisation's one sequence.
    pub seq: u64,
    /// Who.
    pub person: PersonId,
    /// What the person is called.
    pub person_name: String,
    /// On which device.
    pub device: DeviceId,
    /// What its owner calls the device.
    pub device_name: String,
    /// When, as the author's device showed it: time, offset, zone.
    #[schema(value_type = Civil)]
    pub civil: Value,
    /// In which order.
    pub stamp: Stamp,
    /// When the server got it, microseconds since 1970 (UTC).
    pub received: i64,
    /// Where the device said it was.
    #[serde(skip_serializing_if = "Value::is_null")]
    #[schema(value_type = Fix)]
    pub fix: Value,
    /// Why.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What was written.
    pub body: Value,
    /// What was said of it.
    pub verdict: Verdict,
}

/// Tells a task's story.
///
/// # Errors
/// [`ServerError::NotFound`] for a task that is not there or may not be seen.
pub fn task_story(store: &dyn Store, seen: Seen, task: RecordId) -> Result<Story, ServerError> {
    let notes = NoteFilter {
        task: Some(task.into()),
        ..NoteFilter::default()
    };
    let check_ins = CheckInFilter {
        task: Some(task.into()),
        ..CheckInFilter::default()
    };
    Teller { store, seen }.tell(&Kind::Task, task, notes, check_ins)
}

/// Tells a customer's story.
///
/// # Errors
/// [`ServerError::NotFound`] for a customer that is not there or may not be seen.
pub fn customer_story(
    store: &dyn Store,
    seen: Seen,
    customer: RecordId,
) -> Result<Story, ServerError> {
    let notes = NoteFilter {
        customer: Some(customer.into()),
        ..NoteFilter::default()
    };
    let check_ins = CheckInFilter {
        customer: Some(customer.into()),
        ..CheckInFilter::default()
    };
    Teller { store, seen }.tell(&Kind::Customer, customer, notes, check_ins)
}

struct Teller<'a> {
    store: &'a dyn Store,
    seen: Seen,
}

impl Teller<'_> {
    fn tell(
        &self,
        kind: &Kind,
        id: RecordId,
        notes: NoteFilter,
        check_ins: CheckInFilter,
    ) -> Result<Story, ServerError> {
        let record = one(self.store, self.seen, kind, id)?;
        let notes = self.records(&Query::Notes(notes))?;
        let check_ins = self.records(&Query::CheckIns(check_ins))?;
        let past = self.store.timeline(self.seen.organisation, id)?;
        let mut shown: BTreeSet<RecordId> = notes
            .iter()
            .chain(&check_ins)
            .map(|stored| stored.id)
            .collect();
        shown.insert(id);
        let authors = past
            .iter()
            .flat_map(|event| [event.author.into(), event.device.into()]);
        let authors = names(self.store, self.seen.organisation, authors)?;
        let events: Vec<Moment> = past
            .iter()
            .filter_map(|event| moment(event, &shown, &authors))
            .collect();
        let people: BTreeSet<PersonId> = past.iter().map(|event| event.author).collect();
        let notes: Vec<Item> = notes.iter().map(item).collect::<Result<_, _>>()?;
        let check_ins: Vec<Item> = check_ins.iter().map(item).collect::<Result<_, _>>()?;
        let diary = self.diary(&people, &shown)?;
        let items = [&record].into_iter().chain(&notes).chain(&check_ins);
        let referred = items.chain(&diary).flat_map(|item| item.refers.iter());
        let named = referred.copied().chain(events.iter().filter_map(task_of));
        Ok(Story {
            names: names_of(self.store, self.seen, named)?,
            record,
            events,
            notes,
            check_ins,
            diary,
        })
    }

    fn records(&self, query: &Query) -> Result<Vec<Stored>, ServerError> {
        Ok(self
            .store
            .records(self.seen.organisation, query, self.seen.viewer, MOST, 0)?)
    }

    fn diary(
        &self,
        people: &BTreeSet<PersonId>,
        shown: &BTreeSet<RecordId>,
    ) -> Result<Vec<Item>, ServerError> {
        let mut entries = Vec::new();
        for person in people {
            for stored in self.records(&Query::Diary {
                person: *person,
                settled: true,
            })? {
                let entry: Diary = Record::parse(&stored.bytes)
                    .and_then(|record| record.read())
                    .map_err(ServerError::internal)?;
                if shown.contains(&entry.about) {
                    entries.push((entry, item(&stored)?));
                }
            }
        }
        // Entries of one change are noticed in the same instant, and ids mean no order.
        entries.sort_by(|(a, _), (b, _)| {
            let in_order =
                |entry: &Diary| (Reverse(entry.noticed), entry.tells.as_str().to_owned());
            in_order(a).cmp(&in_order(b))
        });
        Ok(entries.into_iter().map(|(_, item)| item).collect())
    }
}

/// The task that a change names.
fn task_of(event: &Moment) -> Option<RecordId> {
    event.body.get("task")?.as_str()?.parse().ok()
}

/// Shows a change, unless it belongs to something that this viewer may not see: a draft is its
/// author's alone, and a visit's or note's change shows where the visit or note does.
fn moment(
    event: &Event,
    shown: &BTreeSet<RecordId>,
    names: &BTreeMap<RecordId, String>,
) -> Option<Moment> {
    let payload: Map<String, Value> = serde_json::from_slice(event.payload.as_deref()?).ok()?;
    let what = payload.get("do").and_then(Value::as_str)?.to_owned();
    let body = payload.get("body").cloned().unwrap_or_default();
    let noun = what.split(['.', '_']).next().unwrap_or_default();
    let written = |field: &str| {
        body.get(field)
            .and_then(Value::as_str)
            .and_then(|id| id.parse().ok())
    };
    let key = payload
        .get("mends")
        .or(payload.get("id"))
        .and_then(Value::as_str)
        .and_then(|id| id.parse().ok());
    let is_shown = match noun {
        "draft" | "diary" => false,
        "note" => written("note")
            .or(key)
            .is_some_and(|id| shown.contains(&id)),
        "check" | "checked" => written("check_in")
            .or(key)
            .is_some_and(|id| shown.contains(&id)),
        _ => true,
    };
    let name = |id: RecordId| names.get(&id).cloned().unwrap_or_default();
    is_shown.then(|| Moment {
        change: event.change,
        what,
        seq: event.seq,
        person: event.author,
        person_name: name(event.author.into()),
        device: event.device,
        device_name: name(event.device.into()),
        civil: payload.get("civil").cloned().unwrap_or_default(),
        stamp: event.stamp,
        received: event.received,
        fix: body.get("fix").cloned().unwrap_or_default(),
        reason: body
            .get("reason")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        body,
        verdict: event.verdict.clone(),
    })
}
