//! What PostgreSQL says when something went wrong, in the words of the store.

use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

use super::super::StoreError;

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        failed("reading or writing")(error)
    }
}

/// Says what was being done when the database failed. What may succeed later, a lost connection
/// too, is [`StoreError::Busy`]: a change that is sent again is known by its id.
pub(super) fn failed(doing: &'static str) -> impl FnOnce(Error) -> StoreError {
    move |error| {
        let Some(state) = error.code() else {
            if is_lost(&error) {
                tracing::warn!(error = %Said::of(&error), doing, "the connection to PostgreSQL was lost");
                return StoreError::Busy;
            }
            return StoreError::database(doing, Said::of(&error));
        };
        if is_passing(state) {
            tracing::warn!(error = %Said::of(&error), doing, "PostgreSQL has no time");
            return StoreError::Busy;
        }
        StoreError::database(doing, Said::of(&error))
    }
}

/// As [`failed`], for a connection that does not come about.
pub(super) fn unreachable(error: Error) -> StoreError {
    if error.code().is_some() {
        failed("connecting to PostgreSQL")(error)
    } else {
        StoreError::Unreachable(Said::of(&error).0)
    }
}

/// As [`failed`], for rows with a name that must be unique.
pub(super) fn taken(what: &'static str) -> impl FnOnce(Error) -> StoreError {
    move |error| {
        if error.code() == Some(&SqlState::UNIQUE_VIOLATION) {
            return StoreError::Taken(what);
        }
        failed("adding a row")(error)
    }
}

/// Whether the connection is no more, so that a fresh one may do better.
pub(super) fn is_lost(error: &Error) -> bool {
    let is_ended = error.code().is_some_and(|state| {
        [
            &SqlState::ADMIN_SHUTDOWN,
            &SqlState::CRASH_SHUTDOWN,
            &SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
            // A primary that became a standby.
            &SqlState::READ_ONLY_SQL_TRANSACTION,
        ]
        .contains(&state)
    });
    is_ended || error.is_closed() || is_io(error)
}

fn is_io(error: &Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        if inner.is::<std::io::Error>() {
            return true;
        }
        source = inner.source();
    }
    false
}

fn is_passing(state: &SqlState) -> bool {
    [
        &SqlState::LOCK_NOT_AVAILABLE,
        &SqlState::QUERY_CANCELED,
        &SqlState::T_R_SERIALIZATION_FAILURE,
        &SqlState::T_R_DEADLOCK_DETECTED,
        &SqlState::TOO_MANY_CONNECTIONS,
        &SqlState::ADMIN_SHUTDOWN,
        &SqlState::CRASH_SHUTDOWN,
        &SqlState::CANNOT_CONNECT_NOW,
        &SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
        &SqlState::READ_ONLY_SQL_TRANSACTION,
    ]
    .contains(&state)
}

/// What the database said, without the values that it may quote: those belong to people.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Said(String);

impl Said {
    pub(super) fn of(error: &Error) -> Said {
        if let Some(said) = error.as_db_error() {
            return Said(format!("{} ({})", said.message(), said.code().code()));
        }
        let mut words = error.to_string();
        let mut source = std::error::Error::source(error);
        while let Some(inner) = source {
            words.push_str(": ");
            words.push_str(&inner.to_string());
            source = inner.source();
        }
        Said(words)
    }
}
