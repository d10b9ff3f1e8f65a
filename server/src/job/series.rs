//! The tasks of series.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use outrider_model::change::{Body, TaskAssigned};
use outrider_model::id::{ChangeId, OrganisationId, PersonId, RecordId, SeriesId};
use outrider_model::record::{Kind, Organisation, Person, Record, Series, occurrence_id};

use crate::ingest::{Author, Judged, Push, ingest_batch, system_change};
use crate::store::{Query, Store, StoreError};

/// How many days ahead tasks are made, so that a month without signal has a plan.
pub const AHEAD: i64 = 35;
/// How many tasks are made in one commit.
const TOGETHER: usize = 500;

/// Makes the tasks that every series of an organisation has in the next [`AHEAD`] days and that
/// are not made yet. Returns how many.
///
/// # Errors
/// [`StoreError`] when they cannot be read or stored; those of earlier commits stand.
pub fn materialise(
    store: &dyn Store,
    organisation: OrganisationId,
    now: i64,
) -> Result<usize, StoreError> {
    let mut due = Vec::new();
    for stored in store.records(
        organisation,
        &Query::Kind(Kind::Series),
        None,
        usize::MAX,
        0,
    )? {
        let series: Series = match Record::parse(&stored.bytes).and_then(|record| record.read()) {
            Ok(series) => series,
            Err(error) => {
                tracing::error!(series = %stored.id, %error, "a series cannot be read");
                continue;
            }
        };
        let today = today(store, organisation, &series, now)?;
        for day in days(&series, today) {
            due.push((SeriesId::from(stored.id), series.clone(), day));
        }
    }
    let mut made = 0;
    for part in due.chunks(TOGETHER) {
        made += make(store, organisation, now, part)?;
    }
    Ok(made)
}

fn make(
    store: &dyn Store,
    organisation: OrganisationId,
    now: i64,
    due: &[(SeriesId, Series, Date)],
) -> Result<usize, StoreError> {
    let ids = due
        .iter()
        .map(|(series, _, day)| occurrence_id(*series, *day).into())
        .collect();
    let held = store.records(organisation, &Query::Ids(ids), None, usize::MAX, 0)?;
    let held: std::collections::BTreeSet<RecordId> =
        held.into_iter().map(|stored| stored.id).collect();
    let mut changes = Vec::new();
    for (id, series, day) in due {
        let task = RecordId::from(occurrence_id(*id, *day));
        if !held.contains(&task) {
            let change = ChangeId(task.derived("made").0);
            changes.push(system_change(change, now, assigned(*id, series, *day)).bytes()?);
        }
    }
    if changes.is_empty() {
        return Ok(0);
    }
    let push = Push::unnumbered(Author::system(organisation), changes);
    let judged = ingest_batch(store, organisation, now, &[push])?;
    for judged in judged
        .iter()
        .flatten()
        .filter(|judged| !judged.is_accepted())
    {
        tracing::warn!(change = %judged.change, verdict = ?judged.verdict, "a series' task was not made");
    }
    Ok(judged
        .iter()
        .flatten()
        .filter(|judged| Judged::is_accepted(judged))
        .count())
}

fn assigned(id: SeriesId, series: &Series, day: Date) -> Body {
    Body::TaskAssigned(TaskAssigned {
        title: series.title.clone(),
        details: String::new(),
        activity: series.activity,
        assignee: series.assignee,
        team: series.team,
        customer: series.customer,
        plan_day: Some(day),
        window: series.window,
        priority: series.priority.clone(),
        checklist: Default::default(),
        series: Some(id),
        import: None,
    })
}

/// Returns the days of a series from today on.
fn days(series: &Series, today: Date) -> Vec<Date> {
    (0..=AHEAD)
        .filter_map(|ahead| today.checked_add(Span::new().try_days(ahead).ok()?).ok())
        .filter(|day| series.falls_on(*day))
        .collect()
}

/// Returns the present civil day where the work is done: in the assignee's zone, else in the
/// organisation's.
fn today(
    store: &dyn Store,
    organisation: OrganisationId,
    series: &Series,
    now: i64,
) -> Result<Date, StoreError> {
    let zone = match series.assignee {
        Some(person) => zone_of_person(store, organisation, person)?,
        None => None,
    };
    let zone = match zone {
        Some(zone) => zone,
        None => zone_of(store, organisation, organisation.into(), |record| {
            record
                .read::<Organisation>()
                .map(|organisation| organisation.zone)
        })?
        .unwrap_or(TimeZone::UTC),
    };
    let now = Timestamp::from_microsecond(now).unwrap_or_default();
    Ok(now.to_zoned(zone).date())
}

fn zone_of_person(
    store: &dyn Store,
    organisation: OrganisationId,
    person: PersonId,
) -> Result<Option<TimeZone>, StoreError> {
    zone_of(store, organisation, person.into(), |record| {
        record.read::<Person>().map(|person| person.zone)
    })
}

fn zone_of(
    store: &dyn Store,
    organisation: OrganisationId,
    id: RecordId,
    read: impl Fn(&Record) -> Result<String, outrider_model::canonical::Malformed>,
) -> Result<Option<TimeZone>, StoreError> {
    let found = store.records(organisation, &Query::Ids(vec![id]), None, 1, 0)?;
    let Some(stored) = found.first() else {
        return Ok(None);
    };
    let name = Record::parse(&stored.bytes).and_then(|record| read(&record))?;
    Ok(TimeZone::get(&name).ok())
}
