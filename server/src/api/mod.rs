//! What phones and managers ask for, over HTTP.
//!
//! # Where to start
//! - [`problem`]: every error, in one form.
//! - [`gate`]: who may pass.
//! - [`body`]: what is read, within limits.
//! - [`setup`]: the page behind the one-time link.
//! - [`enter`], [`device`], [`session`], [`console`]: the handlers, grouped by caller.

pub mod answer;
pub mod body;
pub mod console;
pub mod device;
pub mod enter;
pub mod gate;
pub mod problem;
pub mod session;
pub mod setup;

use outrider_model::id::OrganisationId;
use outrider_model::wire::ProblemCode;

use crate::error::ServerError;
use crate::host::Host;
use crate::ingest::{Full, Judged, Push};
use problem::ApiError;

/// Puts a push into the writer's queue and waits for its commit.
async fn push(
    host: &Host,
    organisation: OrganisationId,
    push: Push,
) -> Result<Vec<Judged>, ApiError> {
    let answer = host
        .door
        .submit(organisation, push)
        .map_err(|Full| ApiError::later(ProblemCode::Unavailable, 1))?;
    let judged = answer
        .await
        .map_err(|_| ApiError::later(ProblemCode::Unavailable, 1))?;
    Ok(judged.map_err(ServerError::from)?)
}
