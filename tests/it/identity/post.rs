//! Letters, by a relay that really listens, and the settings behind them.

use outrider_tests::identity::Letterbox;
use outrider_tests::world::World;
use serde_json::{Value, json};

use super::visitor::{Visitor, world};

const BOSS: &str = "boss@example.com";

/// Lets an organisation's letters go to a relay, and a person have an address.
fn stage(letterbox: &Letterbox, tls: &str) -> World {
    let world = world();
    world.manager("Boss");
    let address = letterbox.address();
    let (host, port) = (
        format!("host={}", address.ip()),
        format!("port={}", address.port()),
    );
    let tls = format!("tls={tls}");
    let command = [
        "settings",
        "set",
        "smtp",
        "--org",
        &world.slug,
        &host,
        &port,
        &tls,
        "user=acme",
        "from=Acme <post@acme.example>",
        "--secret",
        "-",
    ];
    let (code, out, err) = world.server.answer(&command, "canary-password\n");
    assert_eq!(code, 0, "{out}{err}");
    assert!(!format!("{out}{err}").contains("canary"), "{out}{err}");
    let mut boss = Visitor::of(&world, BOSS);
    let told = boss.put(
        "/v1/account/email",
        &json!({ "email": "boss@acme.example" }),
    );
    assert_eq!(told.status, 204, "{}", told.text());
    world
}

/// Asks for a letter as somebody does who forgot his password.
fn asks(world: &World) {
    let asked = json!({ "organisation": world.slug, "login": BOSS });
    let reply = Visitor::new(world).post("/v1/forgotten", &asked);
    assert_eq!(reply.status, 202, "{}", reply.text());
}

/// Waits for a line of the server's log.
fn logs(world: &World, what: &str) -> String {
    let until = outrider_tests::world::now() + outrider_tests::world::MINUTE;
    loop {
        let log = world.server.log();
        if log.contains(what) {
            return log;
        }
        assert!(
            outrider_tests::world::now() < until,
            "never logged: {what}: {log}"
        );
        std::thread::yield_now();
    }
}

#[test]
fn a_letter_goes_to_the_organisations_relay_and_again_when_that_was_busy() {
    let letterbox = Letterbox::start();
    let world = stage(&letterbox, "none");
    letterbox.refuses("451 4.3.0 <boss@acme.example> come again");
    asks(&world);
    let letter = letterbox.receives();
    let (head, text) = letter.split_once("\r\n\r\n").expect("a letter has a head");
    for line in [
        "From: ",
        "To: boss@acme.example",
        "Message-ID: <",
        "Auto-Submitted: auto-generated",
        "Date: ",
    ] {
        assert!(
            head.lines().any(|said| said.starts_with(line)),
            "{line}: {head}"
        );
    }
    assert!(head.contains("post@acme.example"), "{head}");
    assert!(text.contains("welcome"), "the link stands in it: {text}");
    letterbox.hears("MAIL FROM:<post@acme.example>");
    letterbox.hears("RCPT TO:<boss@acme.example>");
    letterbox.hears("AUTH PLAIN ");
    let log = logs(&world, "it is tried again");
    for secret in ["boss@acme.example", "canary", "come again", "reset"] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}

#[test]
fn a_letter_that_is_refused_for_good_is_logged_without_its_address() {
    let letterbox = Letterbox::start();
    let world = stage(&letterbox, "none");
    letterbox.refuses("550 5.1.1 <boss@acme.example> nobody here");
    asks(&world);
    let log = logs(&world, "550");
    assert!(
        !log.contains("boss@acme.example") && !log.contains("nobody here"),
        "{log}"
    );
}

#[test]
fn nothing_is_said_to_a_relay_that_does_not_begin_tls() {
    let letterbox = Letterbox::start();
    let world = stage(&letterbox, "starttls");
    asks(&world);
    letterbox.hears("EHLO ");
    logs(&world, "a letter was not sent");
    let heard = letterbox.heard();
    let is_secret = |line: &&String| {
        ["AUTH", "MAIL", "RCPT", "DATA"]
            .iter()
            .any(|verb| line.starts_with(verb))
    };
    assert_eq!(heard.iter().find(is_secret), None, "{heard:?}");
}

#[test]
fn the_command_line_shows_settings_without_their_secrets_and_takes_none_as_an_argument() {
    let letterbox = Letterbox::start();
    let world = stage(&letterbox, "none");
    let said = |words: &[&str]| {
        let org = ["--org", &world.slug];
        let all: Vec<&str> = words.iter().chain(&org).copied().collect();
        world.server.try_command(&all)
    };
    for words in [
        &["settings", "list"][..],
        &["settings", "get", "smtp"],
        &["settings", "list", "--json"],
    ] {
        let (code, out, err) = said(words);
        assert_eq!(code, 0, "{err}");
        assert!(
            out.contains("post@acme.example") && !out.contains("canary"),
            "{out}"
        );
    }
    let shown: Value =
        serde_json::from_str(&said(&["settings", "get", "smtp", "--json"]).1).unwrap();
    assert_eq!(shown["smtp"]["user"], "acme");
    for (words, code) in [
        (
            &[
                "settings",
                "set",
                "smtp",
                "host=a",
                "from=a@b.example",
                "password=canary",
            ][..],
            2,
        ),
        (&["settings", "set", "smtp", "host=relay.example.com"], 1),
        (
            &[
                "settings",
                "set",
                "smtp",
                "host=relay.example.com",
                "from=a@b.example",
                "tls=none",
            ],
            1,
        ),
        (&["settings", "set", "smtp", "hosts=a"], 2),
        (&["settings", "set", "smtp", "port=many"], 2),
        (&["settings", "set", "smtp", "host"], 2),
        (
            &[
                "settings",
                "set",
                "second_factor",
                "required",
                "--secret",
                "-",
            ],
            2,
        ),
        (&["settings", "set", "second_factor", "sometimes"], 1),
        (&["settings", "set", "colour", "red"], 2),
        (&["settings", "get", "openid"], 1),
        (&["settings", "remove", "openid"], 1),
    ] {
        let (ended, out, err) = said(words);
        assert_eq!(ended, code, "{words:?}: {out}{err}");
        assert!(!err.contains("canary"), "{err}");
    }
    assert_eq!(
        said(&["settings", "get", "smtp"]).0,
        0,
        "the earlier one stands"
    );
    assert_eq!(said(&["settings", "set", "second_factor", "required"]).0, 0);
    assert_eq!(said(&["settings", "remove", "smtp"]).0, 0);
    assert_eq!(said(&["settings", "get", "smtp"]).0, 1);
}
