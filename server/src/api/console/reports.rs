//! Reports: figures with their passports.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Query, State};
use outrider_model::id::{PersonId, TeamId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::asked::managed;
use super::plan::day;
use super::seen;
use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::auth::session::Caller;
use crate::host::Host;
use crate::report::{self, By, Group, Named, WorkAsked, WorkReport};

/// Which report is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReportAsked {
    /// The first civil day, as YYYY-MM-DD.
    #[serde(default)]
    from: String,
    /// The last civil day, 399 days after the first at most.
    #[serde(default)]
    to: String,
    /// In what periods; the whole time at once where nothing is said.
    #[serde(default)]
    #[param(inline)]
    by: By,
    /// By whom; by person where nothing is said.
    #[serde(default)]
    #[param(inline)]
    group: Group,
    /// Only one person's work.
    person: Option<PersonId>,
    /// Only that of the people of a team and of the teams below it.
    team: Option<TeamId>,
}

/// Reports tasks, visits, notes, adherence and coverage by person or team, and by day, week or
/// month, of those whom the caller manages.
#[utoipa::path(get, path = "/v1/reports/work", params(ReportAsked),
    responses((status = 200, body = WorkReport)),
    extensions(("x-problems" = json!(["invalid"]))))]
pub async fn work(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<ReportAsked>,
) -> Result<Json<WorkReport>, ApiError> {
    let (from, to) = (day("from", &asked.from)?, day("to", &asked.to)?);
    blocking(&host, move |host| {
        let directory = host.directories.of(&*host.store, caller.organisation)?;
        let mut people = managed(host, &caller, asked.team)?;
        people.retain(|person| asked.person.is_none_or(|wanted| wanted == *person));
        let named = match asked.person {
            Some(person) if people.contains(&person) => Named::Person(person),
            Some(_) => Named::Unnamed,
            None => asked.team.map_or(Named::Managed, Named::Team),
        };
        let asked = WorkAsked {
            from,
            to,
            by: asked.by,
            group: asked.group,
            people,
            named,
            lowest: directory.lowest(),
        };
        report::work(&*host.store, seen(&caller), &asked, caller.at)
    })
    .await
    .map(Json)
}
