//! The log of acts, read and verified.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Query, State};
use outrider_model::id::{PersonId, RecordId};
use outrider_model::record::Kind;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::audit::{self, Asked, Shown, Told};
use crate::auth::session::Caller;
use crate::host::Host;
use crate::report::kinds;

/// How many lines are listed when nobody says, and at most.
const USUAL: usize = 200;
const MOST: usize = 1_000;

/// Which lines are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LinesAsked {
    /// Only acts of this person.
    actor: Option<PersonId>,
    /// Only acts about this record.
    subject: Option<RecordId>,
    /// Only actions that begin with this.
    #[serde(default)]
    action: String,
    /// From this moment on.
    from: Option<i64>,
    /// Before this moment.
    to: Option<i64>,
    /// Which line comes first; `oldest` where nothing is said.
    #[serde(default)]
    #[param(inline)]
    order: Order,
    /// After the line of this number, in that order.
    #[serde(default)]
    after: u64,
    /// How many at most: 200 where nothing is said, 1,000 at most.
    limit: Option<usize>,
}

/// Which line comes first.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, ToSchema)]
#[schema(as = AuditOrder)]
#[serde(rename_all = "snake_case")]
enum Order {
    /// The one that was written first.
    #[default]
    Oldest,
    /// The one that was written last.
    Newest,
}

/// Lines of the log.
#[derive(Serialize, ToSchema)]
#[schema(as = AuditLines)]
pub struct Lines {
    /// The lines.
    items: Vec<Shown>,
    /// What kind of record each subject is that there is a record of.
    kinds: BTreeMap<RecordId, Kind>,
    /// What to ask for as `after` to go on; none at the end.
    #[schema(required)]
    next: Option<u64>,
}

/// Lists lines of the log.
#[utoipa::path(get, path = "/v1/audit", params(LinesAsked), responses((status = 200, body = Lines)))]
pub async fn list(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<LinesAsked>,
) -> Result<Json<Lines>, ApiError> {
    let limit = asked.limit.unwrap_or(USUAL).clamp(1, MOST);
    let wanted = Asked {
        actor: asked.actor,
        subject: asked.subject,
        action: asked.action,
        from: asked.from,
        to: asked.to,
        is_newest_first: asked.order == Order::Newest,
        after: asked.after,
    };
    blocking(&host, move |host| {
        let (items, next) = audit::read(&*host.store, caller.organisation, &wanted, limit)?;
        let subjects = items.iter().filter_map(|line| line.subject);
        let kinds = kinds(&*host.store, caller.organisation, subjects)?;
        Ok(Lines { items, kinds, next })
    })
    .await
    .map(Json)
}

/// Verifies the log and what it binds, and names the first row that is not as it was written.
#[utoipa::path(get, path = "/v1/audit/verify", responses((status = 200, body = Told)))]
pub async fn verify(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Told>, ApiError> {
    blocking(&host, move |host| {
        let outcome = audit::verify(&*host.store, caller.organisation, None)?;
        Ok(outcome.told())
    })
    .await
    .map(Json)
}
