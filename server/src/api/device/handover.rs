//! Parcels from an old phone to a new one of the same person.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Path, Request, State};
use axum::http::StatusCode;
use outrider_model::wire::{HandoverParcel, HandoverReply, HandoverRequest};
use uuid::Uuid;

use crate::api::Nothing;
use crate::api::body;
use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::auth::registrar::Registrar;
use crate::auth::session::Caller;
use crate::host::Host;

/// The most bytes of a request: a parcel of 16 MiB as text.
const LARGEST: usize = 22 * 1024 * 1024;

/// Keeps a parcel, and answers with a code by which the new phone is enrolled.
#[utoipa::path(post, path = "/v1/handovers", request_body = HandoverRequest, responses((status = 201, body = HandoverReply)))]
pub async fn leave(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<HandoverReply>), ApiError> {
    let (parts, content) = request.into_parts();
    let asked: HandoverRequest = body::json(&parts.headers, content, LARGEST).await?;
    let reply = blocking(&host, move |host| {
        registrar(host).leave_parcel(&caller, &asked)
    });
    Ok((StatusCode::CREATED, Json(reply.await?)))
}

/// Returns a parcel of the person's own; another's is as if it were not there.
#[utoipa::path(get, path = "/v1/handovers/{id}", responses((status = 200, body = HandoverParcel)))]
pub async fn fetch(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<HandoverParcel>, ApiError> {
    let id = Uuid::parse_str(&id).map_err(|_| ApiError::not_found())?;
    let parcel = blocking(&host, move |host| registrar(host).parcel(&caller, id)).await?;
    Ok(Json(parcel))
}

/// Notes that the new phone holds everything, and forgets the parcel's content.
#[utoipa::path(post, path = "/v1/handovers/{id}/taken", responses((status = 200, body = Nothing)))]
pub async fn take(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Nothing>, ApiError> {
    let id = Uuid::parse_str(&id).map_err(|_| ApiError::not_found())?;
    blocking(&host, move |host| registrar(host).take_parcel(&caller, id)).await?;
    Ok(Json(Nothing {}))
}

fn registrar(host: &Host) -> Registrar<'_> {
    Registrar {
        store: &*host.store,
        seams: &host.seams,
    }
}
