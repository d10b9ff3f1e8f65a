//! The log of acts, read and verified.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Query, State};
use outrider_model::id::{PersonId, RecordId};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::audit::{self, Asked};
use crate::auth::session::Caller;
use crate::host::Host;

/// How many lines are listed when nobody says, and at most.
const USUAL: usize = 200;
const MOST: usize = 1_000;

/// Which lines are asked for.
#[derive(Debug, Deserialize)]
pub struct LinesAsked {
    actor: Option<PersonId>,
    subject: Option<RecordId>,
    #[serde(default)]
    action: String,
    from: Option<i64>,
    to: Option<i64>,
    #[serde(default)]
    after: u64,
    limit: Option<usize>,
}

/// Lists lines of the log, the oldest first.
pub async fn list(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<LinesAsked>,
) -> Result<Json<Value>, ApiError> {
    let limit = asked.limit.unwrap_or(USUAL).clamp(1, MOST);
    let wanted = Asked {
        actor: asked.actor,
        subject: asked.subject,
        action: asked.action,
        from: asked.from,
        to: asked.to,
        after: asked.after,
    };
    blocking(&host, move |host| {
        let (lines, next) = audit::read(&*host.store, caller.organisation, &wanted, limit)?;
        Ok(json!({ "items": lines, "next": next }))
    })
    .await
    .map(Json)
}

/// Verifies the log and what it binds, and names the first row that is not as it was written.
pub async fn verify(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Value>, ApiError> {
    blocking(&host, move |host| {
        let outcome = audit::verify(&*host.store, caller.organisation, None)?;
        Ok(outcome.told())
    })
    .await
    .map(Json)
}
