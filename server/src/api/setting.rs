//! What an admin sets for his organisation. Secrets go in and never come out.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Path, Request, State};
use axum::http::StatusCode;
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::attempt::small_json;
use super::fresh;
use super::gate::blocking;
use super::problem::ApiError;
use crate::audit::{self, Action};
use crate::auth::openid::Provider;
use crate::auth::policy::SecondFactor;
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::host::Host;
use crate::post::smtp::Relay;
use crate::setting::{Desk, Who};

/// What is set, by name.
#[derive(Serialize, ToSchema)]
pub struct Settings {
    /// The settings; secrets are hidden.
    #[schema(value_type = SettingsSet)]
    settings: Map<String, Value>,
    /// The short name of the organisation: its people sign in by a provider at
    /// `/v1/openid/SLUG`.
    slug: String,
}

/// What can be set.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "it describes what is kept and shown as it was written"
)]
struct SettingsSet {
    /// Signing in by a provider.
    openid: Option<Provider>,
    /// Whether managers and admins need a second factor.
    second_factor: Option<SecondFactor>,
    /// The relay that takes letters; only the command line sets it.
    smtp: Option<Relay>,
}

/// One setting, as its name has it.
#[derive(ToSchema)]
#[serde(untagged)]
#[expect(
    dead_code,
    reason = "it describes what is kept and shown as it was written"
)]
enum Setting {
    Provider(Provider),
    SecondFactor(SecondFactor),
    Relay(Relay),
}

/// Lists what is set.
#[utoipa::path(get, path = "/v1/settings", responses((status = 200, body = Settings)))]
pub async fn list(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Settings>, ApiError> {
    blocking(&host, move |host| {
        let settings = desk(host, &caller).all()?;
        let tenants = host.store.tenants()?;
        let own = tenants
            .into_iter()
            .find(|tenant| tenant.id == caller.organisation);
        let slug = own.ok_or(ServerError::NotFound)?.slug;
        Ok(Settings { settings, slug })
    })
    .await
    .map(Json)
}

/// Shows one setting.
#[utoipa::path(get, path = "/v1/settings/{name}", params(("name" = String, Path, description = "`openid`, `second_factor` or `smtp`.")), responses((status = 200, body = Setting)))]
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
#[utoipa::path(put, path = "/v1/settings/{name}", params(("name" = String, Path, description = "`openid`, `second_factor` or `smtp`.")), request_body = Setting, responses((status = 200, body = Setting)),
    extensions(("x-problems" = json!(["reauthenticate", "conflict"]))))]
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
#[utoipa::path(delete, path = "/v1/settings/{name}", params(("name" = String, Path, description = "`openid`, `second_factor` or `smtp`.")), responses((status = 204)),
    extensions(("x-problems" = json!(["reauthenticate", "conflict"]))))]
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
