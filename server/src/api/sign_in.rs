//! Signing in: the password, then the second factor of whoever has one. An unknown login costs the
//! same work as a wrong password and is answered with the same words.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use outrider_model::wire::ProblemCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::attempt::{Attempt, address, agent, login_key, seat, small_json};
use super::cookie::Hand;
use super::gate::blocking;
use super::passkey::passkeys;
use super::problem::ApiError;
use super::registrar;
use crate::auth::passkey::Answer;
use crate::auth::secret::Secret;
use crate::auth::sign_in::Credentials;
use crate::error::ServerError;
use crate::host::Host;

/// Takes the first step by login and password.
#[utoipa::path(post, path = "/v1/sign-in", request_body = Credentials, responses((status = 200, body = crate::auth::sign_in::Step)),
    extensions(("x-problems" = json!(["unauthenticated", "too_many"]))))]
pub async fn password(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<Response, ApiError> {
    let (address, agent) = (address(&host, &request), agent(request.headers()));
    let hand = Hand::of(&host, request.headers());
    let credentials: Credentials = small_json(request).await?;
    let by_address = Attempt::take(&host, &host.guesses, &address)?;
    let login = login_key(&credentials.organisation, &credentials.login);
    let by_both = Attempt::take(&host, &host.sign_ins, &format!("{address} {login}"))?;
    let by_login = Attempt::take(&host, &host.logins, &login)?;
    let seat = seat(&host).await?;
    let step = blocking(&host, move |host| {
        registrar(host).sign_in(&credentials, &agent)
    })
    .await?;
    drop(seat);
    let step = step.ok_or(ApiError::new(ProblemCode::Unauthenticated))?;
    for attempt in [by_address, by_both, by_login] {
        attempt.was_right();
    }
    hand.step(step)
}

#[derive(Deserialize, ToSchema)]
struct CodeShown {
    pending: String,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    passkey: Option<Answer>,
}

/// Takes the second step by a code of an authenticator, a recovery code or a passkey.
#[utoipa::path(post, path = "/v1/sign-in/factor", request_body = CodeShown, responses((status = 200, body = crate::auth::sign_in::SignedIn)),
    extensions(("x-problems" = json!(["unauthenticated", "code_spent", "too_many"]))))]
pub async fn code(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<Response, ApiError> {
    let (address, agent) = (address(&host, &request), agent(request.headers()));
    let hand = Hand::of(&host, request.headers());
    let CodeShown {
        pending,
        code,
        passkey,
    } = small_json(request).await?;
    let by_address = Attempt::take(&host, &host.guesses, &address)?;
    let pending = Secret::from_token(&pending);
    let waiting = blocking(&host, {
        let pending = pending.clone();
        move |host| registrar(host).waiting(&pending)
    })
    .await?;
    let waiting = waiting.ok_or(ApiError::new(ProblemCode::CodeSpent))?;
    let key = format!("{}/{}", waiting.organisation, waiting.person);
    let by_person = Attempt::take(&host, &host.codes, &key)?;
    let signed_in = blocking(&host, move |host| match (code, passkey) {
        (Some(code), None) => registrar(host).show_code(&waiting, &pending, &code, &agent),
        (None, Some(answer)) => {
            let step = (&waiting, &pending);
            registrar(host).show_passkey(&passkeys(host)?, step, &answer, &agent)
        }
        (Some(_), Some(_)) | (None, None) => {
            let why = "either a code or a passkey is shown";
            Err(ServerError::invalid("code", why))
        }
    })
    .await?;
    let signed_in = signed_in.ok_or(ApiError::new(ProblemCode::Unauthenticated))?;
    by_address.was_right();
    by_person.was_right();
    hand.give(StatusCode::OK, signed_in)
}
