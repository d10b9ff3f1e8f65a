//! What is shown once stands nowhere: neither in the server's file nor in its log.

use std::fs;
use std::path::Path;

use outrider_tests::world::{PASSWORD, World};
use serde_json::json;

use super::desk::{Desk, token_of, word};

const BOSS: &str = "boss@example.com";

/// The bytes of every file of a folder.
fn bytes_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let read = entries.map(|entry| {
        let path = entry.expect("the folder can be read").path();
        let bytes = fs::read(&path).expect("a file can be read");
        (path.display().to_string(), bytes)
    });
    read.collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

#[test]
fn neither_file_nor_log_holds_a_password_a_token_a_code_or_a_link() {
    let world = World::alone();
    world.manager("Boss");
    let desk = Desk::signed_in(&world, BOSS);
    let (mut pocket, codes) = desk.adds_totp();
    let anew = Desk::signed_in_with(&world, BOSS, &mut pocket);
    let wrong = "wrong words of somebody";
    Desk::stranger(&world).knocks(BOSS, wrong);
    let asked = json!({ "name": "Stock", "scopes": ["read"], "days": 7 });
    let tool = word(&anew.post("/v1/tokens", &asked), "token");
    let asked = json!({
        "name": "Nora New", "role": "rep", "team": world.team(), "login": "nora@example.com",
    });
    let invited = token_of(&word(&anew.post("/v1/invitations", &asked), "link"));
    let made = world.server.json(&["admin", "reset-link", BOSS]);
    let reset = token_of(made["link"].as_str().expect("a link"));
    let secrets = [
        PASSWORD,
        wrong,
        &desk.token,
        &anew.token,
        &tool,
        &invited,
        &reset,
    ];
    assert!(secrets.iter().all(|secret| !secret.is_empty()));
    world.server.kill();
    let mut files = bytes_in(&world.server.data());
    files.push(("the log".to_owned(), world.server.log().into_bytes()));
    for (name, bytes) in &files {
        for secret in secrets.into_iter().chain(codes.iter().map(String::as_str)) {
            let last = secret.rsplit('.').next().unwrap_or_default();
            assert!(!holds(bytes, last), "{name} holds {secret}");
        }
    }
    let log = world.server.log();
    assert!(!log.contains(&pocket.secret) && !log.contains(BOSS));
    let login = files.iter().any(|(_, bytes)| holds(bytes, BOSS));
    assert!(login, "the search finds what is there");
}
