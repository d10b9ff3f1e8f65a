//! Files that a manager brings in and takes away again, over HTTP.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::{Value, json};

use super::{Answer, World};

const CUSTOMERS: &str = "code,name,owner\nB1,Bakery,rita-north\nC1,Café,rita-north\n";

async fn sends(world: &World, token: &str, query: &str, table: &str) -> Answer {
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!("/v1/imports?what=customers&file=shops.csv{query}"))
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "text/csv")
        .body(Body::from(table.to_owned()));
    world.send(request.unwrap()).await
}

fn lines(answer: &Answer) -> Vec<Value> {
    assert_eq!(
        (answer.status, &*answer.kind),
        (StatusCode::OK, "application/x-ndjson")
    );
    let text = String::from_utf8(answer.bytes.clone()).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Brings a table in, and returns the id of the import.
async fn brings(world: &World, token: &str, table: &str) -> String {
    let said = lines(&sends(world, token, "", table).await);
    let summary = &said.last().unwrap()["summary"];
    assert_eq!(summary["wrong"], 0, "{summary}");
    summary["import"].as_str().unwrap().to_owned()
}

async fn names(world: &World, token: &str) -> usize {
    let answer = world.get("/v1/customers", token).await;
    answer.json()["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_file_is_looked_at_brought_in_listed_and_taken_away() {
    let world = World::new();
    let token = world.sign_in("max-north").await;
    let table = CUSTOMERS.to_owned();
    let request = "&preview=true&fence=50";
    let look = Request::builder()
        .method(Method::POST)
        .uri(format!("/v1/imports?what=customers{request}"))
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "text/csv")
        .body(Body::from(table.clone()));
    use tower::ServiceExt;
    let look = world.router.clone().oneshot(look.unwrap()).await.unwrap();
    assert_eq!(look.status(), StatusCode::OK);
    let bytes = axum::body::to_bytes(look.into_body(), 1 << 20)
        .await
        .unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(
        text.lines().last().unwrap().contains("\"preview\":true"),
        "{text}"
    );
    assert_eq!(names(&world, &token).await, 0, "a preview stores nothing");

    let said = lines(&sends(&world, &token, "", &table).await);
    assert_eq!(said[0]["progress"], json!({ "done": 0, "of": 2 }));
    assert_eq!(
        said[said.len() - 2]["progress"],
        json!({ "done": 2, "of": 2 })
    );
    let summary = &said.last().unwrap()["summary"];
    assert_eq!(
        (&summary["customers"], &summary["wrong"]),
        (&json!(2), &json!(0))
    );
    let import = summary["import"].as_str().unwrap();
    assert_eq!(names(&world, &token).await, 2);
    let listed = world.get("/v1/imports", &token).await.json();
    assert_eq!(listed["items"][0]["import"], import);
    assert_eq!(listed["items"][0]["file"], "shops.csv");
    assert_eq!(listed["items"][0]["person"], json!(world.managers[0]));

    let path = format!("/v1/imports/{import}/undo");
    let undone = world.post(&path, &token, json!({})).await.json();
    assert_eq!(
        (&undone["removed"], &undone["kept"]),
        (&json!(2), &json!([]))
    );
    assert_eq!(names(&world, &token).await, 0);
    let listed = world.get("/v1/imports", &token).await.json();
    assert!(listed["items"][0]["undone"].is_number());
}

#[tokio::test]
async fn a_manager_brings_in_what_he_may_and_sees_his_own_imports() {
    let world = World::new();
    let (north, south) = (
        world.sign_in("max-north").await,
        world.sign_in("max-south").await,
    );
    let import = brings(&world, &north, CUSTOMERS).await;
    let path = format!("/v1/imports/{import}/undo");
    let foreign = world.post(&path, &south, json!({})).await;
    let nowhere = format!("/v1/imports/{}/undo", uuid::Uuid::from_u128(9));
    let missing = world.post(&nowhere, &south, json!({})).await;
    assert_eq!(
        (foreign.status, foreign.bytes),
        (missing.status, missing.bytes)
    );
    let listed = world.get("/v1/imports", &south).await.json();
    assert_eq!(listed["items"], json!([]));
    let admin = world.sign_in("ada").await;
    let listed = world.get("/v1/imports", &admin).await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        world.post(&path, &admin, json!({})).await.json()["removed"],
        2
    );
}

#[tokio::test]
async fn customers_that_nobody_owns_are_seen_and_taken_away_by_the_manager_who_brought_them() {
    let world = World::new();
    let (manager, rep) = (
        world.sign_in("max-north").await,
        world.sign_in("rita-north").await,
    );
    let import = brings(&world, &manager, "code,name\nB1,Bakery\nC1,Café\n").await;
    assert_eq!(names(&world, &manager).await, 2);
    let refused = world.get("/v1/customers", &rep).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let path = format!("/v1/imports/{import}/undo");
    let undone = world.post(&path, &manager, json!({})).await.json();
    assert_eq!(undone["removed"], 2);
    assert_eq!(names(&world, &manager).await, 0);
}

#[tokio::test]
async fn what_is_wrong_is_named_and_nothing_is_stored() {
    let world = World::new();
    let token = world.sign_in("ada").await;
    for (query, field) in [
        ("&what=people", "what"),
        ("&fence=wide", "fence"),
        ("&preview=perhaps", "preview"),
        ("&odd=1", "odd"),
    ] {
        let refused = sends(&world, &token, query, CUSTOMERS).await;
        assert_eq!(refused.json()["field"], field, "{query}");
    }
    let json = world
        .post("/v1/imports?what=customers", &token, json!({}))
        .await;
    assert_eq!(json.code(), "unsupported_media");
    assert_eq!(names(&world, &token).await, 0);
}
