//! Signing in step by step, on the real clock.

use outrider_tests::world::World;
use serde_json::json;

use super::desk::{Desk, word};

const BOSS: &str = "boss@example.com";

#[test]
fn a_manager_signs_in_by_password_and_authenticator_and_a_code_is_good_once() {
    let world = World::alone();
    world.manager("Boss");
    let desk = Desk::signed_in(&world, BOSS);
    let (mut pocket, _) = desk.adds_totp();
    let again = Desk::signed_in_with(&world, BOSS, &mut pocket);
    assert_eq!(again.get("/v1/tasks").status, 200);
    let stranger = Desk::stranger(&world);
    let first = stranger.knocks(BOSS, outrider_tests::world::PASSWORD);
    assert_eq!(first.json()["factors"], json!(["totp", "recovery"]));
    assert!(first.json()["token"].is_null());
    let repeated = stranger.shows(&word(&first, "pending"), &pocket.last());
    assert_eq!(
        (repeated.status, repeated.code().as_str()),
        (401, "unauthenticated")
    );
    let listed = again.get("/v1/sessions").json();
    let mine = listed["sessions"].as_array().expect("a list").iter();
    let this = mine
        .clone()
        .find(|one| one["this"] == true)
        .expect("this one");
    assert_eq!(this["name"], "Firefox on macOS");
}

#[test]
fn a_restart_forgets_neither_factor_nor_rule_nor_a_step_that_was_used() {
    let world = World::alone();
    world.manager("Boss");
    let boss = Desk::signed_in(&world, BOSS);
    let admin = Desk::signed_in(&world, "admin@example.com");
    let (mut pocket, codes) = admin.adds_totp();
    let again = Desk::signed_in_with(&world, "admin@example.com", &mut pocket);
    world.server.kill();
    world.restarts();
    let stranger = Desk::stranger(&world);
    let password = outrider_tests::world::PASSWORD;
    let pending = word(&stranger.knocks("admin@example.com", password), "pending");
    assert_eq!(stranger.shows(&pending, &pocket.last()).status, 401);
    assert_eq!(stranger.shows(&pending, &codes[0]).status, 200);
    assert_eq!(again.get("/v1/people").status, 200);
    assert_eq!(boss.get("/v1/people").code(), "forbidden");
    assert_eq!(boss.get("/v1/account").json()["scopes"], json!(["factor"]));
    boss.adds_totp();
    assert_eq!(boss.get("/v1/people").status, 200);
}

#[test]
fn an_unknown_login_and_a_wrong_password_answer_alike() {
    let world = World::alone();
    world.manager("Boss");
    let stranger = Desk::stranger(&world);
    let said = |login: &str| {
        let reply = stranger.knocks(login, "not the password at all");
        let mut problem = reply.json();
        problem["request"] = json!(null);
        (reply.status, problem)
    };
    let known = said(BOSS);
    assert_eq!(known.0, 401);
    assert_eq!(known, said("nobody@example.com"));
}
