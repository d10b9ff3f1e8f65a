//! What a change may not say: names that belong to the session, the request or the server.

use serde_json::{Map, Value};

use crate::canonical::Malformed;

const RESERVED: &[&str] = &[
    "author",
    "device",
    "sequence",
    "organisation",
    "org",
    "received",
    "effective",
    "seq",
    "verdict",
    "hash",
    "epoch",
    "by",
    "created",
    "heads",
    "evidence",
    "kind",
    "home",
    "audience",
    "over",
];

/// Refuses a change that states, at its top or in its body, what only others may state.
pub(super) fn refuse_reserved(object: &Map<String, Value>) -> Result<(), Malformed> {
    let body = object.get("body").and_then(Value::as_object);
    let set = body
        .and_then(|body| body.get("set"))
        .and_then(Value::as_object);
    for place in [Some(object), body, set].into_iter().flatten() {
        if let Some(name) = place.keys().find(|name| RESERVED.contains(&name.as_str())) {
            return Err(Malformed::Reserved(name.clone()));
        }
    }
    Ok(())
}
