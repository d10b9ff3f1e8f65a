//! The first pages of the console: today, and what waits.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Query, State};
use outrider_model::id::TeamId;
use outrider_model::record::{Looked, Matter};
use serde::Deserialize;
use utoipa::IntoParams;

use super::asked::{day, managed, part};
use super::seen;
use crate::api::gate::blocking;
use crate::api::privacy::shown;
use crate::api::problem::ApiError;
use crate::auth::session::Caller;
use crate::host::Host;
use crate::report::{self, Asked, Gathered, Inbox, Staff, Today};

/// Which day is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TodayAsked {
    /// The civil day, everybody's own; where nothing is said, today in the organisation's zone.
    day: Option<String>,
    /// Only people of a team and of the teams below it.
    team: Option<TeamId>,
}

/// Tells a day in the field: who works, what is planned and what came of it.
///
/// Positions are those of people who were on duty that day; whoever is shown so is told.
#[utoipa::path(get, path = "/v1/today", params(TodayAsked), responses((status = 200, body = Today)),
    extensions(("x-problems" = json!(["invalid"]))))]
pub async fn today(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<TodayAsked>,
) -> Result<Json<Today>, ApiError> {
    let wanted = day("day", asked.day.as_deref())?;
    let reader = caller.clone();
    let today = blocking(&host, move |host| {
        let (store, seen) = (&*host.store, seen(&reader));
        let day = match wanted {
            Some(day) => day,
            None => report::day_of_organisation(store, seen, reader.at)?,
        };
        let asked = Asked {
            day,
            team: asked.team,
            people: managed(host, &reader, asked.team)?,
            now: reader.at,
        };
        report::today(store, seen, &asked)
    })
    .await?;
    shown(&host, &caller, Looked::Position, today).await
}

/// Which part of the inbox is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct InboxAsked {
    /// Only what tells this: `declined`, `not_done`, `conflict`, `quarantine`, `evidence`, `silent`,
    /// `correction` or `unassigned`.
    tells: Option<String>,
    /// How many at most: 200 where nothing is said, 1,000 at most.
    limit: Option<usize>,
    /// Where to go on: `next` of the part before.
    after: Option<usize>,
}

/// Lists what waits for the caller, the newest first, less what was put aside.
///
/// Of each matter the newest 500 are looked at, and what has a date for thirty days.
#[utoipa::path(get, path = "/v1/inbox", params(InboxAsked), responses((status = 200, body = Inbox)),
    extensions(("x-problems" = json!(["invalid"]))))]
pub async fn inbox(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<InboxAsked>,
) -> Result<Json<Inbox>, ApiError> {
    let part = part(asked.limit, asked.after);
    let tells = asked
        .tells
        .filter(|word| !word.is_empty())
        .map(|word| Matter::from(word.as_str()));
    if let Some(Matter::Unknown(_)) = tells {
        let known: Vec<&str> = Matter::KNOWN.iter().map(Matter::as_str).collect();
        let why = format!("there are {}", known.join(", "));
        return Err(ApiError::invalid("tells", why));
    }
    let reader = caller.clone();
    let waiting = blocking(&host, move |host| {
        let (store, seen) = (&*host.store, seen(&reader));
        let staff = Staff::of(store, seen, &managed(host, &reader, None)?)?;
        let gathered = Gathered::of(store, seen, reader.person, &staff, reader.at)?;
        report::inbox(store, seen, gathered, tells.as_ref(), part)
    })
    .await?;
    shown(&host, &caller, Looked::CheckIn, waiting).await
}
