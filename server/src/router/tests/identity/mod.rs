//! The console's ways in: second factors, links, invitations, sessions, tokens.

mod captured;
mod cookies;
mod factors;
mod invitations;
mod letters;
mod sessions;
mod tokens;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Answer, PASSWORD, World};
use crate::auth::totp;

pub(super) use captured::Captured;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;

/// An authenticator in somebody's pocket.
struct Pocket {
    id: String,
    secret: Vec<u8>,
}

impl Pocket {
    fn code(&self, world: &World) -> String {
        totp::code(&self.secret, world.host.seams.clock.wall())
    }
}

/// Reads a secret as an authenticator does.
fn from_base32(text: &str) -> Vec<u8> {
    let mut bits = String::new();
    for letter in text.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            _ => letter - b'2' + 26,
        };
        bits.push_str(&format!("{value:05b}"));
    }
    bits.as_bytes()
        .chunks_exact(8)
        .map(|eight| u8::from_str_radix(std::str::from_utf8(eight).unwrap(), 2).unwrap())
        .collect()
}

impl World {
    /// Adds an authenticator and returns it with the recovery codes that came.
    async fn adds_totp(&self, token: &str) -> (Pocket, Vec<String>) {
        let begun = self
            .post("/v1/account/totp", token, json!({ "name": "phone" }))
            .await;
        assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.json());
        let begun = begun.json();
        let pocket = Pocket {
            id: begun["id"].as_str().unwrap().to_owned(),
            secret: from_base32(begun["secret"].as_str().unwrap()),
        };
        let shown = json!({ "id": pocket.id, "code": pocket.code(self) });
        let done = self.post("/v1/account/totp/confirm", token, shown).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.json());
        // The step that confirmed is used up.
        self.clock.advance(totp::STEP);
        (pocket, words(&done.json()["recovery_codes"]))
    }

    /// Takes the first step of a sign-in.
    async fn knocks(&self, login: &str, password: &str) -> Answer {
        let asked = json!({ "login": login, "password": password });
        self.post("/v1/sign-in", "", asked).await
    }

    /// Takes the first step and returns what stands for it.
    async fn pending(&self, login: &str) -> String {
        let answer = self.knocks(login, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.json());
        assert!(answer.json()["token"].is_null(), "no session yet");
        answer.json()["pending"].as_str().unwrap().to_owned()
    }

    /// Takes the second step.
    async fn shows(&self, pending: &str, code: &str) -> Answer {
        let asked = json!({ "pending": pending, "code": code });
        self.post("/v1/sign-in/factor", "", asked).await
    }

    async fn account(&self, token: &str) -> Value {
        let answer = self.get("/v1/account", token).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.json());
        answer.json()
    }

    async fn delete(&self, path: &str, token: &str) -> Answer {
        self.call(Method::DELETE, path, token, None).await
    }

    /// The actions of the audit log, the oldest first.
    fn noted(&self) -> Vec<String> {
        let filter = Default::default();
        let lines = self.host.store.audit(self.organisation, &filter, 10_000);
        lines.unwrap().into_iter().map(|line| line.action).collect()
    }

    /// How often something was noted.
    fn count(&self, action: &str) -> usize {
        self.noted().iter().filter(|one| *one == action).count()
    }
}

fn words(list: &Value) -> Vec<String> {
    let list = list.as_array().unwrap();
    list.iter()
        .map(|word| word.as_str().unwrap().to_owned())
        .collect()
}

/// The token behind a link.
fn token_of(link: &str) -> String {
    link.split_once("#")
        .unwrap()
        .1
        .split_once(':')
        .unwrap()
        .1
        .to_owned()
}
