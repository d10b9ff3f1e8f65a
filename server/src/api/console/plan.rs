//! The week board, and what one should know before saving a plan.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Query, Request, State};
use jiff::civil::Date;
use outrider_model::id::TeamId;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::asked::managed;
use super::seen;
use crate::api::body;
use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::auth::session::Caller;
use crate::host::Host;
use crate::report::{self, Checked, MoveAsked, Plan, PlanAsked};

/// The most bytes of 500 moves.
const LIMIT: usize = 512 * 1024;

/// Which board is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct BoardAsked {
    /// The first civil day, as YYYY-MM-DD.
    #[serde(default)]
    from: String,
    /// The last civil day, 34 days after the first at most.
    #[serde(default)]
    to: String,
    /// Only the people of a team and of the teams below it.
    team: Option<TeamId>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PlanMoves)]
struct MovesAsked {
    /// The moves, 500 at most.
    moves: Vec<MoveAsked>,
}

/// Shows the board of some days: who has what to do, in which order and why, whether it fits, and
/// what nobody was given.
#[utoipa::path(get, path = "/v1/plan", params(BoardAsked), responses((status = 200, body = Plan)),
    extensions(("x-problems" = json!(["invalid"]))))]
pub async fn plan(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<BoardAsked>,
) -> Result<Json<Plan>, ApiError> {
    let (from, to) = (day("from", &asked.from)?, day("to", &asked.to)?);
    blocking(&host, move |host| {
        let directory = host.directories.of(&*host.store, caller.organisation)?;
        let asked = PlanAsked {
            from,
            to,
            people: managed(host, &caller, asked.team)?,
            teams: asked.team.map(|team| directory.subtree(team)),
        };
        report::plan(&*host.store, seen(&caller), &asked, caller.at)
    })
    .await
    .map(Json)
}

/// Says what a planner should know before he saves moves: hours, territory, capacity, phones and
/// windows that clash. Moves are judged together, as if all of them were done; nothing is saved.
#[utoipa::path(post, path = "/v1/plan/check", request_body = MovesAsked,
    responses((status = 200, body = Checked)))]
pub async fn check(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<Json<Checked>, ApiError> {
    let (parts, body) = request.into_parts();
    let asked: MovesAsked = body::json(&parts.headers, body, LIMIT).await?;
    blocking(&host, move |host| {
        let people = managed(host, &caller, None)?;
        report::check(&*host.store, seen(&caller), &people, &asked.moves)
    })
    .await
    .map(Json)
}

/// Reads a civil day that has to be there.
pub(super) fn day(field: &str, text: &str) -> Result<Date, ApiError> {
    text.parse()
        .map_err(|_| ApiError::invalid(field, "write a day as YYYY-MM-DD"))
}
