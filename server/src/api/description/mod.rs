//! The description of the API (OpenAPI 3.1), made of what the handlers say of themselves and of the
//! table of routes.
//!
//! # Where to start
//! - `paths`: every handler that is described.
//! - `assemble`: what is added to each: who may call it, its problems, its ids.

mod assemble;
mod paths;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use serde_json::Value;
use utoipa::OpenApi;

use crate::router::ROUTES;

static WRITTEN: LazyLock<String> = LazyLock::new(|| document().to_string());

/// Describes the whole interface.
#[must_use]
pub fn document() -> Value {
    assemble::assemble(paths::Handlers::openapi(), ROUTES)
}

/// Serves this description.
#[utoipa::path(get, path = "/v1/openapi.json", responses((status = 200, body = Value)))]
pub async fn openapi() -> impl IntoResponse {
    let kind = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, kind)], WRITTEN.as_str())
}
