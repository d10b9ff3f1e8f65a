//! The page behind links of invitations and of forgotten passwords. The token stands in the link's
//! fragment, which no browser sends; the page's script puts it into the request's body.

use axum::response::IntoResponse;

use super::setup::served;

/// Shows the form by which a password is chosen.
pub async fn page() -> impl IntoResponse {
    served("text/html; charset=utf-8", include_str!("welcome.html"))
}

/// The form's script.
pub async fn script() -> impl IntoResponse {
    served("text/javascript; charset=utf-8", include_str!("welcome.js"))
}
