//! Whoever looks at where somebody was is named to him: a line in the audit log, and a record that
//! his phone fetches.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use outrider_model::change::{Body, LocationViewed};
use outrider_model::id::{ChangeId, DeviceId, OrganisationId, PersonId, RecordId};
use outrider_model::record::{LocationView, Looked, Person, location_view_id};
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::audit::{Action, Note, note_in};
use crate::error::ServerError;
use crate::ingest::{Author, Door, Judged, Push, system_change};
use crate::seam::Seams;
use crate::store::{Query, Store};

/// A look at positions.
#[derive(Clone, Debug)]
pub struct Told {
    /// In which organisation.
    pub organisation: OrganisationId,
    /// Who looked.
    pub viewer: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// At what.
    pub what: Looked,
    /// Whose positions; the viewer's own tell nobody anything.
    pub people: BTreeSet<PersonId>,
}

/// How many records are read at a time.
const SLICE: usize = 500;
/// How long a look lasts, in microseconds: whoever looks again at the same within it goes on looking.
/// A page that follows what happens reads anew with every change; each of its readings would be one.
const GOES_ON: u64 = 10 * 60 * 1_000_000;

/// Tells each of these people that somebody looked, unless he was told so lately. When this returns,
/// it is stored.
///
/// # Errors
/// [`ServerError`] when it cannot be stored: what was looked at is then not to be shown.
pub fn told(store: &dyn Store, door: &Door, seams: &Seams, look: &Told) -> Result<(), ServerError> {
    let now = seams.clock.wall();
    let (mut changes, mut lines) = (Vec::new(), Vec::new());
    for (subject, day) in untold(store, look, now)? {
        let viewed = LocationViewed {
            subject,
            viewer: look.viewer,
            what: look.what.clone(),
            day,
        };
        let id = ChangeId(seams.id()?);
        let change = system_change(id, now, Body::LocationViewed(viewed));
        changes.push(change.bytes().map_err(ServerError::internal)?);
        let line = Note::of(Action::LocationViewed)
            .by(look.viewer)
            .on(look.device)
            .to(subject)
            .saying(json!({ "what": look.what }));
        lines.push(line);
    }
    if changes.is_empty() {
        return Ok(());
    }
    store.transact(look.organisation, &mut |ledger| {
        lines.iter().try_for_each(|line| note_in(ledger, now, line))
    })?;
    let push = Push::unnumbered(Author::system(look.organisation), changes);
    let judged = door.ingest(look.organisation, push)?;
    if judged.iter().all(Judged::is_accepted) {
        Ok(())
    } else {
        Err(ServerError::internal("a look at positions was not stored"))
    }
}

/// Returns who is to be told, with his civil day: everybody but the viewer and those who were told of
/// the same look lately.
fn untold(store: &dyn Store, look: &Told, now: i64) -> Result<Vec<(PersonId, Date)>, ServerError> {
    let mut people = look.people.clone();
    people.remove(&look.viewer);
    let at = Timestamp::from_microsecond(now).map_err(ServerError::internal)?;
    let mut days: BTreeMap<PersonId, Date> = people
        .iter()
        .map(|person| (*person, at.to_zoned(TimeZone::UTC).date()))
        .collect();
    let ids = people.iter().copied().map(RecordId::from);
    for (id, person) in read::<Person>(store, look.organisation, ids)? {
        let zone = TimeZone::get(&person.zone).unwrap_or(TimeZone::UTC);
        days.insert(id.into(), at.to_zoned(zone).date());
    }
    let view = |(subject, day): (&PersonId, &Date)| {
        RecordId::from(location_view_id(*subject, look.viewer, &look.what, *day))
    };
    let views = read::<LocationView>(store, look.organisation, days.iter().map(view))?;
    for view in views.into_values() {
        // A clock that was set back makes nobody's look go untold for longer.
        if now.abs_diff(view.last.0) < GOES_ON {
            days.remove(&view.subject);
        }
    }
    Ok(days.into_iter().collect())
}

/// Reads records of one kind, as far as they are there.
fn read<T: DeserializeOwned>(
    store: &dyn Store,
    organisation: OrganisationId,
    ids: impl Iterator<Item = RecordId>,
) -> Result<BTreeMap<RecordId, T>, ServerError> {
    let ids: Vec<RecordId> = ids.collect();
    let mut found = BTreeMap::new();
    for slice in ids.chunks(SLICE) {
        let query = Query::Ids(slice.to_vec());
        for stored in store.records(organisation, &query, None, SLICE, 0)? {
            if let Ok(read) = serde_json::from_slice(&stored.bytes) {
                found.insert(stored.id, read);
            }
        }
    }
    Ok(found)
}
