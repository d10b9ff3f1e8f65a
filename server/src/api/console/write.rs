//! Writes: the same changes as a phone's, through the same door.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Request, State};
use axum::http::StatusCode;
use outrider_model::change::{Bases, Body as Happened};
use outrider_model::id::PersonId;
use outrider_model::schema::SentChange;
use outrider_model::wire::{MAX_BYTES, MAX_CHANGE, MAX_CHANGES, ProblemCode, VerdictLine};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::api::body::{self, LIMIT, SMALL};
use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::audit::{Action, Note, note};
use crate::auth::registrar::Registrar;
use crate::auth::scope::{self, Scopes};
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::host::Host;
use crate::ingest::{Judged, Push, Undo};

#[derive(Deserialize, ToSchema)]
#[schema(as = Changes)]
struct ChangesAsked {
    /// The changes, 500 at most.
    #[schema(value_type = Vec<SentChange>)]
    changes: Vec<Box<RawValue>>,
    /// Whether all are to stand or none.
    #[serde(default)]
    whole: bool,
}

/// What was said of changes.
#[derive(Serialize, ToSchema)]
pub struct Verdicts {
    /// A verdict on each, in their order.
    pub verdicts: Vec<JudgedChange>,
}

/// What was said of one change.
#[derive(Serialize, ToSchema)]
pub struct JudgedChange {
    /// The verdict.
    #[serde(flatten)]
    pub line: VerdictLine,
    /// What takes it back, for one that was applied and can be: to be sent as a change, with an id, a
    /// stamp and a civil time of its own. Of several, the last is taken back first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo: Option<UndoLine>,
}

/// What takes a change back.
#[derive(Serialize, ToSchema)]
#[schema(as = Undo)]
pub struct UndoLine {
    /// What is to happen.
    #[serde(flatten)]
    pub body: Happened,
    /// The writers that its author has seen by then, for each record and field that it writes.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = BTreeMap<String, BTreeMap<String, BTreeMap<String, bool>>>)]
    pub was: Bases,
}

impl From<Judged> for JudgedChange {
    fn from(judged: Judged) -> Self {
        let undo = judged.undo.map(|undo| {
            let Undo { body, was } = *undo;
            UndoLine { body, was }
        });
        JudgedChange {
            line: VerdictLine {
                change: judged.change,
                verdict: judged.verdict,
                seq: judged.seq,
            },
            undo,
        }
    }
}

/// A one-time code for a phone.
#[derive(Serialize, ToSchema)]
pub struct EnrolCode {
    /// The code; shown once.
    code: String,
    /// Until when it can be used, microseconds since 1970 (UTC).
    expires: i64,
}

/// Judges up to 500 changes in the caller's name and answers with a verdict for each.
#[utoipa::path(post, path = "/v1/changes", request_body = ChangesAsked, responses((status = 200, body = Verdicts)),
    extensions(("x-problems" = json!(["unavailable"]))))]
pub async fn changes(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<Json<Verdicts>, ApiError> {
    let (parts, body) = request.into_parts();
    let bytes = body::read(&parts.headers, body, "application/json", LIMIT).await?;
    let asked: ChangesAsked = body::parse(&bytes)?;
    if let Some(limits) = &caller.scopes
        && !asked.changes.iter().all(|change| is_within(limits, change))
    {
        return Err(ApiError::new(ProblemCode::Forbidden));
    }
    let sizes = || asked.changes.iter().map(|change| change.get().len());
    let is_over = asked.changes.len() > MAX_CHANGES
        || sizes().any(|size| size > MAX_CHANGE)
        || sizes().skip(1).sum::<usize>() > MAX_BYTES;
    if is_over {
        return Err(ApiError::new(ProblemCode::TooLarge));
    }
    let changes = asked
        .changes
        .iter()
        .map(|change| change.get().as_bytes().to_vec());
    let mut push = Push::unnumbered(caller.author(), changes);
    push.is_whole = asked.whole;
    push.tells_undo = true;
    let judged = crate::api::push(&host, caller.organisation, push).await?;
    let verdicts = judged.into_iter().map(JudgedChange::from).collect();
    Ok(Json(Verdicts { verdicts }))
}

#[derive(Default, Deserialize)]
struct Outline {
    #[serde(rename = "do")]
    does: String,
}

/// Says whether a limited session may send a change: by what the change is called, since whom it is
/// about is the judge's business.
fn is_within(limits: &Scopes, change: &RawValue) -> bool {
    let outline: Outline = serde_json::from_str(change.get()).unwrap_or_default();
    scope::of_change(&outline.does).is_some_and(|scope| limits.contains(&scope))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = EnrolCodeAsked)]
struct CodeAsked {
    person: PersonId,
}

/// Makes a one-time code by which a person's phone is enrolled.
#[utoipa::path(post, path = "/v1/enrol-codes", request_body = CodeAsked, responses((status = 201, body = EnrolCode)),
    extensions(("x-problems" = json!(["not_found"]))))]
pub async fn enrol_code(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<EnrolCode>), ApiError> {
    let (parts, body) = request.into_parts();
    let CodeAsked { person } = body::json(&parts.headers, body, SMALL).await?;
    let (code, expires) = blocking(&host, move |host| {
        let rights = host.rights(&caller)?;
        if !rights.people.contains(&person) && person != caller.person {
            return Err(ServerError::NotFound);
        }
        let registrar = Registrar {
            store: &*host.store,
            seams: &host.seams,
        };
        let made = registrar.mint_code(caller.organisation, person)?;
        let line = Note::of(Action::Invited)
            .by(caller.person)
            .on(caller.device)
            .to(person);
        note(
            &*host.store,
            caller.organisation,
            host.seams.clock.wall(),
            &line,
        )?;
        Ok(made)
    })
    .await?;
    Ok((
        StatusCode::CREATED,
        Json(EnrolCode {
            code: code.reveal().to_owned(),
            expires,
        }),
    ))
}
