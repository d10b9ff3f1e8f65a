//! Listings. A manager sees what his audiences hold, an admin everything.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Query, State};
use outrider_model::id::{PersonId, RecordId, TeamId};
use outrider_model::record::{Kind, Looked, kind_and_id};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::{MOST, managed, part};
use super::seen;
use crate::api::gate::blocking;
use crate::api::privacy::shown;
use crate::api::problem::ApiError;
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::host::Host;
use crate::report::described::{
    ActivityTypeListing, DelegationListing, DiaryItem, OrganisationItem, PersonListing,
    SeriesListing, TeamListing, TemplateListing, TerritoryListing,
};
use crate::report::{self, Item, Listing, Part, PhoneView, Query as Wanted, Staff};

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
        part(self.limit, self.after)
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

/// Lists the territories.
#[utoipa::path(get, path = "/v1/territories", params(Paging), responses((status = 200, body = TerritoryListing)))]
pub async fn territories(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(paging): Query<Paging>,
) -> Result<Json<Listing>, ApiError> {
    list(&host, caller, Wanted::Kind(Kind::Territory), paging.part()).await
}

/// Lists who stands in for whom, what is over too.
#[utoipa::path(get, path = "/v1/delegations", params(Paging), responses((status = 200, body = DelegationListing)))]
pub async fn delegations(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(paging): Query<Paging>,
) -> Result<Json<Listing>, ApiError> {
    list(&host, caller, Wanted::Kind(Kind::Delegation), paging.part()).await
}

/// Lists the templates of plans, by name: for a manager those of no team and of his teams, for an
/// admin all.
#[utoipa::path(get, path = "/v1/templates", params(Paging), responses((status = 200, body = TemplateListing)))]
pub async fn templates(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(paging): Query<Paging>,
) -> Result<Json<Listing>, ApiError> {
    blocking(&host, move |host| {
        let rights = host.rights(&caller)?;
        report::templates(&*host.store, seen(&caller), &rights, paging.part())
    })
    .await
    .map(Json)
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

/// Which phones are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PhonesAsked {
    /// Only those of people of a team and of the teams below it.
    of_team: Option<TeamId>,
    /// Of each person whose phones have been silent for long, the one that synced last.
    #[serde(default)]
    silent: bool,
}

/// Phones.
#[derive(Serialize, ToSchema)]
pub struct Phones {
    /// The phones.
    items: Vec<PhoneView>,
    /// How many there are.
    total: u64,
}

/// Lists phones: who has not synced and since when, and what waits.
#[utoipa::path(get, path = "/v1/phones", params(PhonesAsked), responses((status = 200, body = Phones)))]
pub async fn phones(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<PhonesAsked>,
) -> Result<Json<Phones>, ApiError> {
    let items = blocking(&host, move |host| {
        let store = &*host.store;
        let mut people = managed(host, &caller, asked.of_team)?;
        if !asked.silent {
            return report::phones(store, caller.organisation, &people);
        }
        let staff = Staff::of(store, seen(&caller), &people)?;
        let silent = staff.silent(store, seen(&caller), caller.at)?;
        people.retain(|person| silent.contains(person));
        let mut phones = report::phones(store, caller.organisation, &people)?;
        phones.retain(|phone| {
            let member = staff.members.get(&phone.person);
            let last = member.and_then(|member| member.phones.first());
            last.is_some_and(|last| last.device == phone.device)
        });
        Ok(phones)
    })
    .await?;
    let total = u64::try_from(items.len()).unwrap_or(u64::MAX);
    Ok(Json(Phones { items, total }))
}
