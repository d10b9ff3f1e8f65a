//! The session of a browser: in a cookie that no script reads. It counts for what the console's own
//! pages ask, and for nothing that another page makes a browser send.

use axum::Json;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use outrider_model::wire::ProblemCode;
use serde::Serialize;

use super::problem::ApiError;
use crate::auth::secret::Secret;
use crate::auth::session::CONSOLE_LIFE;
use crate::auth::sign_in::{SignedIn, Step};
use crate::config::PublicUrl;
use crate::host::Host;

/// The cookie of a session; on TLS with the prefix that binds it to this server.
const SESSION: &str = "outrider";
/// What a browser says of the page that asks; no page can set it.
const SITE: &str = "sec-fetch-site";
/// A page of this server's own.
const OWN: &str = "same-origin";
/// An address that somebody typed, or a bookmark.
const TYPED: &str = "none";
/// The life of a session's cookie, in seconds.
const LIFE: i64 = CONSOLE_LIFE / 1_000_000;

/// How whoever asks is handed a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hand {
    is_page: bool,
    is_secure: bool,
}

impl Hand {
    /// Looks who asks: a page of the console's, which gets a cookie, or a program, which gets a
    /// token.
    #[must_use]
    pub fn of(host: &Host, headers: &HeaderMap) -> Hand {
        Hand {
            is_page: site(headers) == Some(OWN),
            is_secure: is_secure(host),
        }
    }

    /// Hands a session over.
    ///
    /// # Errors
    /// `internal` for a token that cannot stand in a header; the session is open all the same.
    pub fn give(self, status: StatusCode, session: SignedIn) -> Result<Response, ApiError> {
        let mut session = session;
        let token = session.token.take_if(|_| self.is_page);
        self.answer(status, &session, token)
    }

    /// Goes on with a sign-in, or hands its session over.
    ///
    /// # Errors
    /// As [`Hand::give`].
    pub fn step(self, step: Step) -> Result<Response, ApiError> {
        match step {
            Step::In(session) => self.give(StatusCode::OK, *session),
            Step::Pending(_) => self.answer(StatusCode::OK, &step, None),
        }
    }

    fn answer(
        self,
        status: StatusCode,
        body: &impl Serialize,
        token: Option<String>,
    ) -> Result<Response, ApiError> {
        let mut response = (status, Json(body)).into_response();
        if let Some(token) = token {
            let name = named(SESSION, self.is_secure);
            set(
                &mut response,
                &written(&name, &token, LIFE, "Strict", self.is_secure),
            )?;
        }
        Ok(response)
    }
}

/// Returns what a request shows of its session: a bearer token, or else the cookie of a browser.
///
/// # Errors
/// `forbidden` for a cookie that came along with what another page asked.
pub fn shown(
    host: &Host,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Option<Secret>, ApiError> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        return Ok(bearer(value));
    }
    let Some(token) = find(headers, &named(SESSION, is_secure(host))) else {
        return Ok(None);
    };
    let is_read = matches!(*method, Method::GET | Method::HEAD);
    match site(headers) {
        Some(OWN) => Ok(Some(token)),
        Some(TYPED) if is_read => Ok(Some(token)),
        Some(_) | None => {
            let why = "a cookie counts for what the console's own pages ask";
            Err(ApiError::new(ProblemCode::Forbidden).saying(why))
        }
    }
}

/// Takes the cookie of a session away from a browser that has it.
///
/// # Errors
/// `internal` for what cannot stand in a header.
pub fn clear(host: &Host, headers: &HeaderMap, response: &mut Response) -> Result<(), ApiError> {
    let name = named(SESSION, is_secure(host));
    if !pairs(headers).any(|(named, _)| named == name) {
        return Ok(());
    }
    set(response, &written(&name, "", 0, "Strict", is_secure(host)))
}

fn bearer(value: &HeaderValue) -> Option<Secret> {
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| Secret::from_token(token.trim()))
}

fn site(headers: &HeaderMap) -> Option<&str> {
    headers.get(SITE)?.to_str().ok()
}

/// Says whether browsers come over TLS: ended here, or by a proxy in front.
fn is_secure(host: &Host) -> bool {
    host.is_behind_proxy || host.public_url.as_ref().is_none_or(PublicUrl::is_secure)
}

/// Returns the name of a cookie; on TLS with the prefix that binds it to this server.
pub fn named(name: &str, is_secure: bool) -> String {
    let prefix = if is_secure { "__Host-" } else { "" };
    format!("{prefix}{name}")
}

/// Writes a cookie that no script reads; a life of 0 takes it away.
pub fn written(name: &str, value: &str, life: i64, same_site: &str, is_secure: bool) -> String {
    let secure = if is_secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={life}; HttpOnly; SameSite={same_site}{secure}")
}

/// Returns what a cookie says; nothing where there are several of its name.
pub fn find(headers: &HeaderMap, name: &str) -> Option<Secret> {
    let mut found = pairs(headers).filter(|(named, _)| *named == name);
    let (_, value) = found.next()?;
    found.next().is_none().then(|| Secret::from_token(value))
}

fn pairs(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}

/// Puts a cookie into an answer.
///
/// # Errors
/// `internal` for what cannot stand in a header.
pub fn set(response: &mut Response, cookie: &str) -> Result<(), ApiError> {
    let value = HeaderValue::from_str(cookie);
    let value = value.map_err(|_| ApiError::new(ProblemCode::Internal))?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(())
}
