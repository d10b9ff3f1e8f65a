//! What people without a session do to get one: ask for a link, choose a password by it.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use outrider_model::wire::ProblemCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::attempt::{Attempt, address, login_key, seat, small_json};
use super::gate::blocking;
use super::problem::ApiError;
use super::{Nothing, registrar};
use crate::auth::registrar::Registrar;
use crate::auth::reset::Chosen;
use crate::auth::secret::Secret;
use crate::error::ServerError;
use crate::host::Host;

#[derive(Deserialize, ToSchema)]
#[schema(as = ForgottenPassword)]
struct Forgotten {
    #[serde(default)]
    organisation: String,
    login: String,
}

/// Sends a link to whoever forgot his password, where an address is known and letters can be sent.
/// It answers before it looks, so that neither words nor time tell who is known here.
#[utoipa::path(post, path = "/v1/forgotten", request_body = Forgotten, responses((status = 202, body = Nothing)),
    extensions(("x-problems" = json!(["too_many"]))))]
pub async fn forgotten(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<Nothing>), ApiError> {
    let address = address(&host, &request);
    let asked: Forgotten = small_json(request).await?;
    Attempt::take(&host, &host.guesses, &address)?;
    tokio::spawn(async move {
        if let Err(error) = write_letter(&host, asked).await {
            tracing::warn!(code = %error.code, "a letter about a password was not written");
        }
    });
    Ok((StatusCode::ACCEPTED, Json(Nothing {})))
}

async fn write_letter(host: &Arc<Host>, asked: Forgotten) -> Result<(), ApiError> {
    let Forgotten {
        organisation,
        login,
    } = asked;
    Attempt::take(host, &host.letters, &login_key(&organisation, &login))?;
    blocking(host, move |host| {
        let address = host.address();
        if address.is_empty() {
            tracing::warn!("letters need to know where the server is found: serve --public-url");
            return Ok(());
        }
        let letter = registrar(host).forgotten(&organisation, &login, &address)?;
        if let Some((organisation, letter)) = letter {
            let sent = host.post.send(organisation, letter);
            sent.map_err(|full| ServerError::Conflict(full.to_string()))?;
        }
        Ok(())
    })
    .await
}

#[derive(Deserialize, ToSchema)]
#[schema(as = PasswordChoice)]
struct Choice {
    token: String,
    password: String,
}

/// Sets a new password by the token of a link.
#[utoipa::path(post, path = "/v1/reset", request_body = Choice, responses((status = 200, body = Chosen)),
    extensions(("x-problems" = json!(["code_spent", "too_many"]))))]
pub async fn reset(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<Json<Chosen>, ApiError> {
    choose(&host, request, |registrar, token, password| {
        registrar.reset(token, password)
    })
    .await
}

/// Sets the first password by the token of an invitation.
#[utoipa::path(post, path = "/v1/invitations/accept", request_body = Choice, responses((status = 200, body = Chosen)),
    extensions(("x-problems" = json!(["code_spent", "too_many"]))))]
pub async fn accept(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<Json<Chosen>, ApiError> {
    choose(&host, request, |registrar, token, password| {
        registrar.accept(token, password)
    })
    .await
}

type Chooses = fn(&Registrar<'_>, &Secret, &str) -> Result<Option<Chosen>, ServerError>;

async fn choose(
    host: &Arc<Host>,
    request: Request<Body>,
    chooses: Chooses,
) -> Result<Json<Chosen>, ApiError> {
    let address = address(host, &request);
    let Choice { token, password } = small_json(request).await?;
    let attempt = Attempt::take(host, &host.guesses, &address)?;
    let seat = seat(host).await?;
    let chosen = blocking(host, move |host| {
        chooses(&registrar(host), &Secret::from_token(&token), &password)
    })
    .await?;
    drop(seat);
    let chosen = chosen.ok_or(ApiError::new(ProblemCode::CodeSpent))?;
    attempt.was_right();
    Ok(Json(chosen))
}
