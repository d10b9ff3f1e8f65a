//! The outermost layer: gives each request an id, logs it without personal data, and makes every
//! error a problem, whoever refused.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use outrider_model::wire::{PROTOCOL, PROTOCOL_HEADER};
use tracing::Instrument;

use super::problem::ApiError;
use crate::host::Host;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// No other site's page may show what is answered.
const RESOURCES: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
/// Which of several servers answered.
const REPLICA: HeaderName = HeaderName::from_static("outrider-replica");

/// Serves a request and finishes its answer.
pub async fn finish(State(host): State<Arc<Host>>, request: Request<Body>, next: Next) -> Response {
    let id = host.seams.id().unwrap_or_default().to_string();
    let method = request.method().clone();
    let started = host.seams.clock.steady();
    let span = tracing::info_span!("request", %id);
    let response = next.run(request).instrument(span.clone()).await;
    let mut response = rendered(response, &id);
    let micros = host.seams.clock.steady().saturating_sub(started);
    // Neither path nor query: both may name people and customers.
    span.in_scope(
        || tracing::debug!(%method, status = response.status().as_u16(), micros, "answered"),
    );
    let headers = response.headers_mut();
    headers.insert(PROTOCOL_HEADER, HeaderValue::from_static(PROTOCOL));
    // What may be kept says so itself.
    let kept = headers.entry(header::CACHE_CONTROL);
    kept.or_insert(HeaderValue::from_static("no-store"));
    headers.insert(RESOURCES, HeaderValue::from_static("same-origin"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    if let Some(name) = &host.replica
        && let Ok(name) = HeaderValue::from_str(name)
    {
        headers.insert(REPLICA, name);
    }
    response
}

fn rendered(response: Response, id: &str) -> Response {
    if let Some(error) = response.extensions().get::<ApiError>() {
        return error.render(id);
    }
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    // The framework's own refusals, such as a method that a path does not have.
    let mut problem = ApiError::of_status(status).render(id);
    if let Some(allowed) = response.headers().get(header::ALLOW) {
        problem.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    problem
}
