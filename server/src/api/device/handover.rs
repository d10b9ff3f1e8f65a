//! Parcels from an old phone to a new one of the same person. The server keeps them for a day and
//! cannot open them.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Path, Request, State};
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use outrider_model::wire::{HandoverParcel, HandoverReply, HandoverRequest};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::api::body;
use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::audit::{self, Action, Note};
use crate::auth::registrar::Registrar;
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::host::Host;
use crate::store::Parcel;

/// The most bytes of a request: a parcel of 16 MiB as text.
const LARGEST: usize = 22 * 1024 * 1024;
/// The most bytes of a parcel.
const PARCEL: usize = 16 * 1024 * 1024;

/// Keeps a parcel, and answers with a code by which the new phone is enrolled.
pub async fn leave(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<HandoverReply>), ApiError> {
    let (parts, content) = request.into_parts();
    let asked: HandoverRequest = body::json(&parts.headers, content, LARGEST).await?;
    let reply = blocking(&host, move |host| {
        let sealed = URL_SAFE_NO_PAD
            .decode(&asked.sealed)
            .ok()
            .filter(|sealed| (1..=PARCEL).contains(&sealed.len()))
            .ok_or_else(|| {
                ServerError::invalid("sealed", "a parcel has 1 byte to 16 MiB, in base64url")
            })?;
        let registrar = Registrar {
            store: &*host.store,
            seams: &host.seams,
        };
        let (code, expires) = registrar.mint_code(caller.organisation, caller.person)?;
        host.store.save_parcel(&Parcel {
            organisation: caller.organisation,
            id: asked.handover,
            person: caller.person,
            sealed,
            expires,
            taken: None,
        })?;
        note(host, &caller, Action::HandoverBegun)?;
        let code = code.reveal().to_owned();
        Ok(HandoverReply { code, expires })
    })
    .await?;
    Ok((StatusCode::CREATED, Json(reply)))
}

/// Returns a parcel of the person's own; another's is as if it were not there.
pub async fn fetch(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<HandoverParcel>, ApiError> {
    let id = Uuid::parse_str(&id).map_err(|_| ApiError::not_found())?;
    let parcel = blocking(&host, move |host| {
        let now = host.seams.clock.wall();
        let found = host
            .store
            .parcel(caller.organisation, caller.person, id, now)?;
        found.ok_or(ServerError::NotFound)
    })
    .await?;
    Ok(Json(HandoverParcel {
        sealed: URL_SAFE_NO_PAD.encode(&parcel.sealed),
        taken: parcel.taken,
    }))
}

/// Notes that the new phone holds everything, and forgets the parcel's content.
pub async fn take(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    let id = Uuid::parse_str(&id).map_err(|_| ApiError::not_found())?;
    blocking(&host, move |host| {
        let now = host.seams.clock.wall();
        let is_there = host
            .store
            .take_parcel(caller.organisation, caller.person, id, now)?;
        if !is_there {
            return Err(ServerError::NotFound);
        }
        note(host, &caller, Action::ParcelTaken)
    })
    .await?;
    Ok(Json(json!({})))
}

fn note(host: &Host, caller: &Caller, action: Action) -> Result<(), ServerError> {
    let note = Note::of(action).by(caller.person).on(caller.device);
    let now = host.seams.clock.wall();
    Ok(audit::note(&*host.store, caller.organisation, now, &note)?)
}
