//! One's own way in: password, address, second factors, a new proof of who one is.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use outrider_model::id::PersonId;
use outrider_model::record::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::attempt::{Attempt, agent, seat, small_json};
use super::cookie::Hand;
use super::gate::blocking;
use super::problem::ApiError;
use super::session::Listed;
use super::{fresh, registrar};
use crate::auth::account::Proof;
use crate::auth::factor::Factor;
use crate::auth::scope::{Scope, Scopes};
use crate::auth::secret::Secret;
use crate::auth::session::Caller;
use crate::auth::totp::NewTotp;
use crate::host::Host;

/// One's own way in.
#[derive(Serialize, ToSchema)]
#[schema(as = Account)]
pub struct Own {
    /// Where letters reach the person; may be empty.
    email: String,
    /// The second factors.
    factors: Vec<Factor>,
    /// Whether there is a password.
    has_password: bool,
    /// The login; none for somebody who signs in otherwise.
    #[schema(required)]
    login: Option<String>,
    /// Whether the organisation asks for a second factor of people in this role.
    must_have_factor: bool,
    /// Who.
    person: PersonId,
    /// How many recovery codes are left.
    recovery_codes: usize,
    /// What the person may do.
    role: Role,
    /// What the session is limited to; none for one that is not.
    #[schema(value_type = Option<Vec<Scope>>, required)]
    scopes: Option<Scopes>,
    /// The sessions that stand.
    sessions: Vec<Listed>,
}

/// What brings its owner in when everything else is lost; shown once.
#[derive(Serialize, ToSchema)]
pub struct RecoveryCodes {
    /// The codes, each good for once.
    recovery_codes: Vec<String>,
}

impl RecoveryCodes {
    fn of(codes: &[Secret]) -> RecoveryCodes {
        let shown = codes.iter().map(|code| code.reveal().to_owned());
        RecoveryCodes {
            recovery_codes: shown.collect(),
        }
    }
}

/// Reads one's own way in, with the sessions that stand.
#[utoipa::path(get, path = "/v1/account", responses((status = 200, body = Own)))]
pub async fn read(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Own>, ApiError> {
    let (own, sessions) = blocking(&host, {
        let caller = caller.clone();
        move |host| {
            let sessions = super::session::listed(host, &caller, Some(caller.person))?;
            Ok((registrar(host).own(&caller)?, sessions))
        }
    })
    .await?;
    Ok(Json(Own {
        email: own.email,
        factors: own.factors,
        has_password: own.has_password,
        login: own.login,
        must_have_factor: own.must_have_factor,
        person: caller.person,
        recovery_codes: own.recovery_codes,
        role: caller.role,
        scopes: caller.scopes,
        sessions,
    }))
}

/// Takes a new proof of who the caller is; answers with a new session in place of this one.
#[utoipa::path(post, path = "/v1/account/reauthenticate", request_body = Proof, responses((status = 200, body = crate::auth::sign_in::SignedIn)),
    extensions(("x-problems" = json!(["too_many"]))))]
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

#[derive(Deserialize, ToSchema)]
struct NewPassword {
    old: String,
    new: String,
}

/// Changes one's own password by the old one.
#[utoipa::path(post, path = "/v1/account/password", request_body = NewPassword, responses((status = 204)),
    extensions(("x-problems" = json!(["too_many"]))))]
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

#[derive(Deserialize, ToSchema)]
struct NewEmail {
    email: String,
}

/// Changes where letters reach oneself: links by which a password is chosen go there.
#[utoipa::path(put, path = "/v1/account/email", request_body = NewEmail, responses((status = 204)),
    extensions(("x-problems" = json!(["reauthenticate"]))))]
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

#[derive(Deserialize, ToSchema)]
#[schema(as = AuthenticatorAsked)]
struct TotpAsked {
    #[serde(default)]
    name: String,
}

/// Begins to add an authenticator, which counts once a code of it was shown.
#[utoipa::path(post, path = "/v1/account/totp", request_body = TotpAsked, responses((status = 201, body = NewTotp)),
    extensions(("x-problems" = json!(["reauthenticate", "conflict"]))))]
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

#[derive(Deserialize, ToSchema)]
#[schema(as = AuthenticatorShown)]
struct TotpShown {
    id: Uuid,
    code: String,
}

/// Makes an authenticator count, by a code of it.
#[utoipa::path(post, path = "/v1/account/totp/confirm", request_body = TotpShown, responses((status = 200, body = RecoveryCodes)),
    extensions(("x-problems" = json!(["not_found", "too_many"]))))]
pub async fn confirm_totp(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<Json<RecoveryCodes>, ApiError> {
    let TotpShown { id, code } = small_json(request).await?;
    let attempt = guess(&host, &caller)?;
    let codes = blocking(&host, move |host| {
        registrar(host).confirm_totp(&caller, id, &code)
    })
    .await?;
    attempt.was_right();
    Ok(Json(RecoveryCodes::of(&codes.unwrap_or_default())))
}

/// Takes a second factor away.
#[utoipa::path(delete, path = "/v1/account/factors/{id}", responses((status = 204)),
    extensions(("x-problems" = json!(["reauthenticate", "conflict"]))))]
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
#[utoipa::path(post, path = "/v1/account/recovery-codes", responses((status = 201, body = RecoveryCodes)),
    extensions(("x-problems" = json!(["reauthenticate", "conflict"]))))]
pub async fn recovery_codes(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<(StatusCode, Json<RecoveryCodes>), ApiError> {
    fresh(&host, &caller)?;
    let codes = blocking(&host, move |host| {
        registrar(host).renew_recovery_codes(&caller)
    })
    .await?;
    Ok((StatusCode::CREATED, Json(RecoveryCodes::of(&codes))))
}
