//! What phones of revoked people handed over: a manager looks at it, lets it in in its author's
//! name, leaves it, or takes it elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Query, Request, State};
use axum::http::{HeaderValue, Response, header};
use outrider_model::id::{ChangeId, DeviceId, PersonId, RecordId};
use outrider_model::record::DeviceKind;
use outrider_model::schema::SentChange;
use outrider_model::wire::{CONTENT_TYPE, MAX_BYTES, MAX_CHANGES};
use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;
use utoipa::{IntoParams, ToSchema};

use super::write::{JudgedChange, Verdicts};
use crate::api::body::{self, LIMIT};
use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::audit::{self, Action};
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::host::Host;
use crate::ingest::{Author, Push};
use crate::report::{self, Custody, Detained};

/// How many changes a page of the list has when nothing is said, and at most.
const PAGE: (usize, usize) = (200, 1_000);

/// Which changes are listed.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Only one person's.
    person: Option<PersonId>,
    /// Those after this change.
    after: Option<ChangeId>,
    /// How many at most: 200 where nothing is said, 1,000 at most.
    limit: Option<usize>,
    /// Whether those that somebody has decided on are listed too.
    #[serde(default)]
    settled: bool,
}

/// Which changes are decided on: these, or all that wait of one person.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = QuarantineChosen)]
struct Chosen {
    #[serde(default)]
    changes: Vec<ChangeId>,
    person: Option<PersonId>,
}

/// A change that was kept apart.
#[derive(Serialize, ToSchema)]
#[schema(as = QuarantineItem)]
pub struct Apart {
    /// The change, as it came; none when it is no JSON.
    #[schema(value_type = Option<SentChange>, required)]
    change: Option<Box<RawValue>>,
    /// What became of it.
    custody: Custody,
    /// On which device.
    device: DeviceId,
    /// What its owner calls the device.
    device_name: String,
    /// Who wrote it.
    person: PersonId,
    /// What the person is called.
    person_name: String,
    /// When it arrived, microseconds since 1970 (UTC).
    received: i64,
    /// When somebody decided.
    #[schema(required)]
    settled: Option<i64>,
    /// Who decided.
    #[schema(required)]
    settled_by: Option<PersonId>,
}

/// Changes that were kept apart.
#[derive(Serialize, ToSchema)]
#[schema(as = Quarantine)]
pub struct Page {
    /// The changes.
    items: Vec<Apart>,
    /// What to ask for as `after` to go on; none at the end.
    #[schema(required)]
    next: Option<ChangeId>,
}

/// How many changes were left for good.
#[derive(Serialize, ToSchema)]
#[schema(as = QuarantineDiscarded)]
pub struct Discarded {
    /// How many.
    discarded: usize,
}

/// Lists what waits, in the order of its arrival.
#[utoipa::path(get, path = "/v1/quarantine", params(Wanted), responses((status = 200, body = Page)))]
pub async fn list(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page>, ApiError> {
    let page = blocking(&host, move |host| {
        let mut found = seen(host, &caller, wanted.person)?;
        found.retain(|one| wanted.settled || one.custody == Custody::Waiting);
        if let Some(after) = wanted.after {
            let place = found.iter().position(|one| one.change == after);
            found.drain(..place.map_or(0, |place| place + 1));
        }
        let limit = wanted.limit.unwrap_or(PAGE.0).clamp(1, PAGE.1);
        let next = (found.len() > limit).then(|| found.get(limit - 1).map(|one| one.change));
        found.truncate(limit);
        let names = names(host, &caller, &found)?;
        let items = found.iter().map(|one| item(one, &names)).collect();
        Ok(Page {
            items,
            next: next.flatten(),
        })
    })
    .await?;
    Ok(Json(page))
}

/// Hands over what waits and what was decided on, a line each.
#[utoipa::path(get, path = "/v1/quarantine/export", params(Wanted),
    responses((status = 200, body = String, content_type = "application/x-ndjson",
        description = "A `QuarantineItem` on each line.")))]
pub async fn export(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(wanted): Query<Wanted>,
) -> Result<Response<Body>, ApiError> {
    let lines = blocking(&host, move |host| {
        let found = seen(host, &caller, wanted.person)?;
        let names = names(host, &caller, &found)?;
        let mut lines = String::new();
        for one in &found {
            let line = serde_json::to_string(&item(one, &names)).map_err(ServerError::internal)?;
            lines.push_str(&line);
            lines.push('\n');
        }
        let note = caller
            .note(Action::Exported)
            .saying(json!({ "what": "quarantine", "changes": found.len() }));
        let now = host.seams.clock.wall();
        audit::note(&*host.store, caller.organisation, now, &note)?;
        Ok(lines)
    })
    .await?;
    let mut response = Response::new(Body::from(lines));
    let kind = HeaderValue::from_static(CONTENT_TYPE);
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

/// Has changes judged as their author's, with the rights that he had before he was revoked. What is
/// not judged for good stays where it is.
#[utoipa::path(post, path = "/v1/quarantine/accept", request_body = Chosen, responses((status = 200, body = Verdicts)),
    extensions(("x-problems" = json!(["not_found", "conflict", "unavailable"]))))]
pub async fn accept(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<Json<Verdicts>, ApiError> {
    let chosen = choose(&host, &caller, request, Custody::Discarded).await?;
    let mut verdicts = Vec::new();
    for push in pushes(&caller, chosen) {
        let author = push.author.person;
        let judged = crate::api::push(&host, caller.organisation, push).await?;
        let done: Vec<ChangeId> = judged
            .iter()
            .filter(|one| one.verdict.is_final())
            .map(|one| one.change)
            .collect();
        verdicts.extend(judged.into_iter().map(JudgedChange::from));
        settle(&host, &caller, done, Custody::Accepted, author).await?;
    }
    Ok(Json(Verdicts { verdicts }))
}

/// Leaves changes for good.
#[utoipa::path(post, path = "/v1/quarantine/discard", request_body = Chosen, responses((status = 200, body = Discarded)),
    extensions(("x-problems" = json!(["not_found", "conflict"]))))]
pub async fn discard(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<Json<Discarded>, ApiError> {
    let chosen = choose(&host, &caller, request, Custody::Accepted).await?;
    let mut by_author: BTreeMap<PersonId, Vec<ChangeId>> = BTreeMap::new();
    for one in chosen {
        by_author.entry(one.author).or_default().push(one.change);
    }
    let mut discarded = 0;
    for (author, changes) in by_author {
        discarded += settle(&host, &caller, changes, Custody::Discarded, author).await?;
    }
    Ok(Json(Discarded { discarded }))
}

/// Finds what is decided on. Whoever names a change that is not there, or not his to see, gets
/// nothing; one that was already decided the other way clashes.
async fn choose(
    host: &Arc<Host>,
    caller: &Caller,
    request: Request<Body>,
    clashes: Custody,
) -> Result<Vec<Detained>, ApiError> {
    let (parts, content) = request.into_parts();
    let chosen: Chosen = body::json(&parts.headers, content, LIMIT).await?;
    if chosen.changes.is_empty() == chosen.person.is_none() {
        let why = "name changes, or the person whose changes are meant";
        return Err(ApiError::invalid("changes", why));
    }
    let caller = caller.clone();
    blocking(host, move |host| {
        let mut found = seen(host, &caller, chosen.person)?;
        if chosen.person.is_some() {
            found.retain(|one| one.custody == Custody::Waiting);
            return Ok(found);
        }
        let is_there = |id: &ChangeId| found.iter().any(|one| one.change == *id);
        if !chosen.changes.iter().all(is_there) {
            return Err(ServerError::NotFound);
        }
        found.retain(|one| chosen.changes.contains(&one.change));
        if found.iter().any(|one| one.custody == clashes) {
            let why = format!("some of these changes were {clashes}");
            return Err(ServerError::Conflict(why));
        }
        Ok(found)
    })
    .await
}

/// Makes pushes of changes, in the order of their arrival.
fn pushes(caller: &Caller, chosen: Vec<Detained>) -> Vec<Push> {
    let mut pushes: Vec<Push> = Vec::new();
    let mut bytes = 0;
    for one in chosen {
        let author = Author {
            person: one.author,
            device: one.device,
            kind: DeviceKind::Phone,
        };
        bytes += one.bytes.len();
        let fits = bytes <= MAX_BYTES;
        let last = pushes
            .last_mut()
            .filter(|push| fits && push.author == author && push.changes.len() < MAX_CHANGES);
        let pushed = crate::ingest::Pushed {
            sequence: None,
            bytes: one.bytes,
        };
        match last {
            Some(push) => push.changes.push(pushed),
            None => {
                bytes = pushed.bytes.len();
                let mut push = Push::unnumbered(author, [pushed.bytes]);
                push.vouched = Some(caller.person);
                pushes.push(push);
            }
        }
    }
    pushes
}

async fn settle(
    host: &Arc<Host>,
    caller: &Caller,
    changes: Vec<ChangeId>,
    custody: Custody,
    author: PersonId,
) -> Result<usize, ApiError> {
    let caller = caller.clone();
    blocking(host, move |host| {
        let (organisation, now) = (caller.organisation, host.seams.clock.wall());
        let settled =
            host.store
                .settle_quarantine(organisation, &changes, &custody, caller.person, now)?;
        if !settled.is_empty() {
            let action = match custody {
                Custody::Accepted => Action::QuarantineAccepted,
                Custody::Waiting | Custody::Discarded | Custody::Unknown(_) => {
                    Action::QuarantineDiscarded
                }
            };
            let note = caller
                .note(action)
                .to(author)
                .telling_of(author)
                .saying(json!({ "changes": settled }));
            audit::note(&*host.store, organisation, now, &note)?;
        }
        Ok(settled.len())
    })
    .await
}

/// Returns what the caller may see: of his people.
fn seen(
    host: &Host,
    caller: &Caller,
    person: Option<PersonId>,
) -> Result<Vec<Detained>, ServerError> {
    let people = host.rights(caller)?.people;
    let mut found = host.store.quarantined(caller.organisation, person)?;
    found.retain(|one| people.contains(&one.author));
    Ok(found)
}

fn names(
    host: &Host,
    caller: &Caller,
    found: &[Detained],
) -> Result<BTreeMap<RecordId, String>, ServerError> {
    let ids = found
        .iter()
        .flat_map(|one| [RecordId::from(one.author), one.device.into()]);
    report::names(&*host.store, caller.organisation, ids)
}

fn item(one: &Detained, names: &BTreeMap<RecordId, String>) -> Apart {
    let name = |id: RecordId| names.get(&id).cloned().unwrap_or_default();
    Apart {
        change: serde_json::from_slice(&one.bytes).ok(),
        custody: one.custody.clone(),
        device: one.device,
        device_name: name(one.device.into()),
        person: one.author,
        person_name: name(one.author.into()),
        received: one.received,
        settled: one.settled,
        settled_by: one.settled_by,
    }
}
