//! A browser at a desk, with or without a session, and the authenticator in its owner's pocket.

use std::sync::Arc;

use outrider_tests::world::http::{Reply, send};
use outrider_tests::world::{PASSWORD, Server, World, now};
use ring::hmac;
use serde_json::{Value, json};

/// What the browser says it is.
const AGENT: &str =
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:128.0) Gecko/20100101 Firefox/128.0";
/// How long one code is shown, in microseconds.
const STEP: i64 = 30_000_000;

/// A browser.
pub(super) struct Desk {
    server: Arc<Server>,
    slug: String,
    /// The session's token; empty without one.
    pub(super) token: String,
}

/// An authenticator.
pub(super) struct Pocket {
    /// The shared secret, as people type it.
    pub(super) secret: String,
    step: u64,
}

impl Desk {
    /// A browser without a session.
    pub(super) fn stranger(world: &World) -> Desk {
        Desk::with(world, "")
    }

    /// A browser, or a program, with a token.
    pub(super) fn with(world: &World, token: &str) -> Desk {
        Desk {
            server: Arc::clone(&world.server),
            slug: world.slug.clone(),
            token: token.to_owned(),
        }
    }

    /// Signs in by the password alone.
    pub(super) fn signed_in(world: &World, login: &str) -> Desk {
        let reply = Desk::stranger(world).knocks(login, PASSWORD);
        assert!(reply.json()["token"].is_string(), "{}", reply.text());
        Desk::with(world, &word(&reply, "token"))
    }

    /// Signs in by the password and the next code of an authenticator.
    pub(super) fn signed_in_with(world: &World, login: &str, pocket: &mut Pocket) -> Desk {
        let stranger = Desk::stranger(world);
        let pending = word(&stranger.knocks(login, PASSWORD), "pending");
        let reply = pocket.tries(|code| stranger.shows(&pending, code));
        assert_eq!(reply.status, 200, "{}", reply.text());
        Desk::with(world, &word(&reply, "token"))
    }

    /// Takes the first step of a sign-in.
    pub(super) fn knocks(&self, login: &str, password: &str) -> Reply {
        let asked = json!({ "organisation": self.slug, "login": login, "password": password });
        self.post("/v1/sign-in", &asked)
    }

    /// Takes the second one.
    pub(super) fn shows(&self, pending: &str, code: &str) -> Reply {
        let asked = json!({ "pending": pending, "code": code });
        self.post("/v1/sign-in/factor", &asked)
    }

    /// Adds an authenticator; gives it with the recovery codes.
    pub(super) fn adds_totp(&self) -> (Pocket, Vec<String>) {
        let begun = self.post("/v1/account/totp", &json!({ "name": "Phone" }));
        assert_eq!(begun.status, 201, "{}", begun.text());
        let mut pocket = Pocket {
            secret: word(&begun, "secret"),
            step: 0,
        };
        let added = pocket.tries(|code| {
            let shown = json!({ "id": begun.json()["id"], "code": code });
            self.post("/v1/account/totp/confirm", &shown)
        });
        assert!(added.status < 300, "{}", added.text());
        let codes = added.json()["recovery_codes"].clone();
        let codes = codes.as_array().cloned().unwrap_or_default();
        let codes = codes.iter().filter_map(Value::as_str).map(str::to_owned);
        (pocket, codes.collect())
    }

    pub(super) fn get(&self, path: &str) -> Reply {
        self.request("GET", path, b"")
    }

    pub(super) fn post(&self, path: &str, body: &Value) -> Reply {
        self.call("POST", path, body)
    }

    pub(super) fn call(&self, method: &str, path: &str, body: &Value) -> Reply {
        let body = body.to_string();
        let body = if method == "DELETE" { "" } else { &*body };
        self.request(method, path, body.as_bytes())
    }

    fn request(&self, method: &str, path: &str, body: &[u8]) -> Reply {
        let bearer = format!("Bearer {}", self.token);
        let mut headers = vec![("user-agent", AGENT), ("content-type", "application/json")];
        if !self.token.is_empty() {
            headers.push(("authorization", &bearer));
        }
        send(self.server.address(), method, path, &headers, body).expect("the server answers")
    }
}

impl Pocket {
    /// Shows a code that was not shown before: now's, or the next one's, which the server takes as
    /// well. A machine that stood still until the code was too old shows another one.
    fn tries(&mut self, show: impl Fn(&str) -> Reply) -> Reply {
        loop {
            self.step = Pocket::now().max(self.step + 1);
            let reply = show(&self.last());
            if reply.status < 300 || Pocket::now() <= self.step {
                return reply;
            }
        }
    }

    fn now() -> u64 {
        u64::try_from(now() / STEP).expect("it is after 1970")
    }

    /// The code that was shown last.
    pub(super) fn last(&self) -> String {
        let mut key = Vec::new();
        let (mut bits, mut count) = (0_u32, 0);
        for letter in self.secret.bytes() {
            let value = match letter {
                b'A'..=b'Z' => letter - b'A',
                other => other - b'2' + 26,
            };
            bits = bits << 5 | u32::from(value);
            count += 5;
            if count >= 8 {
                count -= 8;
                key.push(u8::try_from(bits >> count & 255).expect("it is a byte"));
            }
        }
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &key);
        let tag = hmac::sign(&key, &self.step.to_be_bytes());
        let tag = tag.as_ref();
        let offset = usize::from(tag[19] & 15);
        let four = [
            tag[offset],
            tag[offset + 1],
            tag[offset + 2],
            tag[offset + 3],
        ];
        let number = u32::from_be_bytes(four) & 0x7fff_ffff;
        format!("{:06}", number % 1_000_000)
    }
}

/// A word of an answer; empty where there is none.
pub(super) fn word(reply: &Reply, field: &str) -> String {
    reply.json()[field].as_str().unwrap_or_default().to_owned()
}

/// The token of a link.
pub(super) fn token_of(link: &str) -> String {
    let (_, fragment) = link.split_once('#').unwrap_or_default();
    let (_, token) = fragment.split_once(':').unwrap_or_default();
    token.to_owned()
}
