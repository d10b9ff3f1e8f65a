//! `POST /v1/sync`: changes up; verdicts, one page and the cursor down. Pull goes on whatever push
//! does.

use std::io::Write;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Extension, Request, State};
use axum::http::{HeaderMap, HeaderValue, Response, header};
use outrider_model::decide::Verdict;
use outrider_model::id::ChangeId;
use outrider_model::record::DeviceKind;
use outrider_model::wire::{
    CONTENT_TYPE, Cursor, ProblemCode, RequestHead, VerdictLine, WireError, read_request,
};
use serde::Deserialize;
use serde_json::json;

use crate::api::body::{self, LIMIT};
use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::audit::{self, Action};
use crate::auth::phone::Handset;
use crate::auth::session::Caller;
use crate::feed;
use crate::host::Host;
use crate::ingest::{Full, Judged, Push, Pushed, detain};
use crate::report::DeviceSeen;

/// How hard a reply is compressed: the first level already pays on a slow line.
const LEVEL: i32 = 1;

/// Serves one round trip.
#[utoipa::path(post, path = "/v1/sync",
    request_body(content = String, content_type = "application/x-ndjson",
        description = "Lines of a request, as the protocol has them; may be compressed by zstd."),
    responses((status = 200, body = String, content_type = "application/x-ndjson",
        description = "Lines of a reply: verdicts, one page of records, the cursor.")),
    extensions(("x-problems" = json!(["revoked"]))))]
pub async fn sync(
    State(host): State<Arc<Host>>,
    Extension(handset): Extension<Handset>,
    request: Request<Body>,
) -> Result<Response<Body>, ApiError> {
    let (parts, body) = request.into_parts();
    let bytes = body::read(&parts.headers, body, CONTENT_TYPE, LIMIT).await?;
    let read = tokio::task::spawn_blocking(move || read_request(&bytes)).await;
    let request = read
        .map_err(|_| ApiError::new(ProblemCode::Internal))?
        .map_err(refused)?;
    let head = request.head;
    let waiting = head.waiting.unwrap_or_default();
    let changes: Vec<Pushed> = request
        .changes
        .into_iter()
        .map(|change| Pushed {
            sequence: Some(change.sequence),
            bytes: change.bytes,
        })
        .collect();
    if handset.is_revoked {
        return Err(set_apart(&host, handset, changes, waiting).await?);
    }
    let caller = handset.caller;
    let push = Push {
        author: caller.author(),
        changes,
        texts: request.texts,
        clock: Some(head.clock),
        is_whole: false,
        tells_undo: false,
        vouched: None,
    };
    let pushed = push_up(&host, &caller, push).await?;
    let judged = pushed.iter().filter(|one| one.verdict.is_final()).count();
    let waiting = waiting.saturating_sub(u64::try_from(judged).unwrap_or(u64::MAX));
    let is_compressed = takes_zstd(&parts.headers);
    let (lines, cursor) = page_down(&host, &caller, head, pushed, is_compressed).await?;
    note(&host, &caller, cursor.seq, waiting);
    Ok(reply(lines, is_compressed))
}

/// Keeps apart what somebody revoked sends. The answer says how much of it need not come again, and
/// serves nothing.
async fn set_apart(
    host: &Arc<Host>,
    handset: Handset,
    changes: Vec<Pushed>,
    waiting: u64,
) -> Result<ApiError, ApiError> {
    let Handset {
        caller,
        is_to_be_wiped,
        ..
    } = handset;
    let (organisation, author) = (caller.organisation, caller.author());
    let by = caller.clone();
    let (done, _) = blocking(host, move |host| {
        let now = host.seams.clock.wall();
        let (done, new) = detain(&*host.store, organisation, now, &author, changes)?;
        if new > 0 {
            let note = by
                .note(Action::Quarantined)
                .to(by.person)
                .saying(json!({ "changes": new }));
            audit::note(&*host.store, organisation, now, &note)?;
        }
        Ok((done, new))
    })
    .await?;
    let seen = host.store.devices(organisation);
    let seq = seen.ok().and_then(|seen| {
        let known = seen.into_iter().find(|seen| seen.device == caller.device);
        known.map(|seen| seen.seq)
    });
    note(
        host,
        &caller,
        seq.unwrap_or_default(),
        waiting.saturating_sub(done),
    );
    Ok(ApiError::revoked(done, is_to_be_wiped))
}

/// Judges what the phone sent. When the queue is full, each change is told to come again: the
/// page goes down all the same.
async fn push_up(host: &Arc<Host>, caller: &Caller, push: Push) -> Result<Vec<Judged>, ApiError> {
    if push.changes.is_empty() && push.texts.is_empty() {
        return Ok(Vec::new());
    }
    let judged = match host.door.submit(caller.organisation, push.clone()) {
        Ok(answer) => answer.await.ok(),
        Err(Full) => None,
    };
    match judged {
        Some(Ok(judged)) => Ok(judged),
        Some(Err(error)) => {
            tracing::warn!(%error, "a push was not stored");
            Ok(busy(&push))
        }
        None => Ok(busy(&push)),
    }
}

fn busy(push: &Push) -> Vec<Judged> {
    let outlines = push
        .changes
        .iter()
        .filter_map(|change| serde_json::from_slice::<Outline>(&change.bytes).ok());
    outlines
        .map(|outline| Judged {
            change: outline.id,
            verdict: Verdict::Busy,
            seq: None,
            is_fork: false,
            undo: None,
        })
        .collect()
}

#[derive(Deserialize)]
struct Outline {
    id: ChangeId,
}

async fn page_down(
    host: &Arc<Host>,
    caller: &Caller,
    head: RequestHead,
    pushed: Vec<Judged>,
    is_compressed: bool,
) -> Result<(Vec<u8>, Cursor), ApiError> {
    let (organisation, person) = (caller.organisation, caller.person);
    let remint = pushed.iter().any(|one| one.is_fork);
    let verdicts = pushed.into_iter().map(|one| VerdictLine {
        change: one.change,
        verdict: one.verdict,
        seq: one.seq,
    });
    let said = feed::Said {
        verdicts: verdicts.collect(),
        remint,
    };
    blocking(host, move |host| {
        let now = host.seams.clock.wall();
        let (lines, cursor) = feed::page(&*host.store, organisation, person, &head, &said, now)?;
        let lines = if is_compressed {
            compress(&lines).map_err(crate::error::ServerError::internal)?
        } else {
            lines
        };
        Ok((lines, cursor))
    })
    .await
}

/// Notes that the phone synced, for whoever asks who has not. A full queue only loses the note.
fn note(host: &Host, caller: &Caller, seq: u64, waiting: u64) {
    let seen = DeviceSeen {
        device: caller.device,
        person: caller.person,
        kind: DeviceKind::Phone,
        last_sync: Some(host.seams.clock.wall()),
        seq,
        forks: 0,
        waiting,
    };
    if host.door.saw(caller.organisation, seen).is_err() {
        tracing::debug!("the queue is full; a sync was not noted");
    }
}

fn refused(error: WireError) -> ApiError {
    match error {
        WireError::TooLarge => ApiError::new(ProblemCode::TooLarge),
        WireError::Cut => ApiError::malformed("the message is not whole"),
        WireError::Line { line, .. } => {
            ApiError::malformed(format!("line {line} is no line of a request"))
        }
    }
}

fn takes_zstd(headers: &HeaderMap) -> bool {
    let accepted = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let is_refused = weight
            .trim()
            .trim_start_matches("q=")
            .parse::<f32>()
            .is_ok_and(|weight| weight <= 0.0);
        name.trim().eq_ignore_ascii_case("zstd") && !is_refused
    })
}

fn compress(lines: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = zstd::stream::Encoder::new(Vec::with_capacity(lines.len() / 4), LEVEL)?;
    encoder.set_pledged_src_size(u64::try_from(lines.len()).ok())?;
    encoder.write_all(lines)?;
    encoder.finish()
}

fn reply(lines: Vec<u8>, is_compressed: bool) -> Response<Body> {
    let mut response = Response::new(Body::from(lines));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if is_compressed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("zstd"));
    }
    response
}
