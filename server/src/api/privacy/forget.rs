//! What is forgotten: how long positions stay precise, and the erasure of a person.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Path, Request, State};
use outrider_model::id::PersonId;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::api::body::{self, SMALL};
use crate::api::fresh;
use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::audit::{Action, Note, note};
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::host::Host;
use crate::privacy::{self, Erased, Going, Retention};

/// Says how long positions stay precise.
#[utoipa::path(get, path = "/v1/settings/retention", responses((status = 200, body = Retention)))]
pub async fn retention(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Retention>, ApiError> {
    blocking(&host, move |host| {
        Ok(privacy::retention(&*host.store, caller.organisation)?)
    })
    .await
    .map(Json)
}

/// Sets how long positions stay precise.
#[utoipa::path(put, path = "/v1/settings/retention", request_body = Retention, responses((status = 200, body = Retention)),
    extensions(("x-problems" = json!(["reauthenticate"]))))]
pub async fn set_retention(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<Json<Retention>, ApiError> {
    fresh(&host, &caller)?;
    let (parts, body) = request.into_parts();
    let asked: Retention = body::json(&parts.headers, body, SMALL).await?;
    blocking(&host, move |host| {
        privacy::set_retention(&*host.store, caller.organisation, asked)?;
        let line = Note::of(Action::SettingsChanged)
            .by(caller.person)
            .on(caller.device)
            .saying(json!({ "setting": "retention", "positions_days": asked.positions_days }));
        let now = host.seams.clock.wall();
        note(&*host.store, caller.organisation, now, &line)?;
        Ok(asked)
    })
    .await
    .map(Json)
}

/// Says what the erasure of a person would take.
#[utoipa::path(get, path = "/v1/people/{id}/erase", responses((status = 200, body = Going)))]
pub async fn going(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Going>, ApiError> {
    let person = named(&id)?;
    blocking(&host, move |host| {
        privacy::going(&*host.store, caller.organisation, person)
    })
    .await
    .map(Json)
}

#[derive(Deserialize, ToSchema)]
struct EraseAsked {
    /// The person's name, as whoever asks has typed it.
    name: String,
}

/// Erases a person whose name was typed.
#[utoipa::path(post, path = "/v1/people/{id}/erase", request_body = EraseAsked, responses((status = 200, body = Erased)),
    extensions(("x-problems" = json!(["reauthenticate", "conflict"]))))]
pub async fn erase(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    request: Request<Body>,
) -> Result<Json<Erased>, ApiError> {
    fresh(&host, &caller)?;
    let person = named(&id)?;
    let (parts, body) = request.into_parts();
    let EraseAsked { name } = body::json(&parts.headers, body, SMALL).await?;
    blocking(&host, move |host| {
        let going = privacy::going(&*host.store, caller.organisation, person)?;
        if !going.is_begun && name.trim() != going.name.trim() {
            return Err(ServerError::invalid(
                "name",
                "this is not the person's name",
            ));
        }
        privacy::erase(
            &*host.store,
            caller.organisation,
            person,
            Some(caller.person),
            host.seams.clock.wall(),
        )
    })
    .await
    .map(Json)
}

/// What is no id names nothing, as an id that nobody has.
fn named(id: &str) -> Result<PersonId, ApiError> {
    id.parse().map_err(|_| ApiError::not_found())
}
