//! Second factors: set up, shown, used once, lost; and who has to have one.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::json;
use tower::ServiceExt;

use super::{MINUTE, PASSWORD, World};
use crate::auth::totp;

const RULE: &str = "/v1/settings/second_factor";

#[tokio::test]
async fn whoever_has_a_second_factor_shows_it_after_the_password() {
    let world = World::new();
    let token = world.sign_in("rita-north").await;
    let (pocket, codes) = world.adds_totp(&token).await;
    assert_eq!(codes.len(), 10);
    let first = world.knocks("rita-north", PASSWORD).await.json();
    assert_eq!(first["factors"], json!(["totp", "recovery"]));
    let pending = first["pending"].as_str().unwrap();
    let wrong = world.shows(pending, "000000").await;
    assert_eq!(
        (wrong.status, wrong.code().as_str()),
        (StatusCode::UNAUTHORIZED, "unauthenticated")
    );
    let code = pocket.code(&world);
    let right = world.shows(pending, &code).await;
    assert_eq!(right.status, StatusCode::OK, "{}", right.json());
    let token = right.json()["token"].as_str().unwrap().to_owned();
    assert_eq!(world.account(&token).await["factors"][0]["kind"], "totp");
    assert_eq!(world.shows(pending, &code).await.code(), "code_spent");
    assert_eq!(world.count("sign_in_failed"), 1);
}

#[tokio::test]
async fn a_code_is_good_once_and_the_step_that_confirmed_is_used() {
    let world = World::new();
    let token = world.sign_in("rita-north").await;
    let begun = world
        .post("/v1/account/totp", &token, json!({}))
        .await
        .json();
    let secret = super::from_base32(begun["secret"].as_str().unwrap());
    assert!(
        begun["uri"]
            .as_str()
            .unwrap()
            .starts_with("otpauth://totp/Outrider%20acme:rita-north?")
    );
    let code = totp::code(&secret, world.host.seams.clock.wall());
    assert_eq!(
        world.knocks("rita-north", PASSWORD).await.json()["pending"],
        json!(null),
        "what is not confirmed does not count"
    );
    let wrong = json!({ "id": begun["id"], "code": "000000" });
    let refused = world.post("/v1/account/totp/confirm", &token, wrong).await;
    assert_eq!(
        (refused.code().as_str(), refused.json()["field"].as_str()),
        ("invalid", Some("code"))
    );
    let right = json!({ "id": begun["id"], "code": code });
    let done = world
        .post("/v1/account/totp/confirm", &token, right.clone())
        .await;
    assert_eq!(done.status, StatusCode::OK);
    let again = world.post("/v1/account/totp/confirm", &token, right).await;
    assert_eq!(again.code(), "not_found", "it is confirmed");
    let pending = world.pending("rita-north").await;
    assert_eq!(world.shows(&pending, &code).await.code(), "unauthenticated");
    world.clock.advance(totp::STEP);
    let next = totp::code(&secret, world.host.seams.clock.wall());
    let other = world.pending("rita-north").await;
    assert_eq!(world.shows(&pending, &next).await.status, StatusCode::OK);
    assert_eq!(world.shows(&other, &next).await.code(), "unauthenticated");
}

#[tokio::test]
async fn of_two_who_show_the_same_code_at_once_one_gets_in() {
    let world = World::new();
    let token = world.sign_in("rita-north").await;
    let (pocket, _) = world.adds_totp(&token).await;
    let (first, second) = (
        world.pending("rita-north").await,
        world.pending("rita-north").await,
    );
    let code = pocket.code(&world);
    let beside = |pending: &str| {
        let asked = json!({ "pending": pending, "code": code });
        let request = Request::builder()
            .method(Method::POST)
            .uri("/v1/sign-in/factor")
            .header("content-type", "application/json");
        let request = request.body(Body::from(asked.to_string())).unwrap();
        world.router.clone().oneshot(request)
    };
    let (one, other) = tokio::join!(beside(&first), beside(&second));
    let mut said = [one.unwrap().status(), other.unwrap().status()];
    said.sort();
    assert_eq!(said, [StatusCode::OK, StatusCode::UNAUTHORIZED]);
}

#[tokio::test]
async fn each_recovery_code_is_good_once_and_new_ones_void_the_old() {
    let world = World::new();
    let token = world.sign_in("rita-north").await;
    let (_, codes) = world.adds_totp(&token).await;
    let pending = world.pending("rita-north").await;
    let typed = codes[3].to_lowercase().replace('-', " ");
    assert_eq!(world.shows(&pending, &typed).await.status, StatusCode::OK);
    let pending = world.pending("rita-north").await;
    assert_eq!(
        world.shows(&pending, &codes[3]).await.code(),
        "unauthenticated"
    );
    assert_eq!(world.account(&token).await["recovery_codes"], 9);
    let anew = world
        .call(Method::POST, "/v1/account/recovery-codes", &token, None)
        .await;
    assert_eq!(anew.status, StatusCode::CREATED);
    let anew = super::words(&anew.json()["recovery_codes"]);
    assert!(
        anew.iter()
            .all(|code| !codes.contains(code) && code.len() == 29)
    );
    assert_eq!(
        world.shows(&pending, &codes[4]).await.code(),
        "unauthenticated"
    );
    assert_eq!(world.shows(&pending, &anew[0]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn codes_run_out_for_a_person_wherever_they_come_from() {
    let world = World::new();
    let token = world.sign_in("rita-north").await;
    let (pocket, _) = world.adds_totp(&token).await;
    let pending = world.pending("rita-north").await;
    for _ in 0..5 {
        assert_eq!(
            world.shows(&pending, "000000").await.code(),
            "unauthenticated"
        );
    }
    let right = pocket.code(&world);
    let throttled = world.shows(&pending, &right).await;
    assert_eq!(throttled.code(), "too_many");
    assert!(throttled.headers.contains_key("retry-after"));
    world.clock.advance(5 * MINUTE + 1_000_000);
    let right = pocket.code(&world);
    assert_eq!(world.shows(&pending, &right).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_second_step_does_not_wait_for_ever_and_a_guess_opens_nothing() {
    let world = World::new();
    let token = world.sign_in("rita-north").await;
    let (pocket, _) = world.adds_totp(&token).await;
    let pending = world.pending("rita-north").await;
    world.clock.advance(11 * MINUTE);
    let late = world.shows(&pending, &pocket.code(&world)).await;
    assert_eq!(late.code(), "code_spent");
    for guess in ["", "guess", &token] {
        let answer = world.shows(guess, &pocket.code(&world)).await;
        assert_eq!(answer.code(), "code_spent", "{guess}");
    }
}

#[tokio::test]
async fn once_an_admin_has_a_second_factor_managers_and_admins_need_one() {
    let world = World::new();
    let (admin, manager) = (world.sign_in("ada").await, world.sign_in("max-north").await);
    let rep = world.sign_in("rita-north").await;
    assert_eq!(
        world.get("/v1/tasks", &manager).await.status,
        StatusCode::OK
    );
    world.adds_totp(&admin).await;
    let rule = world.get(RULE, &admin).await.json();
    assert_eq!(rule, json!("required"));
    assert_eq!(
        world.get("/v1/tasks", &manager).await.code(),
        "forbidden",
        "at once"
    );
    let account = world.account(&manager).await;
    assert_eq!(account["scopes"], json!(["factor"]));
    assert_eq!(world.account(&rep).await["scopes"], json!(null));
    let again = world.knocks("max-north", PASSWORD).await.json();
    assert_eq!(again["scopes"], json!(["factor"]));
    let again = again["token"].as_str().unwrap();
    for (method, path) in [
        (Method::GET, "/v1/people"),
        (Method::POST, "/v1/changes"),
        (Method::GET, "/v1/events"),
        (Method::GET, "/v1/sessions"),
        (Method::POST, "/v1/tokens"),
        (Method::POST, "/v1/account/password"),
    ] {
        let answer = world.call(method, path, again, None).await;
        assert_eq!(answer.code(), "forbidden", "{path}");
    }
    world.adds_totp(again).await;
    assert_eq!(world.get("/v1/tasks", again).await.status, StatusCode::OK);
    assert_eq!(
        world.get("/v1/tasks", &manager).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_rep_who_becomes_a_manager_needs_a_second_factor_at_once() {
    use outrider_model::change::{Body as Happened, Edited};
    use outrider_model::record::Field;
    let world = World::new();
    let (admin, rep) = (
        world.sign_in("ada").await,
        world.sign_in("rita-north").await,
    );
    world.adds_totp(&admin).await;
    let change = world.says(Happened::PersonEdited(Edited {
        target: world.reps[0],
        set: [(Field::from("role"), json!("manager"))].into(),
    }));
    assert_eq!(world.say(&admin, &[change]).await, ["applied"]);
    assert_eq!(world.account(&rep).await["scopes"], json!(["factor"]));
    assert_eq!(world.get("/v1/people", &rep).await.code(), "forbidden");
}

#[tokio::test]
async fn a_rep_who_stands_in_for_a_manager_needs_the_second_factor_that_he_stands_in_for() {
    use outrider_model::change::{Body as Happened, DelegationGiven};
    let world = World::new();
    let (admin, rep) = (
        world.sign_in("ada").await,
        world.sign_in("rita-north").await,
    );
    let now = world.host.seams.clock.wall();
    let change = world.says(Happened::DelegationGiven(DelegationGiven {
        from: world.managers[1],
        to: world.reps[0],
        since: now,
        until: now + 60 * MINUTE,
    }));
    assert_eq!(world.say(&admin, &[change]).await, ["applied"]);
    assert_eq!(world.get("/v1/people", &rep).await.status, StatusCode::OK);
    world.adds_totp(&admin).await;
    assert_eq!(world.get("/v1/people", &rep).await.code(), "forbidden");
    world.adds_totp(&rep).await;
    assert_eq!(world.get("/v1/people", &rep).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_admin_who_said_that_it_is_optional_is_not_overruled() {
    let world = World::new();
    let (admin, manager) = (world.sign_in("ada").await, world.sign_in("max-north").await);
    let optional = Some(json!("optional"));
    let refused = world.call(Method::PUT, RULE, &manager, optional.clone());
    assert_eq!(refused.await.code(), "forbidden");
    let done = world.call(Method::PUT, RULE, &admin, optional).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.json());
    world.adds_totp(&admin).await;
    assert_eq!(world.get(RULE, &admin).await.json(), json!("optional"));
    assert_eq!(
        world.get("/v1/tasks", &manager).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_factor_is_removed_by_its_owner_alone_and_not_the_last_one_that_must_be() {
    let world = World::new();
    let (admin, rep) = (
        world.sign_in("ada").await,
        world.sign_in("rita-north").await,
    );
    let (pocket, _) = world.adds_totp(&rep).await;
    let path = format!("/v1/account/factors/{}", pocket.id);
    let foreign = world.delete(&path, &admin).await;
    let nowhere = format!("/v1/account/factors/{}", uuid::Uuid::from_u128(5));
    let missing = world.delete(&nowhere, &admin).await;
    assert_eq!(
        (foreign.status, foreign.bytes),
        (missing.status, missing.bytes)
    );
    assert_eq!(
        world.delete(&path, &rep).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(world.account(&rep).await["recovery_codes"], 0);
    let (own, _) = world.adds_totp(&admin).await;
    let path = format!("/v1/account/factors/{}", own.id);
    assert_eq!(world.delete(&path, &admin).await.code(), "conflict");
    world.adds_totp(&admin).await;
    assert_eq!(
        world.delete(&path, &admin).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(world.count("factor_removed"), 2);
}

#[tokio::test]
async fn what_is_sensitive_asks_for_a_proof_that_is_not_older_than_five_minutes() {
    let world = World::new();
    let token = world.sign_in("ada").await;
    let (pocket, _) = world.adds_totp(&token).await;
    world.clock.advance(5 * MINUTE);
    let anybody = format!("/v1/people/{}/reset-link", world.reps[0]);
    let factor = format!("/v1/account/factors/{}", pocket.id);
    let sensitive = [
        (Method::DELETE, factor.as_str(), json!({})),
        (Method::POST, "/v1/account/recovery-codes", json!({})),
        (Method::POST, "/v1/account/totp", json!({})),
        (
            Method::PUT,
            "/v1/account/email",
            json!({ "email": "ada@acme.example" }),
        ),
        (
            Method::POST,
            "/v1/tokens",
            json!({ "name": "x", "scopes": ["read"], "days": 1 }),
        ),
        (Method::PUT, RULE, json!("optional")),
        (Method::POST, anybody.as_str(), json!({})),
    ];
    for (method, path, body) in sensitive {
        let answer = world.call(method, path, &token, Some(body)).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::FORBIDDEN, "reauthenticate"),
            "{path}"
        );
    }
    let again = |proof| world.post("/v1/account/reauthenticate", &token, proof);
    let wrong = again(json!({ "password": "not the password" })).await;
    assert_eq!(wrong.json()["field"], "password");
    assert_eq!(
        again(json!({ "code": "000000" })).await.json()["field"],
        "code"
    );
    assert_eq!(again(json!({})).await.code(), "invalid");
    let anew = again(json!({ "code": pocket.code(&world) })).await;
    assert_eq!(anew.status, StatusCode::OK, "{}", anew.json());
    let anew = anew.json()["token"].as_str().unwrap().to_owned();
    assert_eq!(
        world.get("/v1/account", &token).await.code(),
        "unauthenticated"
    );
    let codes = world
        .call(Method::POST, "/v1/account/recovery-codes", &anew, None)
        .await;
    assert_eq!(codes.status, StatusCode::CREATED);
    let by_password = json!({ "password": PASSWORD });
    let last = world
        .post("/v1/account/reauthenticate", &anew, by_password)
        .await;
    assert_eq!(last.status, StatusCode::OK);
}
