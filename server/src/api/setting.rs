//! What an admin sets for his organisation. Secrets go in and never come out.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Path, Request, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::attempt::small_json;
use super::fresh;
use super::gate::blocking;
use super::problem::ApiError;
use crate::audit::{self, Action};
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::host::Host;
use crate::setting::{Desk, Who};

/// Lists what is set.
pub async fn list(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Value>, ApiError> {
    let all = blocking(&host, move |host| desk(host, &caller).all());
    Ok(Json(json!({ "settings": all.await? })))
}

/// Shows one setting.
pub async fn get(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(name): Path<String>,
) -> Result<Json<Value>, ApiError> {
    let shown = blocking(&host, move |host| desk(host, &caller).shown(&name)).await?;
    if shown.is_null() {
        return Err(ApiError::not_found());
    }
    Ok(Json(shown))
}

/// Sets one as a whole.
pub async fn put(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(name): Path<String>,
    request: Request<Body>,
) -> Result<Json<Value>, ApiError> {
    fresh(&host, &caller)?;
    let value: Value = small_json(request).await?;
    let shown = blocking(&host, move |host| {
        let desk = desk(host, &caller);
        desk.set(&name, value, Who::Admin)?;
        tell(host, &caller, &name)?;
        desk.shown(&name)
    });
    Ok(Json(shown.await?))
}

/// Removes one.
pub async fn remove(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(name): Path<String>,
) -> Result<StatusCode, ApiError> {
    fresh(&host, &caller)?;
    blocking(&host, move |host| {
        if !desk(host, &caller).remove(&name, Who::Admin)? {
            return Err(ServerError::NotFound);
        }
        tell(host, &caller, &name)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

fn tell(host: &Host, caller: &Caller, name: &str) -> Result<(), ServerError> {
    let note = caller.note(Action::SettingsChanged);
    let note = note.saying(json!({ "setting": name }));
    let now = host.seams.clock.wall();
    Ok(audit::note(&*host.store, caller.organisation, now, &note)?)
}

fn desk<'a>(host: &'a Host, caller: &Caller) -> Desk<'a> {
    Desk {
        store: &*host.store,
        organisation: caller.organisation,
    }
}
