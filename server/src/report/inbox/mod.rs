//! What waits for a manager: gathered of records, phones and quarantine at each reading, less what
//! somebody put aside.

mod gather;

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::change::InboxEntry;
use outrider_model::id::{CustomerId, DeviceId, DismissalId, PersonId, RecordId, TaskId};
use outrider_model::record::{Dismissal, Kind, Matter};
use serde::Serialize;
use utoipa::ToSchema;

use super::described::DiaryItem;
use super::{Item, Located, Part, Seen, item, names_of};
use crate::error::ServerError;
use crate::store::{Query, Store, Stored};

pub use gather::Gathered;

/// How many dismissals are looked up at a time.
const SLICE: usize = 500;

/// What waits for a manager.
#[derive(Debug, Serialize, ToSchema)]
pub struct Inbox {
    /// What waits, the newest first.
    pub items: Vec<InboxItem>,
    /// What to ask for as `after` to go on; none at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many there are of what is asked for.
    pub total: u64,
    /// How many there are of each, whatever is asked for.
    #[schema(value_type = BTreeMap<String, u64>)]
    pub counts: BTreeMap<Matter, u64>,
    /// What customers, people and tasks are called.
    pub names: BTreeMap<RecordId, String>,
}

/// One thing that waits.
#[derive(Debug, Serialize, ToSchema)]
pub struct InboxItem {
    /// Names it: the id of the dismissal that puts it aside.
    pub key: DismissalId,
    /// What it tells.
    pub tells: Matter,
    /// When it came up, microseconds since 1970 (UTC).
    pub at: i64,
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Which task.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// The record that it is about.
    pub about: RecordId,
    /// That record's kind.
    pub about_kind: Kind,
    /// Why: a reason's short name or words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// A task's title, what the signals of a visit are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The task, visit or work day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Item>,
    /// The diary entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = DiaryItem)]
    pub diary: Option<Item>,
    /// What a phone sent too late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quarantine: Option<Late>,
    /// The phone that is silent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<SilentPhone>,
    /// What `inbox.dismissed` says to put it aside.
    pub dismiss: InboxEntry,
}

/// What a phone of somebody revoked sent.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = LateChanges)]
pub struct Late {
    /// Which phone.
    pub device: DeviceId,
    /// How many of its changes wait.
    pub changes: u64,
    /// When the first arrived, microseconds since 1970 (UTC).
    pub first: i64,
    /// When the last did.
    pub last: i64,
}

/// A phone that has not synced for long.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SilentPhone {
    /// Which.
    pub device: DeviceId,
    /// Its last whole sync; none before the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_sync: Option<i64>,
    /// How much waited on it unsent, as it last said.
    pub unsent: u64,
}

/// Something that was found, before it is shown.
#[derive(Debug)]
pub(super) struct Found {
    at: i64,
    dismissal: Dismissal,
    about_kind: Kind,
    task: Option<TaskId>,
    customer: Option<CustomerId>,
    whose: Option<PersonId>,
    reason: Option<String>,
    text: Option<String>,
    stored: Option<Stored>,
    quarantine: Option<Late>,
    phone: Option<SilentPhone>,
}

impl Located for Inbox {
    fn located(&self) -> BTreeSet<PersonId> {
        let items = self.items.iter();
        let shown = items.flat_map(|one| one.item.iter().chain(&one.diary));
        shown.flat_map(Located::located).collect()
    }
}

/// Shows what waits: of one matter, or of all.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn inbox(
    store: &dyn Store,
    seen: Seen,
    gathered: Gathered,
    tells: Option<&Matter>,
    part: Part,
) -> Result<Inbox, ServerError> {
    let mut found = waiting(store, seen, gathered.0)?;
    let mut counts = BTreeMap::new();
    for one in &found {
        *counts.entry(one.dismissal.tells.clone()).or_insert(0) += 1;
    }
    found.retain(|one| tells.is_none_or(|tells| one.dismissal.tells == *tells));
    found.sort_by_key(|one| (std::cmp::Reverse(one.at), one.dismissal.id()));
    let total = found.len();
    let items: Vec<InboxItem> = found
        .into_iter()
        .skip(part.skip)
        .take(part.limit)
        .map(shown)
        .collect::<Result<_, _>>()?;
    let end = part.skip.saturating_add(items.len());
    let named = items.iter().flat_map(|one| {
        let of = [
            one.person.map(RecordId::from),
            one.task.map(RecordId::from),
            one.customer.map(RecordId::from),
        ];
        let held = one.item.iter().chain(&one.diary);
        let held = held.flat_map(|item| item.refers.iter().copied());
        of.into_iter().flatten().chain(held).collect::<Vec<_>>()
    });
    Ok(Inbox {
        names: names_of(store, seen, named)?,
        items,
        next: (end < total).then(|| end.to_string()),
        total: u64::try_from(total).unwrap_or(u64::MAX),
        counts,
    })
}

/// Leaves out what was put aside.
fn waiting(store: &dyn Store, seen: Seen, found: Vec<Found>) -> Result<Vec<Found>, ServerError> {
    let ids: Vec<RecordId> = found.iter().map(|one| one.dismissal.id().into()).collect();
    let mut aside = BTreeSet::new();
    for slice in ids.chunks(SLICE) {
        let query = Query::Ids(slice.to_vec());
        for stored in store.records(seen.organisation, &query, seen.viewer, SLICE, 0)? {
            let read: Result<Dismissal, _> = serde_json::from_slice(&stored.bytes);
            if read.is_ok_and(|dismissal| dismissal.dismissed) {
                aside.insert(stored.id);
            }
        }
    }
    let is_aside = |one: &Found| aside.contains(&one.dismissal.id().into());
    Ok(found.into_iter().filter(|one| !is_aside(one)).collect())
}

fn shown(found: Found) -> Result<InboxItem, ServerError> {
    let held = found.stored.as_ref().map(item).transpose()?;
    let is_diary = found.dismissal.tells == Matter::Conflict;
    let (item, diary) = if is_diary { (None, held) } else { (held, None) };
    Ok(InboxItem {
        key: found.dismissal.id(),
        tells: found.dismissal.tells.clone(),
        at: found.at,
        person: found.whose,
        task: found.task,
        customer: found.customer,
        about: found.dismissal.about,
        about_kind: found.about_kind,
        reason: found.reason.filter(|reason| !reason.is_empty()),
        text: found.text.filter(|text| !text.is_empty()),
        item,
        diary,
        quarantine: found.quarantine,
        phone: found.phone,
        dismiss: InboxEntry {
            about: found.dismissal.about,
            tells: found.dismissal.tells,
            of: found.dismissal.of,
            since: found.dismissal.since,
            person: found.dismissal.person,
        },
    })
}
