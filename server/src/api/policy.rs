//! What an organisation asks of its people's ways in.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Request, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use super::attempt::small_json;
use super::gate::blocking;
use super::problem::ApiError;
use super::{fresh, registrar};
use crate::auth::policy::{SecondFactor, second_factor};
use crate::auth::session::Caller;
use crate::host::Host;

/// The rules.
#[derive(Debug, Serialize, Deserialize)]
pub struct Rules {
    second_factor: SecondFactor,
}

/// Reads the rules.
pub async fn read(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Rules>, ApiError> {
    let second_factor = blocking(&host, move |host| {
        second_factor(&*host.store, caller.organisation)
    })
    .await?;
    Ok(Json(Rules { second_factor }))
}

/// Sets the rules; they hold at once, for sessions that stand too.
pub async fn write(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<StatusCode, ApiError> {
    let Rules { second_factor } = small_json(request).await?;
    fresh(&host, &caller)?;
    blocking(&host, move |host| {
        registrar(host).set_rule(&caller, &second_factor)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
