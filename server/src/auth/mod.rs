//! Who somebody is: passwords, tokens, one-time codes, attempts.

pub mod enter;
pub mod password;
pub mod registrar;
pub mod secret;
pub mod session;
pub mod throttle;

use thiserror::Error;

use crate::error::ServerError;
use crate::rng::NoRandomness;

/// Why a secret was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AuthError {
    /// The password can be guessed, or is too long.
    #[error(
        "a password has {} to {} characters, and is not the login",
        password::SHORTEST,
        password::LONGEST
    )]
    WeakPassword,
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
            AuthError::WeakPassword => ServerError::invalid("password", error),
            AuthError::Hashing | AuthError::NoRandomness => ServerError::internal(error),
        }
    }
}
