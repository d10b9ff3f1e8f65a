//! What a browser lets the console's pages load and do (Content Security Policy).

use axum::http::HeaderValue;

use crate::config::Map;

/// What the pages may do of what a browser offers beyond showing them.
pub const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), \
     geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), \
     serial=(), usb=()";

/// Returns the policy of the console's pages. Attributes of style are open to scripts of its own:
/// places of overlays, rows and charts are known only once they are drawn.
#[must_use]
pub fn of_console(nonce: &str, map: &Map) -> String {
    let tiles = map.origin().map(|origin| format!(" {origin}"));
    let tiles = tiles.unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; \
         style-src-attr 'unsafe-inline'; img-src 'self' data: blob:{tiles}; \
         connect-src 'self'{tiles}; worker-src 'self'; font-src 'self'; manifest-src 'self'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types outrider default"
    )
}

/// Returns the policy of the page that shows the server's API: it writes styles into itself, and
/// nothing else of it is looser.
#[must_use]
pub fn of_reference() -> &'static str {
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'"
}

/// Returns the policy of a page that loads nothing.
#[must_use]
pub fn of_nothing() -> HeaderValue {
    HeaderValue::from_static(
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
}
