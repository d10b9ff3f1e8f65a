//! OpenID misused: each way in which a provider's word, its answers or its description can be false,
//! bent, old, another's or said twice. None of them lets anybody in, none makes the server fail.

mod claims;
mod provider;
mod token;
mod way;

use outrider_tests::identity::{Answered, FakeProvider, Signer, form, parameters, signed};
use outrider_tests::world::http::Reply;
use outrider_tests::world::{Manager, SECOND, World, now};
use serde_json::{Value, json};

use super::visitor::{Visitor, world};

/// A provider under our control, and a person who may come in by it.
struct Stage {
    world: World,
    provider: FakeProvider,
    boss: Manager,
    es256: Signer,
    eddsa: Signer,
    stranger: Signer,
}

/// A browser that has set out.
struct Trip {
    visitor: Visitor,
    state: String,
    nonce: String,
    challenge: String,
}

/// What is said to the server, before it is bent.
struct Said {
    head: Value,
    claims: Value,
    /// The token, in place of one signed over head and claims.
    token: Option<String>,
    /// The answer to the code, in place of the usual one.
    answer: Option<Answered>,
    /// What the browser comes back with.
    query: Vec<(&'static str, String)>,
}

impl Stage {
    fn new() -> Stage {
        let world = world();
        let boss = world.manager("Boss");
        let redirect = format!("{}/v1/openid/return", Visitor::new(&world).base);
        let stage = Stage {
            provider: FakeProvider::start(&redirect),
            es256: Signer::es256("one"),
            eddsa: Signer::eddsa("two"),
            stranger: Signer::es256("one"),
            boss,
            world,
        };
        let keys = [stage.es256.public.clone(), stage.eddsa.public.clone()];
        stage.provider.publishes(&keys);
        stage.is_set(&stage.provider.issuer());
        stage
    }

    fn is_set(&self, issuer: &str) {
        let issuer = format!("issuer={issuer}");
        let command = [
            "settings",
            "set",
            "openid",
            "--org",
            &self.world.slug,
            &issuer,
            "client_id=outrider",
            "private_network=true",
        ];
        self.world.server.command(&command);
    }

    fn sets_out(&self) -> Trip {
        let mut visitor = Visitor::new(&self.world);
        let reply = visitor.get(&format!("/v1/openid/{}", self.world.slug));
        assert_eq!(reply.status, 303, "{}", reply.text());
        let location = &reply.headers["location"];
        let asked = parameters(location);
        assert!(location.starts_with(&format!("{}/authorize?", self.provider.issuer())));
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["code_challenge_method"], "S256");
        assert_eq!(asked["client_id"], "outrider");
        assert!(asked["scope"].split(' ').any(|scope| scope == "openid"));
        Trip {
            visitor,
            state: asked["state"].clone(),
            nonce: asked["nonce"].clone(),
            challenge: asked["code_challenge"].clone(),
        }
    }

    /// What an honest provider says of Boss.
    fn honest(&self, trip: &Trip) -> Said {
        let now = now() / SECOND;
        Said {
            head: json!({ "alg": "ES256", "kid": "one", "typ": "JWT" }),
            claims: json!({
                "iss": self.provider.issuer(), "sub": "boss", "aud": "outrider",
                "iat": now, "exp": now + 300, "nonce": trip.nonce,
                "email": "boss@example.com", "email_verified": true, "name": "Boss",
            }),
            token: None,
            answer: None,
            query: vec![
                ("code", "the-code".to_owned()),
                ("state", trip.state.clone()),
            ],
        }
    }

    /// Comes back with what is said.
    fn returns(&self, trip: &mut Trip, said: &Said) -> Reply {
        let token = said.token.clone();
        let token = token.unwrap_or_else(|| self.signs(&said.head, &said.claims));
        let answer = said.answer.clone().unwrap_or_else(|| tokens(&token));
        self.provider
            .will_answer("the-code", &trip.challenge, answer);
        let pairs = said
            .query
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)));
        let query = pairs.collect::<Vec<_>>().join("&");
        trip.visitor.get(&format!("/v1/openid/return?{query}"))
    }

    fn signs(&self, head: &Value, claims: &Value) -> String {
        signed(&self.es256, &head.to_string(), &claims.to_string())
    }

    /// An honest sign-in goes well: nothing that came before has hurt it.
    fn still_works(&self) {
        let mut trip = self.sets_out();
        let said = self.honest(&trip);
        let reply = self.returns(&mut trip, &said);
        assert_eq!(reply.status, 303, "{}", reply.text());
        let entered = trip
            .visitor
            .post("/v1/openid", &json!({ "ticket": ticket(&reply) }));
        assert_eq!(
            entered.json()["person"],
            json!(self.boss.person),
            "{}",
            entered.text()
        );
    }

    /// Says something bent, and sees that it leads nowhere.
    fn refuses(&self, what: &str, status: u16, bend: impl FnOnce(&Stage, &mut Said)) {
        let mut trip = self.sets_out();
        let mut said = self.honest(&trip);
        bend(self, &mut said);
        let reply = self.returns(&mut trip, &said);
        assert_eq!(
            reply.status,
            status,
            "{what}: {} {:?}",
            reply.text(),
            reply.headers
        );
        assert!(!reply.headers.contains_key("location"), "{what}");
        assert!(
            !reply.text().contains("the-code"),
            "{what}: {}",
            reply.text()
        );
    }
}

fn tokens(id_token: &str) -> Answered {
    let said = json!({
        "id_token": id_token, "access_token": "access", "token_type": "Bearer", "expires_in": 60,
    });
    Answered::json(200, &said)
}

fn ticket(reply: &Reply) -> String {
    let location = reply.headers.get("location").cloned().unwrap_or_default();
    let (_, fragment) = location
        .split_once("/sign-in#")
        .expect("the ticket stands in the fragment");
    form(fragment).remove("openid").expect("there is a ticket")
}

fn escaped(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(escape).collect()
}
