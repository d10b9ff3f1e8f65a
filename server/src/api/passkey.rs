//! Passkeys: made in a session, shown at sign-in. What a browser is asked, and answers, is of the
//! form that WebAuthn level 3 gives it in JSON.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use outrider_model::wire::ProblemCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::attempt::{Attempt, address, agent, small_json};
use super::cookie::Hand;
use super::gate::blocking;
use super::problem::ApiError;
use super::{fresh, registrar};
use crate::audit::{Action, note};
use crate::auth::passkey::{
    Answer, Created, Creation, Listed, PasskeyError, Passkeys, Question, Site, Wrong,
};
use crate::auth::secret::Secret;
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::host::Host;

/// Asks a browser to make a passkey.
#[utoipa::path(post, path = "/v1/account/passkeys/challenge", responses((status = 200, body = Creation)),
    extensions(("x-problems" = json!(["reauthenticate", "conflict"]))))]
pub async fn ask(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Creation>, ApiError> {
    fresh(&host, &caller)?;
    let question = blocking(&host, move |host| {
        let (organisation, person) = (caller.organisation, caller.person);
        let (login, name) = registrar(host).names(organisation, person)?;
        passkeys(host)?.ask_to_create(organisation, person, (&login, &name))
    })
    .await?;
    Ok(Json(question))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewPasskey)]
struct Made {
    name: String,
    passkey: Created,
}

/// A passkey that was made.
#[derive(Serialize, ToSchema)]
#[schema(as = PasskeyAdded)]
pub struct Added {
    passkey: Listed,
    /// With the first factor: what brings its owner in when everything else is lost. Shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery_codes: Option<Vec<String>>,
}

/// Takes the passkey that a browser made; with the first factor the recovery codes come.
#[utoipa::path(post, path = "/v1/account/passkeys", request_body = Made, responses((status = 201, body = Added)),
    extensions(("x-problems" = json!(["reauthenticate", "conflict", "code_spent"]))))]
pub async fn create(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<Added>), ApiError> {
    let Made { name, passkey } = small_json(request).await?;
    fresh(&host, &caller)?;
    let done = blocking(&host, move |host| {
        let passkeys = passkeys(host)?;
        match registrar(host).add_passkey(&passkeys, &caller, &name, &passkey) {
            Ok(added) => Ok(Some(added)),
            Err(PasskeyError::Wrong(Wrong::Challenge)) => Ok(None),
            Err(PasskeyError::Wrong(why)) => Err(why.into()),
            Err(PasskeyError::Failed(error)) => Err(error),
        }
    });
    let (made, codes) = done.await?.ok_or(ApiError::new(ProblemCode::CodeSpent))?;
    let codes = codes.map(|codes| {
        let shown = codes.iter().map(|code| code.reveal().to_owned());
        shown.collect::<Vec<_>>()
    });
    let added = Added {
        passkey: made,
        recovery_codes: codes,
    };
    Ok((StatusCode::CREATED, Json(added)))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewName)]
struct Renamed {
    name: String,
}

/// Gives a passkey another name.
#[utoipa::path(put, path = "/v1/account/passkeys/{id}", request_body = Renamed, responses((status = 200, body = Listed)))]
pub async fn rename(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    request: Request<Body>,
) -> Result<Json<Listed>, ApiError> {
    let id = Uuid::parse_str(&id).map_err(|_| ApiError::not_found())?;
    let Renamed { name } = small_json(request).await?;
    let renamed = blocking(&host, move |host| {
        let renamed = passkeys(host)?.rename(caller.organisation, caller.person, id, &name)?;
        let (now, line) = (host.seams.clock.wall(), caller.note(Action::FactorRenamed));
        note(&*host.store, caller.organisation, now, &line)?;
        Ok(renamed)
    });
    Ok(Json(renamed.await?))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = PasskeyAsked)]
struct Asked {
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    login: Option<String>,
    #[serde(default)]
    pending: Option<String>,
}

/// Asks a browser to show a passkey: in place of a password, or after it. Whether there is such a
/// login is not said.
#[utoipa::path(post, path = "/v1/sign-in/passkey/challenge", request_body = Asked, responses((status = 200, body = Question)),
    extensions(("x-problems" = json!(["not_found", "code_spent", "conflict", "too_many"]))))]
pub async fn challenge(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<Json<Question>, ApiError> {
    let address = address(&host, &request);
    let asked: Asked = small_json(request).await?;
    let _counted = Attempt::take(&host, &host.guesses, &address)?;
    let question = blocking(&host, move |host| {
        let (registrar, passkeys) = (registrar(host), passkeys(host)?);
        if let Some(pending) = &asked.pending {
            let waiting = registrar.waiting(&Secret::from_token(pending))?;
            return waiting
                .map(|one| passkeys.ask_second(one.organisation, one.person))
                .transpose();
        }
        let tenant = registrar.tenant(&asked.organisation)?;
        let tenant = tenant.ok_or(ServerError::NotFound)?;
        passkeys
            .ask_alone(tenant.id, asked.login.as_deref())
            .map(Some)
    });
    let question = question.await?;
    Ok(Json(question.ok_or(ApiError::new(ProblemCode::CodeSpent))?))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = PasskeyShown)]
struct Shown {
    passkey: Answer,
}

/// Signs a person in by a passkey alone, which made sure who touched it: two factors in one.
#[utoipa::path(post, path = "/v1/sign-in/passkey", request_body = Shown, responses((status = 200, body = crate::auth::sign_in::SignedIn)),
    extensions(("x-problems" = json!(["unauthenticated", "conflict", "too_many"]))))]
pub async fn sign_in(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<Response, ApiError> {
    let (address, agent) = (address(&host, &request), agent(request.headers()));
    let hand = Hand::of(&host, request.headers());
    let Shown { passkey } = small_json(request).await?;
    let attempt = Attempt::take(&host, &host.guesses, &address)?;
    let signed_in = blocking(&host, move |host| {
        registrar(host).enter_by_passkey(&passkeys(host)?, &passkey, &agent)
    });
    let signed_in = signed_in.await?;
    let signed_in = signed_in.ok_or(ApiError::new(ProblemCode::Unauthenticated))?;
    attempt.was_right();
    hand.give(StatusCode::OK, signed_in)
}

/// Returns the passkeys of this site.
///
/// # Errors
/// [`ServerError::Conflict`] when the server does not know under which name browsers reach it.
pub(super) fn passkeys(host: &Host) -> Result<Passkeys<'_>, ServerError> {
    let named = host
        .public_url
        .as_ref()
        .and_then(|url| Some((url, url.domain()?)));
    let (url, domain) = named.ok_or_else(|| {
        let why = "passkeys need a name: the server is started with --public-url https://NAME";
        ServerError::Conflict(why.to_owned())
    })?;
    Ok(Passkeys {
        store: &*host.store,
        seams: &host.seams,
        site: Site {
            rp: domain.to_owned(),
            origin: url.origin(),
        },
    })
}
