//! Whoever looks at where somebody was is named to him: a line in the audit log, and a record that
//! his phone fetches.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use outrider_model::change::{Body, LocationViewed};
use outrider_model::id::{ChangeId, DeviceId, OrganisationId, PersonId, RecordId};
use outrider_model::record::{Looked, Person, Record};
use serde_json::json;

use crate::audit::{Action, Note, note};
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

/// Tells each of these people that somebody looked. When this returns, it is stored.
///
/// # Errors
/// [`ServerError`] when it cannot be stored: what was looked at is then not to be shown.
pub fn told(store: &dyn Store, door: &Door, seams: &Seams, look: &Told) -> Result<(), ServerError> {
    let mut changes = Vec::new();
    let now = seams.clock.wall();
    let mut people = look.people.clone();
    people.remove(&look.viewer);
    for subject in &people {
        let viewed = LocationViewed {
            subject: *subject,
            viewer: look.viewer,
            what: look.what.clone(),
            day: day_of(store, look.organisation, *subject, now)?,
        };
        let id = ChangeId(seams.id()?);
        let change = system_change(id, now, Body::LocationViewed(viewed));
        changes.push(change.bytes().map_err(ServerError::internal)?);
    }
    if changes.is_empty() {
        return Ok(());
    }
    for subject in &people {
        let line = Note::of(Action::LocationViewed)
            .by(look.viewer)
            .on(look.device)
            .to(*subject)
            .saying(json!({ "what": look.what }));
        note(store, look.organisation, now, &line)?;
    }
    let push = Push::unnumbered(Author::system(look.organisation), changes);
    let judged = door.ingest(look.organisation, push)?;
    if judged.iter().all(Judged::is_accepted) {
        Ok(())
    } else {
        Err(ServerError::internal("a look at positions was not stored"))
    }
}

/// Returns the civil day in a person's zone.
fn day_of(
    store: &dyn Store,
    organisation: OrganisationId,
    person: PersonId,
    now: i64,
) -> Result<Date, ServerError> {
    let ids = vec![RecordId::from(person)];
    let stored = store.records(organisation, &Query::Ids(ids), None, 1, 0)?;
    let person: Option<Person> = stored.first().and_then(|stored| {
        Record::parse(&stored.bytes)
            .and_then(|record| record.read())
            .ok()
    });
    let zone = person.and_then(|person| TimeZone::get(&person.zone).ok());
    let at = Timestamp::from_microsecond(now).map_err(ServerError::internal)?;
    Ok(at.to_zoned(zone.unwrap_or(TimeZone::UTC)).date())
}
