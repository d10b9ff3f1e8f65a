//! Forgotten passwords: links by an admin, links by letter.

use axum::http::StatusCode;
use serde_json::json;

use super::{MINUTE, PASSWORD, World, token_of};

const NEW: &str = "seven quiet harbours";

#[tokio::test]
async fn an_admins_link_sets_a_password_once_and_ends_what_was_open() {
    let world = World::new();
    let (admin, rep) = (
        world.sign_in("ada").await,
        world.sign_in("rita-north").await,
    );
    let (pocket, _) = world.adds_totp(&rep).await;
    let path = format!("/v1/people/{}/reset-link", world.reps[0]);
    let first = world.post(&path, &admin, json!({})).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.json());
    let made = world.post(&path, &admin, json!({})).await.json();
    let link = made["link"].as_str().unwrap();
    assert!(
        link.starts_with("https://outrider.example/welcome#reset:"),
        "{link}"
    );
    let choose = |link: &str, password: &str| {
        let asked = json!({ "token": token_of(link), "password": password });
        world.post("/v1/reset", "", asked)
    };
    let earlier = first.json()["link"].as_str().unwrap().to_owned();
    assert_eq!(
        choose(&earlier, NEW).await.code(),
        "code_spent",
        "void by the later one"
    );
    for weak in ["short", "Password123!", "Rita Rep 2026", "rita-north-1"] {
        let refused = choose(link, weak).await;
        assert_eq!(refused.json()["field"], "password", "{weak}");
    }
    let done = choose(link, NEW).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.json());
    assert_eq!(
        done.json(),
        json!({ "slug": "acme", "login": "rita-north", "person_name": "Rita Rep" })
    );
    assert_eq!(choose(link, NEW).await.code(), "code_spent");
    assert_eq!(
        world.get("/v1/account", &rep).await.code(),
        "unauthenticated"
    );
    assert_eq!(
        world.knocks("rita-north", PASSWORD).await.code(),
        "unauthenticated"
    );
    let pending = world.knocks("rita-north", NEW).await.json()["pending"].clone();
    let pending = pending
        .as_str()
        .expect("the second factor stays")
        .to_owned();
    let shown = world.shows(&pending, &pocket.code(&world)).await;
    assert_eq!(shown.status, StatusCode::OK);
}

#[tokio::test]
async fn a_link_takes_lost_factors_away_where_the_admin_says_so() {
    let world = World::new();
    let (admin, rep) = (
        world.sign_in("ada").await,
        world.sign_in("rita-north").await,
    );
    world.adds_totp(&rep).await;
    let path = format!("/v1/people/{}/reset-link", world.reps[0]);
    let made = world
        .post(&path, &admin, json!({ "forget_factors": true }))
        .await
        .json();
    let asked = json!({ "token": token_of(made["link"].as_str().unwrap()), "password": NEW });
    assert_eq!(
        world.post("/v1/reset", "", asked).await.status,
        StatusCode::OK
    );
    let token = world.knocks("rita-north", NEW).await.json()["token"].clone();
    let account = world.account(token.as_str().unwrap()).await;
    assert_eq!(
        (&account["factors"], &account["recovery_codes"]),
        (&json!([]), &json!(0))
    );
}

#[tokio::test]
async fn a_link_is_good_for_an_hour_and_not_for_another_purpose() {
    let world = World::new();
    let admin = world.sign_in("ada").await;
    let path = format!("/v1/people/{}/reset-link", world.reps[0]);
    let made = world.post(&path, &admin, json!({})).await.json();
    let token = token_of(made["link"].as_str().unwrap());
    let asked = json!({ "token": token, "password": NEW });
    let elsewhere = world
        .post("/v1/invitations/accept", "", asked.clone())
        .await;
    assert_eq!(elsewhere.code(), "code_spent");
    for guess in ["", "guess", &admin] {
        let asked = json!({ "token": guess, "password": NEW });
        assert_eq!(
            world.post("/v1/reset", "", asked).await.code(),
            "code_spent"
        );
    }
    world.clock.advance(61 * MINUTE);
    assert_eq!(
        world.post("/v1/reset", "", asked).await.code(),
        "code_spent"
    );
}

#[tokio::test]
async fn a_link_for_nobody_and_for_somebody_revoked_answers_alike() {
    use outrider_model::change::{Body as Happened, Edited};
    use outrider_model::record::Field;
    let world = World::new();
    let (admin, manager) = (world.sign_in("ada").await, world.sign_in("max-north").await);
    let change = world.says(Happened::PersonEdited(Edited {
        target: world.reps[0],
        set: [(Field::from("revoked"), json!(true))].into(),
    }));
    assert_eq!(world.say(&admin, &[change]).await, ["applied"]);
    let of = |person: String| format!("/v1/people/{person}/reset-link");
    let revoked = world
        .post(&of(world.reps[0].to_string()), &admin, json!({}))
        .await;
    let missing = world
        .post(&of(uuid::Uuid::from_u128(4).to_string()), &admin, json!({}))
        .await;
    let nothing = world
        .post(&of("nobody".to_owned()), &admin, json!({}))
        .await;
    assert_eq!(revoked.code(), "not_found");
    assert_eq!(
        (&revoked.bytes, &missing.bytes),
        (&missing.bytes, &nothing.bytes)
    );
    let refused = world
        .post(&of(world.reps[0].to_string()), &manager, json!({}))
        .await;
    assert_eq!(refused.code(), "forbidden", "an admin makes them");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_forgot_gets_a_letter_and_whoever_asks_learns_nothing() {
    let world = World::new();
    let admin = world.sign_in("ada").await;
    let email = json!({ "email": "ada@acme.example" });
    let path = "/v1/account/email";
    let said = world
        .call(axum::http::Method::PUT, path, &admin, Some(email))
        .await;
    assert_eq!(said.status, StatusCode::NO_CONTENT);
    let mut answers = Vec::new();
    for (organisation, login) in [
        ("acme", "Ada "),
        ("acme", "nobody"),
        ("acme", "rita-north"),
        ("nowhere", "ada"),
    ] {
        let asked = json!({ "organisation": organisation, "login": login });
        let answer = world.post("/v1/forgotten", "", asked).await;
        answers.push((answer.status, answer.kind, answer.bytes));
    }
    assert_eq!(answers[0].0, StatusCode::ACCEPTED);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let letters = world.post.wait_for(1);
    assert_eq!(letters.len(), 1, "one is known and has an address");
    assert_eq!(letters[0].to, "ada@acme.example");
    let link = letters[0]
        .text
        .lines()
        .find(|line| line.starts_with("https://"))
        .unwrap();
    let asked = json!({ "token": token_of(link), "password": NEW });
    assert_eq!(
        world.post("/v1/reset", "", asked).await.status,
        StatusCode::OK
    );
    assert_eq!(world.knocks("ada", NEW).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_to_one_person_run_out_without_a_word() {
    let world = World::new();
    let admin = world.sign_in("ada").await;
    let email = json!({ "email": "ada@acme.example" });
    world
        .call(
            axum::http::Method::PUT,
            "/v1/account/email",
            &admin,
            Some(email),
        )
        .await;
    let asked = || json!({ "organisation": "acme", "login": "ada" });
    for _ in 0..6 {
        let answer = world.post("/v1/forgotten", "", asked()).await;
        assert_eq!(answer.status, StatusCode::ACCEPTED);
    }
    world.post.wait_for(3);
    // An hour on there is room for more; what was left out before does not come after all.
    world.clock.advance(60 * MINUTE);
    world.post("/v1/forgotten", "", asked()).await;
    assert_eq!(world.post.wait_for(4).len(), 4);
}
