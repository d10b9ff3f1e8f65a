//! Single records and their stories. A foreign id answers exactly like a missing one.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Path, State};
use outrider_model::id::RecordId;
use outrider_model::record::{Kind, Looked};

use super::seen;
use crate::api::gate::blocking;
use crate::api::privacy::shown;
use crate::api::problem::ApiError;
use crate::auth::session::Caller;
use crate::host::Host;
use crate::report::described::{CustomerItem, TaskItem};
use crate::report::{self, Item, Story};

/// Reads a customer.
#[utoipa::path(get, path = "/v1/customers/{id}", responses((status = 200, body = CustomerItem)))]
pub async fn customer(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Item>, ApiError> {
    let id = named(&id)?;
    blocking(&host, move |host| {
        report::one(&*host.store, seen(&caller), &Kind::Customer, id)
    })
    .await
    .map(Json)
}

/// Reads a task.
#[utoipa::path(get, path = "/v1/tasks/{id}", responses((status = 200, body = TaskItem)))]
pub async fn task(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Item>, ApiError> {
    let id = named(&id)?;
    let reader = caller.clone();
    let task = blocking(&host, move |host| {
        report::one(&*host.store, seen(&reader), &Kind::Task, id)
    })
    .await?;
    shown(&host, &caller, Looked::CheckIn, task).await
}

/// Tells a customer's story.
#[utoipa::path(get, path = "/v1/customers/{id}/timeline", responses((status = 200, body = Story)))]
pub async fn customer_timeline(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Story>, ApiError> {
    let id = named(&id)?;
    let reader = caller.clone();
    let story = blocking(&host, move |host| {
        report::customer_story(&*host.store, seen(&reader), id)
    })
    .await?;
    shown(&host, &caller, Looked::Timeline, story).await
}

/// Tells a task's story.
#[utoipa::path(get, path = "/v1/tasks/{id}/timeline", responses((status = 200, body = Story)))]
pub async fn task_timeline(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Story>, ApiError> {
    let id = named(&id)?;
    let reader = caller.clone();
    let story = blocking(&host, move |host| {
        report::task_story(&*host.store, seen(&reader), id)
    })
    .await?;
    shown(&host, &caller, Looked::Timeline, story).await
}

/// What is no id names nothing, as an id that nothing has.
fn named(id: &str) -> Result<RecordId, ApiError> {
    id.parse().map_err(|_| ApiError::not_found())
}
