//! The page behind the one-time link that `serve` prints on an empty folder. The token stands in
//! the link's fragment, which no browser sends; the page's script puts it into the request's body.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::IntoResponse;

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
);

/// Shows the form by which the first organisation is founded.
#[utoipa::path(get, path = "/setup", responses((status = 200, body = String, content_type = "text/html")))]
pub async fn page() -> impl IntoResponse {
    served("text/html; charset=utf-8", include_str!("setup.html"))
}

/// The form's script.
#[utoipa::path(get, path = "/setup.js", responses((status = 200, body = String, content_type = "text/javascript")))]
pub async fn script() -> impl IntoResponse {
    served("text/javascript; charset=utf-8", include_str!("setup.js"))
}

/// The form's looks.
#[utoipa::path(get, path = "/setup.css", responses((status = 200, body = String, content_type = "text/css")))]
pub async fn style() -> impl IntoResponse {
    served("text/css; charset=utf-8", include_str!("setup.css"))
}

pub(super) fn served(kind: &'static str, body: &'static str) -> impl IntoResponse {
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ),
    ];
    (headers, body)
}
