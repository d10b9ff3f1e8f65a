//! One call of the walk, and what came of it.

use axum::body::Body;
use axum::http::response::Parts;
use axum::http::{Method, Request};
use outrider_model::id::{OrganisationId, RequestId};
use outrider_model::wire::{self, Backfill, PushedChange, RequestHead};
use serde_json::{Value, json};
use tower::ServiceExt;
use uuid::Uuid;

use super::super::START;
use super::stage::{Named, Stage};
use super::table::Row;

/// What came back, without what tells one call from another of the same.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reply {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    pub(super) body: String,
}

/// Which of the two things a name stands for.
pub(super) type Which = fn(&Named) -> &str;

pub(super) fn ours(named: &Named) -> &str {
    &named.ours
}

pub(super) fn nowhere(named: &Named) -> &str {
    &named.nowhere
}

impl Reply {
    pub(super) fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The verdict on the one change of the call, where it is one.
    pub(super) fn verdict(&self) -> Option<String> {
        let lines: Vec<Value> = self
            .body
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        let console = lines.first()?.get("verdicts").map(|all| all[0].clone());
        let line = console.or_else(|| {
            let is_verdict =
                |line: &&Value| line.get("verdict").is_some() && line.get("change").is_some();
            lines.iter().find(is_verdict).cloned()
        })?;
        line["verdict"]["verdict"].as_str().map(str::to_owned)
    }

    pub(super) fn tells_of(&self, words: &[String]) -> bool {
        words.iter().any(|word| self.body.contains(word.as_str()))
    }
}

/// Asks, with the ids of ours or with ids that are nowhere.
pub(super) async fn ask(stage: &Stage, row: &Row, subject: &str, which: Which) -> Reply {
    let change = Uuid::from_u128(stage.host.seams.id().unwrap().as_u128());
    let path = fill(stage, &row.path, which);
    let rest = fill(stage, &row.rest, which);
    let (kind, body) = if row.path == "/v1/sync" {
        (wire::CONTENT_TYPE, lines(stage, subject, change, &rest))
    } else if row.path == "/v1/changes" {
        let changes = json!({ "changes": [said(change, &rest)] });
        ("application/json", changes.to_string().into_bytes())
    } else if row.path.starts_with("/v1/imports?") {
        ("text/csv", rest.into_bytes())
    } else {
        ("application/json", rest.into_bytes())
    };
    let (parts, mut text) = send(stage, subject, &row.method, &path, kind, body).await;
    let request_id = parts.headers.get("x-request-id");
    let request_id = request_id.map(|id| id.to_str().unwrap().to_owned());
    for (one, mark) in [
        (request_id.unwrap_or_default(), "REQUEST"),
        (change.to_string(), "CHANGE"),
    ] {
        text = text.replace(&one, mark);
    }
    for (name, Named { ours, nowhere }) in &stage.cast.names {
        let mark = format!("${name}");
        if row.request.contains(&mark) {
            text = text.replace(ours, &mark).replace(nowhere, &mark);
        }
    }
    if row.path == "/v1/sync" {
        // A copy of a database may be another life of it.
        let epoch = stage.cursor(organisation(stage, subject)).epoch;
        text = text.replace(&epoch.to_string(), "EPOCH");
        // The digest of the lines says what they say, request id and all; the hash of a judged change
        // is that of its author's own words.
        text = text
            .lines()
            .filter(|line| !line.starts_with("{\"end\""))
            .map(|line| match line.split_once("\"hash\":\"") {
                Some((before, after)) => {
                    let rest = after.split_once('"').map_or("", |(_, rest)| rest);
                    format!("{before}{rest}")
                }
                None => line.to_owned(),
            })
            .collect::<Vec<_>>()
            .join("\n");
    }
    let named = parts
        .headers
        .iter()
        .filter(|(name, _)| *name != "x-request-id");
    let mut headers: Vec<(String, String)> = named
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    headers.sort();
    Reply {
        status: parts.status.as_u16(),
        headers,
        body: text,
    }
}

/// How a subject shows who it is.
enum Bearing {
    Token,
    /// As a browser does, for a page of this site.
    Cookie(&'static str),
}

impl Bearing {
    /// A plus before a subject's name is a browser at a page of the console, a minus one at a page of
    /// somebody else's.
    fn of(subject: &str) -> (Bearing, &str) {
        if let Some(name) = subject.strip_prefix('+') {
            (Bearing::Cookie("same-origin"), name)
        } else if let Some(name) = subject.strip_prefix('-') {
            (Bearing::Cookie("cross-site"), name)
        } else {
            (Bearing::Token, subject)
        }
    }
}

/// Sends a request as a subject.
pub(super) async fn send(
    stage: &Stage,
    subject: &str,
    method: &Method,
    path: &str,
    kind: &str,
    body: Vec<u8>,
) -> (Parts, String) {
    let mut request = Request::builder().method(method.clone()).uri(path);
    let (bearing, name) = Bearing::of(subject);
    if let Some(token) = stage.cast.tokens.get(name) {
        request = match bearing {
            Bearing::Token => request.header("authorization", format!("Bearer {token}")),
            Bearing::Cookie(site) => request
                .header("cookie", format!("__Host-outrider={token}"))
                .header("sec-fetch-site", site),
        };
    }
    let request = request.header("content-type", kind);
    let request = request.body(Body::from(body)).unwrap();
    let response = stage.router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let is_stream = parts
        .headers
        .get("content-type")
        .is_some_and(|kind| kind == "text/event-stream");
    if is_stream {
        return (parts, String::new());
    }
    let bytes = axum::body::to_bytes(body, 64 << 20).await.unwrap();
    (parts, String::from_utf8(bytes.to_vec()).unwrap())
}

/// Puts ids in the place of their names.
pub(super) fn fill(stage: &Stage, text: &str, which: Which) -> String {
    let mut parts = text.split('$');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part
            .find(|sign: char| !sign.is_ascii_lowercase() && sign != '_')
            .unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        let named = stage.cast.names.get(name);
        filled.push_str(which(
            named.unwrap_or_else(|| panic!("nothing is called ${name}")),
        ));
        filled.push_str(rest);
    }
    filled
}

/// A change out of `NAME BODY` or `NAME BODY was BASES`.
pub(super) fn said(id: Uuid, text: &str) -> Value {
    let (name, rest) = text
        .split_once(' ')
        .unwrap_or_else(|| panic!("no change: {text}"));
    let (body, was) = rest.split_once(" was ").unwrap_or((rest, "{}"));
    let read = |text: &str| -> Value {
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
    };
    let mut change = json!({ "id": id, "stamp": START, "do": name, "body": read(body),
        "civil": { "time": START, "offset": 0, "zone": "UTC" } });
    if was != "{}" {
        change["was"] = read(was);
    }
    change
}

/// A sync out of nothing, a change, `cursor EPOCH` or `backfill AUDIENCE`.
fn lines(stage: &Stage, subject: &str, change: Uuid, text: &str) -> Vec<u8> {
    let mut head = head();
    let mut changes = Vec::new();
    if let Some(epoch) = text.strip_prefix("cursor ") {
        let epoch = epoch.parse().unwrap();
        head.cursor = Some(wire::Cursor {
            epoch,
            seq: 1,
            scope: 1,
        });
    } else if let Some(audience) = text.strip_prefix("backfill ") {
        let cursor = stage.cursor(organisation(stage, subject));
        head.cursor = Some(cursor);
        head.backfill = vec![Backfill {
            audience: audience.parse().unwrap(),
            after: 0,
            until: cursor.seq,
        }];
    } else if !text.is_empty() {
        changes.push(said(change, text));
    }
    written(head, &changes)
}

fn head() -> RequestHead {
    RequestHead {
        request: RequestId(Uuid::from_u128(7)),
        can: Default::default(),
        cursor: None,
        backfill: Vec::new(),
        limit: 100,
        clock: START,
        waiting: None,
    }
}

/// A sync of these changes.
pub(super) fn synced(changes: &[Value]) -> Vec<u8> {
    written(head(), changes)
}

fn written(head: RequestHead, changes: &[Value]) -> Vec<u8> {
    let pushed = (1..).zip(changes).map(|(sequence, change)| PushedChange {
        sequence,
        bytes: change.to_string().into_bytes(),
    });
    wire::write_request(&wire::Request {
        head,
        changes: pushed.collect(),
        texts: Vec::new(),
    })
    .unwrap()
}

fn organisation(stage: &Stage, subject: &str) -> OrganisationId {
    let place = usize::from(subject.starts_with("alien"));
    stage.cast.organisations[place]
}
