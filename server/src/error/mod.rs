//! What can go wrong inside the server. Each door converts it once: the API to a problem, the
//! command line to a message and an exit code. Nothing of the inside gets out.

use thiserror::Error;

/// Why an act was not done.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ServerError {
    /// There is no time now; the same act may succeed later.
    #[error("the server is busy")]
    Busy,
    /// It clashes with what is there.
    #[error("{0}")]
    Conflict(String),
    /// A value is not valid.
    #[error("{field}: {why}")]
    Invalid {
        /// Which.
        field: String,
        /// What is wrong with it.
        why: String,
    },
    /// What was named is not there.
    #[error("not found")]
    NotFound,
    /// The machine or the program failed; the text is for the log alone.
    #[error("internal: {0}")]
    Internal(String),
}

impl ServerError {
    /// Wraps an error of the machine or the program.
    pub fn internal(why: impl std::fmt::Display) -> ServerError {
        ServerError::Internal(why.to_string())
    }

    /// Refuses a value.
    pub fn invalid(field: &str, why: impl std::fmt::Display) -> ServerError {
        ServerError::Invalid {
            field: field.to_owned(),
            why: why.to_string(),
        }
    }
}

impl From<crate::rng::NoRandomness> for ServerError {
    fn from(why: crate::rng::NoRandomness) -> Self {
        ServerError::internal(why)
    }
}

impl From<crate::store::StoreError> for ServerError {
    fn from(error: crate::store::StoreError) -> Self {
        use crate::store::StoreError;
        match error {
            StoreError::Busy | StoreError::Unreachable(_) => ServerError::Busy,
            StoreError::Taken(what) => ServerError::Conflict(format!("the {what} is in use")),
            StoreError::NoSuchOrganisation => ServerError::NotFound,
            StoreError::Locked => {
                ServerError::Conflict("another server runs on this folder".to_owned())
            }
            StoreError::Database { .. }
            | StoreError::Newer { .. }
            | StoreError::Broken(_)
            | StoreError::Unequal(_)
            | StoreError::CalledOff => ServerError::internal(error),
        }
    }
}
