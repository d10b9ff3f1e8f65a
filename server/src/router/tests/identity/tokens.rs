//! Tokens for programs: what they may, and that it is never more than their person may.

use axum::http::{Method, StatusCode};
use outrider_model::change::{Body as Happened, Edited, TeamAdded};
use outrider_model::record::{Field, Team};
use serde_json::{Value, json};

use super::{Answer, PASSWORD, World};

const DAY: i64 = 24 * 3600 * 1_000_000;

impl World {
    async fn token_for(&self, session: &str, scopes: &[&str]) -> Value {
        let asked = json!({ "name": "Stock sync", "scopes": scopes, "days": 30 });
        let answer = self.post("/v1/tokens", session, asked).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.json());
        answer.json()
    }

    async fn sends(&self, token: &str, changes: &[Value]) -> Answer {
        self.post("/v1/changes", token, json!({ "changes": changes }))
            .await
    }
}

fn secret(token: &Value) -> &str {
    token["token"].as_str().unwrap()
}

#[tokio::test]
async fn a_token_reads_what_its_person_may_and_writes_in_its_scope_alone() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let reads = world.token_for(&manager, &["read"]).await;
    let writes = world.token_for(&manager, &["write:tasks"]).await;
    let (reads, writes) = (secret(&reads), secret(&writes));
    assert_eq!(world.get("/v1/tasks", reads).await.status, StatusCode::OK);
    assert_eq!(world.get("/v1/tasks", writes).await.code(), "forbidden");
    let written = |body: Happened| -> Value {
        serde_json::from_slice(&world.says(body).bytes().unwrap()).unwrap()
    };
    let task = || world.task("Call", world.reps[0]).body;
    let foreign = || world.task("Call", world.reps[1]).body;
    let team = || {
        Happened::TeamAdded(TeamAdded {
            team: Team {
                name: "West".to_owned(),
                parent: None,
            },
        })
    };
    assert_eq!(
        world.sends(reads, &[written(task())]).await.code(),
        "forbidden"
    );
    assert_eq!(
        world.sends(writes, &[written(team())]).await.code(),
        "forbidden"
    );
    let done = world.sends(writes, &[written(task())]).await.json();
    assert_eq!(done["verdicts"][0]["verdict"]["verdict"], "applied");
    let judged = world.sends(writes, &[written(foreign())]).await.json();
    assert_eq!(judged["verdicts"][0]["verdict"]["code"], "not_allowed");
    let mixed = [written(task()), written(team())];
    let mixed = world.sends(writes, &mixed).await;
    assert_eq!(mixed.code(), "forbidden", "all or nothing");
}

#[tokio::test]
async fn a_token_touches_no_account_and_makes_no_token() {
    let world = World::new();
    let admin = world.sign_in("ada").await;
    let every = [
        "read",
        "write:tasks",
        "write:customers",
        "import",
        "export",
        "audit",
    ];
    let token = world.token_for(&admin, &every).await;
    let token = secret(&token);
    let reset = format!("/v1/people/{}/reset-link", world.reps[0]);
    for (method, path) in [
        (Method::GET, "/v1/account"),
        (Method::POST, "/v1/account/reauthenticate"),
        (Method::POST, "/v1/account/password"),
        (Method::PUT, "/v1/account/email"),
        (Method::POST, "/v1/account/totp"),
        (Method::POST, "/v1/account/totp/confirm"),
        (Method::POST, "/v1/account/recovery-codes"),
        (Method::GET, "/v1/tokens"),
        (Method::POST, "/v1/tokens"),
        (Method::GET, "/v1/sessions"),
        (Method::DELETE, "/v1/sessions"),
        (Method::POST, "/v1/sign-out"),
        (Method::POST, "/v1/invitations"),
        (Method::POST, "/v1/enrol-codes"),
        (Method::PUT, "/v1/settings/second_factor"),
        (Method::POST, "/v1/sync"),
        (Method::POST, reset.as_str()),
    ] {
        let answer = world.call(method, path, token, Some(json!({}))).await;
        assert_eq!(answer.code(), "forbidden", "{path}");
    }
}

#[tokio::test]
async fn a_token_ends_with_its_time_its_owner_and_its_owners_role() {
    let world = World::new();
    let admin = world.sign_in("ada").await;
    let edit = |field: &str, value: Value| {
        world.says(Happened::PersonEdited(Edited {
            target: world.managers[0],
            set: [(Field::from(field), value)].into(),
        }))
    };
    let manager = world.sign_in("max-north").await;
    let token = world.token_for(&manager, &["read"]).await;
    let token = secret(&token).to_owned();
    assert_eq!(world.get("/v1/people", &token).await.status, StatusCode::OK);
    assert_eq!(
        world.say(&admin, &[edit("role", json!("rep"))]).await,
        ["applied"]
    );
    assert_eq!(world.get("/v1/people", &token).await.code(), "forbidden");
    assert_eq!(
        world.say(&admin, &[edit("revoked", json!(true))]).await,
        ["applied"]
    );
    assert_eq!(
        world.get("/v1/people", &token).await.code(),
        "unauthenticated"
    );
    let own = world.token_for(&admin, &["read"]).await;
    world.clock.advance(29 * DAY);
    assert_eq!(
        world.get("/v1/people", secret(&own)).await.status,
        StatusCode::OK
    );
    world.clock.advance(DAY);
    assert_eq!(
        world.get("/v1/people", secret(&own)).await.code(),
        "unauthenticated"
    );
}

#[tokio::test]
async fn tokens_are_listed_without_their_secret_and_taken_back() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let token = world.token_for(&manager, &["read", "export"]).await;
    let listed = world.get("/v1/tokens", &manager).await.json();
    assert_eq!(listed["items"][0]["name"], "Stock sync");
    assert_eq!(listed["items"][0]["scopes"], json!(["read", "export"]));
    assert!(!listed.to_string().contains(secret(&token)));
    let sessions = world.get("/v1/sessions", &manager).await.json();
    assert_eq!(
        sessions["sessions"].as_array().unwrap().len(),
        1,
        "a token is no session there"
    );
    let path = format!("/v1/tokens/{}", token["id"].as_str().unwrap());
    let other = world.sign_in("max-south").await;
    assert_eq!(
        world.get("/v1/tokens", &other).await.json()["items"],
        json!([])
    );
    let foreign = world.delete(&path, &other).await;
    let nowhere = format!("/v1/tokens/{}", uuid::Uuid::from_u128(4));
    let missing = world.delete(&nowhere, &other).await;
    assert_eq!(
        (foreign.status, foreign.bytes),
        (missing.status, missing.bytes)
    );
    let as_session = format!("/v1/sessions/{}", token["id"].as_str().unwrap());
    assert_eq!(
        world.delete(&as_session, &manager).await.code(),
        "not_found"
    );
    let admin = world.sign_in("ada").await;
    assert_eq!(
        world.delete(&path, &admin).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        world.get("/v1/people", secret(&token)).await.code(),
        "unauthenticated"
    );
    assert_eq!(
        (world.count("token_made"), world.count("token_revoked")),
        (1, 1)
    );
}

#[tokio::test]
async fn a_token_is_asked_for_with_a_name_known_scopes_and_at_most_a_year() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    for (name, scopes, days, field) in [
        ("", json!(["read"]), 1, "name"),
        ("x", json!([]), 1, "scopes"),
        ("x", json!(["factor"]), 1, "scopes"),
        ("x", json!(["read", "everything"]), 1, "scopes"),
        ("x", json!(["read"]), 0, "days"),
        ("x", json!(["read"]), 366, "days"),
    ] {
        let asked = json!({ "name": name, "scopes": scopes, "days": days });
        let refused = world.post("/v1/tokens", &manager, asked).await;
        assert_eq!(
            (refused.status, refused.json()["field"].as_str()),
            (StatusCode::BAD_REQUEST, Some(field))
        );
    }
    assert_eq!(
        world.get("/v1/tokens", &manager).await.json()["items"],
        json!([])
    );
    assert_eq!(
        world.knocks("max-north", PASSWORD).await.status,
        StatusCode::OK
    );
}
