//! Answers and tickets that come twice, late, from another browser or another provider.

use serde_json::json;

use super::{Stage, Trip, ticket};
use crate::identity::visitor::Visitor;

#[test]
fn what_comes_back_is_good_once_in_the_browser_that_set_out() {
    let stage = Stage::new();
    // Without a state, with nobody's, with one of another organisation's form.
    for state in ["", "made-up", "AAAAAAAAAAAAAAAAAAAAAA.AAAA", "%00", "a.b.c"] {
        let mut trip = stage.sets_out();
        let mut said = stage.honest(&trip);
        said.query[1].1 = state.to_owned();
        assert_eq!(stage.returns(&mut trip, &said).status, 410, "{state:?}");
    }
    let mut trip = stage.sets_out();
    let mut said = stage.honest(&trip);
    said.query.pop();
    assert_eq!(
        stage.returns(&mut trip, &said).status,
        410,
        "no state at all"
    );
    // The same answer a second time.
    let mut trip = stage.sets_out();
    let said = stage.honest(&trip);
    let first = stage.returns(&mut trip, &said);
    assert_eq!(first.status, 303);
    assert_eq!(stage.returns(&mut trip, &said).status, 410, "a replay");
    // Another browser: without the cookie, and with its own.
    let mut trip = stage.sets_out();
    let said = stage.honest(&trip);
    trip.visitor.browser.cookies.clear();
    assert_eq!(stage.returns(&mut trip, &said).status, 410, "no cookie");
    let (mut trip, mut other) = (stage.sets_out(), stage.sets_out());
    let said = stage.honest(&trip);
    std::mem::swap(&mut trip.visitor, &mut other.visitor);
    assert_eq!(
        stage.returns(&mut trip, &said).status,
        410,
        "a login forced upon a browser"
    );
    // A code of another sign-in: the provider holds the challenge against it.
    let (mut trip, other) = (stage.sets_out(), stage.sets_out());
    let said = stage.honest(&trip);
    trip.challenge = other.challenge;
    assert_eq!(
        stage.returns(&mut trip, &said).status,
        401,
        "a code of another sign-in"
    );
    // What a provider says instead of a code.
    stage.refuses("access denied", 401, |_, said| {
        said.query[0] = ("error", "access_denied".to_owned());
    });
    stage.refuses("neither code nor error", 401, |_, said| {
        said.query[0] = ("x", String::new())
    });
    stage.refuses("code and error", 401, |_, said| {
        said.query.push(("error", "x".to_owned()))
    });
    stage.refuses("two codes", 400, |_, said| {
        said.query.push(("code", "another".to_owned()))
    });
    stage.refuses("a code of nobody", 401, |_, said| {
        said.query[0].1 = "nobody's".to_owned()
    });
    // Whose answer it is (mix-up).
    stage.refuses("another provider's answer", 401, |_, said| {
        said.query.push(("iss", "https://evil.example".to_owned()));
    });
    let mut trip = stage.sets_out();
    let mut said = stage.honest(&trip);
    said.query.push(("iss", stage.provider.issuer()));
    assert_eq!(
        stage.returns(&mut trip, &said).status,
        303,
        "its own name is well"
    );
    stage.still_works();
}

#[test]
fn a_ticket_is_good_once_in_its_own_browser_and_nothing_else_is_one() {
    let stage = Stage::new();
    let arrives = || {
        let mut trip = stage.sets_out();
        let said = stage.honest(&trip);
        let reply = stage.returns(&mut trip, &said);
        (trip, ticket(&reply))
    };
    let spend = |trip: &mut Trip, ticket: &str| {
        trip.visitor
            .post("/v1/openid", &json!({ "ticket": ticket }))
            .status
    };
    let (mut trip, good) = arrives();
    let mut other = stage.sets_out();
    assert_eq!(spend(&mut other, &good), 410, "another browser's cookie");
    assert_eq!(spend(&mut trip, &good), 410, "which spends it");
    let (mut trip, good) = arrives();
    let cookies = std::mem::take(&mut trip.visitor.browser.cookies);
    assert_eq!(spend(&mut trip, &good), 410, "no cookie");
    trip.visitor.browser.cookies = cookies;
    let state = stage.sets_out().state;
    for wrong in ["", "made-up", &state, &good.to_lowercase()] {
        assert_eq!(spend(&mut trip, wrong), 410, "{wrong}");
    }
    let (mut trip, good) = arrives();
    let mut said = stage.honest(&trip);
    said.query[1].1.clone_from(&good);
    assert_eq!(
        stage.returns(&mut trip, &said).status,
        410,
        "a ticket is no state"
    );
    assert_eq!(spend(&mut trip, &good), 200);
    assert_eq!(spend(&mut trip, &good), 410);
    for body in [json!({}), json!({ "ticket": 7 }), json!([])] {
        assert_eq!(trip.visitor.post("/v1/openid", &body).status, 400, "{body}");
    }
    // With a second factor it is the first step, no more.
    let mut visitor = Visitor::of(&stage.world, "boss@example.com");
    let asked = visitor
        .post("/v1/account/passkeys/challenge", &json!({}))
        .json();
    let mut key = outrider_tests::identity::Authenticator::new(&visitor.base);
    let made = key.creates(&asked, &outrider_tests::identity::straight());
    let made = visitor.post(
        "/v1/account/passkeys",
        &json!({ "name": "Key", "passkey": made }),
    );
    assert_eq!(made.status, 201, "{}", made.text());
    let (mut trip, good) = arrives();
    let entered = trip
        .visitor
        .post("/v1/openid", &json!({ "ticket": good }))
        .json();
    assert!(
        entered.get("token").is_none() && entered["pending"].is_string(),
        "{entered}"
    );
}
