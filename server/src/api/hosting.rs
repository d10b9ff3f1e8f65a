//! The console: its files, which the server carries inside, what it is told before anybody signed
//! in, and the archive that its map may be drawn from.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use outrider_model::wire::ProblemCode;
use serde::Serialize;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use utoipa::ToSchema;

use super::gate::blocking;
use super::problem::ApiError;
use crate::config::{Ground, Map};
use crate::console::{self, Found, NONCE, policy};
use crate::error::ServerError;
use crate::host::Host;

/// A page that this server was built without.
const NOT_BUILT: &str = include_str!("not_built.html");
/// What stands under its path for good, and what is asked for again.
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASKED_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
/// How much of an archive is read at a time.
const PIECE: usize = 256 * 1024;

const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");

/// Serves the console: a file of it, or the page that the app makes of a path.
pub async fn serve(
    State(host): State<Arc<Host>>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    match host.console.find(uri.path()) {
        Found::File(file) if file.is_page() => page(&host, file),
        Found::File(file) => Ok(whole(file, &headers)),
        Found::NotBuilt => Ok(dressed(NOT_BUILT.to_owned(), policy::of_nothing())),
        Found::Nothing => Err(ApiError::not_found()),
    }
}

/// A page bears a nonce of its own in each answer.
fn page(host: &Host, file: &console::File) -> Result<Response, ApiError> {
    let nonce: [u8; 16] = host.seams.random().map_err(ServerError::from)?;
    let nonce = STANDARD.encode(nonce);
    let text = String::from_utf8_lossy(file.bytes).replace(NONCE, &nonce);
    let policy = if file.is_first() {
        policy::of_console(&nonce, &host.map)
    } else {
        policy::of_reference().to_owned()
    };
    Ok(dressed(
        text,
        HeaderValue::from_str(&policy).map_err(ServerError::internal)?,
    ))
}

fn dressed(text: String, policy: HeaderValue) -> Response {
    let page = HeaderValue::from_static("text/html; charset=utf-8");
    let headers: [(HeaderName, HeaderValue); 6] = [
        (header::CONTENT_TYPE, page),
        (header::CACHE_CONTROL, ASKED_AGAIN),
        (header::CONTENT_SECURITY_POLICY, policy),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("same-origin"),
        ),
        (OPENER, HeaderValue::from_static("same-origin")),
        (PERMISSIONS, HeaderValue::from_static(policy::PERMISSIONS)),
    ];
    (headers, text).into_response()
}

fn whole(file: &console::File, headers: &HeaderMap) -> Response {
    let caching = if file.is_for_good() {
        FOR_GOOD
    } else {
        ASKED_AGAIN
    };
    let etag = HeaderValue::from_static(file.etag);
    let vary = HeaderValue::from_static("accept-encoding");
    let mut response = if says(headers, header::IF_NONE_MATCH, file.etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let packed = file.brotli.filter(|_| takes_brotli(headers));
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static(file.kind))];
        let mut response = (kind, Bytes::from_static(packed.unwrap_or(file.bytes))).into_response();
        if packed.is_some() {
            let encoding = HeaderValue::from_static("br");
            response
                .headers_mut()
                .insert(header::CONTENT_ENCODING, encoding);
        }
        response
    };
    let into = response.headers_mut();
    into.insert(header::CACHE_CONTROL, caching);
    into.insert(header::ETAG, etag);
    into.insert(header::VARY, vary);
    response
}

/// Says whether a list in a header names something, or everything.
fn says(headers: &HeaderMap, name: HeaderName, word: &str) -> bool {
    let lists = headers.get_all(name).into_iter();
    let mut words = lists
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|one| one.trim().trim_start_matches("W/"));
    words.any(|one| one == word || one == "*")
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    let lists = headers.get_all(header::ACCEPT_ENCODING).into_iter();
    let mut words = lists
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    words.any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let weight = weight.trim().trim_start_matches("q=");
        let is_refused =
            weight.starts_with('0') && !weight.contains(|digit| matches!(digit, '1'..='9'));
        name.trim().eq_ignore_ascii_case("br") && !is_refused
    })
}

/// What the console is told before anybody signed in.
#[derive(Serialize, ToSchema)]
pub struct ConsoleFacts {
    /// The server's version.
    version: &'static str,
    /// Whether there is an organisation.
    set_up: bool,
    /// What its map is drawn upon.
    map: MapFacts,
}

/// What the console's map is drawn upon.
#[derive(Serialize, ToSchema)]
pub struct MapFacts {
    /// What it is.
    kind: MapKind,
    /// Where it is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// Whom it is of.
    #[serde(skip_serializing_if = "String::is_empty")]
    attribution: String,
}

/// What a map is drawn upon.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MapKind {
    /// Outlines that the console brings.
    Outlines,
    /// An archive that this server has.
    Pmtiles,
    /// Tiles of a server elsewhere.
    Tiles,
}

impl MapFacts {
    fn of(map: &Map) -> MapFacts {
        let (kind, url) = match &map.ground {
            Ground::Outlines => (MapKind::Outlines, None),
            Ground::Archive(_) => (MapKind::Pmtiles, Some("/map.pmtiles".to_owned())),
            Ground::Tiles { url, .. } => (MapKind::Tiles, Some(url.clone())),
        };
        let attribution = map.attribution.clone();
        MapFacts {
            kind,
            url,
            attribution,
        }
    }
}

/// Tells the console what it has to know before anybody signed in.
#[utoipa::path(get, path = "/v1/console", responses((status = 200, body = ConsoleFacts)))]
pub async fn facts(State(host): State<Arc<Host>>) -> Result<Json<ConsoleFacts>, ApiError> {
    let tenants = blocking(&host, |host| Ok(host.store.tenants()?.len())).await?;
    Ok(Json(ConsoleFacts {
        version: env!("CARGO_PKG_VERSION"),
        set_up: tenants > 0,
        map: MapFacts::of(&host.map),
    }))
}

/// Serves the archive of the map, or the piece of it that `range` names; not found on a server that
/// has none.
#[utoipa::path(get, path = "/map.pmtiles", responses(
    (status = 200, body = String, content_type = "application/octet-stream"),
    (status = 206, body = String, content_type = "application/octet-stream")))]
pub async fn archive(
    State(host): State<Arc<Host>>,
    request: Request<Body>,
) -> Result<Response, ApiError> {
    let Ground::Archive(path) = host.map.ground.clone() else {
        return Err(ApiError::not_found());
    };
    let (mut file, size) = blocking(&host, move |_| opened(path)).await?;
    let asked = request.headers().get(header::RANGE);
    let piece = match asked.and_then(|value| value.to_str().ok()) {
        Some(text) => Piece::asked(text, size)?,
        None => None,
    };
    let (status, first, length) = match piece {
        Some(Piece { first, length }) => (StatusCode::PARTIAL_CONTENT, first, length),
        None => (StatusCode::OK, 0, size),
    };
    let (line, stream) = mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        let sent = file.seek(SeekFrom::Start(first)).map(|_| file.take(length));
        let sent = sent.and_then(|mut piece| pour(&mut piece, &line));
        if let Err(why) = sent {
            tracing::warn!(%why, "the archive of the map could not be read");
        }
    });
    let body = Body::from_stream(ReceiverStream::new(stream));
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CACHE_CONTROL, ASKED_AGAIN);
    if status == StatusCode::PARTIAL_CONTENT {
        let last = first.saturating_add(length).saturating_sub(1);
        let range = HeaderValue::from_str(&format!("bytes {first}-{last}/{size}"));
        headers.insert(header::CONTENT_RANGE, range.map_err(ServerError::internal)?);
    }
    Ok(response)
}

fn opened(path: PathBuf) -> Result<(File, u64), ServerError> {
    let open = || {
        let file = File::open(&path)?;
        let size = file.metadata()?.len();
        Ok::<_, io::Error>((file, size))
    };
    open().map_err(ServerError::internal)
}

/// Sends what is read; ends early when nobody listens any more.
fn pour(from: &mut dyn Read, line: &mpsc::Sender<Result<Bytes, io::Error>>) -> io::Result<()> {
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        let limit = u64::try_from(PIECE).unwrap_or(u64::MAX);
        let read = from.take(limit).read_to_end(&mut piece)?;
        if read == 0 || line.blocking_send(Ok(piece.into())).is_err() {
            return Ok(());
        }
    }
}

/// A piece of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    first: u64,
    length: u64,
}

impl Piece {
    /// Reads `bytes=FIRST-LAST`, `bytes=FIRST-` or `bytes=-LENGTH`; for anything else the file is
    /// sent whole, as for a header that is not known.
    fn asked(text: &str, size: u64) -> Result<Option<Piece>, ApiError> {
        let Some((first, last)) = text
            .strip_prefix("bytes=")
            .and_then(|one| one.split_once('-'))
        else {
            return Ok(None);
        };
        let (first, last) = (first.trim(), last.trim());
        let number = |text: &str| text.parse::<u64>().ok();
        let (first, length) = match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => {
                let length = (last - first).saturating_add(1);
                (first, length.min(size.saturating_sub(first)))
            }
            (Some(first), None) if last.is_empty() => (first, size.saturating_sub(first)),
            (None, Some(length)) if first.is_empty() => {
                let length = length.min(size);
                (size - length, length)
            }
            (_, _) => return Ok(None),
        };
        if length == 0 {
            let none = ApiError::new(ProblemCode::Malformed);
            let none = none.with_status(StatusCode::RANGE_NOT_SATISFIABLE);
            return Err(none.saying("nothing of the file lies there"));
        }
        Ok(Some(Piece { first, length }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_lies_within_its_file() {
        for (text, expected) in [
            ("bytes=0-0", Some((0, 1))),
            ("bytes=10-19", Some((10, 10))),
            ("bytes=90-200", Some((90, 10))),
            ("bytes=90-", Some((90, 10))),
            ("bytes=-30", Some((70, 30))),
            ("bytes=-300", Some((0, 100))),
            ("bytes=0-18446744073709551615", Some((0, 100))),
            ("bytes=5-3", None),
            ("bytes=0-1,5-6", None),
            ("rows=0-1", None),
            ("bytes=a-b", None),
        ] {
            let expected = expected.map(|(first, length)| Piece { first, length });
            assert_eq!(Piece::asked(text, 100).unwrap(), expected, "{text}");
        }
        for text in ["bytes=100-", "bytes=200-300", "bytes=-0"] {
            let refused = Piece::asked(text, 100).unwrap_err();
            assert_eq!(refused.status(), StatusCode::RANGE_NOT_SATISFIABLE);
        }
    }

    #[test]
    fn brotli_is_sent_to_whom_it_was_said_of() {
        for (said, expected) in [
            ("gzip, deflate, br, zstd", true),
            ("br;q=0.5", true),
            ("BR", true),
            ("br;q=0", false),
            ("gzip;q=1, br;q=0.000", false),
            ("gzip", false),
            ("brotli", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(said));
            assert_eq!(takes_brotli(&headers), expected, "{said}");
        }
    }
}
