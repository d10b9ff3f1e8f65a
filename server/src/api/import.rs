//! Files that are brought in: looked at, taken with their progress told, listed, and taken away.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Extension, Path, Query, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use outrider_model::id::ImportId;
use outrider_model::record::Role;
use serde::Serialize;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use utoipa::{IntoParams, ToSchema};

use super::body;
use super::gate::blocking;
use super::problem::ApiError;
use crate::audit::{Action, note};
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::host::Host;
use crate::import::{Importer, Options, Owners, Past, Summary, Undone, What};

/// The largest file.
const LARGEST: usize = 64 << 20;
/// How far around a site counts as being there where nobody says it, in metres.
const FENCE: u32 = 100;
/// How many rows lie between two lines of progress.
const STEP: usize = 250;

/// How a file is to be taken; `map` may come several times.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the query, which is read pair by pair")]
pub struct ImportQuery {
    /// What the table holds: `customers` or `tasks`.
    what: String,
    /// The file's name, for the list of imports.
    file: Option<String>,
    /// Whether nothing is to be stored.
    preview: Option<bool>,
    /// How far around a site counts as being there, in metres; 100 when left out.
    fence: Option<u32>,
    /// Who gets customers that name no owner: `round-robin`, or logins with commas between them.
    owners: Option<String>,
    /// Which column fills a field: `FIELD=COLUMN`.
    map: Option<String>,
}

/// A line of the answer; the last bears `summary` or `problem`.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportLine {
    /// How far it is.
    Progress(ImportProgress),
    /// What came of it.
    Summary(Box<Summary>),
    /// Why nothing came of it.
    Problem(ImportProblem),
}

/// How far an import is.
#[derive(Serialize, ToSchema)]
pub struct ImportProgress {
    /// How many rows were looked at.
    done: usize,
    /// How many there are.
    of: usize,
}

/// Why nothing came of an import.
#[derive(Serialize, ToSchema)]
pub struct ImportProblem {
    /// The stable code.
    code: String,
    /// What is wrong here, for people.
    detail: String,
    /// The field that is wrong, where one is.
    #[serde(skip_serializing_if = "String::is_empty")]
    field: String,
}

/// Takes a table, all of it or nothing, and tells how far it is: a line of JSON each. Every row is
/// judged as what the caller did.
#[utoipa::path(post, path = "/v1/imports", params(ImportQuery),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = ImportLine, content_type = "application/x-ndjson")))]
pub async fn take(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Vec<(String, String)>>,
    request: Request<Body>,
) -> Result<Response, ApiError> {
    let (what, options) = read(asked)?;
    let (parts, body) = request.into_parts();
    let bytes = body::read(&parts.headers, body, "text/csv", LARGEST).await?;
    let (line, stream) = mpsc::channel(16);
    tokio::task::spawn_blocking(move || {
        let tell = |said: &ImportLine| {
            let mut text = serde_json::to_vec(said).unwrap_or_default();
            text.push(b'\n');
            // Whoever went away finds the import in the list.
            let _gone = line.blocking_send(Ok::<_, std::io::Error>(Bytes::from(text)));
        };
        tell(
            &match taken(&host, &caller, &bytes, what, &options, &tell) {
                Ok(summary) => ImportLine::Summary(Box::new(summary)),
                Err(error) => {
                    let ApiError {
                        code,
                        detail,
                        field,
                        ..
                    } = error.into();
                    let code = code.to_string();
                    ImportLine::Problem(ImportProblem {
                        code,
                        detail,
                        field,
                    })
                }
            },
        );
    });
    let kind = HeaderValue::from_static("application/x-ndjson");
    let body = Body::from_stream(ReceiverStream::new(stream));
    Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
}

fn taken(
    host: &Host,
    caller: &Caller,
    bytes: &[u8],
    what: What,
    options: &Options,
    tell: &dyn Fn(&ImportLine),
) -> Result<Summary, ServerError> {
    let told = |done: usize, of: usize| {
        if done.is_multiple_of(STEP) || done == of {
            tell(&ImportLine::Progress(ImportProgress { done, of }));
        }
    };
    let author = caller.author();
    let importer = Importer {
        told: &told,
        ..importer(host, caller, &author)
    };
    let summary = importer.commit(bytes, what, options)?;
    if let Some(import) = summary.import {
        noted(host, caller, Action::Imported, import)?;
    }
    Ok(summary)
}

fn importer<'a>(
    host: &'a Host,
    caller: &Caller,
    author: &'a crate::ingest::Author,
) -> Importer<'a> {
    Importer {
        store: &*host.store,
        seams: &host.seams,
        organisation: caller.organisation,
        author,
        viewer: caller.viewer(),
        told: &|_, _| {},
    }
}

fn noted(
    host: &Host,
    caller: &Caller,
    action: Action,
    import: ImportId,
) -> Result<(), ServerError> {
    let line = caller
        .note(action)
        .saying(serde_json::json!({ "import": import }));
    let now = host.seams.clock.wall();
    Ok(note(&*host.store, caller.organisation, now, &line)?)
}

/// Reads the query, whose `map` may stand several times.
fn read(asked: Vec<(String, String)>) -> Result<(What, Options), ApiError> {
    let mut what = None;
    let mut options = Options {
        fence: FENCE,
        ..Options::default()
    };
    for (name, value) in asked {
        match name.as_str() {
            "what" => {
                what = match value.as_str() {
                    "customers" => Some(What::Customers),
                    "tasks" => Some(What::Tasks),
                    _ => None,
                }
            }
            "file" => options.file = value.chars().take(200).collect(),
            "preview" => options.is_preview = flag(&value)?,
            "fence" => {
                let wrong = |_| ApiError::invalid("fence", "this is no number of metres");
                options.fence = value.parse().map_err(wrong)?;
            }
            "owners" if value.is_empty() => {}
            "owners" if value == "round-robin" => options.owners = Owners::RoundRobin,
            "owners" => {
                options.owners = Owners::These(value.split(',').map(str::to_owned).collect())
            }
            "map" => options.mapping.push(value),
            other => return Err(ApiError::invalid(other, "this is not known")),
        }
    }
    let why = "say what the table holds: customers or tasks";
    let what = what.ok_or_else(|| ApiError::invalid("what", why))?;
    Ok((what, options))
}

fn flag(value: &str) -> Result<bool, ApiError> {
    match value {
        "true" | "" => Ok(true),
        "false" => Ok(false),
        _ => Err(ApiError::invalid(
            "preview",
            "this is neither true nor false",
        )),
    }
}

/// Imports, the newest first.
#[derive(Serialize, ToSchema)]
pub struct Imports {
    /// The imports.
    items: Vec<Past>,
}

/// Lists what was brought in: for an admin all of it, for others their own.
#[utoipa::path(get, path = "/v1/imports", responses((status = 200, body = Imports)))]
pub async fn list(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Imports>, ApiError> {
    let items = blocking(&host, move |host| seen(host, &caller)).await?;
    Ok(Json(Imports { items }))
}

fn seen(host: &Host, caller: &Caller) -> Result<Vec<Past>, ServerError> {
    let author = caller.author();
    let mut all = importer(host, caller, &author).past()?;
    all.retain(|one| caller.role == Role::Admin || one.person == caller.person);
    Ok(all)
}

/// Takes an import away again: what nobody touched since, as far as the caller may; the rest is
/// listed.
#[utoipa::path(post, path = "/v1/imports/{id}/undo", responses((status = 200, body = Undone)))]
pub async fn undo(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Undone>, ApiError> {
    let id: ImportId = id.parse().map_err(|_| ApiError::not_found())?;
    let undone = blocking(&host, move |host| {
        if !seen(host, &caller)?.iter().any(|one| one.import == id) {
            return Err(ServerError::NotFound);
        }
        let author = caller.author();
        let undone = importer(host, &caller, &author).undo(id)?;
        noted(host, &caller, Action::Undone, id)?;
        Ok(undone)
    });
    Ok(Json(undone.await?))
}
