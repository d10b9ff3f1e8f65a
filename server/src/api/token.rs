//! Tokens for programs: made, listed, taken back.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Path, Request, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::attempt::small_json;
use super::gate::blocking;
use super::problem::ApiError;
use super::{fresh, registrar};
use crate::auth::session::Caller;
use crate::auth::tool::Token;
use crate::host::Host;

#[derive(Deserialize)]
struct TokenAsked {
    name: String,
    scopes: Vec<String>,
    days: u32,
}

/// A new token, with what shows it.
#[derive(Serialize)]
pub struct Made {
    #[serde(flatten)]
    shown: Token,
    token: String,
}

/// Makes a token; it is shown once.
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

/// Lists the tokens that stand: one's own, for an admin everybody's.
pub async fn list(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Value>, ApiError> {
    let tokens = blocking(&host, move |host| registrar(host).tokens(&caller)).await?;
    Ok(Json(json!({ "items": tokens })))
}

/// Takes a token back: one's own, for an admin anybody's. Somebody else's is as if it were not
/// there.
pub async fn revoke(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let id = Uuid::parse_str(&id).map_err(|_| ApiError::not_found())?;
    blocking(&host, move |host| registrar(host).revoke_token(&caller, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
