//! Sessions: what a person sees of his own, and how they end.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use outrider_model::id::{DeviceId, PersonId};
use outrider_model::record::{DeviceKind, Role};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::cookie;
use super::gate::blocking;
use super::problem::ApiError;
use super::registrar;
use crate::auth::session::{self, Caller};
use crate::error::ServerError;
use crate::host::Host;

/// Whose sessions are meant.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Whose {
    /// Only one person's.
    person: Option<PersonId>,
}

/// A session that stands.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
pub struct Listed {
    /// The device in whose name it writes.
    device: DeviceId,
    /// When it ends, microseconds since 1970 (UTC).
    expires: i64,
    /// Names it; the token does not follow from it.
    id: Uuid,
    /// On what it is.
    is: DeviceKind,
    /// What its owner calls the device.
    name: String,
    /// When it began, microseconds since 1970 (UTC).
    opened: i64,
    /// Whose.
    person: PersonId,
    /// Whether it is the one that asks.
    this: bool,
}

/// Sessions.
#[derive(Serialize, ToSchema)]
pub struct Sessions {
    /// The sessions.
    sessions: Vec<Listed>,
}

/// How many sessions ended.
#[derive(Serialize, ToSchema)]
#[schema(as = SessionsEnded)]
pub struct Ended {
    /// How many.
    ended: usize,
}

/// Ends the session that asks.
#[utoipa::path(post, path = "/v1/sign-out", responses((status = 204)))]
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
#[utoipa::path(get, path = "/v1/sessions", params(Whose), responses((status = 200, body = Sessions)))]
pub async fn list(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(whose): Query<Whose>,
) -> Result<Json<Sessions>, ApiError> {
    let sessions = blocking(&host, move |host| listed(host, &caller, whose.person)).await?;
    Ok(Json(Sessions { sessions }))
}

/// Lists sessions as they are shown. Tokens of programs are listed elsewhere.
pub(super) fn listed(
    host: &Host,
    caller: &Caller,
    person: Option<PersonId>,
) -> Result<Vec<Listed>, ServerError> {
    let now = host.seams.clock.wall();
    let all = host.store.sessions(caller.organisation, now)?;
    let seen = all.into_iter().filter(|one| {
        let is_seen = caller.role == Role::Admin || one.person == caller.person;
        is_seen && person.is_none_or(|person| one.person == person)
    });
    let seen = seen.filter(|one| one.kind != DeviceKind::Tool);
    Ok(seen
        .map(|one| Listed {
            device: one.device,
            expires: one.expires,
            id: session::public_id(&one.token_hash),
            this: one.token_hash == caller.token,
            is: one.kind,
            name: one.name,
            opened: one.opened,
            person: one.person,
        })
        .collect())
}

/// Ends a session: one's own, for an admin anybody's. Somebody else's is as if it were not there.
#[utoipa::path(delete, path = "/v1/sessions/{id}", responses((status = 204)))]
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
#[utoipa::path(delete, path = "/v1/sessions", params(Whose), responses((status = 200, body = Ended)))]
pub async fn end_all(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(whose): Query<Whose>,
) -> Result<Json<Ended>, ApiError> {
    let ended = blocking(&host, move |host| {
        registrar(host).end_others(&caller, whose.person)
    })
    .await?;
    Ok(Json(Ended { ended }))
}
