//! Invitations: made, sent, accepted once, withdrawn.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{PASSWORD, World, token_of};

const DAY: i64 = 24 * 3600 * 1_000_000;

fn for_a_rep(world: &World, login: &str) -> Value {
    json!({ "name": "Nora New", "role": "rep", "team": world.teams[0], "login": login })
}

#[tokio::test]
async fn an_invitation_makes_a_person_who_chooses_a_password_once() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let made = world
        .post("/v1/invitations", &manager, for_a_rep(&world, "Nora"))
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let link = made.json()["link"].as_str().unwrap().to_owned();
    assert!(
        link.starts_with("https://outrider.example/welcome#invite:"),
        "{link}"
    );
    let people = world.get("/v1/people", &manager).await.json().to_string();
    assert!(people.contains("Nora New"), "{people}");
    assert_eq!(
        world.knocks("nora", PASSWORD).await.code(),
        "unauthenticated"
    );
    let standing = world.get("/v1/invitations", &manager).await.json();
    assert_eq!(standing["items"][0]["login"], "nora");
    assert_eq!(standing["items"][0]["person"], made.json()["person"]);
    let choose = |password: &str| {
        let asked = json!({ "token": token_of(&link), "password": password });
        world.post("/v1/invitations/accept", "", asked)
    };
    assert_eq!(choose("nora new nora").await.json()["field"], "password");
    assert_eq!(choose(PASSWORD).await.json()["login"], "nora");
    assert_eq!(choose(PASSWORD).await.code(), "code_spent");
    assert_eq!(world.knocks("NORA", PASSWORD).await.json()["role"], "rep");
    let left = world.get("/v1/invitations", &manager).await.json();
    assert_eq!(left["items"], json!([]));
}

#[tokio::test]
async fn a_manager_invites_reps_of_his_teams_and_nobody_else() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let mut boss = for_a_rep(&world, "nora");
    boss["role"] = json!("manager");
    assert_eq!(
        world.post("/v1/invitations", &manager, boss).await.code(),
        "forbidden"
    );
    let ask = |team: Value| {
        let mut asked = for_a_rep(&world, "nora");
        asked["team"] = team;
        world.post("/v1/invitations", &manager, asked)
    };
    let foreign = ask(json!(world.teams[1])).await;
    let missing = ask(json!(uuid::Uuid::from_u128(4))).await;
    assert_eq!(foreign.code(), "not_found");
    assert_eq!(foreign.bytes, missing.bytes);
    assert_eq!(ask(Value::Null).await.json()["field"], "team");
    let admin = world.sign_in("ada").await;
    let mut boss = for_a_rep(&world, "nora");
    boss["role"] = json!("admin");
    boss["team"] = Value::Null;
    let made = world.post("/v1/invitations", &admin, boss).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let seen = world.get("/v1/invitations", &manager).await.json();
    assert_eq!(seen["items"], json!([]), "not his");
}

#[tokio::test]
async fn an_invitation_that_is_refused_leaves_nothing_behind() {
    let world = World::new();
    let admin = world.sign_in("ada").await;
    let before = world.get("/v1/people", &admin).await.bytes;
    let mut wrong = for_a_rep(&world, "nora");
    wrong["zone"] = json!("Mars/Olympus");
    let refused = world.post("/v1/invitations", &admin, wrong).await;
    assert_eq!(
        (refused.code().as_str(), refused.json()["field"].as_str()),
        ("invalid", Some("zone"))
    );
    let taken = world
        .post("/v1/invitations", &admin, for_a_rep(&world, "rita-north"))
        .await;
    assert_eq!(taken.code(), "conflict");
    for (field, value) in [
        ("login", "a b"),
        ("email", "x"),
        ("role", "boss"),
        ("name", ""),
    ] {
        let mut wrong = for_a_rep(&world, "nora");
        wrong[field] = json!(value);
        let refused = world.post("/v1/invitations", &admin, wrong).await;
        assert_eq!(refused.json()["field"], field);
    }
    assert_eq!(world.get("/v1/people", &admin).await.bytes, before);
    let made = world
        .post("/v1/invitations", &admin, for_a_rep(&world, "nora"))
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "the login was given back");
}

#[tokio::test]
async fn an_invitation_is_withdrawn_by_whoever_sees_it_and_ends_after_a_week() {
    let world = World::new();
    let (north, south) = (
        world.sign_in("max-north").await,
        world.sign_in("max-south").await,
    );
    let made = world
        .post("/v1/invitations", &north, for_a_rep(&world, "nora"))
        .await
        .json();
    let listed = world.get("/v1/invitations", &north).await.json();
    let path = format!(
        "/v1/invitations/{}",
        listed["items"][0]["id"].as_str().unwrap()
    );
    let foreign = world.delete(&path, &south).await;
    let nowhere = format!("/v1/invitations/{}", uuid::Uuid::from_u128(4));
    let missing = world.delete(&nowhere, &south).await;
    assert_eq!(
        (foreign.status, foreign.bytes),
        (missing.status, missing.bytes)
    );
    assert_eq!(
        world.delete(&path, &north).await.status,
        StatusCode::NO_CONTENT
    );
    let token = token_of(made["link"].as_str().unwrap());
    let asked = json!({ "token": token, "password": PASSWORD });
    let accepted = world.post("/v1/invitations/accept", "", asked).await;
    assert_eq!(accepted.code(), "code_spent");
    let late = world
        .post("/v1/invitations", &north, for_a_rep(&world, "nils"))
        .await
        .json();
    world.clock.advance(7 * DAY + 1);
    let token = token_of(late["link"].as_str().unwrap());
    let asked = json!({ "token": token, "password": PASSWORD });
    let accepted = world.post("/v1/invitations/accept", "", asked).await;
    assert_eq!(accepted.code(), "code_spent");
}

#[tokio::test]
async fn the_page_behind_a_link_holds_no_inline_script_and_names_a_policy() {
    let world = World::new();
    let answer = world.get("/welcome", "").await;
    assert_eq!(answer.status, StatusCode::OK);
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    assert!(!policy.contains("unsafe"));
    assert_eq!(answer.headers["referrer-policy"], "no-referrer");
    let page = String::from_utf8_lossy(&answer.bytes);
    assert!(
        page.contains("/welcome.js") && !page.contains("<script>") && !page.contains("onclick")
    );
    assert_eq!(world.get("/welcome.js", "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_revoked_person_accepts_nothing() {
    use outrider_model::change::{Body as Happened, Edited};
    use outrider_model::id::PersonId;
    use outrider_model::record::Field;
    let world = World::new();
    let admin = world.sign_in("ada").await;
    let made = world
        .post("/v1/invitations", &admin, for_a_rep(&world, "nora"))
        .await
        .json();
    let person: PersonId = made["person"].as_str().unwrap().parse().unwrap();
    let change = world.says(Happened::PersonEdited(Edited {
        target: person,
        set: [(Field::from("revoked"), json!(true))].into(),
    }));
    assert_eq!(world.say(&admin, &[change]).await, ["applied"]);
    let token = token_of(made["link"].as_str().unwrap());
    let asked = json!({ "token": token, "password": PASSWORD });
    let accepted = world.post("/v1/invitations/accept", "", asked).await;
    assert_eq!(accepted.code(), "code_spent");
    assert_eq!(
        world
            .registrar()
            .store
            .account(world.organisation, "nora")
            .unwrap()
            .unwrap()
            .password,
        ""
    );
}
