//! Passkeys: made, shown alone and after the password, named, removed; and everything that does not
//! count.

use outrider_tests::identity::{Authenticator, Bent, PRESENT, VERIFIED, straight};
use outrider_tests::world::{PASSWORD, World};
use serde_json::{Value, json};

use super::visitor::{Visitor, world};

const BOSS: &str = "boss@example.com";

/// Makes a passkey for whoever sits at the visitor.
fn makes(visitor: &mut Visitor, name: &str) -> (Authenticator, Value) {
    let mut authenticator = Authenticator::new(&visitor.base);
    let reply = tries_to_make(visitor, &mut authenticator, name, &straight());
    assert_eq!(reply.0, 201, "{}", reply.1);
    (authenticator, reply.1)
}

fn tries_to_make(
    visitor: &mut Visitor,
    authenticator: &mut Authenticator,
    name: &str,
    bent: &Bent,
) -> (u16, Value) {
    let asked = visitor.post("/v1/account/passkeys/challenge", &json!({}));
    assert_eq!(asked.status, 200, "{}", asked.text());
    let passkey = authenticator.creates(&asked.json(), bent);
    let reply = visitor.post(
        "/v1/account/passkeys",
        &json!({ "name": name, "passkey": passkey }),
    );
    (reply.status, reply.json())
}

/// Asks for a challenge to sign in with.
fn question(world: &World, more: &Value) -> Value {
    let mut asked = json!({ "organisation": world.slug });
    for (name, value) in more.as_object().into_iter().flatten() {
        asked[name] = value.clone();
    }
    let reply = Visitor::new(world).post("/v1/sign-in/passkey/challenge", &asked);
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

fn enters(world: &World, passkey: &Value) -> (u16, Value) {
    let reply = Visitor::new(world).post("/v1/sign-in/passkey", &json!({ "passkey": passkey }));
    (reply.status, reply.json())
}

/// The passkeys that a person sees of his own.
fn kept(visitor: &mut Visitor) -> Vec<Value> {
    let own = visitor.get("/v1/account").json();
    let factors = own["factors"].as_array().cloned().unwrap_or_default();
    factors
        .into_iter()
        .filter(|one| one["kind"] == "passkey")
        .collect()
}

#[test]
fn a_manager_makes_a_passkey_signs_in_with_it_names_it_and_takes_it_away() {
    let world = world();
    world.manager("Boss");
    let mut visitor = Visitor::of(&world, BOSS);
    let asked = visitor
        .post("/v1/account/passkeys/challenge", &json!({}))
        .json();
    assert_eq!(asked["rp"]["id"], "localhost");
    assert_eq!(asked["attestation"], "none");
    assert_eq!(asked["authenticatorSelection"]["residentKey"], "required");
    let (mut authenticator, made) = makes(&mut visitor, "Laptop");
    assert_eq!(made["passkey"]["name"], "Laptop");
    assert!(
        made["recovery_codes"].is_array(),
        "the first factor brings them: {made}"
    );
    let again = visitor
        .post("/v1/account/passkeys/challenge", &json!({}))
        .json();
    let known = again["excludeCredentials"].as_array().map(Vec::len);
    assert_eq!(known, Some(1), "the browser is told what is there already");

    for more in [
        json!({}),
        json!({ "login": BOSS }),
        json!({ "login": " BOSS@example.com" }),
    ] {
        let asked = question(&world, &more);
        assert_eq!(asked["userVerification"], "required");
        let (status, entered) = enters(&world, &authenticator.answers(&asked, &straight()));
        assert_eq!(
            (status, &entered["person_name"]),
            (200, &json!("Boss")),
            "{entered}"
        );
        let mut visitor = Visitor::new(&world);
        visitor.bears(&entered);
        assert_eq!(visitor.get("/v1/tasks").status, 200);
    }

    let id = made["passkey"]["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/account/passkeys/{id}");
    assert_eq!(
        visitor.put(&path, &json!({ "name": " Blue key " })).status,
        200
    );
    assert_eq!(kept(&mut visitor)[0]["name"], "Blue key");
    for wrong in ["", "\u{7}", &"x".repeat(81)] {
        let reply = visitor.put(&path, &json!({ "name": wrong }));
        assert_eq!(
            (reply.status, &reply.json()["field"]),
            (400, &json!("name"))
        );
    }
    let mut other = Visitor::of(&world, "admin@example.com");
    let foreign = other.put(&path, &json!({ "name": "Mine" }));
    let missing = other.put(
        "/v1/account/passkeys/00000000-0000-4000-8000-000000000000",
        &json!({ "name": "Mine" }),
    );
    assert_eq!((foreign.status, foreign.body), (404, missing.body));
    assert_eq!(
        other.delete(&format!("/v1/account/factors/{id}")).status,
        404
    );

    assert_eq!(
        visitor.delete(&format!("/v1/account/factors/{id}")).status,
        204
    );
    assert!(kept(&mut visitor).is_empty());
    let asked = question(&world, &json!({}));
    assert_eq!(
        enters(&world, &authenticator.answers(&asked, &straight())).0,
        401
    );
}

#[test]
fn after_the_password_a_passkey_is_the_second_factor_and_need_not_know_its_owner() {
    let world = world();
    world.manager("Boss");
    let (mut authenticator, _) = makes(&mut Visitor::of(&world, BOSS), "Key");
    let mut visitor = Visitor::new(&world);
    let asked = json!({ "organisation": world.slug, "login": BOSS, "password": PASSWORD });
    let first = visitor.post("/v1/sign-in", &asked).json();
    assert!(first.get("token").is_none(), "{first}");
    assert_eq!(first["factors"][0], "passkey");
    let pending = first["pending"].clone();
    let ask = |world: &World| question(world, &json!({ "pending": pending }));
    let known = ask(&world)["allowCredentials"].clone();
    assert_eq!(known.as_array().map(Vec::len), Some(1), "{known}");
    // An answer to a challenge of another step, and one without anything.
    let alone = question(&world, &json!({}));
    let wrong = authenticator.answers(&alone, &straight());
    let reply = visitor.post(
        "/v1/sign-in/factor",
        &json!({ "pending": pending, "passkey": wrong }),
    );
    assert_eq!(reply.status, 401, "{}", reply.text());
    let reply = visitor.post("/v1/sign-in/factor", &json!({ "pending": pending }));
    assert_eq!(
        (reply.status, &reply.json()["field"]),
        (400, &json!("code"))
    );
    let unverified = Bent {
        without: VERIFIED,
        ..straight()
    };
    let answer = authenticator.answers(&ask(&world), &unverified);
    let reply = visitor.post(
        "/v1/sign-in/factor",
        &json!({ "pending": pending, "passkey": answer }),
    );
    assert_eq!(reply.status, 200, "{}", reply.text());
    let again = authenticator.answers(&alone, &straight());
    let reply = visitor.post(
        "/v1/sign-in/factor",
        &json!({ "pending": pending, "passkey": again }),
    );
    assert_eq!(
        reply.status,
        410,
        "the first step is used up: {}",
        reply.text()
    );
}

#[test]
fn a_passkey_that_was_not_made_here_as_it_was_asked_is_not_kept() {
    let world = world();
    world.manager("Boss");
    let mut visitor = Visitor::of(&world, BOSS);
    let bent = |edit: &dyn Fn(&mut Bent)| {
        let mut bent = straight();
        edit(&mut bent);
        bent
    };
    let other_page = visitor.base.replace("localhost", "localhost.evil.example");
    let wrong: Vec<(&str, Bent, u16)> = vec![
        (
            "another page",
            bent(&|it| it.origin = Some(other_page.clone())),
            400,
        ),
        (
            "another port",
            bent(&|it| it.origin = Some("http://localhost:1".into())),
            400,
        ),
        (
            "a page without its port",
            bent(&|it| it.origin = Some("http://localhost".into())),
            400,
        ),
        ("a frame", bent(&|it| it.cross_origin = true), 400),
        (
            "another name",
            bent(&|it| it.rp = Some("evil.example".into())),
            400,
        ),
        (
            "another act",
            bent(&|it| it.act = Some("webauthn.get")),
            400,
        ),
        (
            "no challenge",
            bent(&|it| it.challenge = Some(String::new())),
            410,
        ),
        (
            "a made up challenge",
            bent(&|it| it.challenge = Some("AAAA".into())),
            410,
        ),
        ("nobody present", bent(&|it| it.without = PRESENT), 400),
        ("no key", bent(&|it| it.without = 64), 400),
        ("copied but not to be copied", bent(&|it| it.with = 16), 400),
        ("extensions that are none", bent(&|it| it.with = 128), 400),
        (
            "another algorithm",
            bent(&|it| it.algorithm = Some(0x38)),
            400,
        ),
        (
            "the algorithm of another curve",
            bent(&|it| it.algorithm = Some(0x27)),
            400,
        ),
        ("a statement", bent(&|it| it.format = Some("packed")), 400),
        ("another id", bent(&|it| it.id = Some(vec![1; 32])), 400),
        ("bytes behind", bent(&|it| it.trailing = true), 400),
    ];
    for (what, bent, expected) in wrong {
        let mut authenticator = Authenticator::new(&visitor.base);
        let (status, said) = tries_to_make(&mut visitor, &mut authenticator, "Wrong", &bent);
        assert_eq!(status, expected, "{what}: {said}");
    }
    // Another person's challenge, one that was answered, and one of a sign-in.
    let mut admin = Visitor::of(&world, "admin@example.com");
    let asked = admin
        .post("/v1/account/passkeys/challenge", &json!({}))
        .json();
    let mut authenticator = Authenticator::new(&visitor.base);
    let passkey = authenticator.creates(&asked, &straight());
    let body = json!({ "name": "Wrong", "passkey": passkey });
    assert_eq!(visitor.post("/v1/account/passkeys", &body).status, 410);
    assert_eq!(
        admin.post("/v1/account/passkeys", &body).status,
        410,
        "it is spent by the attempt"
    );
    let asked = question(&world, &json!({}));
    let passkey = Authenticator::new(&visitor.base).creates(&asked, &straight());
    let body = json!({ "name": "Wrong", "passkey": passkey });
    assert_eq!(visitor.post("/v1/account/passkeys", &body).status, 410);
    for body in [
        json!({}),
        json!({ "name": "x", "passkey": {} }),
        json!({ "name": "x", "passkey": 1 }),
    ] {
        assert_eq!(visitor.post("/v1/account/passkeys", &body).status, 400);
    }
    assert!(kept(&mut visitor).is_empty(), "nothing of all that is kept");
    // The same authenticator's key is known once.
    let (mut authenticator, _) = makes(&mut visitor, "Right");
    let twice = tries_to_make(&mut visitor, &mut authenticator, "Twice", &straight());
    assert_eq!(twice.0, 409, "{}", twice.1);
    let other = tries_to_make(&mut admin, &mut authenticator, "Taken", &straight());
    assert_eq!(other.0, 409, "nor is it another person's: {}", other.1);
}

#[test]
fn only_the_key_itself_on_this_page_with_this_challenge_signs_in() {
    let world = world();
    world.manager("Boss");
    world.manager("Mate");
    let mut visitor = Visitor::of(&world, BOSS);
    let (mut bosses, _) = makes(&mut visitor, "Boss's");
    let (mut mates, _) = makes(&mut Visitor::of(&world, "mate@example.com"), "Mate's");
    let bent = |edit: &dyn Fn(&mut Bent)| {
        let mut bent = straight();
        edit(&mut bent);
        bent
    };
    let asked = question(&world, &json!({}));
    let mates_user = mates.answers(&asked, &straight())["response"]["userHandle"].clone();
    let mates_id = mates.id.clone();
    let wrong: Vec<(&str, Bent)> = vec![
        (
            "another page",
            bent(&|it| it.origin = Some("https://evil.example".into())),
        ),
        (
            "the page over TLS",
            bent(&|it| it.origin = Some(visitor.base.replace("http:", "https:"))),
        ),
        (
            "the origin with a slash",
            bent(&|it| it.origin = Some(format!("{}/", visitor.base))),
        ),
        ("a frame", bent(&|it| it.cross_origin = true)),
        (
            "another name",
            bent(&|it| it.rp = Some("evil.example".into())),
        ),
        (
            "a longer name",
            bent(&|it| it.rp = Some("a.localhost".into())),
        ),
        ("another act", bent(&|it| it.act = Some("webauthn.create"))),
        ("payment", bent(&|it| it.act = Some("payment.get"))),
        (
            "no challenge",
            bent(&|it| it.challenge = Some(String::new())),
        ),
        (
            "a made up challenge",
            bent(&|it| it.challenge = Some("AAAA".into())),
        ),
        ("nobody present", bent(&|it| it.without = PRESENT)),
        ("nobody verified", bent(&|it| it.without = VERIFIED)),
        ("a key that changed its kind", bent(&|it| it.with = 8)),
        ("a tampered signature", bent(&|it| it.tampered = true)),
        ("bytes behind", bent(&|it| it.trailing = true)),
        ("nobody's credential", bent(&|it| it.id = Some(vec![9; 32]))),
        (
            "another person's credential",
            bent(&|it| it.id = Some(mates_id.clone())),
        ),
        (
            "another person's name",
            bent(&|it| it.user = Some(mates_user.clone())),
        ),
        ("no name", bent(&|it| it.user = Some(Value::Null))),
        (
            "a count that stands still",
            bent(&|it| it.counter = Some(0)),
        ),
    ];
    // Counts once, so that a later 0 is a step back.
    let asked = question(&world, &json!({}));
    assert_eq!(enters(&world, &bosses.answers(&asked, &straight())).0, 200);
    for (what, bent) in wrong {
        let asked = question(&world, &json!({}));
        let answer = bosses.answers(&asked, &bent);
        let (status, said) = enters(&world, &answer);
        assert_eq!(
            (status, &said["code"]),
            (401, &json!("unauthenticated")),
            "{what}"
        );
        assert!(said.get("detail").is_none(), "why is not said: {said}");
        let good = bosses.answers(&asked, &straight());
        let is_spent = enters(&world, &good).0 == 401;
        let was_answered = bent.challenge.is_none() && bent.act.is_none() && bent.origin.is_none();
        assert_eq!(
            is_spent,
            was_answered && !bent.cross_origin,
            "{what}: one try a challenge"
        );
    }
    // What was answered once is not answered again.
    let asked = question(&world, &json!({}));
    let answer = bosses.answers(&asked, &straight());
    assert_eq!(enters(&world, &answer).0, 200);
    assert_eq!(enters(&world, &answer).0, 401, "a replay");
    // A login that was named counts; nobody's login lets nobody in, and looks the same.
    let asked = question(&world, &json!({ "login": BOSS }));
    assert_eq!(enters(&world, &mates.answers(&asked, &straight())).0, 401);
    let nobody = question(&world, &json!({ "login": "nobody@example.com" }));
    assert_eq!(enters(&world, &bosses.answers(&nobody, &straight())).0, 401);
    let parts = |asked: &Value| {
        let mut asked = asked.clone();
        asked["challenge"] = json!(asked["challenge"].as_str().map(str::len));
        asked
    };
    assert_eq!(parts(&asked), parts(&nobody));
    // Of the step after the password it is not good either.
    let sign_in = json!({ "organisation": world.slug, "login": BOSS, "password": PASSWORD });
    let pending = Visitor::new(&world).post("/v1/sign-in", &sign_in).json()["pending"].clone();
    let asked = question(&world, &json!({ "pending": pending }));
    assert_eq!(enters(&world, &bosses.answers(&asked, &straight())).0, 401);
    // A copy of the key that is behind is refused; the key itself goes on.
    let asked = question(&world, &json!({}));
    let copy = bent(&|it| it.counter = Some(1));
    assert_eq!(enters(&world, &bosses.answers(&asked, &copy)).0, 401);
    let asked = question(&world, &json!({}));
    assert_eq!(enters(&world, &bosses.answers(&asked, &straight())).0, 200);
    for body in [
        json!({}),
        json!({ "passkey": { "rawId": "%" } }),
        json!({ "passkey": [] }),
    ] {
        assert_eq!(
            Visitor::new(&world)
                .post("/v1/sign-in/passkey", &body)
                .status,
            400
        );
    }
}

#[test]
fn a_passkey_of_one_organisation_is_none_in_another() {
    let world = world();
    world.manager("Boss");
    let (mut authenticator, _) = makes(&mut Visitor::of(&world, BOSS), "Key");
    let other = World::on(std::sync::Arc::clone(&world.server));
    let asked = question(&other, &json!({}));
    assert_eq!(
        enters(&world, &authenticator.answers(&asked, &straight())).0,
        401
    );
    let asked = question(&world, &json!({}));
    assert_eq!(
        enters(&world, &authenticator.answers(&asked, &straight())).0,
        200
    );
    let nowhere = json!({ "organisation": "nowhere" });
    let reply = Visitor::new(&world).post("/v1/sign-in/passkey/challenge", &nowhere);
    assert_eq!(reply.status, 404);
}
