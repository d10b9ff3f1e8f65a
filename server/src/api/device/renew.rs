//! `POST /v1/token`: a phone's refresh token for its next ones. It cannot be guessed, so attempts are
//! not counted: a phone whose answers get lost may try as often as it has to.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use outrider_model::wire::{ProblemCode, TokenReply, TokenRequest};

use crate::api::attempt::small_json;
use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::api::registrar;
use crate::host::Host;

/// Exchanges a refresh token.
#[utoipa::path(post, path = "/v1/token", request_body = TokenRequest, responses((status = 200, body = TokenReply)),
    extensions(("x-problems" = json!(["unauthenticated"]))))]
pub async fn renew(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<Json<TokenReply>, ApiError> {
    let asked: TokenRequest = small_json(request).await?;
    let reply = blocking(&host, move |host| registrar(host).renew(&asked)).await?;
    reply
        .map(Json)
        .ok_or(ApiError::new(ProblemCode::Unauthenticated))
}
