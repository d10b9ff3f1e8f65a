//! A browser at a server, with a session where it has one.

use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use outrider_tests::identity::Browser;
use outrider_tests::world::http::Reply;
use outrider_tests::world::{PASSWORD, Server, World};
use serde_json::{Value, json};

/// A server that takes each browser's word for its address, so that attempts of one story are not
/// counted with those of another.
pub(super) fn world() -> World {
    World::on(Arc::new(Server::start_with(&["--behind-proxy"])))
}

/// A browser.
pub(super) struct Visitor {
    pub(super) browser: Browser,
    /// The server, as browsers call it.
    pub(super) base: String,
}

impl Visitor {
    /// Opens a browser that nobody has signed in with.
    pub(super) fn new(world: &World) -> Visitor {
        static NEXT: AtomicU16 = AtomicU16::new(1);
        let [high, low] = NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let address = format!("192.0.{high}.{low}");
        let browser = Browser {
            headers: vec![("x-forwarded-for".to_owned(), address)],
            ..Browser::default()
        };
        let base = format!("http://localhost:{}", world.server.address().port());
        Visitor { browser, base }
    }

    /// Signs in by a password.
    pub(super) fn of(world: &World, login: &str) -> Visitor {
        let mut visitor = Visitor::new(world);
        let asked = json!({ "organisation": world.slug, "login": login, "password": PASSWORD });
        let reply = visitor.post("/v1/sign-in", &asked);
        assert_eq!(reply.status, 200, "{}", reply.text());
        visitor.bears(&reply.json());
        visitor
    }

    /// Goes on with the session of an answer.
    pub(super) fn bears(&mut self, signed_in: &Value) {
        let token = signed_in["token"].as_str().expect("there is a token");
        self.browser
            .headers
            .retain(|(name, _)| name != "authorization");
        let bearer = ("authorization".to_owned(), format!("Bearer {token}"));
        self.browser.headers.push(bearer);
    }

    pub(super) fn get(&mut self, path: &str) -> Reply {
        self.browser.get(&format!("{}{path}", self.base))
    }

    pub(super) fn post(&mut self, path: &str, body: &Value) -> Reply {
        self.browser.posts(&format!("{}{path}", self.base), body)
    }

    pub(super) fn put(&mut self, path: &str, body: &Value) -> Reply {
        self.browser.puts(&format!("{}{path}", self.base), body)
    }

    pub(super) fn delete(&mut self, path: &str) -> Reply {
        self.browser.deletes(&format!("{}{path}", self.base))
    }
}
