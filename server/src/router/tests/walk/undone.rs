//! What is offered as the way back is a way back.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::super::ROUTES;
use super::super::START;
use super::EXPECTED;
use super::ask::{fill, ours, said, send};
use super::stage::{Stage, Template};
use super::table::Table;

/// Sends a change as a subject and returns what was said of it.
async fn verdict(stage: &Stage, subject: &str, change: Value) -> Value {
    let body = json!({ "changes": [change] }).to_string().into_bytes();
    let (path, kind) = ("/v1/changes", "application/json");
    let (_, text) = send(stage, subject, &Method::POST, path, kind, body).await;
    let answer: Value = serde_json::from_str(&text).unwrap();
    answer["verdicts"][0].clone()
}

/// Whoever may make a change is offered to take it back only where he may do that, too.
#[tokio::test]
async fn what_is_offered_to_take_a_change_back_is_refused_to_nobody() {
    let template = Template::new();
    let table = Table::read(EXPECTED);
    let (mut complaints, mut offered) = (Vec::new(), BTreeSet::new());
    let is_change = |path: &str| path == "/v1/changes";
    for row in table.rows.iter().filter(|row| is_change(&row.path)) {
        let cells = table.subjects.iter().zip(&row.cells);
        let does = cells.filter(|(_, cell)| cell.trim_end_matches('*') == "does");
        for (subject, _) in does {
            let stage = template.open(ROUTES);
            let mint = || Uuid::from_u128(stage.host.seams.id().unwrap().as_u128());
            let change = said(mint(), &fill(&stage, &row.rest, ours));
            let done = verdict(&stage, subject, change).await;
            let Some(undo) = done["undo"].as_object() else {
                continue;
            };
            let does = undo["do"].as_str().unwrap();
            let mut back = json!({ "id": mint(), "stamp": START + 1, "do": does,
                "body": undo["body"], "civil": { "time": START, "offset": 0, "zone": "UTC" } });
            if let Some(was) = undo.get("was").filter(|was| **was != json!({})) {
                back["was"] = was.clone();
            }
            let back = verdict(&stage, subject, back).await;
            if back["verdict"]["verdict"] != "applied" {
                complaints.push(format!("{} by {subject}, {undo:?}: {back}", row.request));
            }
            offered.insert(does.to_owned());
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(offered.len() >= 10, "only {offered:?} were offered");
}
