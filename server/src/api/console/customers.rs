//! Customers, filtered and sorted, and where they are.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Query, State};
use outrider_model::id::{CustomerId, ImportId, PersonId, TerritoryId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::{part, sort};
use super::seen;
use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::auth::session::Caller;
use crate::host::Host;
use crate::report::described::CustomerListing;
use crate::report::{self, CustomerFilter, CustomerSort, Listing};

const SORTS: [(&str, CustomerSort); 3] = [
    ("name", CustomerSort::Name),
    ("code", CustomerSort::Code),
    ("last_visit", CustomerSort::LastVisit),
];
/// How many customers a map shows at most.
const ON_A_MAP: usize = 20_000;

/// Which customers are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CustomersAsked {
    /// Only those in whose name or address all these words stand, or whose number begins with them.
    #[serde(default)]
    q: String,
    /// Only those of an owner.
    owner: Option<PersonId>,
    /// Only those that are nobody's.
    #[serde(default)]
    without_owner: bool,
    /// Only those of a territory.
    territory: Option<TerritoryId>,
    /// Only those with a tag.
    #[serde(default)]
    tag: String,
    /// Only those of which nobody knows where they are.
    #[serde(default)]
    without_site: bool,
    /// Only those that an import brought.
    import: Option<ImportId>,
    /// Removed ones too.
    #[serde(default)]
    removed: bool,
    /// `name`, `code` or `last_visit`, with a dash before it for the other way round: `name` where
    /// nothing is said.
    sort: Option<String>,
    /// How many at most: 200 where nothing is said, 1,000 at most.
    limit: Option<usize>,
    /// Where to go on: `next` of the part before.
    after: Option<usize>,
}

/// Lists customers.
#[utoipa::path(get, path = "/v1/customers", params(CustomersAsked), responses((status = 200, body = CustomerListing)),
    extensions(("x-problems" = json!(["invalid"]))))]
pub async fn customers(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<CustomersAsked>,
) -> Result<Json<Listing>, ApiError> {
    let part = part(asked.limit, asked.after);
    let filter = filter(asked)?;
    blocking(&host, move |host| {
        report::customers(&*host.store, seen(&caller), filter, part)
    })
    .await
    .map(Json)
}

/// Where customers are.
#[derive(Serialize, ToSchema)]
pub struct CustomerPoints {
    /// Those whose place is known, by name: 20,000 at most.
    points: Vec<CustomerPoint>,
}

/// Where a customer is: its first site.
#[derive(Serialize, ToSchema)]
pub struct CustomerPoint {
    /// The customer.
    id: CustomerId,
    /// The name on the door.
    name: String,
    /// Degrees north × 10⁷.
    lat: i64,
    /// Degrees east × 10⁷.
    lon: i64,
    /// Whose.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<PersonId>,
}

/// Lists where customers are.
#[utoipa::path(get, path = "/v1/customers/points", params(CustomersAsked), responses((status = 200, body = CustomerPoints)),
    extensions(("x-problems" = json!(["invalid"]))))]
pub async fn points(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<CustomersAsked>,
) -> Result<Json<CustomerPoints>, ApiError> {
    let limit = asked.limit.unwrap_or(ON_A_MAP).clamp(1, ON_A_MAP);
    let filter = filter(asked)?;
    let points = blocking(&host, move |host| {
        let seen = seen(&caller);
        let found = host
            .store
            .points(seen.organisation, &filter, seen.viewer, limit)?;
        let shown = found.into_iter().map(|point| CustomerPoint {
            id: point.id,
            name: point.name,
            lat: point.lat,
            lon: point.lon,
            owner: point.owner,
        });
        Ok(shown.collect())
    })
    .await?;
    Ok(Json(CustomerPoints { points }))
}

fn filter(asked: CustomersAsked) -> Result<CustomerFilter, ApiError> {
    Ok(CustomerFilter {
        sort: sort(asked.sort.as_deref(), &SORTS)?,
        owner: asked.owner,
        territory: asked.territory,
        tag: asked.tag,
        text: asked.q,
        without_owner: asked.without_owner,
        without_site: asked.without_site,
        import: asked.import,
        removed: asked.removed,
    })
}
