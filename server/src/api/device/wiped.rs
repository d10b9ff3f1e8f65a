//! `POST /v1/wiped`: the receipt of a phone whose content is destroyed.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Request, State};
use outrider_model::wire::WipedRequest;

use crate::api::Nothing;
use crate::api::attempt::small_json;
use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::api::registrar;
use crate::auth::phone::Handset;
use crate::host::Host;

/// Takes the receipt and ends the phone's session.
#[utoipa::path(post, path = "/v1/wiped", request_body = WipedRequest, responses((status = 200, body = Nothing)))]
pub async fn wiped(
    State(host): State<Arc<Host>>,
    Extension(handset): Extension<Handset>,
    request: Request<Body>,
) -> Result<Json<Nothing>, ApiError> {
    let asked: WipedRequest = small_json(request).await?;
    blocking(&host, move |host| {
        registrar(host).wiped(&handset.caller, asked)
    })
    .await?;
    Ok(Json(Nothing {}))
}
