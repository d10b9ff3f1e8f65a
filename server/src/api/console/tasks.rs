//! Tasks, filtered and sorted.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Query, State};
use outrider_model::id::{CustomerId, PersonId, SeriesId, TeamId, TerritoryId};
use outrider_model::record::{Looked, Priority};
use serde::Deserialize;
use utoipa::IntoParams;

use super::asked::{day, managed, part, people, sort, words};
use super::seen;
use crate::api::gate::blocking;
use crate::api::privacy::shown;
use crate::api::problem::ApiError;
use crate::auth::session::Caller;
use crate::host::Host;
use crate::report::described::TaskListing;
use crate::report::{self, Listing, Query as Wanted, Staff, TaskFilter, TaskList, TaskSort};

const SORTS: [(&str, TaskSort); 5] = [
    ("plan_day", TaskSort::PlanDay),
    ("title", TaskSort::Title),
    ("status", TaskSort::Status),
    ("priority", TaskSort::Priority),
    ("since", TaskSort::Since),
];

/// Which tasks are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TasksAsked {
    /// Only those whose title holds all these words.
    #[serde(default)]
    q: String,
    /// Only those of an assignee.
    assignee: Option<PersonId>,
    /// Only those that are offered to a team.
    team: Option<TeamId>,
    /// Only those of people of a team and of the teams below it, as far as the caller manages them.
    of_team: Option<TeamId>,
    /// Only those of people whom the caller manages.
    #[serde(default)]
    managed: bool,
    /// Only those that nobody is assigned to.
    #[serde(default)]
    unassigned: bool,
    /// Only those at a customer.
    customer: Option<CustomerId>,
    /// Only those at customers of a territory.
    territory: Option<TerritoryId>,
    /// Only those of a series.
    series: Option<SeriesId>,
    /// Only from this plan day on.
    day_from: Option<String>,
    /// Only up to this plan day.
    day_to: Option<String>,
    /// Only with one of these statuses, between commas.
    #[serde(default)]
    status: String,
    /// Only with one of these priorities, between commas.
    #[serde(default)]
    priority: String,
    /// Only those in a list: `reps_day`, `to_claim`, `for_manager` or `closed`.
    #[serde(default)]
    list: String,
    /// Only those of managed people that were done after their time or are open after it; needs
    /// `day_from` and `day_to`.
    #[serde(default)]
    late: bool,
    /// `plan_day`, `title`, `status`, `priority` or `since`, with a dash before it for the other way
    /// round: `plan_day` where nothing is said.
    sort: Option<String>,
    /// How many at most: 200 where nothing is said, 1,000 at most.
    limit: Option<usize>,
    /// Where to go on: `next` of the part before.
    after: Option<usize>,
}

/// Lists tasks.
#[utoipa::path(get, path = "/v1/tasks", params(TasksAsked), responses((status = 200, body = TaskListing)),
    extensions(("x-problems" = json!(["invalid"]))))]
pub async fn tasks(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<TasksAsked>,
) -> Result<Json<Listing>, ApiError> {
    let part = part(asked.limit, asked.after);
    let filter = filter(&asked)?;
    if asked.late && (filter.from.is_none() || filter.to.is_none()) {
        let why = "say of which days: day_from and day_to";
        return Err(ApiError::invalid("late", why));
    }
    let reader = caller.clone();
    let tasks = blocking(&host, move |host| {
        let (store, seen) = (&*host.store, seen(&reader));
        let whose = people(host, &reader, asked.managed || asked.late, asked.of_team)?;
        let filter = TaskFilter {
            people: whose,
            ..filter
        };
        if asked.late {
            let staff = Staff::of(store, seen, &managed(host, &reader, asked.of_team)?)?;
            report::late_tasks(store, seen, filter, &staff, reader.at, part)
        } else {
            report::listing(store, seen, &Wanted::Tasks(filter), part)
        }
    })
    .await?;
    shown(&host, &caller, Looked::CheckIn, tasks).await
}

fn filter(asked: &TasksAsked) -> Result<TaskFilter, ApiError> {
    let list = TaskList::ALL
        .into_iter()
        .find(|list| list.word() == asked.list);
    if list.is_none() && !asked.list.is_empty() {
        let why = "there are reps_day, to_claim, for_manager and closed";
        return Err(ApiError::invalid("list", why));
    }
    Ok(TaskFilter {
        assignee: asked.assignee,
        team: asked.team,
        customer: asked.customer,
        territory: asked.territory,
        series: asked.series,
        from: day("day_from", asked.day_from.as_deref())?,
        to: day("day_to", asked.day_to.as_deref())?,
        statuses: words(&asked.status),
        priorities: words(&asked.priority)
            .into_iter()
            .map(|word| Priority::from(word.as_str()))
            .collect(),
        unassigned: asked.unassigned,
        undated: false,
        list,
        text: asked.q.clone(),
        sort: sort(asked.sort.as_deref(), &SORTS)?,
        ..TaskFilter::default()
    })
}
