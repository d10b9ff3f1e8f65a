//! What managers read: records as they stand, a task's whole story, who has not synced.
//!
//! Records are handed out verbatim, with the writers of their fields, so that whoever edits one
//! can name what he saw.

mod activity;
pub mod described;
mod figure;
mod inbox;
mod located;
mod names;
mod news;
mod phones;
mod plan;
mod refers;
mod staff;
mod tasks;
mod templates;
mod timeline;
mod today;
mod work;
mod work_days;

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::id::{ChangeId, CustomerId, OrganisationId, PersonId, RecordId};
use outrider_model::lists::{List, lists};
use outrider_model::record::{Field, Kind, Record, Status, Task, plain_fields};
use outrider_model::schema::AnyRecord;
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::error::ServerError;
use crate::store::{Store, Stored};

pub use activity::{Activity, DeedKind, Deeds, activity};
pub use figure::{Figure, Freshness, Unit};
pub use inbox::{Gathered, Inbox, inbox};
pub use located::Located;
pub use names::{kinds, names, names_of};
pub use news::has_news;
pub use phones::{PhoneView, phones};
pub use plan::{Checked, MoveAsked, Plan, PlanAsked, check, plan};
use refers::refers;
pub use staff::{Member, Phone, Staff, day_of_organisation};
pub use tasks::late_tasks;
pub use templates::templates;
pub use timeline::{Moment, Story, customer_story, task_story};
pub use today::{Asked, Today, today};
pub use work::{By, Group, Named, WorkAsked, WorkReport, work};
pub use work_days::{WorkDays, work_days};

pub use crate::store::{
    CheckInFilter, Custody, CustomerFilter, CustomerSort, Detained, DeviceSeen, NoteFilter, Point,
    Query, Sort, TaskFilter, TaskList, TaskSort, WorkDayFilter,
};

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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many there are in all.
    pub total: u64,
    /// What the customers, people and tasks are called that stand in the items.
    pub names: BTreeMap<RecordId, String>,
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
    /// When the last visit of a customer began, microseconds since 1970 (UTC); in listings of
    /// customers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_visit: Option<i64>,
    /// How many tasks are open at a customer; in listings of customers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_tasks: Option<u64>,
    /// The record's id.
    #[serde(skip)]
    pub id: RecordId,
    /// The records that it names and that have names.
    #[serde(skip)]
    pub refers: BTreeSet<RecordId>,
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
    let found = store.records(seen.organisation, query, seen.viewer, part.limit, part.skip)?;
    let reached = part.skip.saturating_add(found.len());
    // A page that is not full is the last one: what it reaches is all there is.
    let total = if found.len() < part.limit && (part.skip == 0 || !found.is_empty()) {
        u64::try_from(reached).unwrap_or(u64::MAX)
    } else {
        store.count(seen.organisation, query, seen.viewer)?
    };
    let items: Vec<Item> = found.iter().map(item).collect::<Result<_, _>>()?;
    let is_more = u64::try_from(reached).is_ok_and(|reached| reached < total);
    let named = items.iter().flat_map(|item| item.refers.iter().copied());
    Ok(Listing {
        names: names_of(store, seen, named)?,
        next: (is_more && !items.is_empty()).then(|| reached.to_string()),
        items,
        total,
    })
}

/// Reads customers, with what goes on at them.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn customers(
    store: &dyn Store,
    seen: Seen,
    filter: CustomerFilter,
    part: Part,
) -> Result<Listing, ServerError> {
    let mut listing = listing(store, seen, &Query::Customers(filter), part)?;
    let ids: Vec<CustomerId> = listing.items.iter().map(|item| item.id.into()).collect();
    let dealings = store.dealings(seen.organisation, &ids, seen.viewer)?;
    for (item, dealing) in listing.items.iter_mut().zip(dealings) {
        item.last_visit = dealing.last_visit;
        item.open_tasks = Some(dealing.open_tasks);
    }
    Ok(listing)
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
    let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
    let text = std::str::from_utf8(&stored.bytes).map_err(ServerError::internal)?;
    let raw = RawValue::from_string(text.to_owned()).map_err(ServerError::internal)?;
    let mut item = Item {
        record: raw,
        seq: stored.seq,
        writers: writers(&record),
        status: None,
        left_out: None,
        lists: Vec::new(),
        last_visit: None,
        open_tasks: None,
        id: stored.id,
        refers: refers(&record),
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
