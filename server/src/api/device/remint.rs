//! `POST /v1/remint`: a device of its own for a phone that is a copy of another.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Request, State};
use outrider_model::wire::{RemintReply, RemintRequest};

use crate::api::attempt::small_json;
use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::api::registrar;
use crate::auth::session::Caller;
use crate::host::Host;

/// Gives the phone that asks a device of its own.
#[utoipa::path(post, path = "/v1/remint", request_body = RemintRequest, responses((status = 200, body = RemintReply)))]
pub async fn remint(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<Json<RemintReply>, ApiError> {
    let asked: RemintRequest = small_json(request).await?;
    let reply = blocking(&host, move |host| registrar(host).remint(&caller, &asked)).await?;
    Ok(Json(reply))
}
