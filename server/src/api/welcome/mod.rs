//! The page behind links of invitations and of forgotten passwords. The token stands in the link's
//! fragment, which no browser sends; the page's script puts it into the request's body.

use axum::response::IntoResponse;

use super::setup::served;

/// Shows the form by which a password is chosen.
#[utoipa::path(get, path = "/welcome", responses((status = 200, body = String, content_type = "text/html")))]
pub async fn page() -> impl IntoResponse {
    served("text/html; charset=utf-8", include_str!("welcome.html"))
}

/// The form's script.
#[utoipa::path(get, path = "/welcome.js", responses((status = 200, body = String, content_type = "text/javascript")))]
pub async fn script() -> impl IntoResponse {
    served("text/javascript; charset=utf-8", include_str!("welcome.js"))
}
