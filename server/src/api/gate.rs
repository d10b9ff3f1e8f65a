//! Lets a session through, or not.

use std::sync::Arc;

use axum::http::{HeaderMap, Method};
use outrider_model::record::{DeviceKind, Role};
use outrider_model::wire::ProblemCode;

use super::cookie;
use super::problem::ApiError;
use crate::auth::phone::{self, Handset};
use crate::auth::scope::Scope;
use crate::auth::session::{self, Caller};
use crate::error::ServerError;
use crate::host::Host;

/// Finds who calls, and refuses a session that may not.
///
/// # Errors
/// `unauthenticated` without a session that stands, `forbidden` for another role,
/// device or scope, and for a cookie that another page made a browser send.
pub async fn admit(
    host: &Arc<Host>,
    (method, headers): (&Method, &HeaderMap),
    kinds: &[DeviceKind],
    roles: &[Role],
    scopes: &[Scope],
) -> Result<Caller, ApiError> {
    let token = cookie::shown(host, method, headers)?;
    let token = token.ok_or(ApiError::new(ProblemCode::Unauthenticated))?;
    let caller = blocking(host, move |host| {
        let found = session::caller(&*host.store, host.seams.clock.wall(), &token)?;
        let by_calendar = |caller| session::by_calendar(&*host.store, &host.directories, caller);
        found.map(by_calendar).transpose()
    })
    .await?;
    let caller = caller.ok_or(ApiError::new(ProblemCode::Unauthenticated))?;
    let is_in_scope = caller
        .scopes
        .as_ref()
        .is_none_or(|limits| scopes.iter().any(|scope| limits.contains(scope)));
    if !kinds.contains(&caller.kind) || !roles.contains(&caller.role) || !is_in_scope {
        return Err(ApiError::new(ProblemCode::Forbidden));
    }
    Ok(caller)
}

/// Finds which phone calls: also one of somebody revoked, which may still hand over.
///
/// # Errors
/// `unauthenticated` without a session that stands, `forbidden` for another device.
pub async fn admit_handset(
    host: &Arc<Host>,
    (method, headers): (&Method, &HeaderMap),
) -> Result<Handset, ApiError> {
    let token = cookie::shown(host, method, headers)?;
    let token = token.ok_or(ApiError::new(ProblemCode::Unauthenticated))?;
    let found = blocking(host, move |host| {
        let found = phone::handset(&*host.store, host.seams.clock.wall(), &token)?;
        match found {
            Some(handset) if !handset.is_revoked => {
                let caller = handset.caller;
                let caller = session::by_calendar(&*host.store, &host.directories, caller)?;
                Ok(Some(Handset { caller, ..handset }))
            }
            Some(_) | None => Ok(found),
        }
    })
    .await?;
    match found {
        Some(handset) => Ok(handset),
        // Whoever calls is no phone, or nobody: the usual way says which.
        None => match admit(host, (method, headers), &[DeviceKind::Phone], &[], &[]).await {
            Ok(_) => Err(ApiError::new(ProblemCode::Unauthenticated)),
            Err(error) => Err(error),
        },
    }
}

/// Does what blocks (store, hashing) on a thread of its own.
///
/// # Errors
/// Those of the work; `internal` when it panicked.
pub async fn blocking<T: Send + 'static>(
    host: &Arc<Host>,
    work: impl FnOnce(&Host) -> Result<T, ServerError> + Send + 'static,
) -> Result<T, ApiError> {
    let host = Arc::clone(host);
    match tokio::task::spawn_blocking(move || work(&host)).await {
        Ok(done) => Ok(done?),
        Err(why) => {
            tracing::error!(%why, "work on a request failed");
            Err(ApiError::new(ProblemCode::Internal))
        }
    }
}
