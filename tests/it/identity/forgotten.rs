//! Forgotten passwords and invitations: links that work once, also across a restart.

use outrider_tests::world::{PASSWORD, World};
use serde_json::json;

use super::desk::{Desk, token_of, word};

const BOSS: &str = "boss@example.com";
const NEW: &str = "seven quiet harbours";

#[test]
fn the_command_lines_link_sets_a_password_once_and_survives_a_kill() {
    let world = World::alone();
    world.manager("Boss");
    let desk = Desk::signed_in(&world, BOSS);
    desk.adds_totp();
    let command = ["admin", "reset-link", BOSS, "--forget-factors"];
    let earlier = world.server.json(&command);
    let made = world.server.json(&command);
    let link = made["link"].as_str().expect("a link").to_owned();
    assert!(link.starts_with("/welcome#reset:"), "{link}");
    world.server.kill();
    world.restarts();
    let stranger = Desk::stranger(&world);
    let choose = |link: &str, password: &str| {
        let asked = json!({ "token": token_of(link), "password": password });
        stranger.post("/v1/reset", &asked)
    };
    let earlier = earlier["link"].as_str().expect("a link").to_owned();
    assert_eq!(choose(&earlier, NEW).code(), "code_spent");
    let weak = choose(&link, "Sunshine123!");
    assert_eq!(
        (weak.status, word(&weak, "field").as_str()),
        (400, "password")
    );
    assert_eq!(choose(&link, NEW).status, 200);
    let spent = choose(&link, NEW);
    assert_eq!((spent.status, spent.code().as_str()), (410, "code_spent"));
    assert_eq!(desk.get("/v1/account").status, 401, "what was open ended");
    assert_eq!(stranger.knocks(BOSS, PASSWORD).status, 401);
    let signed_in = stranger.knocks(BOSS, NEW);
    assert!(
        signed_in.json()["token"].is_string(),
        "{}",
        signed_in.text()
    );
}

#[test]
fn of_two_who_use_a_link_at_once_one_sets_the_password() {
    let world = World::alone();
    world.manager("Boss");
    let made = world.server.json(&["admin", "reset-link", BOSS]);
    let token = token_of(made["link"].as_str().expect("a link"));
    let passwords = ["seven quiet harbours", "eleven loud orchards"];
    let replies = std::thread::scope(|scope| {
        let tries = passwords.map(|password| {
            let (world, token) = (&world, &token);
            scope.spawn(move || {
                let asked = json!({ "token": token, "password": password });
                Desk::stranger(world).post("/v1/reset", &asked).status
            })
        });
        tries.map(|one| one.join().expect("a thread ends"))
    });
    let stranger = Desk::stranger(&world);
    for (password, reply) in passwords.into_iter().zip(replies) {
        let expected = if reply == 200 { 200 } else { 401 };
        assert_eq!(
            stranger.knocks(BOSS, password).status,
            expected,
            "{password}: {reply}"
        );
    }
    assert!(
        replies.contains(&200) && replies.contains(&410),
        "{replies:?}"
    );
}

#[test]
fn without_a_relay_whoever_asks_for_a_letter_learns_nothing_either() {
    let world = World::alone();
    world.manager("Boss");
    let stranger = Desk::stranger(&world);
    let said = |login: &str| {
        let reply = stranger.post("/v1/forgotten", &json!({ "login": login }));
        (reply.status, reply.body)
    };
    assert_eq!(said(BOSS).0, 202);
    assert_eq!(said(BOSS), said("nobody@example.com"));
}

#[test]
fn a_manager_invites_a_rep_who_chooses_a_password_and_signs_in() {
    let world = World::alone();
    world.manager("Boss");
    let desk = Desk::signed_in(&world, BOSS);
    let asked = json!({
        "name": "Nora New",
        "role": "rep",
        "team": world.team(),
        "login": "nora@example.com",
    });
    let made = desk.post("/v1/invitations", &asked);
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(desk.post("/v1/invitations", &asked).code(), "conflict");
    world.server.kill();
    world.restarts();
    let stranger = Desk::stranger(&world);
    assert_eq!(stranger.get("/welcome").status, 200);
    let choice = json!({ "token": token_of(&word(&made, "link")), "password": NEW });
    let accepted = stranger.post("/v1/invitations/accept", &choice);
    assert_eq!(
        word(&accepted, "login"),
        "nora@example.com",
        "{}",
        accepted.text()
    );
    let signed_in = stranger.knocks("nora@example.com", NEW).json();
    assert_eq!(
        (&signed_in["role"], &signed_in["person"]),
        (&json!("rep"), &made.json()["person"])
    );
}
