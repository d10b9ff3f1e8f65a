//! What anybody may call: health, set-up, enrolment. Attempts are throttled.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use outrider_model::record::Organisation;
use outrider_model::wire::{EnrolReply, EnrolRequest, ProblemCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::attempt::{Attempt, address, agent, seat, small_json};
use super::cookie::Hand;
use super::gate::blocking;
use super::problem::ApiError;
use super::registrar;
use crate::auth::enter::FirstPerson;
use crate::auth::secret::Secret;
use crate::host::Host;

/// That the server serves.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// Whether there is an organisation.
    set_up: bool,
    /// Always `ok`.
    status: &'static str,
    /// The server's version.
    version: &'static str,
}

/// Answers that the server serves, and whether it waits to be set up.
#[utoipa::path(get, path = "/health", responses((status = 200, body = Health)))]
pub async fn health(State(host): State<Arc<Host>>) -> Result<Json<Health>, ApiError> {
    let tenants = blocking(&host, |host| Ok(host.store.tenants()?.len())).await?;
    Ok(Json(Health {
        set_up: tenants > 0,
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
    }))
}

#[derive(Deserialize, ToSchema)]
struct SetUpRequest {
    token: String,
    slug: String,
    organisation: String,
    #[serde(default = "euro")]
    currency: String,
    #[serde(default = "berlin")]
    zone: String,
    name: String,
    login: String,
    password: String,
}

fn euro() -> String {
    "EUR".to_owned()
}

fn berlin() -> String {
    "Europe/Berlin".to_owned()
}

/// Founds the first organisation with its admin, by the one-time link that `serve` printed.
#[utoipa::path(post, path = "/v1/setup", request_body = SetUpRequest, responses((status = 201, body = crate::auth::sign_in::SignedIn)),
    extensions(("x-problems" = json!(["code_spent", "too_many"]))))]
pub async fn set_up(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<Response, ApiError> {
    let (address, agent) = (address(&host, &request), agent(request.headers()));
    let hand = Hand::of(&host, request.headers());
    let asked: SetUpRequest = small_json(request).await?;
    let attempt = Attempt::take(&host, &host.guesses, &address)?;
    let token = Secret::from_token(&asked.token);
    if !host.set_up.take(&token, host.seams.clock.steady()) {
        return Err(ApiError::new(ProblemCode::CodeSpent));
    }
    attempt.was_right();
    let settings = Organisation {
        name: asked.organisation,
        currency: asked.currency,
        zone: asked.zone,
        hours: Default::default(),
        reasons: Default::default(),
    };
    let SetUpRequest {
        slug,
        name,
        login,
        password,
        ..
    } = SetUpRequest {
        organisation: String::new(),
        currency: String::new(),
        zone: String::new(),
        ..asked
    };
    let first = FirstPerson {
        slug,
        settings,
        name,
        login,
        password,
    };
    let _seat = seat(&host).await?;
    let done = blocking(&host, move |host| registrar(host).set_up(&first, &agent)).await;
    if done.is_err() {
        host.set_up.put_back(&token, host.seams.clock.steady());
    }
    hand.give(StatusCode::CREATED, done?)
}

/// Exchanges a one-time code for a phone's session.
#[utoipa::path(post, path = "/v1/enrol", request_body = EnrolRequest, responses((status = 201, body = EnrolReply)),
    extensions(("x-problems" = json!(["code_spent", "too_many"]))))]
pub async fn enrol(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<EnrolReply>), ApiError> {
    let address = address(&host, &request);
    let asked: EnrolRequest = small_json(request).await?;
    let attempt = Attempt::take(&host, &host.guesses, &address)?;
    let reply = blocking(&host, move |host| registrar(host).enrol(&asked)).await?;
    let reply = reply.ok_or(ApiError::new(ProblemCode::CodeSpent))?;
    attempt.was_right();
    Ok((StatusCode::CREATED, Json(reply)))
}
