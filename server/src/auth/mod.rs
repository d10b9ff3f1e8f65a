//! Who somebody is: passwords, second factors, tokens, one-time codes, attempts.
//!
//! # Where to start
//! - [`sign_in`]: password, second factor, session; [`enter`]: setting up.
//! - [`phone`]: how phones are enrolled, how their tokens go on and end.
//! - [`session`]: who calls, and what the session may; [`scope`]: what a limited one may.
//! - [`factor`], [`totp`], [`recovery`], [`policy`]: second factors, and who has to have one.
//! - [`passkey`], [`openid`]: keys in browsers; the organisation's own provider.
//! - [`account`], [`tool`]: what people do with their own way in, and with tokens for programs.
//! - [`invite`], [`reset`]: links by which a password is chosen.

pub mod account;
pub mod agent;
mod email;
pub mod enter;
pub mod factor;
pub mod invite;
pub mod link;
pub mod openid;
pub mod passkey;
pub mod password;
pub mod phone;
pub mod policy;
mod public_key;
pub mod recovery;
pub mod registrar;
pub mod reset;
pub mod scope;
pub mod secret;
pub mod session;
pub mod sign_in;
mod strength;
pub mod throttle;
pub mod tool;
pub mod totp;

use thiserror::Error;

use crate::error::ServerError;
use crate::rng::NoRandomness;

/// Why a secret was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AuthError {
    /// The password is too short, or too long.
    #[error(
        "a password has {} to {} characters",
        password::SHORTEST,
        password::LONGEST
    )]
    Length,
    /// The password is among the first that anybody tries.
    #[error("this password is among the first that anybody would try")]
    Common,
    /// The password is made of names that anybody knows who knows the person.
    #[error("a password is more than the login or the name of its owner or organisation")]
    Personal,
    /// The password could not be hashed.
    #[error("the password could not be hashed")]
    Hashing,
    /// The system gives no randomness.
    #[error("the system gives no randomness")]
    NoRandomness,
}

impl From<NoRandomness> for AuthError {
    fn from(_: NoRandomness) -> Self {
        AuthError::NoRandomness
    }
}

impl From<AuthError> for ServerError {
    fn from(error: AuthError) -> Self {
        match error {
            AuthError::Length | AuthError::Common | AuthError::Personal => {
                ServerError::invalid("password", error)
            }
            AuthError::Hashing | AuthError::NoRandomness => ServerError::internal(error),
        }
    }
}
