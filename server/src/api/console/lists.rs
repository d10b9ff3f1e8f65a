//! Listings. A manager sees what his audiences hold, an admin everything.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Query, State};
use jiff::civil::Date;
use outrider_model::id::{CustomerId, PersonId, RecordId, TeamId};
use outrider_model::record::{Kind, Looked, kind_and_id};
use serde::Deserialize;
use serde_json::{Value, json};

use super::seen;
use crate::api::gate::blocking;
use crate::api::privacy::shown;
use crate::api::problem::ApiError;
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::host::Host;
use crate::report::{self, Item, Listing, Part, Query as Wanted, TaskFilter};

/// How many records a listing holds when nobody says, and at most.
const USUAL: usize = 200;
const MOST: usize = 1_000;

/// Which part of a listing is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Paging {
    limit: Option<usize>,
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

macro_rules! plain_listing {
    ($($(#[$doc:meta])* $name:ident => $query:expr),+ $(,)?) => {$(
        $(#[$doc])*
        pub async fn $name(
            State(host): State<Arc<Host>>,
            Extension(caller): Extension<Caller>,
            Query(paging): Query<Paging>,
        ) -> Result<Json<Listing>, ApiError> {
            list(&host, caller, $query, paging.part()).await
        }
    )+};
}

plain_listing! {
    /// Lists the teams.
    teams => Wanted::Kind(Kind::Team),
    /// Lists the kinds of activity, retired ones too.
    activity_types => Wanted::Kind(Kind::ActivityType),
    /// Lists the repetition rules.
    series => Wanted::Kind(Kind::Series),
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
#[derive(Debug, Deserialize)]
pub struct CustomersAsked {
    owner: Option<PersonId>,
    #[serde(default)]
    q: String,
    #[serde(default)]
    removed: bool,
    limit: Option<usize>,
    after: Option<usize>,
}

/// Lists customers, by name.
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
        Wanted::Customers {
            owner,
            text: q,
            removed,
        },
        part,
    )
    .await
}

/// Which tasks are asked for.
#[derive(Debug, Deserialize)]
pub struct TasksAsked {
    assignee: Option<PersonId>,
    team: Option<TeamId>,
    customer: Option<CustomerId>,
    day_from: Option<String>,
    day_to: Option<String>,
    #[serde(default)]
    status: String,
    #[serde(default)]
    list: String,
    limit: Option<usize>,
    after: Option<usize>,
}

/// Lists tasks, by day.
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
#[derive(Debug, Deserialize)]
pub struct DiaryAsked {
    person: Option<PersonId>,
    #[serde(default)]
    settled: bool,
}

/// Lists what people lost or should know: of one person, or of all whom the caller manages.
pub async fn diary(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<DiaryAsked>,
) -> Result<Json<Value>, ApiError> {
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
    Ok(Json(json!({ "items": items })))
}

/// Lists phones: who has not synced and since when, and what waits.
pub async fn phones(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Value>, ApiError> {
    let phones = blocking(&host, move |host| {
        let people = host.rights(&caller)?.people;
        report::phones(&*host.store, caller.organisation, &people)
    })
    .await?;
    Ok(Json(json!({ "items": phones })))
}
