//! Requests of the wrong form: each gets a 4xx with a code, tells nothing of the inside, and
//! leaves nothing behind.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use outrider_model::wire::{MAX_CHANGE, MAX_CHANGES};
use serde_json::json;

use super::{World, lines};
use crate::api::body::LIMIT;

#[tokio::test]
async fn malformed_sync_requests_are_refused_with_a_code() {
    let world = World::new();
    let (token, _) = world.phone(world.reps[0]).await;
    let whole = lines(&[]);
    let cut = whole[..whole.len() - 3].to_vec();
    let mut bent = whole.clone();
    bent[20] ^= 1;
    for bytes in [
        Vec::new(),
        b"\n".to_vec(),
        b"{}\n".to_vec(),
        vec![0xff; 40],
        cut,
        bent,
        b"<html>hi</html>".to_vec(),
    ] {
        let answer = world.sync(&token, bytes, None).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::BAD_REQUEST, "malformed")
        );
    }
    let answer = world.sync(&token, whole.clone(), Some("zstd")).await;
    assert_eq!(answer.code(), "malformed");
    for encoding in ["gzip", "zstd, zstd", "br"] {
        assert_eq!(
            world
                .sync(&token, whole.clone(), Some(encoding))
                .await
                .code(),
            "unsupported_media"
        );
    }
    assert_eq!(world.sync(&token, whole, None).await.status, StatusCode::OK);
}

#[tokio::test]
async fn another_content_type_is_not_read() {
    let world = World::new();
    let (token, _) = world.phone(world.reps[0]).await;
    let answer = world.post("/v1/sync", &token, json!({})).await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media")
    );
    let form = Request::builder()
        .method(Method::POST)
        .uri("/v1/sign-in")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("login=ada"))
        .unwrap();
    assert_eq!(world.send(form).await.code(), "unsupported_media");
}

#[tokio::test]
async fn oversize_requests_are_refused_before_and_after_unpacking() {
    let world = World::new();
    let (token, _) = world.phone(world.reps[0]).await;
    let large = world.sync(&token, vec![b'x'; LIMIT + 1], None).await;
    assert_eq!(
        (large.status, large.code().as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, "too_large")
    );
    let bomb = zstd::encode_all(std::io::Read::take(std::io::repeat(b'\n'), 1 << 28), 19).unwrap();
    assert!(bomb.len() < LIMIT / 10);
    assert_eq!(
        world.sync(&token, bomb, Some("zstd")).await.code(),
        "too_large"
    );
    let mut change = world.task("too long", world.reps[0]);
    if let outrider_model::change::Body::TaskAssigned(task) = &mut change.body {
        task.details = "x".repeat(MAX_CHANGE);
    }
    let answer = world.sync(&token, lines(&[change]), None).await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, "too_large")
    );
    let manager = world.sign_in("max-north").await;
    let many: Vec<_> = (0..=MAX_CHANGES)
        .map(|number| json!({ "id": number }))
        .collect();
    assert_eq!(
        world
            .post("/v1/changes", &manager, json!({ "changes": many }))
            .await
            .code(),
        "too_large"
    );
    let words = json!({ "login": "x".repeat(20_000), "password": "y" });
    assert_eq!(
        world.post("/v1/sign-in", "", words).await.code(),
        "too_large"
    );
}

#[tokio::test]
async fn json_of_the_wrong_shape_or_depth_is_malformed() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let mut deep = json!(1);
    for _ in 0..40 {
        deep = json!([deep]);
    }
    for (path, body) in [
        ("/v1/changes", json!([])),
        ("/v1/changes", json!({ "changes": 3 })),
        ("/v1/changes", json!({ "changes": [deep] })),
        ("/v1/enrol-codes", json!({ "person": "anna" })),
        ("/v1/sign-in", json!({ "login": ["ada"] })),
    ] {
        let answer = world.post(path, &manager, body).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::BAD_REQUEST, "malformed"),
            "{path}"
        );
    }
    for query in [
        "/v1/tasks?assignee=anna",
        "/v1/tasks?day_from=2026-02-30",
        "/v1/tasks?list=mine",
        "/v1/tasks?limit=-1",
    ] {
        assert_eq!(
            world.get(query, &manager).await.status,
            StatusCode::BAD_REQUEST,
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_problem_has_a_code_and_tells_nothing_of_the_inside() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let quotes = "/v1/customers?q=%27%22%3B%20DROP%20TABLE%20record%3B--%25%5F%2A%00";
    let answer = world.get(quotes, &manager).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.json());
    let answer = world
        .post("/v1/changes", &manager, json!("'; SELECT 1"))
        .await;
    let problem = answer.json();
    assert_eq!(problem["type"], "urn:outrider:problem:malformed");
    assert_eq!(problem["status"], 400);
    assert_eq!(
        problem["request"].as_str(),
        answer.headers["x-request-id"].to_str().ok()
    );
    assert_eq!(answer.headers["outrider-protocol"], "1");
    assert_eq!(answer.headers["cache-control"], "no-store");
    let text = problem.to_string().to_lowercase();
    for secret in ["sql", ".rs", "/home", "/tmp", "panicked", "rusqlite"] {
        assert!(!text.contains(secret), "{text}");
    }
}

/// Who says a thing comes from the session; a change that states it itself is refused alone.
#[tokio::test]
async fn forged_and_broken_changes_are_refused_one_by_one() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let good = world.task("good", world.reps[0]);
    let mut forged: serde_json::Value =
        serde_json::from_slice(&world.task("forged", world.reps[0]).bytes().unwrap()).unwrap();
    forged["author"] = json!(world.managers[1]);
    let good: serde_json::Value = serde_json::from_slice(&good.bytes().unwrap()).unwrap();
    let newer = json!({ "id": uuid::Uuid::from_u128(9), "do": "task.teleported", "body": { "to": "mars" }, "stamp": 1,
        "civil": { "time": 1, "offset": 0, "zone": "UTC" } });
    let changes = json!({ "changes": [forged, json!({ "id": "x" }), newer, good] });
    let answer = world.post("/v1/changes", &manager, changes).await;
    let verdicts: Vec<String> = answer.json()["verdicts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["verdict"]["verdict"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(verdicts, ["refused", "refused", "unsupported", "applied"]);
}
