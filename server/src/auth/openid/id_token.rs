//! The provider's word for who somebody is: a JSON Web Token, held against everything that OpenID
//! Connect Core 3.1.3.7 asks for. Only what the provider signed with one of its own keys counts.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Number, Value};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::keys::Key;
use crate::auth::public_key::Writing;

/// How far the provider's clock may be off, in seconds.
const LEEWAY: f64 = 120.0;
/// How old a token may be, in seconds: it was made for this very sign-in.
const OLDEST: f64 = 600.0;
/// The longest token that is read.
const LONGEST: usize = 64 * 1024;

/// What does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Flaw {
    /// It is no signed token.
    #[error("it is no signed token")]
    Form,
    /// Its header asks for what is not done.
    #[error("its header asks for what is not done")]
    Header,
    /// It is signed in a way that does not count.
    #[error("the algorithm")]
    Algorithm,
    /// The provider has no such key.
    #[error("the key")]
    Key,
    /// The signature was not made with the provider's key.
    #[error("the signature")]
    Signature,
    /// It is another provider's.
    #[error("the issuer")]
    Issuer,
    /// It names nobody.
    #[error("the subject")]
    Subject,
    /// It was made for somebody else.
    #[error("the audience")]
    Audience,
    /// It is too old, or of a time to come.
    #[error("the time")]
    Time,
    /// It was made for another sign-in.
    #[error("the nonce")]
    Nonce,
    /// It came with another token than it was made with.
    #[error("the access token")]
    AccessToken,
}

/// What this sign-in expects.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The provider, to the letter.
    pub issuer: &'a str,
    /// As whom it knows this server.
    pub client_id: &'a str,
    /// What this sign-in sent along.
    pub nonce: &'a str,
    /// The access token that came with it.
    pub access_token: Option<&'a str>,
    /// Now, in seconds since 1970 (UTC).
    pub now: i64,
}

/// Whom a provider speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Identity {
    /// By what the provider knows him for ever.
    #[serde(rename = "sub")]
    pub subject: String,
    /// His e-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Whether the provider made sure of it. A text that says so is none that counts.
    #[serde(default, rename = "email_verified")]
    pub is_verified: Option<Value>,
    /// His name.
    #[serde(default)]
    pub name: Option<String>,
}

impl Identity {
    /// Returns the e-mail address that the provider made sure of, in small letters.
    #[must_use]
    pub fn email(&self) -> Option<String> {
        let is_verified = self.is_verified == Some(Value::Bool(true));
        let email = self.email.as_deref().filter(|_| is_verified)?;
        let is_plain = email.len() <= 254
            && email.matches('@').count() == 1
            && !email.starts_with('@')
            && !email.ends_with('@')
            && email.bytes().all(|byte| byte.is_ascii_graphic());
        is_plain.then(|| email.to_lowercase())
    }
}

#[derive(Deserialize)]
struct Head {
    alg: String,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default)]
    typ: Option<String>,
    #[serde(default)]
    crit: Option<Value>,
    #[serde(default)]
    jwk: Option<Value>,
    #[serde(default)]
    jku: Option<Value>,
    #[serde(default)]
    x5u: Option<Value>,
    #[serde(default)]
    x5c: Option<Value>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    #[serde(default)]
    azp: Option<String>,
    exp: Number,
    iat: Number,
    #[serde(default)]
    nbf: Option<Number>,
    #[serde(default)]
    nonce: Option<String>,
    #[serde(default)]
    at_hash: Option<String>,
    #[serde(flatten)]
    identity: Identity,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// Reads a token with the provider's keys.
///
/// # Errors
/// The first [`Flaw`] that is found; nothing of the token then counts.
pub fn read(token: &str, keys: &[Key], expected: &Expected<'_>) -> Result<Identity, Flaw> {
    if token.len() > LONGEST {
        return Err(Flaw::Form);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(Flaw::Form)?;
    let (head, claims) = signed.split_once('.').ok_or(Flaw::Form)?;
    let head: Head = part(head)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Flaw::Form)?;
    let key = key_of(&head, keys)?;
    if !key
        .key
        .has_signed(signed.as_bytes(), &signature, Writing::Fixed)
    {
        return Err(Flaw::Signature);
    }
    let claims: Claims = part(claims)?;
    check(&claims, expected)?;
    if head.alg != "EdDSA" {
        check_access_token(&claims, expected)?;
    }
    Ok(claims.identity)
}

/// Says whether the provider should be asked for its keys again: the token names one that it did
/// not have a while ago.
#[must_use]
pub fn names_an_unknown_key(token: &str, keys: &[Key]) -> bool {
    let head = token.split('.').next().unwrap_or_default();
    part::<Head>(head).is_ok_and(|head| key_of(&head, keys).err() == Some(Flaw::Key))
}

fn part<T: DeserializeOwned>(text: &str) -> Result<T, Flaw> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Flaw::Form)?;
    serde_json::from_slice(&bytes).map_err(|_| Flaw::Form)
}

/// Chooses the key: the provider's own of this name, else its only one for the algorithm. What the
/// token brings along or points to is no key.
fn key_of<'a>(head: &Head, keys: &'a [Key]) -> Result<&'a Key, Flaw> {
    let is_typed = head
        .typ
        .as_deref()
        .is_none_or(|typ| typ.eq_ignore_ascii_case("jwt"));
    let brings_its_own = [&head.crit, &head.jwk, &head.jku, &head.x5u, &head.x5c]
        .into_iter()
        .any(Option::is_some);
    if !is_typed || brings_its_own {
        return Err(Flaw::Header);
    }
    if !["ES256", "EdDSA", "RS256"].contains(&head.alg.as_str()) {
        return Err(Flaw::Algorithm);
    }
    let mut fitting = keys.iter().filter(|key| {
        let is_named = head.kid.is_none() || key.id == head.kid;
        is_named && key.key.algorithm() == head.alg
    });
    match (fitting.next(), fitting.next()) {
        (Some(key), None) => Ok(key),
        (Some(_), Some(_)) | (None, _) => Err(Flaw::Key),
    }
}

fn check(claims: &Claims, expected: &Expected<'_>) -> Result<(), Flaw> {
    if claims.iss != expected.issuer {
        return Err(Flaw::Issuer);
    }
    let subject = &claims.identity.subject;
    if !(1..=255).contains(&subject.len()) || subject.chars().any(char::is_control) {
        return Err(Flaw::Subject);
    }
    // A token for several is a token that the others could show here.
    let is_for_us = match &claims.aud {
        Audience::One(one) => one == expected.client_id,
        Audience::Several(all) => matches!(all.as_slice(), [one] if one == expected.client_id),
    };
    if !is_for_us
        || claims
            .azp
            .as_deref()
            .is_some_and(|azp| azp != expected.client_id)
    {
        return Err(Flaw::Audience);
    }
    let seconds = |number: &Number| number.as_f64().filter(|number| number.is_finite());
    #[expect(
        clippy::cast_precision_loss,
        reason = "seconds since 1970 are exact up to 2^53"
    )]
    let now = expected.now as f64;
    let expires = seconds(&claims.exp).ok_or(Flaw::Time)?;
    let issued = seconds(&claims.iat).ok_or(Flaw::Time)?;
    let begins = claims.nbf.as_ref().and_then(seconds).unwrap_or(issued);
    let is_now = expires > now - LEEWAY
        && issued <= now + LEEWAY
        && issued >= now - OLDEST - LEEWAY
        && begins <= now + LEEWAY;
    if !is_now {
        return Err(Flaw::Time);
    }
    if claims.nonce.as_deref() != Some(expected.nonce) {
        return Err(Flaw::Nonce);
    }
    Ok(())
}

fn check_access_token(claims: &Claims, expected: &Expected<'_>) -> Result<(), Flaw> {
    let (Some(hash), Some(token)) = (&claims.at_hash, expected.access_token) else {
        return Ok(());
    };
    let digest = Sha256::digest(token.as_bytes());
    let (half, _) = digest.split_at(16);
    if *hash == URL_SAFE_NO_PAD.encode(half) {
        Ok(())
    } else {
        Err(Flaw::AccessToken)
    }
}
