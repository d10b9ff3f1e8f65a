//! Providers that answer or describe themselves badly, and who may name one.

use outrider_tests::identity::{Answered, FakeProvider, Signer, signed};
use serde_json::{Value, json};

use super::Stage;
use crate::identity::visitor::{Visitor, world};

#[test]
fn a_provider_that_answers_codes_badly_gets_nobody_in() {
    let stage = Stage::new();
    let bad = |what: &str, status: u16, answer: Answered| {
        stage.refuses(what, status, |_, said| said.answer = Some(answer));
    };
    let json = |body: Value| Answered::json(200, &body);
    bad("a failure", 503, Answered::json(500, &json!({})));
    bad(
        "a refusal",
        401,
        Answered::json(400, &json!({ "error": "invalid_grant" })),
    );
    bad(
        "no client",
        503,
        Answered::json(401, &json!({ "error": "invalid_client" })),
    );
    bad(
        "no word",
        503,
        json(json!({ "access_token": "a", "token_type": "Bearer" })),
    );
    bad(
        "no access token",
        503,
        json(json!({ "id_token": "a.b.c", "token_type": "Bearer" })),
    );
    let mac = json!({ "id_token": "a.b.c", "access_token": "a", "token_type": "mac" });
    bad("another kind of token", 503, json(mac));
    let page = Answered {
        status: 200,
        headers: Vec::new(),
        body: b"<html>".to_vec(),
    };
    bad("a page", 503, page.clone());
    bad(
        "too much",
        503,
        Answered {
            body: vec![b' '; 600 * 1024],
            ..page
        },
    );
    let elsewhere = format!("{}/elsewhere", stage.provider.issuer());
    for status in [301, 302, 307, 308] {
        let away = Answered {
            status,
            headers: vec![("location".to_owned(), elsewhere.clone())],
            body: Vec::new(),
        };
        bad("a redirect", 503, away);
    }
    let asked = stage.provider.asked();
    assert!(
        asked.iter().all(|line| !line.ends_with("/elsewhere")),
        "{asked:?}"
    );
    stage.still_works();
}

#[test]
fn a_provider_that_describes_itself_badly_is_not_gone_to() {
    let stage = Stage::new();
    let redirect = format!("{}/v1/openid/return", Visitor::new(&stage.world).base);
    type Bend = Box<dyn Fn(&FakeProvider)>;
    let field = |name: &'static str, value: Value| -> Bend {
        Box::new(move |provider| provider.describes(|said| said[name] = value.clone()))
    };
    let answer = |path: &'static str, status: u16, body: &'static [u8]| -> Bend {
        Box::new(move |provider| {
            let headers = vec![("location".to_owned(), format!("{}/keys", provider.issuer()))];
            let body = body.to_vec();
            provider.answers(
                path,
                Answered {
                    status,
                    headers,
                    body,
                },
            );
        })
    };
    const DESCRIPTION: &str = "/.well-known/openid-configuration";
    let cases: Vec<(&str, Bend)> = vec![
        (
            "another issuer",
            field("issuer", json!("https://evil.example")),
        ),
        ("no issuer", field("issuer", json!(null))),
        (
            "no PKCE of today",
            field("code_challenge_methods_supported", json!(["plain"])),
        ),
        (
            "a token endpoint in the clear",
            field("token_endpoint", json!("http://evil.example/token")),
        ),
        (
            "a token endpoint that is a file",
            field("token_endpoint", json!("file:///etc/passwd")),
        ),
        (
            "metadata of a machine in a cloud",
            field("jwks_uri", json!("http://169.254.169.254/latest")),
        ),
        (
            "keys in a file",
            field("jwks_uri", json!("file:///etc/passwd")),
        ),
        (
            "a script",
            field("authorization_endpoint", json!("javascript:alert(1)")),
        ),
        (
            "a page with a password",
            field("authorization_endpoint", json!("https://a:b@evil.example/")),
        ),
        ("no token endpoint", field("token_endpoint", json!(null))),
        ("no description", answer(DESCRIPTION, 404, b"{}")),
        ("a description elsewhere", answer(DESCRIPTION, 302, b"")),
        (
            "a page for a description",
            answer(DESCRIPTION, 200, b"<html>"),
        ),
        ("no keys", answer("/keys", 200, b"[]")),
        ("keys elsewhere", answer("/keys", 301, b"")),
    ];
    for (what, bend) in cases {
        let provider = FakeProvider::start(&redirect);
        provider.publishes(std::slice::from_ref(&stage.es256.public));
        bend(&provider);
        stage.is_set(&provider.issuer());
        let reply = Visitor::new(&stage.world).get(&format!("/v1/openid/{}", stage.world.slug));
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (503, "unavailable"),
            "{what}: {}",
            reply.text()
        );
        assert!(!reply.headers.contains_key("location"), "{what}");
    }
    // Nobody is there.
    stage.is_set("http://127.0.0.1:9");
    let reply = Visitor::new(&stage.world).get(&format!("/v1/openid/{}", stage.world.slug));
    assert_eq!(reply.status, 503);
    // It promises to name itself in its answers, and then does not.
    let provider = FakeProvider::start(&redirect);
    provider.publishes(std::slice::from_ref(&stage.es256.public));
    provider.describes(|said| said["authorization_response_iss_parameter_supported"] = json!(true));
    let stage = Stage { provider, ..stage };
    stage.is_set(&stage.provider.issuer());
    stage.refuses("an answer without the name", 401, |_, _| {});
}

#[test]
fn new_keys_of_a_provider_count_at_once_and_its_secret_is_shown_to_it() {
    let stage = Stage::new();
    stage.still_works();
    let fresh = Signer::eddsa("three");
    stage
        .provider
        .publishes(std::slice::from_ref(&fresh.public));
    let mut trip = stage.sets_out();
    let mut said = stage.honest(&trip);
    said.head = json!({ "alg": "EdDSA", "kid": "three" });
    said.token = Some(signed(
        &fresh,
        &said.head.to_string(),
        &said.claims.to_string(),
    ));
    assert_eq!(stage.returns(&mut trip, &said).status, 303, "the new key");
    stage.refuses("the old key", 401, |_, _| {});
    stage
        .provider
        .publishes(std::slice::from_ref(&stage.es256.public));
    stage.still_works();

    stage.provider.expects("between us: 100% + more");
    stage.refuses("a client that shows none", 503, |_, _| {});
    let issuer = format!("issuer={}", stage.provider.issuer());
    let command = [
        "settings",
        "set",
        "openid",
        "--org",
        &stage.world.slug,
        &issuer,
        "client_id=outrider",
        "private_network=true",
        "--secret",
        "-",
    ];
    let (code, out, err) = stage.world.server.answer(&command, "plain-secret\n");
    assert_eq!(code, 0, "{out}{err}");
    stage.provider.expects("plain-secret");
    stage.still_works();
    let changed = stage.sets_out();
    stage.is_set("http://127.0.0.1:9");
    let mut changed = changed;
    let said = stage.honest(&changed);
    assert_eq!(
        stage.returns(&mut changed, &said).status,
        410,
        "the setting changed on the way"
    );
}

#[test]
fn an_admin_sets_the_provider_but_not_one_in_the_servers_own_network() {
    let world = world();
    let mut admin = Visitor::of(&world, "admin@example.com");
    let good = json!({
        "issuer": "https://login.example.com", "client_id": "outrider",
        "client_secret": "canary-of-a-secret", "domains": ["example.com"],
    });
    let set = admin.put("/v1/settings/openid", &good);
    assert_eq!(set.status, 200, "{}", set.text());
    let shown = [
        set,
        admin.get("/v1/settings/openid"),
        admin.get("/v1/settings"),
    ];
    for reply in shown {
        assert!(!reply.text().contains("canary"), "{}", reply.text());
        assert!(reply.text().contains("https://login.example.com"));
    }
    assert!(!world.server.log().contains("canary"));
    for (field, value) in [
        ("issuer", json!("http://login.example.com")),
        ("issuer", json!("https://127.0.0.1")),
        ("issuer", json!("https://169.254.169.254/")),
        ("issuer", json!("https://localhost")),
        ("issuer", json!(7)),
        ("private_network", json!(true)),
        ("client_id", json!("")),
        ("domains", json!("example.com")),
        ("surprise", json!(true)),
    ] {
        let mut wrong = good.clone();
        wrong[field] = value;
        let reply = admin.put("/v1/settings/openid", &wrong);
        assert_eq!(
            (reply.status, &reply.json()["field"]),
            (400, &json!(field)),
            "{}",
            reply.text()
        );
    }
    assert_eq!(admin.put("/v1/settings/smtp", &json!({})).status, 409);
    assert_eq!(admin.put("/v1/settings/colour", &json!({})).status, 404);
    world.manager("Boss");
    let mut boss = Visitor::of(&world, "boss@example.com");
    for reply in [
        boss.get("/v1/settings/openid"),
        boss.put("/v1/settings/openid", &good),
    ] {
        assert_eq!(reply.status, 403, "{}", reply.text());
    }
    assert_eq!(admin.delete("/v1/settings/openid").status, 204);
    assert_eq!(admin.delete("/v1/settings/openid").status, 404);
    assert_eq!(admin.get("/v1/settings/openid").status, 404);
}
