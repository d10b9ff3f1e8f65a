//! Who has not synced and since when, and what waits for them.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::audience::Audience;
use outrider_model::canonical::Malformed;
use outrider_model::columns::{Cells, columns};
use outrider_model::id::{ChangeId, DeviceId, OrganisationId, PersonId, RecordId};
use outrider_model::record::{
    Device, DeviceKind, Field, Kind, Person, Record, Wipe, Wiped, kind_and_id,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::ServerError;
use crate::store::{DeviceSeen, Query, Store};

/// How many waiting tasks are named.
const NAMED: usize = 20;
/// How many new records of one person are looked through.
const LOOKED: usize = 2_000;

/// A phone, as a manager sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PhoneView {
    /// The device.
    pub device: DeviceId,
    /// What its owner calls it.
    pub name: String,
    /// Whose.
    pub person: PersonId,
    /// What the person is called.
    pub person_name: String,
    /// Its last whole sync, microseconds since 1970 (UTC); none before the first.
    #[schema(required)]
    pub last_sync: Option<i64>,
    /// Whether it has everything up to now.
    pub is_current: bool,
    /// Open tasks of the person, changed since, that the phone has not seen so.
    pub waiting: Vec<WaitingTask>,
    /// How many changes and drafts were on it alone when it last synced: what a wipe would destroy
    /// if it never came back into the net.
    pub unsent: u64,
    /// Whether it may sync no more.
    pub revoked: bool,
    /// The word that its content is to be destroyed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wipe: Option<Wipe>,
    /// The receipt that it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wiped: Option<Wiped>,
    /// How often a copy of it was noticed.
    pub forks: u64,
    /// The change that wrote each field that an edit may write: what a new edit names as seen.
    pub writers: BTreeMap<Field, ChangeId>,
}

/// A task that a phone has not seen as it is now.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingTask {
    /// The task.
    pub task: RecordId,
    /// Its title.
    pub title: String,
}

/// Lists the phones of these people, the one that has been silent for longest first.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn phones(
    store: &dyn Store,
    organisation: OrganisationId,
    people: &BTreeSet<PersonId>,
) -> Result<Vec<PhoneView>, ServerError> {
    let devices = store.devices(organisation)?;
    let is_shown =
        |seen: &&DeviceSeen| seen.kind == DeviceKind::Phone && people.contains(&seen.person);
    let views = devices
        .iter()
        .filter(is_shown)
        .map(|seen| view(store, organisation, seen));
    let mut views: Vec<PhoneView> = views.collect::<Result<_, _>>()?;
    views.sort_by_key(|view| (view.last_sync, view.device));
    Ok(views)
}

fn view(
    store: &dyn Store,
    organisation: OrganisationId,
    seen: &DeviceSeen,
) -> Result<PhoneView, ServerError> {
    let ids = vec![RecordId::from(seen.device), RecordId::from(seen.person)];
    let (mut phone, mut person_name) = (None, String::new());
    let mut writers = BTreeMap::new();
    for stored in store.records(organisation, &Query::Ids(ids), None, 2, 0)? {
        let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
        if let Ok(device) = record.read::<Device>() {
            phone = Some(device);
            writers = super::writers(&record);
        } else if let Ok(person) = record.read::<Person>() {
            person_name = person.name;
        }
    }
    let is_current =
        seen.last_sync.is_some() && !super::has_news(store, organisation, seen.person, seen.seq)?;
    let waiting = if is_current {
        Vec::new()
    } else {
        waiting(store, organisation, seen)?
    };
    let (name, revoked, wipe, wiped) = phone.map_or_else(Default::default, |phone| {
        (phone.name, phone.revoked, phone.wipe, phone.wiped)
    });
    Ok(PhoneView {
        device: seen.device,
        name,
        person: seen.person,
        person_name,
        last_sync: seen.last_sync,
        is_current,
        waiting,
        unsent: seen.waiting,
        revoked,
        wipe,
        wiped,
        forks: seen.forks,
        writers,
    })
}

/// Looks through what is new for the person, as the phone will.
fn waiting(
    store: &dyn Store,
    organisation: OrganisationId,
    seen: &DeviceSeen,
) -> Result<Vec<WaitingTask>, ServerError> {
    let mut waiting = Vec::new();
    let mut looked = 0;
    store.snapshot(organisation, &mut |snapshot| {
        let memberships = snapshot.memberships(seen.person)?;
        let present = memberships.iter().filter(|row| row.until.is_none());
        let audiences: Vec<Audience> = present.map(|row| row.audience).collect();
        let head = snapshot.head();
        snapshot.feed(&audiences, seen.seq, head, &mut |entry| {
            if let Some(bytes) = entry.bytes {
                waiting.extend(own_open(bytes, seen.person)?);
            }
            looked += 1;
            Ok(waiting.len() < NAMED && looked < LOOKED)
        })
    })?;
    Ok(waiting)
}

/// Reads an open task of a person; nothing of anything else.
fn own_open(bytes: &[u8], person: PersonId) -> Result<Option<WaitingTask>, Malformed> {
    let (kind, id) = kind_and_id(bytes)?;
    if kind != Kind::Task {
        return Ok(None);
    }
    let Cells::Task(cells) = columns(&kind, bytes)? else {
        return Ok(None);
    };
    let is_own = cells.assignee == Some(person) && !cells.removed && !cells.status.is_terminal();
    Ok(is_own.then(|| WaitingTask {
        task: id,
        title: cells.title.into_owned(),
    }))
}
