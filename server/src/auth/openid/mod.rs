//! OpenID Connect: a person signs in where his organisation signs in to everything. The browser goes
//! to the organisation's provider and comes back with a code; the server exchanges it (PKCE, state,
//! nonce) and reads the provider's signed word for who that is.
//!
//! # Where to start
//! - [`Provider`]: the setting.
//! - [`Providers`]: what is asked of a provider over the network, remembered for a while.
//! - [`Journey`]: from setting out to the console's session; blocks on the store.
//! - [`id_token`]: what must hold of the provider's word.

pub mod fetch;
pub mod id_token;
mod journey;
mod keys;
mod provider;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Url;
use serde::Deserialize;

use super::throttle::Throttle;
use fetch::{Lines, Trouble};
use id_token::{Expected, Identity};
use keys::Key;

pub use journey::{Browser, Departure, Journey, JourneyError};
pub use provider::{Provider, SETTING, provider};

const SECOND: i64 = 1_000_000;
/// For how long a provider's own description is believed, in microseconds.
const FRESH: i64 = 600 * SECOND;
/// How many providers are remembered.
const REMEMBERED: usize = 1000;

/// Why a sign-in did not go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenIdError {
    /// The provider gave no answer that counts.
    #[error(transparent)]
    Trouble(#[from] Trouble),
    /// The provider will not have the code.
    #[error("the provider does not take the code")]
    Code,
    /// The provider's word does not hold.
    #[error("the provider's word does not hold: {0}")]
    Flaw(#[from] id_token::Flaw),
}

/// What a provider says of itself (OpenID Connect Discovery).
#[derive(Clone, Debug, Deserialize)]
struct Described {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    userinfo_endpoint: Option<String>,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    code_challenge_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

/// A provider, as it was found.
#[derive(Clone, Debug)]
pub struct Known {
    described: Arc<Described>,
    keys: Arc<Vec<Key>>,
    found: i64,
}

/// What a provider answered to a code.
#[derive(Deserialize)]
struct Exchanged {
    id_token: String,
    access_token: String,
    token_type: String,
}

/// What providers are asked over the network.
#[derive(Debug)]
pub struct Providers {
    lines: Lines,
    known: Mutex<BTreeMap<(String, bool), Known>>,
    /// How often a provider's keys are asked for again because a token names one that is new.
    again: Throttle,
}

impl Default for Providers {
    fn default() -> Self {
        Providers {
            lines: Lines::default(),
            known: Mutex::default(),
            again: Throttle::new(5, 60 * SECOND),
        }
    }
}

impl Providers {
    /// Finds out what a provider says of itself, with its keys; or remembers it.
    ///
    /// # Errors
    /// [`Trouble`] when it does not say it, or says what is not allowed.
    pub async fn known(&self, provider: &Provider, now: i64) -> Result<Known, Trouble> {
        let name = (provider.issuer.clone(), provider.private_network);
        let held = self.held().get(&name).cloned();
        if let Some(known) = held
            && now.saturating_sub(known.found) < FRESH
        {
            return Ok(known);
        }
        self.look_up(provider, now).await
    }

    async fn look_up(&self, provider: &Provider, now: i64) -> Result<Known, Trouble> {
        let described = self.describe(provider).await?;
        let keys = provider.admit(&described.jwks_uri);
        let keys = keys.ok_or(Trouble::Form("jwks_uri"))?;
        let keys = self.lines.get(provider, keys, None).await?;
        let keys = keys::read(&keys).ok_or(Trouble::Form("set of keys"))?;
        let known = Known {
            described: Arc::new(described),
            keys: Arc::new(keys),
            found: now,
        };
        let mut all = self.held();
        if all.len() >= REMEMBERED {
            all.clear();
        }
        let name = (provider.issuer.clone(), provider.private_network);
        all.insert(name, known.clone());
        Ok(known)
    }

    fn held(&self) -> std::sync::MutexGuard<'_, BTreeMap<(String, bool), Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn describe(&self, provider: &Provider) -> Result<Described, Trouble> {
        let issuer = provider.issuer.trim_end_matches('/');
        let url = provider.admit(&format!("{issuer}/.well-known/openid-configuration"));
        let url = url.ok_or(Trouble::Form("issuer"))?;
        let bytes = self.lines.get(provider, url, None).await?;
        let described: Described =
            serde_json::from_slice(&bytes).map_err(|_| Trouble::Form("description"))?;
        if described.issuer != provider.issuer {
            return Err(Trouble::Form("issuer"));
        }
        let methods = &described.code_challenge_methods_supported;
        if methods
            .as_ref()
            .is_some_and(|all| !all.iter().any(|one| one == "S256"))
        {
            return Err(Trouble::Form("support of PKCE"));
        }
        for (address, what) in [
            (&described.authorization_endpoint, "authorization_endpoint"),
            (&described.token_endpoint, "token_endpoint"),
        ] {
            provider.admit(address).ok_or(Trouble::Form(what))?;
        }
        Ok(described)
    }

    /// Exchanges a code for the provider's word, and reads it.
    ///
    /// # Errors
    /// [`OpenIdError`] when the provider refuses, cannot be reached, or its word does not hold.
    pub async fn exchange(
        &self,
        provider: &Provider,
        journey: &Journey,
        (code, redirect): (&str, &str),
        (now, wall): (i64, i64),
    ) -> Result<Identity, OpenIdError> {
        let mut known = self.known(provider, now).await?;
        let tokens = self
            .redeem(provider, &known.described, journey, (code, redirect))
            .await?;
        let is_new = id_token::names_an_unknown_key(&tokens.id_token, &known.keys);
        if is_new && self.again.take(&provider.issuer, now).is_ok() {
            known = self.look_up(provider, now).await?;
        }
        let expected = Expected {
            issuer: &provider.issuer,
            client_id: &provider.client_id,
            nonce: &journey.nonce,
            access_token: Some(&tokens.access_token),
            now: wall.div_euclid(SECOND),
        };
        let identity = id_token::read(&tokens.id_token, &known.keys, &expected)?;
        if identity.email.is_some() {
            return Ok(identity);
        }
        self.ask_more(provider, &known.described, identity, &tokens.access_token)
            .await
    }

    async fn redeem(
        &self,
        provider: &Provider,
        described: &Described,
        journey: &Journey,
        (code, redirect): (&str, &str),
    ) -> Result<Exchanged, OpenIdError> {
        let url = provider.admit(&described.token_endpoint);
        let url = url.ok_or(Trouble::Form("token_endpoint"))?;
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect),
            ("code_verifier", journey.verifier.as_str()),
        ];
        let methods = described.token_endpoint_auth_methods_supported.as_ref();
        let takes = |method: &str| methods.is_some_and(|all| all.iter().any(|one| one == method));
        let mut authorization = None;
        match &provider.client_secret {
            None => form.push(("client_id", &provider.client_id)),
            Some(secret) if takes("client_secret_post") && !takes("client_secret_basic") => {
                form.push(("client_id", &provider.client_id));
                form.push(("client_secret", secret));
            }
            Some(secret) => authorization = Some(basic(&provider.client_id, secret)),
        }
        let form = encoded(&form);
        let (status, body) = self.lines.post(provider, url, form, authorization).await?;
        match status.as_u16() {
            200 => {}
            400 => return Err(OpenIdError::Code),
            other => return Err(Trouble::Status(other).into()),
        }
        let exchanged: Exchanged =
            serde_json::from_slice(&body).map_err(|_| Trouble::Form("answer to the code"))?;
        if exchanged.token_type.eq_ignore_ascii_case("bearer") {
            Ok(exchanged)
        } else {
            Err(Trouble::Form("answer to the code").into())
        }
    }

    /// Asks for the e-mail address where the provider's word has none. It counts only for the very
    /// subject of that word.
    async fn ask_more(
        &self,
        provider: &Provider,
        described: &Described,
        identity: Identity,
        token: &str,
    ) -> Result<Identity, OpenIdError> {
        let Some(address) = &described.userinfo_endpoint else {
            return Ok(identity);
        };
        let url = provider.admit(address);
        let url = url.ok_or(Trouble::Form("userinfo_endpoint"))?;
        let bytes = self.lines.get(provider, url, Some(token)).await?;
        let more: Identity =
            serde_json::from_slice(&bytes).map_err(|_| Trouble::Form("userinfo"))?;
        if more.subject == identity.subject {
            Ok(more)
        } else {
            Err(id_token::Flaw::Subject.into())
        }
    }
}

impl Known {
    /// Returns where the browser goes.
    fn authorization(&self, provider: &Provider) -> Option<Url> {
        provider.admit(&self.described.authorization_endpoint)
    }

    /// Says whether an answer comes from this provider, as far as it says so itself (RFC 9207).
    #[must_use]
    pub fn answers_as(&self, issuer: Option<&str>) -> bool {
        match issuer {
            Some(issuer) => issuer == self.described.issuer,
            None => {
                !self
                    .described
                    .authorization_response_iss_parameter_supported
            }
        }
    }
}

/// Both parts are encoded as in a form before they are joined (RFC 6749, 2.3.1).
fn basic(id: &str, secret: &str) -> String {
    let joined = format!("{}:{}", escaped(id), escaped(secret));
    format!("Basic {}", STANDARD.encode(joined))
}

/// Writes a form.
fn encoded(pairs: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", escaped(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Writes a value of a form; every byte that could mean something is escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
