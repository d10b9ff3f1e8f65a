//! What managers read: records as they stand, a task's whole story, who has not synced.
//!
//! Records are handed out verbatim, with the writers of their fields, so that whoever edits one
//! can name what he saw.

pub mod described;
mod located;
mod names;
mod news;
mod phones;
mod timeline;

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::id::{ChangeId, OrganisationId, PersonId, RecordId};
use outrider_model::lists::{List, lists};
use outrider_model::record::{Field, Kind, Record, Status, Task, plain_fields};
use outrider_model::schema::AnyRecord;
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::error::ServerError;
use crate::store::{Store, Stored};

pub use located::Located;
pub use names::names;
pub use news::has_news;
pub use phones::{PhoneView, phones};
pub use timeline::{Moment, Story, customer_story, task_story};

pub use crate::store::{
    CheckInFilter, Custody, CustomerFilter, CustomerSort, Detained, DeviceSeen, NoteFilter, Query,
    Sort, TaskFilter, TaskSort, WorkDayFilter,
};

/// How many records are looked through at a time for a list that no index holds.
const SLICE: usize = 500;

/// As whom the store is read.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// In which organisation.
    pub organisation: OrganisationId,
    /// With whose eyes; none sees everything.
    pub viewer: Option<PersonId>,
}

/// Which part of a listing.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// How many at most.
    pub limit: usize,
    /// How many come before it.
    pub skip: usize,
}

/// Some records of many.
#[derive(Debug, Serialize, ToSchema)]
pub struct Listing {
    /// The records.
    pub items: Vec<Item>,
    /// What to ask for as `after` to go on; none at the end.
    pub next: Option<String>,
}

/// One record.
#[derive(Debug, Serialize, ToSchema)]
pub struct Item {
    /// Its canonical bytes, with the writers of its fields.
    #[schema(value_type = AnyRecord)]
    pub record: Box<RawValue>,
    /// The sequence of its last change.
    pub seq: u64,
    /// The change that wrote each field that an edit may write: what a new edit names as seen.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub writers: BTreeMap<Field, ChangeId>,
    /// What a task shows of its status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// How many audiences a person goes without because there are more than a phone can have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out: Option<usize>,
    /// The lists that a task stands in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>)]
    pub lists: Vec<&'static str>,
}

/// Reads a listing.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn listing(
    store: &dyn Store,
    seen: Seen,
    query: &Query,
    part: Part,
) -> Result<Listing, ServerError> {
    let asked = part.limit.saturating_add(1);
    let mut found = store.records(seen.organisation, query, seen.viewer, asked, part.skip)?;
    let has_more = found.len() > part.limit;
    found.truncate(part.limit);
    let next = has_more.then(|| part.skip.saturating_add(part.limit).to_string());
    Ok(Listing {
        items: found.iter().map(item).collect::<Result<_, _>>()?,
        next,
    })
}

/// Reads the tasks that stand in a list, by its word.
///
/// # Errors
/// [`ServerError::Invalid`] for a word that is no list, and when the store cannot be read.
pub fn tasks_in(
    store: &dyn Store,
    seen: Seen,
    filter: &TaskFilter,
    word: &str,
    part: Part,
) -> Result<Listing, ServerError> {
    if !["reps_day", "to_claim", "for_manager", "closed"].contains(&word) {
        return Err(ServerError::invalid(
            "list",
            "there are reps_day, to_claim, for_manager and closed",
        ));
    }
    let filter = TaskFilter {
        open: Some(word != "closed"),
        ..filter.clone()
    };
    let query = Query::Tasks(filter);
    let (mut items, mut skip) = (Vec::new(), part.skip);
    loop {
        let slice = store.records(seen.organisation, &query, seen.viewer, SLICE, skip)?;
        for stored in &slice {
            if items.len() == part.limit {
                return Ok(Listing {
                    items,
                    next: Some(skip.to_string()),
                });
            }
            skip += 1;
            let item = item(stored)?;
            if item.lists.contains(&word) {
                items.push(item);
            }
        }
        if slice.len() < SLICE {
            return Ok(Listing { items, next: None });
        }
    }
}

/// Reads one record of a kind. One that may not be seen is as one that is not there.
///
/// # Errors
/// [`ServerError::NotFound`], and when the store cannot be read.
pub fn one(store: &dyn Store, seen: Seen, kind: &Kind, id: RecordId) -> Result<Item, ServerError> {
    let found = store.records(seen.organisation, &Query::Ids(vec![id]), seen.viewer, 1, 0)?;
    let found = found
        .first()
        .filter(|stored| stored.kind == *kind)
        .ok_or(ServerError::NotFound)?;
    item(found)
}

fn item(stored: &Stored) -> Result<Item, ServerError> {
    let text = std::str::from_utf8(&stored.bytes).map_err(ServerError::internal)?;
    let raw = RawValue::from_string(text.to_owned()).map_err(ServerError::internal)?;
    let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
    let mut item = Item {
        record: raw,
        seq: stored.seq,
        writers: writers(&record),
        status: None,
        left_out: None,
        lists: Vec::new(),
    };
    if record.kind == Kind::Task {
        let task: Task = record.read().map_err(ServerError::internal)?;
        let assignment = record.writer(&Field::from("assignee")).change;
        item.status = Some(task.shown(assignment).status);
        item.lists = lists(&task, assignment)
            .into_iter()
            .map(list_word)
            .collect();
    }
    Ok(item)
}

fn writers(record: &Record) -> BTreeMap<Field, ChangeId> {
    let extra: &[&str] = match record.kind {
        Kind::Task => &["plan_day", "window", "priority", "assignee"],
        Kind::Customer => &["owner", "territory", "removed"],
        Kind::Organisation
        | Kind::ActivityType
        | Kind::Series
        | Kind::Person
        | Kind::Team
        | Kind::Device
        | Kind::CheckIn
        | Kind::Note
        | Kind::Draft
        | Kind::Diary
        | Kind::Consent
        | Kind::WorkDay
        | Kind::Track
        | Kind::LocationView
        | Kind::Territory
        | Kind::Delegation
        | Kind::Template
        | Kind::Dismissal
        | Kind::Unknown(_) => &[],
    };
    let written = record.writers().into_keys();
    let fields: BTreeSet<Field> = plain_fields(&record.kind)
        .iter()
        .chain(extra)
        .map(|name| Field::from(*name))
        .chain(written)
        .collect();
    fields
        .into_iter()
        .map(|field| (field.clone(), record.writer(&field).change))
        .collect()
}

fn list_word(list: List) -> &'static str {
    match list {
        List::RepsDay(_) => "reps_day",
        List::ToClaim(_) => "to_claim",
        List::ForManager => "for_manager",
        List::Closed => "closed",
    }
}
