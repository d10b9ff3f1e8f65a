//! Sessions: what a person sees of his own, and how they end.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Path, State};
use axum::http::StatusCode;
use outrider_model::record::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::gate::blocking;
use super::problem::ApiError;
use crate::auth::session::{self, Caller};
use crate::error::ServerError;
use crate::host::Host;

/// Ends the session that asks.
pub async fn sign_out(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<StatusCode, ApiError> {
    blocking(&host, move |host| {
        Ok(host
            .store
            .end_session(caller.organisation, &caller.token, host.seams.clock.wall())?)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lists the sessions that stand: one's own, for an admin everybody's.
pub async fn list(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Value>, ApiError> {
    let sessions = blocking(&host, move |host| {
        let all = host
            .store
            .sessions(caller.organisation, host.seams.clock.wall())?;
        let seen = all
            .into_iter()
            .filter(|one| caller.role == Role::Admin || one.person == caller.person);
        Ok(seen
            .map(|one| {
                json!({
                    "id": session::public_id(&one.token_hash),
                    "person": one.person,
                    "device": one.device,
                    "is": one.kind,
                    "expires": one.expires,
                    "this": one.token_hash == caller.token,
                })
            })
            .collect::<Vec<_>>())
    })
    .await?;
    Ok(Json(json!({ "sessions": sessions })))
}

/// Ends a session: one's own, for an admin anybody's. Somebody else's is as if it were not there.
pub async fn end(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let id = Uuid::parse_str(&id).map_err(|_| ApiError::not_found())?;
    blocking(&host, move |host| {
        let now = host.seams.clock.wall();
        let all = host.store.sessions(caller.organisation, now)?;
        let found = all
            .iter()
            .find(|one| session::public_id(&one.token_hash) == id);
        let found = found.filter(|one| caller.role == Role::Admin || one.person == caller.person);
        let found = found.ok_or(ServerError::NotFound)?;
        Ok(host
            .store
            .end_session(caller.organisation, &found.token_hash, now)?)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
