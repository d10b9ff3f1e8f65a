//! What phones and managers ask for, over HTTP.
//!
//! # Where to start
//! - [`problem`]: every error, in one form.
//! - [`description`]: what all of this is, for programs (OpenAPI).
//! - [`gate`]: who may pass. [`cookie`]: the session of a browser.
//! - [`body`]: what is read, within limits.
//! - [`hosting`]: the console and its files.
//! - [`setup`]: the page behind the one-time link.
//! - [`welcome`]: the page behind links by which a password is chosen.
//! - [`privacy`]: the log, what is forgotten, and telling of looks at positions.
//! - [`enter`], [`sign_in`], [`way_in`], [`passkey`], [`openid`]: what anybody may call.
//! - [`device`], [`session`], [`account`], [`token`], [`invitation`], [`setting`],
//!   [`console`]: the handlers, grouped by caller.

pub mod account;
pub mod answer;
pub mod attempt;
pub mod body;
pub mod console;
pub mod cookie;
pub mod description;
pub mod device;
pub mod enter;
pub mod gate;
pub mod hosting;
pub mod import;
pub mod invitation;
pub mod openid;
pub mod passkey;
pub mod privacy;
pub mod problem;
pub mod session;
pub mod setting;
pub mod setup;
pub mod sign_in;
pub mod token;
pub mod way_in;
pub mod welcome;

use outrider_model::id::OrganisationId;
use outrider_model::wire::ProblemCode;

use crate::auth::registrar::Registrar;
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::host::Host;
use crate::ingest::{Full, Judged, Push};
use problem::ApiError;

/// An answer that says nothing but that it was done.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub struct Nothing {}

/// Acts in the name of the server.
fn registrar(host: &Host) -> Registrar<'_> {
    Registrar {
        store: &*host.store,
        seams: &host.seams,
    }
}

/// Refuses what needs a proof of who somebody is to a session whose last one is too long ago.
///
/// # Errors
/// `reauthenticate`; nothing is then done.
fn fresh(host: &Host, caller: &Caller) -> Result<(), ApiError> {
    if caller.is_fresh(host.seams.clock.wall()) {
        Ok(())
    } else {
        Err(ApiError::new(ProblemCode::Reauthenticate))
    }
}

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
