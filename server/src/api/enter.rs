//! What anybody may call: health, set-up, sign-in, enrolment. Attempts are throttled.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use outrider_model::record::Organisation;
use outrider_model::wire::{EnrolReply, EnrolRequest, ProblemCode};
use serde::Deserialize;
use serde_json::{Value, json};

use super::body::{self, SMALL};
use super::gate::blocking;
use super::problem::ApiError;
use crate::auth::enter::{Credentials, FirstPerson, SignedIn};
use crate::auth::registrar::Registrar;
use crate::auth::secret::Secret;
use crate::auth::throttle::Throttle;
use crate::host::Host;
use crate::listen::Peer;

/// Answers that the server serves, and whether it waits to be set up.
pub async fn health(State(host): State<Arc<Host>>) -> Result<Json<Value>, ApiError> {
    let tenants = blocking(&host, |host| Ok(host.store.tenants()?.len())).await?;
    Ok(Json(
        json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION"), "set_up": tenants > 0 }),
    ))
}

#[derive(Deserialize)]
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
pub async fn set_up(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<SignedIn>), ApiError> {
    let address = address(&host, &request);
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
    let _seat = host
        .hashing
        .acquire()
        .await
        .map_err(|_| ApiError::new(ProblemCode::Unavailable))?;
    let done = blocking(&host, move |host| registrar(host).set_up(&first)).await;
    if done.is_err() {
        host.set_up.put_back(&token, host.seams.clock.steady());
    }
    Ok((StatusCode::CREATED, Json(done?)))
}

/// Signs a person in. An unknown login costs the same work as a wrong password and is answered
/// with the same words.
pub async fn sign_in(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<Json<SignedIn>, ApiError> {
    let address = address(&host, &request);
    let credentials: Credentials = small_json(request).await?;
    let by_address = Attempt::take(&host, &host.guesses, &address)?;
    let key = format!(
        "{address} {}/{}",
        credentials.organisation,
        credentials.login.to_lowercase()
    );
    let by_login = Attempt::take(&host, &host.sign_ins, &key)?;
    let seat = host
        .hashing
        .acquire()
        .await
        .map_err(|_| ApiError::new(ProblemCode::Unavailable))?;
    let signed_in = blocking(&host, move |host| registrar(host).sign_in(&credentials)).await?;
    drop(seat);
    let signed_in = signed_in.ok_or(ApiError::new(ProblemCode::Unauthenticated))?;
    by_address.was_right();
    by_login.was_right();
    Ok(Json(signed_in))
}

/// Exchanges a one-time code for a phone's session.
pub async fn enrol(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<EnrolReply>), ApiError> {
    let address = address(&host, &request);
    let EnrolRequest { code, device_name } = small_json(request).await?;
    let attempt = Attempt::take(&host, &host.guesses, &address)?;
    let (slug, code) = Secret::from_typed_code(&code);
    let reply = blocking(&host, move |host| {
        registrar(host).enrol(&slug, &code, &device_name)
    })
    .await?;
    let reply = reply.ok_or(ApiError::new(ProblemCode::CodeSpent))?;
    attempt.was_right();
    Ok((StatusCode::CREATED, Json(reply)))
}

fn registrar(host: &Host) -> Registrar<'_> {
    Registrar {
        store: &*host.store,
        seams: &host.seams,
    }
}

async fn small_json<T: serde::de::DeserializeOwned>(request: Request<Body>) -> Result<T, ApiError> {
    let (parts, body) = request.into_parts();
    body::json(&parts.headers, body, SMALL).await
}

/// One attempt at something that can be guessed.
struct Attempt<'a> {
    throttle: &'a Throttle,
    key: String,
}

impl<'a> Attempt<'a> {
    fn take(host: &Host, throttle: &'a Throttle, key: &str) -> Result<Attempt<'a>, ApiError> {
        let taken = throttle.take(key, host.seams.clock.steady());
        taken.map_err(|seconds| ApiError::later(ProblemCode::TooMany, seconds))?;
        Ok(Attempt {
            throttle,
            key: key.to_owned(),
        })
    }

    fn was_right(self) {
        self.throttle.give_back(&self.key);
    }
}

/// Returns the address that attempts are counted by: the connection's, or behind a proxy the one
/// that this proxy appended.
fn address(host: &Host, request: &Request<Body>) -> String {
    let forwarded = host
        .is_behind_proxy
        .then(|| last_forwarded(request.headers()))
        .flatten();
    let peer = || {
        request
            .extensions()
            .get::<Peer>()
            .map(|peer| peer.0.ip().to_string())
    };
    forwarded.or_else(peer).unwrap_or_default()
}

fn last_forwarded(headers: &HeaderMap) -> Option<String> {
    let value = headers
        .get_all("x-forwarded-for")
        .iter()
        .next_back()?
        .to_str()
        .ok()?;
    let address: std::net::IpAddr = value.rsplit(',').next()?.trim().parse().ok()?;
    Some(address.to_string())
}
