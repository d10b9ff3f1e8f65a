//! An answer that says where people were goes out only once they are told of it.

use std::sync::Arc;

use axum::Json;
use outrider_model::record::Looked;

use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::auth::session::Caller;
use crate::host::Host;
use crate::privacy::{Told, told};
use crate::report::Located;

/// Tells everybody whose positions stand in an answer, but the caller himself, and hands it on.
pub(in crate::api) async fn shown<T: Located>(
    host: &Arc<Host>,
    caller: &Caller,
    what: Looked,
    answer: T,
) -> Result<Json<T>, ApiError> {
    let people = answer.located();
    if people.iter().any(|person| *person != caller.person) {
        let look = Told {
            organisation: caller.organisation,
            viewer: caller.person,
            device: caller.device,
            what,
            people,
        };
        blocking(host, move |host| {
            told(&*host.store, &host.door, &host.seams, &look)
        })
        .await?;
    }
    Ok(Json(answer))
}
