//! Sessions: what a person sees of his own, and how they end.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use outrider_model::id::PersonId;
use outrider_model::record::{DeviceKind, Role};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::cookie;
use super::gate::blocking;
use super::problem::ApiError;
use super::registrar;
use crate::auth::session::{self, Caller};
use crate::error::ServerError;
use crate::host::Host;

/// Whose sessions are meant.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Whose {
    person: Option<PersonId>,
}

/// Ends the session that asks.
pub async fn sign_out(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    blocking(&host, move |host| registrar(host).sign_out(&caller)).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    cookie::clear(&host, &headers, &mut response)?;
    Ok(response)
}

/// Lists the sessions that stand: one's own, for an admin everybody's or those of one person.
pub async fn list(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(whose): Query<Whose>,
) -> Result<Json<Value>, ApiError> {
    let sessions = blocking(&host, move |host| listed(host, &caller, whose.person)).await?;
    Ok(Json(json!({ "sessions": sessions })))
}

/// Lists sessions as they are shown. Tokens of programs are listed elsewhere.
pub(super) fn listed(
    host: &Host,
    caller: &Caller,
    person: Option<PersonId>,
) -> Result<Vec<Value>, ServerError> {
    let now = host.seams.clock.wall();
    let all = host.store.sessions(caller.organisation, now)?;
    let seen = all.into_iter().filter(|one| {
        let is_seen = caller.role == Role::Admin || one.person == caller.person;
        is_seen && person.is_none_or(|person| one.person == person)
    });
    let seen = seen.filter(|one| one.kind != DeviceKind::Tool);
    Ok(seen
        .map(|one| {
            json!({
                "id": session::public_id(&one.token_hash),
                "person": one.person,
                "device": one.device,
                "is": one.kind,
                "name": one.name,
                "opened": one.opened,
                "expires": one.expires,
                "this": one.token_hash == caller.token,
            })
        })
        .collect())
}

/// Ends a session: one's own, for an admin anybody's. Somebody else's is as if it were not there.
pub async fn end(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let id = Uuid::parse_str(&id).map_err(|_| ApiError::not_found())?;
    blocking(&host, move |host| registrar(host).end_one(&caller, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends all console sessions but the one that asks: one's own, for an admin those of one person.
pub async fn end_all(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(whose): Query<Whose>,
) -> Result<Json<Value>, ApiError> {
    let ended = blocking(&host, move |host| {
        registrar(host).end_others(&caller, whose.person)
    })
    .await?;
    Ok(Json(json!({ "ended": ended })))
}
