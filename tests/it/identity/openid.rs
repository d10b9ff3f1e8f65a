//! Signing in by a real OpenID provider, the whole way over HTTP.

use outrider_tests::identity::{RealProvider, form};
use outrider_tests::world::World;
use outrider_tests::world::http::Reply;
use serde_json::{Value, json};

use super::visitor::{Visitor, world};

/// Goes to the provider, says there who one is, and comes back.
fn signs_in_there(world: &World, login: &str) -> (Visitor, Reply) {
    let mut visitor = Visitor::new(world);
    let start = format!("{}/v1/openid/{}", visitor.base, world.slug);
    let (base, browser) = (visitor.base.clone(), &mut visitor.browser);
    let (console, back) = (
        format!("{base}/sign-in#"),
        format!("{base}/v1/openid/return"),
    );
    let reply = browser.get(&start);
    assert_eq!(reply.status, 303, "{}", reply.text());
    let (mut at, mut page) = browser.follows(reply, &start, &console);
    // Its forms ask who it is, and whether the server may know.
    for _ in 0..3 {
        if at.starts_with(&base) {
            break;
        }
        let text = page.text();
        let action = text
            .split("action=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let action = action.unwrap_or_else(|| panic!("no form at {at}: {text}"));
        let said = if text.contains("name=\"login\"") {
            format!("prompt=login&login={login}&password=any")
        } else {
            "prompt=consent".to_owned()
        };
        let reply = browser.submits(action, &said);
        (at, page) = browser.follows(reply, action, &console);
    }
    assert!(
        at.starts_with(&console) || at.starts_with(&back),
        "{at}: {}",
        page.text()
    );
    (visitor, page)
}

/// Fetches the session of a browser that came back.
fn fetches(visitor: &mut Visitor, back: &Reply) -> Reply {
    let location = back.headers.get("location").cloned().unwrap_or_default();
    let fragment = location
        .split_once('#')
        .map_or("", |(_, fragment)| fragment);
    let ticket = form(fragment).remove("openid");
    let ticket = ticket.unwrap_or_else(|| panic!("no ticket: {} {}", back.status, back.text()));
    visitor.post("/v1/openid", &json!({ "ticket": ticket }))
}

fn provider(world: &World, story: &str, more: &Value) -> Option<RealProvider> {
    let redirect = format!("{}/v1/openid/return", Visitor::new(world).base);
    let mut told = json!({ "client_id": "outrider", "redirect_uri": redirect });
    for (name, value) in more.as_object().into_iter().flatten() {
        told[name] = value.clone();
    }
    RealProvider::start_or_skip(story, &told)
}

fn is_set(world: &World, issuer: &str, more: &[&str], secret: &str) {
    let issuer = format!("issuer={issuer}");
    let mut command = vec!["settings", "set", "openid", "--org", &world.slug];
    command.extend([&*issuer, "client_id=outrider", "private_network=true"]);
    command.extend(more);
    if !secret.is_empty() {
        command.extend(["--secret", "-"]);
    }
    let (code, out, err) = world.server.answer(&command, &format!("{secret}\n"));
    assert_eq!(code, 0, "{out}{err}");
    assert!(secret.is_empty() || !out.contains(secret), "{out}");
}

#[test]
fn people_sign_in_by_their_organisations_real_provider() {
    let story = "people_sign_in_by_their_organisations_real_provider";
    let world = world();
    let max = world.manager("Max");
    let secret = json!({ "client_secret": "known-to-both" });
    let Some(provider) = provider(&world, story, &secret) else {
        return;
    };
    is_set(&world, &provider.issuer, &[], "known-to-both");
    let (mut visitor, back) = signs_in_there(&world, "max");
    assert_eq!(back.status, 303, "{}", back.text());
    let entered = fetches(&mut visitor, &back);
    assert_eq!(entered.status, 200, "{}", entered.text());
    assert_eq!(entered.json()["person"], json!(max.person));
    assert_eq!(
        fetches(&mut visitor, &back).status,
        410,
        "a ticket is good once"
    );
    visitor.bears(&entered.json());
    assert_eq!(visitor.get("/v1/tasks").status, 200);
    assert!(
        visitor
            .browser
            .cookies
            .keys()
            .all(|(_, name)| name != "outrider-openid")
    );
    // The next time he is known by the provider's name for him, whatever his address is now.
    let moved = visitor.put(
        "/v1/account/email",
        &json!({ "email": "max@elsewhere.example" }),
    );
    assert_eq!(moved.status, 204, "{}", moved.text());
    let (mut again, back) = signs_in_there(&world, "max");
    assert_eq!(
        fetches(&mut again, &back).json()["person"],
        json!(max.person)
    );

    world.manager("Unsure");
    for nobody in ["stranger", "unsure"] {
        let (_, refused) = signs_in_there(&world, nobody);
        assert_eq!(refused.status, 401, "{nobody}: {}", refused.text());
    }
}

#[test]
fn a_client_without_a_secret_gets_in_too_and_newcomers_become_reps_where_an_admin_allowed_it() {
    let story =
        "a_client_without_a_secret_gets_in_too_and_newcomers_become_reps_where_an_admin_allowed_it";
    let world = world();
    let told = json!({ "claims_in_id_token": true });
    let Some(provider) = provider(&world, story, &told) else {
        return;
    };
    is_set(
        &world,
        &provider.issuer,
        &["domains=example.com", "admit=true"],
        "",
    );
    let (mut visitor, back) = signs_in_there(&world, "nina");
    let entered = fetches(&mut visitor, &back).json();
    assert_eq!(
        (&entered["role"], &entered["person_name"]),
        (&json!("rep"), &json!("Person nina"))
    );
    let (mut visitor, back) = signs_in_there(&world, "nina");
    assert_eq!(
        fetches(&mut visitor, &back).json()["person"],
        entered["person"],
        "the same again"
    );
    let (_, refused) = signs_in_there(&world, "unsure-newcomer");
    assert_eq!(refused.status, 401, "{}", refused.text());
    is_set(
        &world,
        &provider.issuer,
        &["domains=example.org", "admit=true"],
        "",
    );
    for elsewhere in ["nina", "newcomer"] {
        let (_, refused) = signs_in_there(&world, elsewhere);
        assert_eq!(
            refused.status,
            401,
            "of no domain that counts: {}",
            refused.text()
        );
    }
    world
        .server
        .command(&["settings", "remove", "openid", "--org", &world.slug]);
    let mut visitor = Visitor::new(&world);
    assert_eq!(
        visitor.get(&format!("/v1/openid/{}", world.slug)).status,
        404
    );
}
