//! Mass assignment: no change states what only the session, the request or the server may state,
//! whoever sends it.

use axum::http::Method;
use outrider_model::wire;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::super::ROUTES;
use super::ask::{said, send, synced};
use super::stage::Template;

/// Written by hand; the model has its own list.
const RESERVED: [&str; 19] = [
    "audience",
    "author",
    "by",
    "created",
    "device",
    "effective",
    "epoch",
    "evidence",
    "hash",
    "heads",
    "home",
    "kind",
    "org",
    "organisation",
    "over",
    "received",
    "seq",
    "sequence",
    "verdict",
];

/// The same change with a field at its top, in its body and among its new values.
fn forged(customer: &str, field: &str) -> Vec<Value> {
    let edit = format!("customer.edited {{\"set\":{{\"phone\":\"1\"}},\"target\":\"{customer}\"}}");
    ["", "/body", "/body/set"]
        .into_iter()
        .map(|place| {
            let mut change = said(
                Uuid::new_v5(&Uuid::nil(), format!("{field}{place}").as_bytes()),
                &edit,
            );
            let at = change.pointer_mut(place).unwrap();
            at[field] = json!("00000000-0000-7000-8000-000000000001");
            change
        })
        .collect()
}

fn refusals(text: &str) -> usize {
    text.matches("\"code\":\"reserved\"").count()
}

#[tokio::test]
async fn no_role_states_what_others_have_to_state() {
    let template = Template::new();
    for subject in ["rep", "boss", "admn", "boss@", "admn@"] {
        let stage = template.open(ROUTES);
        let customer = stage.cast.names["customer"].ours.clone();
        let before = stage.state().digests;
        for field in RESERVED {
            let changes = forged(&customer, field);
            let (path, kind, body) = if subject.ends_with('@') {
                let body = json!({ "changes": changes }).to_string().into_bytes();
                ("/v1/changes", "application/json", body)
            } else {
                ("/v1/sync", wire::CONTENT_TYPE, synced(&changes))
            };
            let (parts, text) = send(&stage, subject, &Method::POST, path, kind, body).await;
            assert_eq!(parts.status, 200, "{field} by {subject}: {text}");
            // A sync tells of each twice: as the verdict, and as judged.
            let told = refusals(&text);
            assert!(
                told >= 3 && told.is_multiple_of(3),
                "{field} by {subject}: {text}"
            );
        }
        assert_eq!(stage.state().digests, before, "{subject}");
    }
}
