//! Lets a session through, or not.

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use outrider_model::record::{DeviceKind, Role};
use outrider_model::wire::ProblemCode;

use super::problem::ApiError;
use crate::auth::secret::Secret;
use crate::auth::session::{self, Caller};
use crate::error::ServerError;
use crate::host::Host;

/// Finds who calls, and refuses a session that may not.
///
/// # Errors
/// `unauthenticated` without a session that stands, `forbidden` for another role or device.
pub async fn admit(
    host: &Arc<Host>,
    headers: &HeaderMap,
    kinds: &[DeviceKind],
    roles: &[Role],
) -> Result<Caller, ApiError> {
    let token = bearer(headers).ok_or(ApiError::new(ProblemCode::Unauthenticated))?;
    let caller = blocking(host, move |host| {
        session::caller(&*host.store, host.seams.clock.wall(), &token)
    })
    .await?;
    let caller = caller.ok_or(ApiError::new(ProblemCode::Unauthenticated))?;
    if !kinds.contains(&caller.kind) || !roles.contains(&caller.role) {
        return Err(ApiError::new(ProblemCode::Forbidden));
    }
    Ok(caller)
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

fn bearer(headers: &HeaderMap) -> Option<Secret> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| Secret::from_token(token.trim()))
}
