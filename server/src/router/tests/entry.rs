//! The ways in: set-up, sign-in, enrolment, and how sessions end.

use axum::http::{Method, StatusCode};
use outrider_model::change::{Body as Happened, Edited};
use outrider_model::record::Field;
use serde_json::{Value, json};

use super::handset::Key;
use super::{PASSWORD, World};
use crate::auth::phone::CODE_LIFE;

fn set_up(token: &str, password: &str) -> Value {
    json!({ "token": token, "slug": "acme", "organisation": "Acme", "name": "Ada", "login": "Ada@acme.example", "password": password })
}

#[tokio::test]
async fn the_set_up_link_works_once_and_only_with_a_good_password() {
    let world = World::empty();
    assert_eq!(world.get("/health", "").await.json()["set_up"], false);
    assert_eq!(
        world
            .post("/v1/setup", "", set_up("guess", PASSWORD))
            .await
            .code(),
        "code_spent"
    );
    let token = world.host.set_up.mint(&world.host.seams).unwrap();
    let weak = world
        .post("/v1/setup", "", set_up(token.reveal(), "short"))
        .await;
    assert_eq!(
        (weak.status, weak.json()["field"].as_str()),
        (StatusCode::BAD_REQUEST, Some("password"))
    );
    let done = world
        .post("/v1/setup", "", set_up(token.reveal(), PASSWORD))
        .await;
    assert_eq!(done.status, StatusCode::CREATED, "{}", done.json());
    let again = world
        .post("/v1/setup", "", set_up(token.reveal(), PASSWORD))
        .await;
    assert_eq!(again.code(), "code_spent");
    assert_eq!(
        world
            .get("/v1/people", done.json()["token"].as_str().unwrap())
            .await
            .status,
        StatusCode::OK
    );
    assert_eq!(world.get("/health", "").await.json()["set_up"], true);
    let asked =
        json!({ "organisation": "acme", "login": "ada@ACME.example", "password": PASSWORD });
    assert_eq!(
        world.post("/v1/sign-in", "", asked).await.json()["role"],
        "admin"
    );
}

#[tokio::test]
async fn wrong_logins_and_wrong_passwords_answer_alike_and_run_out() {
    let world = World::new();
    let wrong = |login: &str| json!({ "login": login, "password": "wrong wrong wrong" });
    let known = world.post("/v1/sign-in", "", wrong("ada")).await;
    let unknown = world.post("/v1/sign-in", "", wrong("nobody")).await;
    let without_request = |answer: &super::Answer| {
        let mut problem = answer.json();
        problem.as_object_mut().unwrap().remove("request");
        problem
    };
    assert_eq!(known.status, StatusCode::UNAUTHORIZED);
    assert_eq!(without_request(&known), without_request(&unknown));
    for _ in 0..7 {
        assert_eq!(
            world.post("/v1/sign-in", "", wrong("ada")).await.code(),
            "unauthenticated"
        );
    }
    let right = json!({ "login": "ada", "password": PASSWORD });
    let throttled = world.post("/v1/sign-in", "", right.clone()).await;
    assert_eq!(throttled.code(), "too_many");
    assert!(throttled.headers.contains_key("retry-after"));
    world.clock.advance(31_000_000);
    assert_eq!(
        world.post("/v1/sign-in", "", right).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn an_enrolment_code_is_spent_by_its_use_and_by_time() {
    let world = World::new();
    let key = Key::new();
    let asked = |code: &str| key.enrols(code, "Pixel\u{0}\n 9");
    let (code, _) = world
        .registrar()
        .mint_code(world.organisation, world.reps[0])
        .unwrap();
    let typed = code.reveal().to_lowercase().replace('-', " ");
    assert_eq!(
        world.post("/v1/enrol", "", asked(&typed)).await.status,
        StatusCode::CREATED
    );
    assert_eq!(
        world
            .post("/v1/enrol", "", asked(code.reveal()))
            .await
            .code(),
        "code_spent"
    );
    let (late, _) = world
        .registrar()
        .mint_code(world.organisation, world.reps[0])
        .unwrap();
    world.clock.advance(CODE_LIFE + 1);
    assert_eq!(
        world
            .post("/v1/enrol", "", asked(late.reveal()))
            .await
            .code(),
        "code_spent"
    );
    let mut answers = Vec::new();
    for _ in 0..60 {
        answers.push(
            world
                .post("/v1/enrol", "", asked("0000-0000-0000-0000"))
                .await
                .code(),
        );
    }
    assert_eq!(answers.last().map(String::as_str), Some("too_many"));
}

#[tokio::test]
async fn a_manager_makes_codes_for_his_own_people_alone() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let own = world
        .post(
            "/v1/enrol-codes",
            &manager,
            json!({ "person": world.reps[0] }),
        )
        .await;
    assert_eq!(own.status, StatusCode::CREATED);
    let foreign = world
        .post(
            "/v1/enrol-codes",
            &manager,
            json!({ "person": world.reps[1] }),
        )
        .await;
    let missing = world
        .post(
            "/v1/enrol-codes",
            &manager,
            json!({ "person": uuid::Uuid::from_u128(4) }),
        )
        .await;
    assert_eq!(foreign.bytes, missing.bytes);
    assert_eq!(foreign.code(), "not_found");
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let world = World::new();
    let (first, second) = (
        world.sign_in("max-north").await,
        world.sign_in("max-north").await,
    );
    let other = world.sign_in("max-south").await;
    let own = world.get("/v1/sessions", &first).await.json()["sessions"]
        .as_array()
        .unwrap()
        .clone();
    assert_eq!(own.len(), 2);
    let that = own.iter().find(|one| one["this"] == false).unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/v1/sessions/{that}");
    let foreign = world.call(Method::DELETE, &path, &other, None).await;
    let nowhere = format!("/v1/sessions/{}", uuid::Uuid::from_u128(5));
    let missing = world.call(Method::DELETE, &nowhere, &other, None).await;
    assert_eq!(
        (foreign.status, foreign.bytes),
        (missing.status, missing.bytes)
    );
    assert_eq!(
        world.call(Method::DELETE, &path, &first, None).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        world.get("/v1/people", &second).await.code(),
        "unauthenticated"
    );
    assert_eq!(
        world
            .call(Method::POST, "/v1/sign-out", &first, None)
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        world.get("/v1/people", &first).await.code(),
        "unauthenticated"
    );
    let admin = world.sign_in("ada").await;
    let all = world.get("/v1/sessions", &admin).await.json()["sessions"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(all, 2);
}

#[tokio::test]
async fn a_console_session_ends_by_time_and_by_a_new_password() {
    let world = World::new();
    let token = world.sign_in("max-north").await;
    world
        .registrar()
        .set_password(world.organisation, world.managers[0], "max-north", PASSWORD)
        .unwrap();
    assert_eq!(
        world.get("/v1/people", &token).await.code(),
        "unauthenticated"
    );
    let token = world.sign_in("max-north").await;
    world.clock.advance(13 * 3600 * 1_000_000);
    assert_eq!(
        world.get("/v1/people", &token).await.code(),
        "unauthenticated"
    );
}

#[tokio::test]
async fn a_revoked_person_and_a_revoked_phone_are_out_at_once() {
    let world = World::new();
    let (phone, device) = world.phone(world.reps[0]).await;
    let manager = world.sign_in("max-north").await;
    let revoked = || {
        [(Field::from("revoked"), json!(true))]
            .into_iter()
            .collect()
    };
    let change = world.says(Happened::DeviceEdited(Edited {
        target: device,
        set: revoked(),
    }));
    assert_eq!(world.say(&manager, &[change]).await, ["applied"]);
    assert_eq!(
        world.get("/v1/sessions", &phone).await.code(),
        "unauthenticated"
    );
    let admin = world.sign_in("ada").await;
    let change = world.says(Happened::PersonEdited(Edited {
        target: world.managers[0],
        set: revoked(),
    }));
    assert_eq!(world.say(&admin, &[change]).await, ["applied"]);
    assert_eq!(
        world.get("/v1/people", &manager).await.code(),
        "unauthenticated"
    );
    let asked = json!({ "login": "max-north", "password": PASSWORD });
    assert_eq!(
        world.post("/v1/sign-in", "", asked).await.code(),
        "unauthenticated"
    );
}
