//! Listings. A manager sees what his audiences hold, an admin everything.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Query, State};
use jiff::civil::Date;
use outrider_model::id::{CustomerId, PersonId, RecordId, TeamId};
use outrider_model::record::{Kind, Looked, kind_and_id};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::seen;
use crate::api::gate::blocking;
use crate::api::privacy::shown;
use crate::api::problem::ApiError;
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::host::Host;
use crate::report::described::{
    ActivityTypeListing, CustomerListing, DiaryItem, OrganisationItem, PersonListing,
    SeriesListing, TaskListing, TeamListing,
};
use crate::report::{self, Item, Listing, Part, PhoneView, Query as Wanted, TaskFilter};

/// How many records a listing holds when nobody says, and at most.
const USUAL: usize = 200;
const MOST: usize = 1_000;

/// Which part of a listing is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// How many at most: 200 where nothing is said, 1,000 at most.
    limit: Option<usize>,
    /// Where to go on: `next` of the part before.
    after: Option<usize>,
}

impl Paging {
    fn part(&self) -> Part {
        Part {
            limit: self.limit.unwrap_or(USUAL).clamp(1, MOST),
            skip: self.after.unwrap_or(0),
        }
    }
}

/// Lists the teams.
#[utoipa::path(get, path = "/v1/teams", params(Paging), responses((status = 200, body = TeamListing)))]
pub async fn teams(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(paging): Query<Paging>,
) -> Result<Json<Listing>, ApiError> {
    list(&host, caller, Wanted::Kind(Kind::Team), paging.part()).await
}

/// Lists the kinds of activity, retired ones too.
#[utoipa::path(get, path = "/v1/activity-types", params(Paging), responses((status = 200, body = ActivityTypeListing)))]
pub async fn activity_types(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(paging): Query<Paging>,
) -> Result<Json<Listing>, ApiError> {
    list(
        &host,
        caller,
        Wanted::Kind(Kind::ActivityType),
        paging.part(),
    )
    .await
}

/// Lists the repetition rules.
#[utoipa::path(get, path = "/v1/series", params(Paging), responses((status = 200, body = SeriesListing)))]
pub async fn series(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(paging): Query<Paging>,
) -> Result<Json<Listing>, ApiError> {
    list(&host, caller, Wanted::Kind(Kind::Series), paging.part()).await
}

async fn list(
    host: &Arc<Host>,
    caller: Caller,
    query: Wanted,
    part: Part,
) -> Result<Json<Listing>, ApiError> {
    blocking(host, move |host| {
        report::listing(&*host.store, seen(&caller), &query, part)
    })
    .await
    .map(Json)
}

/// Reads the organisation's settings.
#[utoipa::path(get, path = "/v1/organisation", responses((status = 200, body = OrganisationItem)))]
pub async fn organisation(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Item>, ApiError> {
    let id = RecordId::from(caller.organisation);
    blocking(&host, move |host| {
        report::one(&*host.store, seen(&caller), &Kind::Organisation, id)
    })
    .await
    .map(Json)
}

/// Lists people: for a manager those of his teams, for an admin all.
#[utoipa::path(get, path = "/v1/people", params(Paging), responses((status = 200, body = PersonListing)))]
pub async fn people(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(paging): Query<Paging>,
) -> Result<Json<Listing>, ApiError> {
    blocking(&host, move |host| {
        let mine = host.rights(&caller)?.people;
        let mut ids: Vec<RecordId> = mine.into_iter().map(RecordId::from).collect();
        if !ids.contains(&caller.person.into()) {
            ids.push(caller.person.into());
        }
        let wanted = Wanted::Ids(ids);
        let mut listing = report::listing(&*host.store, seen(&caller), &wanted, paging.part())?;
        let directory = host.directories.of(&*host.store, caller.organisation)?;
        for item in &mut listing.items {
            let (_, id) =
                kind_and_id(item.record.get().as_bytes()).map_err(ServerError::internal)?;
            let left_out = directory.left_out(id.into(), caller.at);
            item.left_out = Some(left_out).filter(|count| *count > 0);
        }
        Ok(listing)
    })
    .await
    .map(Json)
}

/// Which customers are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CustomersAsked {
    /// Only those of an owner.
    owner: Option<PersonId>,
    /// Only those whose name begins with this, or has a word that does.
    #[serde(default)]
    q: String,
    /// Removed ones too.
    #[serde(default)]
    removed: bool,
    /// How many at most: 200 where nothing is said, 1,000 at most.
    limit: Option<usize>,
    /// Where to go on: `next` of the part before.
    after: Option<usize>,
}

/// Lists customers, by name.
#[utoipa::path(get, path = "/v1/customers", params(CustomersAsked), responses((status = 200, body = CustomerListing)))]
pub async fn customers(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<CustomersAsked>,
) -> Result<Json<Listing>, ApiError> {
    let CustomersAsked {
        owner,
        q,
        removed,
        limit,
        after,
    } = asked;
    let part = Paging { limit, after }.part();
    list(
        &host,
        caller,
        Wanted::Customers(report::CustomerFilter {
            owner,
            text: q,
            removed,
            ..report::CustomerFilter::default()
        }),
        part,
    )
    .await
}

/// Which tasks are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TasksAsked {
    /// Only those of an assignee.
    assignee: Option<PersonId>,
    /// Only those of a team.
    team: Option<TeamId>,
    /// Only those at a customer.
    customer: Option<CustomerId>,
    /// Only from this plan day on.
    day_from: Option<String>,
    /// Only up to this plan day.
    day_to: Option<String>,
    /// Only with one of these statuses, between commas.
    #[serde(default)]
    status: String,
    /// Only those in a list: `reps_day`, `to_claim`, `for_manager` or `closed`.
    #[serde(default)]
    list: String,
    /// How many at most: 200 where nothing is said, 1,000 at most.
    limit: Option<usize>,
    /// Where to go on: `next` of the part before.
    after: Option<usize>,
}

/// Lists tasks, by day.
#[utoipa::path(get, path = "/v1/tasks", params(TasksAsked), responses((status = 200, body = TaskListing)),
    extensions(("x-problems" = json!(["invalid"]))))]
pub async fn tasks(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<TasksAsked>,
) -> Result<Json<Listing>, ApiError> {
    let part = Paging {
        limit: asked.limit,
        after: asked.after,
    }
    .part();
    let filter = TaskFilter {
        assignee: asked.assignee,
        team: asked.team,
        customer: asked.customer,
        from: day("day_from", asked.day_from.as_deref())?,
        to: day("day_to", asked.day_to.as_deref())?,
        statuses: asked
            .status
            .split(',')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect(),
        ..TaskFilter::default()
    };
    let list = asked.list;
    let reader = seen(&caller);
    let tasks = blocking(&host, move |host| {
        if list.is_empty() {
            report::listing(&*host.store, reader, &Wanted::Tasks(filter), part)
        } else {
            report::tasks_in(&*host.store, reader, &filter, &list, part)
        }
    })
    .await?;
    shown(&host, &caller, Looked::CheckIn, tasks).await
}

fn day(field: &str, text: Option<&str>) -> Result<Option<Date>, ApiError> {
    let read = |text: &str| {
        text.parse()
            .map_err(|_| ApiError::invalid(field, "write a day as YYYY-MM-DD"))
    };
    text.map(read).transpose()
}

/// Whose diary is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DiaryAsked {
    /// Only one person's.
    person: Option<PersonId>,
    /// Settled ones too.
    #[serde(default)]
    settled: bool,
}

/// Diary entries.
#[derive(Serialize, ToSchema)]
#[schema(as = DiaryEntries)]
pub struct Entries {
    /// The entries.
    #[schema(value_type = Vec<DiaryItem>)]
    items: Vec<Item>,
}

/// Lists what people lost or should know: of one person, or of all whom the caller manages.
#[utoipa::path(get, path = "/v1/diary", params(DiaryAsked), responses((status = 200, body = Entries)))]
pub async fn diary(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<DiaryAsked>,
) -> Result<Json<Entries>, ApiError> {
    let reader = caller.clone();
    let items = blocking(&host, move |host| {
        let caller = reader;
        let mut people = host.rights(&caller)?.people;
        people.insert(caller.person);
        people.retain(|person| asked.person.is_none_or(|wanted| wanted == *person));
        let mut items = Vec::new();
        for person in people {
            let query = Wanted::Diary {
                person,
                settled: asked.settled,
            };
            let part = Part {
                limit: MOST,
                skip: 0,
            };
            items.extend(report::listing(&*host.store, seen(&caller), &query, part)?.items);
        }
        Ok(items)
    })
    .await?;
    let Json(items) = shown(&host, &caller, Looked::CheckIn, items).await?;
    Ok(Json(Entries { items }))
}

/// Phones.
#[derive(Serialize, ToSchema)]
pub struct Phones {
    /// The phones.
    items: Vec<PhoneView>,
}

/// Lists phones: who has not synced and since when, and what waits.
#[utoipa::path(get, path = "/v1/phones", responses((status = 200, body = Phones)))]
pub async fn phones(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Phones>, ApiError> {
    let items = blocking(&host, move |host| {
        let people = host.rights(&caller)?.people;
        report::phones(&*host.store, caller.organisation, &people)
    })
    .await?;
    Ok(Json(Phones { items }))
}
