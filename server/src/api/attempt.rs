//! Attempts at what can be guessed: counted by address, by login, by person.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use outrider_model::wire::ProblemCode;
use serde::de::DeserializeOwned;
use tokio::sync::SemaphorePermit;

use super::body::{self, SMALL};
use super::problem::ApiError;
use crate::auth::throttle::Throttle;
use crate::host::Host;
use crate::listen::Peer;

/// More letters than an organisation's short name and a login have together.
const LOGIN: usize = 256;

/// One attempt.
pub struct Attempt<'a> {
    throttle: &'a Throttle,
    key: String,
}

impl<'a> Attempt<'a> {
    /// Takes an attempt.
    ///
    /// # Errors
    /// `too_many` when none is left now; the attempt then does not count.
    pub fn take(host: &Host, throttle: &'a Throttle, key: &str) -> Result<Attempt<'a>, ApiError> {
        let taken = throttle.take(key, host.seams.clock.steady());
        taken.map_err(|seconds| ApiError::later(ProblemCode::TooMany, seconds))?;
        Ok(Attempt {
            throttle,
            key: key.to_owned(),
        })
    }

    /// Gives it back: it was a right one.
    pub fn was_right(self) {
        self.throttle.give_back(&self.key);
    }
}

/// Returns the key by which attempts at a login are counted, whoever makes them; no longer than a
/// login can be, whatever was typed.
pub fn login_key(organisation: &str, login: &str) -> String {
    let typed = format!("{organisation}/{}", login.trim().to_lowercase());
    typed.chars().take(LOGIN).collect()
}

/// Takes a seat for the hashing of a password, which needs memory.
///
/// # Errors
/// `unavailable` when the server stops.
pub async fn seat(host: &Host) -> Result<SemaphorePermit<'_>, ApiError> {
    let seat = host.hashing.acquire().await;
    seat.map_err(|_| ApiError::new(ProblemCode::Unavailable))
}

/// Reads a body of a few words.
///
/// # Errors
/// As [`body::json`].
pub async fn small_json<T: DeserializeOwned>(request: Request<Body>) -> Result<T, ApiError> {
    let (parts, body) = request.into_parts();
    body::json(&parts.headers, body, SMALL).await
}

/// Returns what a client says it is.
pub fn agent(headers: &HeaderMap) -> String {
    let said = headers.get(header::USER_AGENT);
    let said = said.and_then(|value| value.to_str().ok());
    said.unwrap_or_default().to_owned()
}

/// Returns the address that attempts are counted by: the connection's, or behind a proxy the one
/// that this proxy appended.
pub fn address(host: &Host, request: &Request<Body>) -> String {
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
