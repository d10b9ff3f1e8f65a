//! One's own way in: password, address, second factors, a new proof of who one is.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::attempt::{Attempt, agent, seat, small_json};
use super::cookie::Hand;
use super::gate::blocking;
use super::problem::ApiError;
use super::{fresh, registrar};
use crate::auth::account::Proof;
use crate::auth::secret::Secret;
use crate::auth::session::Caller;
use crate::auth::totp::NewTotp;
use crate::host::Host;

/// Reads one's own way in, with the sessions that stand.
pub async fn read(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Value>, ApiError> {
    let (own, sessions) = blocking(&host, {
        let caller = caller.clone();
        move |host| {
            let sessions = super::session::listed(host, &caller, Some(caller.person))?;
            Ok((registrar(host).own(&caller)?, sessions))
        }
    })
    .await?;
    Ok(Json(json!({
        "person": caller.person,
        "role": caller.role,
        "scopes": caller.scopes,
        "login": own.login,
        "email": own.email,
        "has_password": own.has_password,
        "must_have_factor": own.must_have_factor,
        "factors": own.factors,
        "recovery_codes": own.recovery_codes,
        "sessions": sessions,
    })))
}

/// Takes a new proof of who the caller is; answers with a new session in place of this one.
pub async fn reauthenticate(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<Response, ApiError> {
    let (agent, hand) = (agent(request.headers()), Hand::of(&host, request.headers()));
    let proof: Proof = small_json(request).await?;
    let attempt = guess(&host, &caller)?;
    let _seat = seat(&host).await?;
    let signed_in = blocking(&host, move |host| {
        registrar(host).proves(&caller, &proof, &agent)
    })
    .await?;
    attempt.was_right();
    hand.give(StatusCode::OK, signed_in)
}

#[derive(Deserialize)]
struct NewPassword {
    old: String,
    new: String,
}

/// Changes one's own password by the old one.
pub async fn change_password(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<StatusCode, ApiError> {
    let NewPassword { old, new } = small_json(request).await?;
    let attempt = guess(&host, &caller)?;
    let _seat = seat(&host).await?;
    blocking(&host, move |host| {
        registrar(host).change_password(&caller, &old, &new)
    })
    .await?;
    attempt.was_right();
    Ok(StatusCode::NO_CONTENT)
}

/// Counts an attempt of somebody who is signed in and has to prove who he is.
fn guess<'a>(host: &'a Host, caller: &Caller) -> Result<Attempt<'a>, ApiError> {
    let key = format!("{}/{}", caller.organisation, caller.person);
    Attempt::take(host, &host.codes, &key)
}

#[derive(Deserialize)]
struct NewEmail {
    email: String,
}

/// Changes where letters reach oneself: links by which a password is chosen go there.
pub async fn change_email(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<StatusCode, ApiError> {
    let NewEmail { email } = small_json(request).await?;
    fresh(&host, &caller)?;
    blocking(&host, move |host| {
        registrar(host).change_email(&caller, &email)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
struct TotpAsked {
    #[serde(default)]
    name: String,
}

/// Begins to add an authenticator, which counts once a code of it was shown.
pub async fn begin_totp(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<NewTotp>), ApiError> {
    let TotpAsked { name } = small_json(request).await?;
    fresh(&host, &caller)?;
    let begun = blocking(&host, move |host| {
        registrar(host).begin_totp(&caller, &name)
    })
    .await?;
    Ok((StatusCode::CREATED, Json(begun)))
}

#[derive(Deserialize)]
struct TotpShown {
    id: Uuid,
    code: String,
}

/// Makes an authenticator count, by a code of it.
pub async fn confirm_totp(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<Json<Value>, ApiError> {
    let TotpShown { id, code } = small_json(request).await?;
    let attempt = guess(&host, &caller)?;
    let codes = blocking(&host, move |host| {
        registrar(host).confirm_totp(&caller, id, &code)
    })
    .await?;
    attempt.was_right();
    Ok(Json(
        json!({ "recovery_codes": shown(&codes.unwrap_or_default()) }),
    ))
}

/// Takes a second factor away.
pub async fn remove_factor(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let id = Uuid::parse_str(&id).map_err(|_| ApiError::not_found())?;
    fresh(&host, &caller)?;
    blocking(&host, move |host| {
        registrar(host).remove_factor(&caller, id)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes new recovery codes; they are shown once, and the earlier ones are void.
pub async fn recovery_codes(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    fresh(&host, &caller)?;
    let codes = blocking(&host, move |host| {
        registrar(host).renew_recovery_codes(&caller)
    })
    .await?;
    Ok((
        StatusCode::CREATED,
        Json(json!({ "recovery_codes": shown(&codes) })),
    ))
}

fn shown(codes: &[Secret]) -> Vec<&str> {
    codes.iter().map(Secret::reveal).collect()
}
