//! Signing in by the organisation's OpenID provider: the two addresses that a browser is sent to,
//! and the exchange of what it brought for a session.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use outrider_model::wire::ProblemCode;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::attempt::{Attempt, address, agent, small_json};
use super::cookie::{self, Hand};
use super::gate::blocking;
use super::problem::ApiError;
use super::registrar;
use crate::auth::openid::{Browser, JourneyError, OpenIdError, provider};
use crate::auth::secret::Secret;
use crate::auth::sign_in::Step;
use crate::config::PublicUrl;
use crate::error::ServerError;
use crate::host::Host;

/// The cookie of a browser that is under way; on TLS with the prefix that binds it to this server.
const COOKIE: &str = "outrider-openid";
/// How long the cookie stands, in seconds: as long as somebody may take at the provider, and the
/// minute after.
const COOKIE_LIFE: i64 = 660;

/// Sends a browser to the provider of an organisation.
#[utoipa::path(get, path = "/v1/openid/{slug}",
    params(("slug" = String, Path, description = "The organisation's short name.")), responses((status = 303)),
    extensions(("x-problems" = json!(["conflict", "unavailable", "too_many"]))))]
pub async fn set_out(
    State(host): State<Arc<Host>>,
    Path(slug): Path<String>,
    request: Request<Body>,
) -> Result<Response, ApiError> {
    let is_navigation = is_navigation(request.headers());
    let sent = send_out(&host, slug, address(&host, &request)).await;
    or_page(is_navigation, sent)
}

async fn send_out(host: &Arc<Host>, slug: String, address: String) -> Result<Response, ApiError> {
    let url = public_url(host)?.clone();
    let _counted = Attempt::take(host, &host.guesses, &address)?;
    let found = blocking(host, move |host| {
        let tenant = registrar(host)
            .tenant(&slug)?
            .ok_or(ServerError::NotFound)?;
        let provider = provider(&*host.store, tenant.id)?.ok_or(ServerError::NotFound)?;
        Ok((tenant.id, provider))
    });
    let (organisation, provider) = found.await?;
    let known = host.providers.known(&provider, host.seams.clock.steady());
    let known = known.await.map_err(|why| refused(&why.into()))?;
    let redirect = redirect(&url);
    let departure = blocking(host, move |host| {
        registrar(host).set_out(organisation, &provider, &known, &redirect)
    });
    let departure = departure.await?;
    let cookie = cookie(&url, departure.browser.reveal(), COOKIE_LIFE);
    sent_to(&departure.location, Some(&cookie))
}

/// What a provider's answer says (RFC 6749, 4.1.2; RFC 9207).
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Answered {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    iss: Option<String>,
}

/// Takes a browser back from its provider, and sends it to the console with a ticket in the
/// fragment, which no server and no log sees.
#[utoipa::path(get, path = "/v1/openid/return", params(Answered), responses((status = 303)),
    extensions(("x-problems" = json!(["unauthenticated", "code_spent", "conflict", "unavailable", "too_many"]))))]
pub async fn come_back(
    State(host): State<Arc<Host>>,
    Query(answered): Query<Answered>,
    request: Request<Body>,
) -> Result<Response, ApiError> {
    let is_navigation = is_navigation(request.headers());
    let address = address(&host, &request);
    let taken = take_back(&host, answered, address, request.headers()).await;
    or_page(is_navigation, taken)
}

async fn take_back(
    host: &Arc<Host>,
    answered: Answered,
    address: String,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let url = public_url(host)?.clone();
    let attempt = Attempt::take(host, &host.guesses, &address)?;
    let browser = browser(headers, &url);
    let state = Secret::from_token(&answered.state);
    let back = blocking(host, move |host| {
        Ok(registrar(host).come_back(&state, browser.as_ref()))
    });
    let (organisation, provider, journey) = back.await?.map_err(stopped)?;
    let now = (host.seams.clock.steady(), host.seams.clock.wall());
    let known = host.providers.known(&provider, now.0).await;
    let known = known.map_err(|why| refused(&why.into()))?;
    if !known.answers_as(answered.iss.as_deref()) {
        return Err(unproven("the answer comes from another provider"));
    }
    let code = match (answered.code, answered.error) {
        (Some(code), None) => code,
        (None, Some(_)) => return Err(unproven("the provider did not let you in")),
        (Some(_) | None, _) => return Err(unproven("the provider's answer is none")),
    };
    let redirect = redirect(&url);
    let exchange = host
        .providers
        .exchange(&provider, &journey, (&code, &redirect), now);
    let identity = exchange.await.map_err(|why| refused(&why))?;
    let ticket = blocking(host, move |host| {
        Ok(registrar(host).arrive(organisation, &provider, &journey, &identity))
    });
    let ticket = ticket.await?.map_err(stopped)?;
    attempt.was_right();
    let console = format!("{}/sign-in#openid={}", url.origin(), ticket.reveal());
    sent_to(&console, None)
}

#[derive(Deserialize, ToSchema)]
#[schema(as = OpenIdTicket)]
struct Ticket {
    ticket: String,
}

/// Exchanges the ticket for the rest of the sign-in.
#[utoipa::path(post, path = "/v1/openid", request_body = Ticket, responses((status = 200, body = Step)),
    extensions(("x-problems" = json!(["unauthenticated", "code_spent", "conflict", "too_many"]))))]
pub async fn enter(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<Response, ApiError> {
    let url = public_url(&host)?.clone();
    let attempt = Attempt::take(&host, &host.guesses, &address(&host, &request))?;
    let browser = browser(request.headers(), &url);
    let (agent, hand) = (agent(request.headers()), Hand::of(&host, request.headers()));
    let Ticket { ticket } = small_json(request).await?;
    let step = blocking(&host, move |host| {
        let ticket = Secret::from_token(&ticket);
        Ok(registrar(host).enter_by_ticket(&ticket, browser.as_ref(), &agent))
    });
    let step: Step = step.await?.map_err(stopped)?;
    attempt.was_right();
    let mut response = hand.step(step)?;
    // The cookie has done what it was for.
    cookie::set(&mut response, &cookie(&url, "", 0))?;
    Ok(response)
}

/// Says whether somebody sees the answer: a browser goes there, as it says itself.
fn is_navigation(headers: &HeaderMap) -> bool {
    headers
        .get("sec-fetch-mode")
        .is_some_and(|mode| mode == "navigate")
}

/// Where somebody sees the answer, the page of the sign-in says why it does not go on.
fn or_page(is_navigation: bool, sent: Result<Response, ApiError>) -> Result<Response, ApiError> {
    match sent {
        Err(error) if is_navigation => sent_to(&format!("/sign-in?problem={}", error.code), None),
        sent => sent,
    }
}

fn public_url(host: &Host) -> Result<&PublicUrl, ApiError> {
    let why = "providers send people back by name: the server is started with --public-url";
    let url = host.public_url.as_ref();
    url.ok_or_else(|| ServerError::Conflict(why.to_owned()).into())
}

/// The one address that providers know; to the letter the same each time.
fn redirect(url: &PublicUrl) -> String {
    format!("{}/v1/openid/return", url.origin())
}

fn cookie(url: &PublicUrl, value: &str, life: i64) -> String {
    let name = cookie::named(COOKIE, url.is_secure());
    cookie::written(&name, value, life, "Lax", url.is_secure())
}

fn browser(headers: &HeaderMap, url: &PublicUrl) -> Option<Browser> {
    cookie::find(headers, &cookie::named(COOKIE, url.is_secure()))
}

fn sent_to(location: &str, cookie: Option<&str>) -> Result<Response, ApiError> {
    let internal = |_| ApiError::new(ProblemCode::Internal);
    let mut response = StatusCode::SEE_OTHER.into_response();
    let location = HeaderValue::from_str(location).map_err(internal)?;
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, location);
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    if let Some(cookie) = cookie {
        cookie::set(&mut response, cookie)?;
    }
    Ok(response)
}

fn stopped(error: JourneyError) -> ApiError {
    match error {
        JourneyError::Spent => ApiError::new(ProblemCode::CodeSpent),
        JourneyError::Nobody(_) => unproven(&error.to_string()),
        JourneyError::Failed(error) => error.into(),
    }
}

fn refused(error: &OpenIdError) -> ApiError {
    // Of the provider alone: neither code nor token stands in it.
    tracing::warn!(%error, "a sign-in by OpenID did not go on");
    match error {
        OpenIdError::Trouble(_) => {
            ApiError::later(ProblemCode::Unavailable, 5).saying(error.to_string())
        }
        OpenIdError::Code | OpenIdError::Flaw(_) => unproven(&error.to_string()),
    }
}

fn unproven(why: &str) -> ApiError {
    ApiError::new(ProblemCode::Unauthenticated).saying(why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_bound_to_the_server_where_there_is_tls() {
        let url = PublicUrl::parse("https://outrider.example.com").unwrap();
        let set = cookie(&url, "secret", 660);
        assert_eq!(
            set,
            "__Host-outrider-openid=secret; Path=/; Max-Age=660; HttpOnly; SameSite=Lax; Secure"
        );
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("a=b; outrider-openid=planted; __Host-outrider-openid=own"),
        );
        let found = browser(&headers, &url).map(|one| one.reveal().to_owned());
        assert_eq!(found.as_deref(), Some("own"));
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("__Host-outrider-openid=another"),
        );
        assert!(browser(&headers, &url).is_none(), "two are none");
    }
}
