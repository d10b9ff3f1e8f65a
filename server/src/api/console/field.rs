//! What came of the work: notes, check-ins, work days, and the stream of what the team did.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Query, State};
use outrider_model::id::{CustomerId, PersonId, TaskId, TeamId};
use outrider_model::record::Looked;
use serde::Deserialize;
use utoipa::IntoParams;

use super::asked::{day, known_words, managed, part, people};
use super::seen;
use crate::api::gate::blocking;
use crate::api::privacy::shown;
use crate::api::problem::ApiError;
use crate::auth::session::Caller;
use crate::host::Host;
use crate::report::described::{CheckInListing, NoteListing};
use crate::report::{
    self, Activity, CheckInFilter, DeedKind, Deeds, Listing, NoteFilter, Query as Wanted,
    WorkDayFilter, WorkDays,
};

/// The signals of a visit, and what its fix may say.
const FLAGS: [&str; 6] = ["mock", "jump", "overlap", "clock", "outside", "uncertain"];

/// Which notes are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NotesAsked {
    /// Only those in which all these words stand.
    #[serde(default)]
    q: String,
    /// Only those of a person.
    person: Option<PersonId>,
    /// Only those of people of a team and of the teams below it, as far as the caller manages them.
    of_team: Option<TeamId>,
    /// Only those of people whom the caller manages.
    #[serde(default)]
    managed: bool,
    /// Only those about a customer.
    customer: Option<CustomerId>,
    /// Only those for a task.
    task: Option<TaskId>,
    /// Only those with an outcome, by its word.
    outcome: Option<String>,
    /// Only from this day on, as the author's device showed it.
    from: Option<String>,
    /// Only up to this day.
    to: Option<String>,
    /// How many at most: 200 where nothing is said, 1,000 at most.
    limit: Option<usize>,
    /// Where to go on: `next` of the part before.
    after: Option<usize>,
}

/// Lists notes, the newest first, but those that were taken back.
#[utoipa::path(get, path = "/v1/notes", params(NotesAsked), responses((status = 200, body = NoteListing)),
    extensions(("x-problems" = json!(["invalid"]))))]
pub async fn notes(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<NotesAsked>,
) -> Result<Json<Listing>, ApiError> {
    let part = part(asked.limit, asked.after);
    let filter = NoteFilter {
        person: asked.person,
        customer: asked.customer,
        task: asked.task,
        outcome: asked.outcome.filter(|word| !word.is_empty()),
        from: day("from", asked.from.as_deref())?,
        to: day("to", asked.to.as_deref())?,
        text: asked.q,
        standing: true,
        ..NoteFilter::default()
    };
    blocking(&host, move |host| {
        let filter = NoteFilter {
            people: people(host, &caller, asked.managed, asked.of_team)?,
            ..filter
        };
        report::listing(&*host.store, seen(&caller), &Wanted::Notes(filter), part)
    })
    .await
    .map(Json)
}

/// Which check-ins are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CheckInsAsked {
    /// Only those of a person.
    person: Option<PersonId>,
    /// Only those of people of a team and of the teams below it, as far as the caller manages them.
    of_team: Option<TeamId>,
    /// Only those of people whom the caller manages.
    #[serde(default)]
    managed: bool,
    /// Only those at a customer.
    customer: Option<CustomerId>,
    /// Only those for a task.
    task: Option<TaskId>,
    /// Only those whose fix says so: `inside`, `outside` or `uncertain`.
    verdict: Option<String>,
    /// Only those for a task, or (`false`) only those for none.
    for_task: Option<bool>,
    /// Only those with one of these signals, between commas: `mock`, `jump`, `overlap`, `clock`.
    #[serde(default)]
    evidence: String,
    /// Only from this day on, as the device showed it at the beginning.
    from: Option<String>,
    /// Only up to this day.
    to: Option<String>,
    /// How many at most: 200 where nothing is said, 1,000 at most.
    limit: Option<usize>,
    /// Where to go on: `next` of the part before.
    after: Option<usize>,
}

/// Lists check-ins, the newest first, but those that were taken back.
#[utoipa::path(get, path = "/v1/check-ins", params(CheckInsAsked), responses((status = 200, body = CheckInListing)),
    extensions(("x-problems" = json!(["invalid"]))))]
pub async fn check_ins(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<CheckInsAsked>,
) -> Result<Json<Listing>, ApiError> {
    let part = part(asked.limit, asked.after);
    let filter = CheckInFilter {
        person: asked.person,
        customer: asked.customer,
        task: asked.task,
        verdict: asked.verdict.filter(|word| !word.is_empty()),
        for_task: asked.for_task,
        flags: known_words("evidence", &asked.evidence, &FLAGS)?,
        from: day("from", asked.from.as_deref())?,
        to: day("to", asked.to.as_deref())?,
        standing: true,
        ..CheckInFilter::default()
    };
    let reader = caller.clone();
    let found = blocking(&host, move |host| {
        let filter = CheckInFilter {
            people: people(host, &reader, asked.managed, asked.of_team)?,
            ..filter
        };
        report::listing(&*host.store, seen(&reader), &Wanted::CheckIns(filter), part)
    })
    .await?;
    shown(&host, &caller, Looked::CheckIn, found).await
}

/// Which work days are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WorkDaysAsked {
    /// Only those of a person.
    person: Option<PersonId>,
    /// Only from this day on.
    from: Option<String>,
    /// Only up to this day.
    to: Option<String>,
    /// How many at most: 200 where nothing is said, 1,000 at most.
    limit: Option<usize>,
    /// Where to go on: `next` of the part before.
    after: Option<usize>,
}

/// Lists work days, the newest first, with how long was worked and which corrections wait.
#[utoipa::path(get, path = "/v1/work-days", params(WorkDaysAsked), responses((status = 200, body = WorkDays)),
    extensions(("x-problems" = json!(["invalid"]))))]
pub async fn work_days(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<WorkDaysAsked>,
) -> Result<Json<WorkDays>, ApiError> {
    let part = part(asked.limit, asked.after);
    let filter = WorkDayFilter {
        person: asked.person,
        from: day("from", asked.from.as_deref())?,
        to: day("to", asked.to.as_deref())?,
        ..WorkDayFilter::default()
    };
    let reader = caller.clone();
    let days = blocking(&host, move |host| {
        report::work_days(&*host.store, seen(&reader), filter, part)
    })
    .await?;
    shown(&host, &caller, Looked::CheckIn, days).await
}

/// Which part of the stream is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ActivityAsked {
    /// Only from this day on, as the device showed it.
    from: Option<String>,
    /// Only up to this day.
    to: Option<String>,
    /// Only what a person did.
    person: Option<PersonId>,
    /// Only what people of a team and of the teams below it did.
    team: Option<TeamId>,
    /// Only at a customer.
    customer: Option<CustomerId>,
    /// Only `note` or `check_in`.
    kind: Option<String>,
    /// Only visits with one of these signals, between commas: `mock`, `jump`, `overlap`, `clock`,
    /// `outside`, `uncertain`.
    #[serde(default)]
    flag: String,
    /// Only notes in which all these words stand.
    #[serde(default)]
    q: String,
    /// How many at most: 200 where nothing is said, 1,000 at most.
    limit: Option<usize>,
    /// Where to go on: `next` of the part before.
    after: Option<usize>,
}

/// Lists what the people did whom the caller manages: visits and notes, the newest first.
#[utoipa::path(get, path = "/v1/activity", params(ActivityAsked), responses((status = 200, body = Activity)),
    extensions(("x-problems" = json!(["invalid"]))))]
pub async fn activity(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<ActivityAsked>,
) -> Result<Json<Activity>, ApiError> {
    let part = part(asked.limit, asked.after);
    let kind = match asked.kind.as_deref() {
        None | Some("") => None,
        Some("note") => Some(DeedKind::Note),
        Some("check_in") => Some(DeedKind::CheckIn),
        Some(_) => return Err(ApiError::invalid("kind", "there are note and check_in")),
    };
    let deeds = Deeds {
        kind,
        people: Vec::new(),
        customer: asked.customer,
        from: day("from", asked.from.as_deref())?,
        to: day("to", asked.to.as_deref())?,
        text: asked.q,
        flags: known_words("flag", &asked.flag, &FLAGS)?,
    };
    let reader = caller.clone();
    let stream = blocking(&host, move |host| {
        let mut whose = managed(host, &reader, asked.team)?;
        whose.retain(|person| asked.person.is_none_or(|wanted| wanted == *person));
        let deeds = Deeds {
            people: whose.into_iter().collect(),
            ..deeds
        };
        report::activity(&*host.store, seen(&reader), &deeds, part)
    })
    .await?;
    shown(&host, &caller, Looked::CheckIn, stream).await
}
