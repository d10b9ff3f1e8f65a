//! Tokens for programs: made, listed, taken back.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Path, Request, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::attempt::small_json;
use super::gate::blocking;
use super::problem::ApiError;
use super::{fresh, registrar};
use crate::auth::session::Caller;
use crate::auth::tool::Token;
use crate::host::Host;

#[derive(Deserialize, ToSchema)]
struct TokenAsked {
    name: String,
    scopes: Vec<String>,
    days: u32,
}

/// A new token, with what shows it.
#[derive(Serialize, ToSchema)]
#[schema(as = TokenMade)]
pub struct Made {
    #[serde(flatten)]
    shown: Token,
    token: String,
}

/// Makes a token; it is shown once.
#[utoipa::path(post, path = "/v1/tokens", request_body = TokenAsked, responses((status = 201, body = Made)),
    extensions(("x-problems" = json!(["reauthenticate"]))))]
pub async fn make(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<Made>), ApiError> {
    let TokenAsked { name, scopes, days } = small_json(request).await?;
    fresh(&host, &caller)?;
    let (secret, token) = blocking(&host, move |host| {
        registrar(host).make_token(&caller, &name, &scopes, days)
    })
    .await?;
    let made = Made {
        shown: token,
        token: secret.reveal().to_owned(),
    };
    Ok((StatusCode::CREATED, Json(made)))
}

/// Tokens of programs.
#[derive(Serialize, ToSchema)]
pub struct Tokens {
    /// The tokens.
    items: Vec<Token>,
}

/// Lists the tokens that stand: one's own, for an admin everybody's.
#[utoipa::path(get, path = "/v1/tokens", responses((status = 200, body = Tokens)))]
pub async fn list(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Tokens>, ApiError> {
    let items = blocking(&host, move |host| registrar(host).tokens(&caller)).await?;
    Ok(Json(Tokens { items }))
}

/// Takes a token back: one's own, for an admin anybody's. Somebody else's is as if it were not
/// there.
#[utoipa::path(delete, path = "/v1/tokens/{id}", responses((status = 204)))]
pub async fn revoke(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let id = Uuid::parse_str(&id).map_err(|_| ApiError::not_found())?;
    blocking(&host, move |host| registrar(host).revoke_token(&caller, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
