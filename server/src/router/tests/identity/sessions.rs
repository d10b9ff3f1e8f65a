//! Sessions: named, listed, ended one by one and all at once, and by a new password.

use axum::http::{Method, Request, StatusCode};
use serde_json::{Value, json};

use super::{MINUTE, PASSWORD, World};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

/// Signs somebody in with a browser.
async fn with_firefox(world: &World, login: &str) -> String {
    let asked = json!({ "login": login, "password": PASSWORD });
    let request = Request::builder()
        .method(Method::POST)
        .uri("/v1/sign-in")
        .header("content-type", "application/json")
        .header("user-agent", FIREFOX)
        .body(axum::body::Body::from(asked.to_string()))
        .unwrap();
    let answer = world.send(request).await;
    answer.json()["token"].as_str().unwrap().to_owned()
}

fn list(answer: &Value) -> Vec<Value> {
    answer["sessions"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_session_is_listed_with_its_browser_its_beginning_and_its_end() {
    let world = World::new();
    let token = with_firefox(&world, "rita-north").await;
    let sessions = list(&world.account(&token).await);
    assert_eq!(sessions.len(), 1);
    assert_eq!(sessions[0]["name"], "Firefox on Linux");
    assert_eq!(sessions[0]["this"], true);
    let now = world.host.seams.clock.wall();
    assert_eq!(sessions[0]["opened"], now);
    assert_eq!(sessions[0]["expires"], now + 12 * 60 * MINUTE);
    assert!(!sessions[0].to_string().contains(&token));
}

#[tokio::test]
async fn all_others_end_at_once_and_an_admin_ends_anybodys() {
    let world = World::new();
    let (first, second) = (
        world.sign_in("rita-north").await,
        world.sign_in("rita-north").await,
    );
    let other = world.sign_in("max-north").await;
    let (phone, _) = world.phone(world.reps[0]).await;
    let ended = world.delete("/v1/sessions", &first).await;
    assert_eq!(ended.json(), json!({ "ended": 1 }));
    assert_eq!(
        world.get("/v1/account", &second).await.code(),
        "unauthenticated"
    );
    for still in [&first, &phone, &other] {
        assert_eq!(
            world.get("/v1/sessions", still).await.status,
            StatusCode::OK
        );
    }
    let rita = format!("/v1/sessions?person={}", world.reps[0]);
    let foreign = world.delete(&rita, &other).await;
    let nobody = format!("/v1/sessions?person={}", uuid::Uuid::from_u128(4));
    let missing = world.delete(&nobody, &other).await;
    assert_eq!(
        (foreign.status, foreign.bytes),
        (missing.status, missing.bytes)
    );
    let admin = world.sign_in("ada").await;
    assert_eq!(
        list(&world.get(&rita, &admin).await.json()).len(),
        2,
        "a console and a phone"
    );
    assert_eq!(world.delete(&nobody, &admin).await.code(), "not_found");
    assert_eq!(
        world.delete(&rita, &admin).await.json(),
        json!({ "ended": 1 })
    );
    assert_eq!(
        world.get("/v1/account", &first).await.code(),
        "unauthenticated"
    );
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_the_other_sessions() {
    let world = World::new();
    let (first, second) = (
        world.sign_in("rita-north").await,
        world.sign_in("rita-north").await,
    );
    let ask = |old: &str, new: &str| {
        let asked = json!({ "old": old, "new": new });
        world.post("/v1/account/password", &first, asked)
    };
    let new = "seven quiet harbours";
    assert_eq!(ask("wrong wrong wrong", new).await.json()["field"], "old");
    for weak in ["short", "qwertyuiop", "Rita Rep 123"] {
        assert_eq!(ask(PASSWORD, weak).await.json()["field"], "new", "{weak}");
    }
    assert_eq!(
        world.get("/v1/account", &second).await.status,
        StatusCode::OK
    );
    assert_eq!(ask(PASSWORD, new).await.status, StatusCode::NO_CONTENT);
    assert_eq!(
        world.get("/v1/account", &first).await.status,
        StatusCode::OK
    );
    assert_eq!(
        world.get("/v1/account", &second).await.code(),
        "unauthenticated"
    );
    assert_eq!(
        world.knocks("rita-north", PASSWORD).await.code(),
        "unauthenticated"
    );
    assert_eq!(world.knocks("rita-north", new).await.status, StatusCode::OK);
}

#[tokio::test]
async fn sessions_of_somebody_revoked_do_not_come_back_with_him() {
    use outrider_model::change::{Body as Happened, Edited};
    use outrider_model::record::Field;
    let world = World::new();
    let (admin, rep) = (
        world.sign_in("ada").await,
        world.sign_in("rita-north").await,
    );
    for revoked in [true, false] {
        let change = world.says(Happened::PersonEdited(Edited {
            target: world.reps[0],
            set: [(Field::from("revoked"), json!(revoked))].into(),
        }));
        world.clock.advance(MINUTE);
        let said = world.say(&admin, &[change]).await;
        assert!(
            ["applied", "merged"].contains(&said[0].as_str()),
            "{said:?}"
        );
        if revoked {
            assert_eq!(
                world.get("/v1/account", &rep).await.code(),
                "unauthenticated"
            );
            let now = world.host.seams.clock.wall();
            crate::job::run(&*world.host.store, now).unwrap();
        }
    }
    assert_eq!(
        world.get("/v1/account", &rep).await.code(),
        "unauthenticated"
    );
    assert_eq!(
        world.knocks("rita-north", PASSWORD).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn an_address_of_ones_own_is_an_address() {
    let world = World::new();
    let token = world.sign_in("rita-north").await;
    let put = |email: &str| {
        let body = Some(json!({ "email": email }));
        world.call(Method::PUT, "/v1/account/email", &token, body)
    };
    for bad in [
        "rita",
        "rita@a@b",
        "rita@acme.example\r\nBcc: eve@evil.example",
    ] {
        assert_eq!(put(bad).await.json()["field"], "email", "{bad}");
    }
    assert_eq!(
        put(" rita@acme.example ").await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(world.account(&token).await["email"], "rita@acme.example");
    assert_eq!(put("").await.status, StatusCode::NO_CONTENT);
    assert_eq!(world.account(&token).await["email"], "");
}
