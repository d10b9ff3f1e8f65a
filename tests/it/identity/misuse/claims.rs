//! Tokens that were made for another party, time or sign-in, and addresses that are nobody's.

use outrider_tests::identity::Answered;
use outrider_tests::world::{SECOND, now};
use serde_json::{Value, json};

use super::Stage;

#[test]
fn no_token_for_another_party_time_or_sign_in_is_believed() {
    let stage = Stage::new();
    stage.still_works();
    let no = |what: &str, bend: &dyn Fn(&mut Value)| {
        stage.refuses(what, 401, |_, said| bend(&mut said.claims));
    };
    let issuer = stage.provider.issuer();
    for other in [
        "https://evil.example".to_owned(),
        format!("{issuer}/"),
        issuer.replace("http:", "https:"),
        issuer.to_uppercase(),
        String::new(),
    ] {
        no("another issuer", &|claims| claims["iss"] = json!(other));
    }
    for other in [
        json!("somebody-else"),
        json!("OUTRIDER"),
        json!(["somebody-else"]),
        json!(["outrider", "somebody-else"]),
        json!([]),
        json!(""),
        json!({ "outrider": true }),
        json!(null),
    ] {
        no("another audience", &|claims| claims["aud"] = other.clone());
    }
    no("another authorized party", &|claims| {
        claims["azp"] = json!("somebody-else")
    });
    for other in [
        json!(""),
        json!(7),
        json!(null),
        json!("a\nb"),
        json!("x".repeat(256)),
    ] {
        no("no subject", &|claims| claims["sub"] = other.clone());
    }
    let now = now() / SECOND;
    for other in [
        json!(now - 3600),
        json!("never"),
        json!(null),
        json!(0),
        json!(-1),
        json!(-1e300),
    ] {
        no("a token that is over", &|claims| {
            claims["exp"] = other.clone()
        });
    }
    for other in [
        json!(now + 3600),
        json!(now - 86_400),
        json!(null),
        json!("now"),
        json!(1e300),
    ] {
        no("a token of another time", &|claims| {
            claims["iat"] = other.clone()
        });
    }
    no("a token that is not yet good", &|claims| {
        claims["nbf"] = json!(now + 3600)
    });
    let earlier = stage.sets_out().nonce;
    for other in [
        json!("made up"),
        json!(""),
        json!(null),
        json!(earlier),
        json!([earlier]),
    ] {
        no("another sign-in's nonce", &|claims| {
            claims["nonce"] = other.clone()
        });
    }
    no("another access token's hash", &|claims| {
        claims["at_hash"] = json!("AAAAAAAAAAAAAAAAAAAAAA")
    });
    for claim in ["iss", "sub", "aud", "exp", "iat", "nonce"] {
        no("a claim that is missing", &|claims| {
            claims.as_object_mut().unwrap().remove(claim);
        });
    }
    stage.still_works();
}

#[test]
fn nobody_gets_in_by_an_address_that_was_not_verified_or_is_nobodys() {
    let stage = Stage::new();
    stage.world.manager("Twin");
    let no = |what: &str, bend: &dyn Fn(&mut Value)| {
        stage.refuses(what, 401, |_, said| bend(&mut said.claims));
    };
    for verified in [json!(false), json!("true"), json!(1), json!(null)] {
        no("an address that nobody verified", &|claims| {
            claims["email_verified"] = verified.clone()
        });
    }
    no("nothing said of it", &|claims| {
        claims.as_object_mut().unwrap().remove("email_verified");
    });
    for email in [
        "stranger@example.com",
        "boss@example.com@evil.example",
        "boss@example.com ",
        "boss@example.com\u{0}",
        "bo\u{17f}s@example.com",
        "boss@example.co\u{212a}",
        "@example.com",
        "boss",
        "%@example.com",
    ] {
        no("nobody's address", &|claims| claims["email"] = json!(email));
    }
    // Asked for the address, it speaks of somebody else.
    stage
        .provider
        .knows(json!({ "sub": "twin", "email": "twin@example.com", "email_verified": true }));
    no("the address of another subject", &|claims| {
        claims.as_object_mut().unwrap().remove("email");
    });
    stage
        .provider
        .answers("/user", Answered::json(500, &json!({})));
    stage.refuses("no answer about the address", 503, |_, said| {
        said.claims.as_object_mut().unwrap().remove("email");
    });
    stage.still_works();
    // Boss is tied to a subject now: the same address in other hands is not he.
    no("a recycled address", &|claims| {
        claims["sub"] = json!("boss-the-second")
    });
    stage.still_works();
}
