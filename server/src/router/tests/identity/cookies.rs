//! The session of a browser: in a cookie, and for what the console's own pages ask alone.

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use serde_json::{Value, json};

use super::super::Answer;
use super::{PASSWORD, World};
use crate::auth::totp;
use crate::config::PublicUrl;

const OWN: &str = "same-origin";

/// What a browser keeps of a session.
#[derive(Clone)]
struct Jar {
    cookie: String,
}

impl Jar {
    fn of(headers: &HeaderMap) -> Jar {
        let set = headers["set-cookie"].to_str().unwrap();
        let cookie = set.split(';').next().unwrap().to_owned();
        Jar { cookie }
    }
}

/// Asks as a browser does, for a page of some site.
async fn ask(
    world: &World,
    method: Method,
    path: &str,
    jar: Option<&Jar>,
    site: Option<&str>,
    body: Option<Value>,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    if let Some(jar) = jar {
        let cookies = format!("theme=dark; {}; seen=1", jar.cookie);
        request = request.header("cookie", cookies);
    }
    if let Some(site) = site {
        request = request.header("sec-fetch-site", site);
    }
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    let request = request.header("content-type", "application/json");
    world.send(request.body(body).unwrap()).await
}

/// Signs somebody in on the console's page.
async fn enters(world: &World, login: &str) -> Answer {
    let asked = Some(json!({ "login": login, "password": PASSWORD }));
    ask(world, Method::POST, "/v1/sign-in", None, Some(OWN), asked).await
}

async fn jar(world: &World, login: &str) -> Jar {
    Jar::of(&enters(world, login).await.headers)
}

async fn read(world: &World, jar: &Jar, site: Option<&str>) -> StatusCode {
    let read = ask(world, Method::GET, "/v1/people", Some(jar), site, None);
    read.await.status
}

#[tokio::test]
async fn a_page_gets_a_cookie_and_no_token_and_a_program_a_token_and_no_cookie() {
    let world = World::new();
    let page = enters(&world, "max-north").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.json()["token"].is_null(), "{}", page.json());
    assert_eq!(page.json()["person_name"], "Max Manager");
    let set = page.headers["set-cookie"].to_str().unwrap();
    let (cookie, rest) = set.split_once(';').unwrap();
    assert!(cookie.starts_with("__Host-outrider="), "{set}");
    assert_eq!(
        rest,
        " Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure"
    );
    let token = cookie.split_once('=').unwrap().1;
    assert!(!String::from_utf8_lossy(&page.bytes).contains(token));
    for site in [None, Some("none"), Some("same-site"), Some("cross-site")] {
        let asked = Some(json!({ "login": "max-north", "password": PASSWORD }));
        let program = ask(&world, Method::POST, "/v1/sign-in", None, site, asked).await;
        assert!(program.headers.get("set-cookie").is_none(), "{site:?}");
        assert!(program.json()["token"].is_string(), "{site:?}");
    }
}

#[tokio::test]
async fn a_cookie_is_let_in_for_the_consoles_own_pages_alone() {
    let world = World::new();
    let jar = jar(&world, "max-north").await;
    assert_eq!(read(&world, &jar, Some(OWN)).await, StatusCode::OK);
    assert_eq!(
        read(&world, &jar, Some("none")).await,
        StatusCode::OK,
        "an address that somebody typed"
    );
    for site in [Some("same-site"), Some("cross-site"), Some("odd"), None] {
        assert_eq!(
            read(&world, &jar, site).await,
            StatusCode::FORBIDDEN,
            "{site:?}"
        );
    }
    let path = "/v1/enrol-codes";
    let asked = || Some(json!({ "person": world.reps[0] }));
    let own = ask(&world, Method::POST, path, Some(&jar), Some(OWN), asked());
    assert_eq!(own.await.status, StatusCode::CREATED);
    for site in [Some("none"), Some("same-site"), Some("cross-site"), None] {
        let foreign = ask(&world, Method::POST, path, Some(&jar), site, asked()).await;
        assert_eq!(foreign.code(), "forbidden", "{site:?}");
    }
}

#[tokio::test]
async fn a_bearer_counts_wherever_it_is_shown_and_before_a_cookie() {
    let world = World::new();
    let (jar, token) = (
        jar(&world, "max-north").await,
        world.sign_in("rita-north").await,
    );
    for site in [None, Some("cross-site")] {
        let mut request = Request::builder()
            .uri("/v1/account")
            .header("authorization", format!("Bearer {token}"))
            .header("cookie", &jar.cookie);
        if let Some(site) = site {
            request = request.header("sec-fetch-site", site);
        }
        let answer = world.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.json()["login"], "rita-north");
    }
    let request = Request::builder()
        .uri("/v1/account")
        .header("authorization", "Bearer guessed")
        .header("cookie", &jar.cookie)
        .header("sec-fetch-site", OWN);
    let answer = world.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.code(), "unauthenticated");
}

#[tokio::test]
async fn of_two_cookies_of_the_name_none_counts() {
    let world = World::new();
    let jar = jar(&world, "max-north").await;
    let two = Jar {
        cookie: format!("__Host-outrider=planted; {}", jar.cookie),
    };
    let answer = read(&world, &two, Some(OWN)).await;
    assert_eq!(answer, StatusCode::UNAUTHORIZED);
    let other = Jar {
        cookie: jar.cookie.replace("__Host-", ""),
    };
    let answer = read(&world, &other, Some(OWN)).await;
    assert_eq!(answer, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_takes_the_cookie_away() {
    let world = World::new();
    let jar = jar(&world, "max-north").await;
    let path = "/v1/sign-out";
    let out = ask(&world, Method::POST, path, Some(&jar), Some(OWN), None).await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    assert_eq!(
        out.headers["set-cookie"],
        "__Host-outrider=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure"
    );
    assert_eq!(
        read(&world, &jar, Some(OWN)).await,
        StatusCode::UNAUTHORIZED
    );
    let token = world.sign_in("max-north").await;
    let out = world.call(Method::POST, path, &token, None).await;
    assert!(out.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn a_second_factor_and_a_new_proof_come_by_cookie_too() {
    let world = World::new();
    let token = world.sign_in("rita-north").await;
    let (pocket, _) = world.adds_totp(&token).await;
    let first = enters(&world, "rita-north").await;
    assert!(first.headers.get("set-cookie").is_none(), "half a sign-in");
    let pending = first.json()["pending"].as_str().unwrap().to_owned();
    let shown = Some(json!({ "pending": pending, "code": pocket.code(&world) }));
    let path = "/v1/sign-in/factor";
    let second = ask(&world, Method::POST, path, None, Some(OWN), shown).await;
    assert!(second.json()["token"].is_null());
    let jar = Jar::of(&second.headers);
    world.clock.advance(totp::STEP);
    let path = "/v1/account/reauthenticate";
    let proof = Some(json!({ "password": PASSWORD }));
    let again = ask(&world, Method::POST, path, Some(&jar), Some(OWN), proof).await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.json());
    assert!(again.json()["token"].is_null());
    let (anew, account) = (Jar::of(&again.headers), "/v1/account");
    assert_ne!(anew.cookie, jar.cookie);
    let get = |jar| ask(&world, Method::GET, account, Some(jar), Some(OWN), None);
    let earlier = get(&jar).await.status;
    assert_eq!(earlier, StatusCode::UNAUTHORIZED, "it ended");
    assert_eq!(get(&anew).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_founds_the_first_organisation_is_in_by_cookie() {
    let world = World::empty();
    let token = world.host.set_up.mint(&world.host.seams).unwrap();
    let asked = Some(
        json!({ "token": token.reveal(), "slug": "acme", "organisation": "Acme",
        "name": "Ada Admin", "login": "ada", "password": PASSWORD }),
    );
    let founded = ask(&world, Method::POST, "/v1/setup", None, Some(OWN), asked).await;
    assert_eq!(founded.status, StatusCode::CREATED, "{}", founded.json());
    assert!(founded.json()["token"].is_null());
    let jar = Jar::of(&founded.headers);
    assert_eq!(read(&world, &jar, Some(OWN)).await, StatusCode::OK);
}

#[tokio::test]
async fn news_come_by_cookie() {
    let world = World::new();
    let jar = jar(&world, "max-north").await;
    let request = |site: &str| {
        Request::builder()
            .uri("/v1/events")
            .header("cookie", &jar.cookie)
            .header("sec-fetch-site", site)
            .body(Body::empty())
            .unwrap()
    };
    use tower::ServiceExt;
    let own = world.router.clone().oneshot(request(OWN)).await.unwrap();
    assert_eq!(own.headers()["content-type"], "text/event-stream");
    let foreign = world.send(request("cross-site")).await;
    assert_eq!(foreign.code(), "forbidden");
}

/// On this machine alone, without TLS, a cookie cannot be bound to the server by its name.
#[tokio::test]
async fn in_the_clear_on_this_machine_the_cookie_has_a_plain_name() {
    let mut world = World::new();
    world.changed(|host| {
        host.public_url = Some(PublicUrl::parse("http://localhost:8080").unwrap());
    });
    let page = enters(&world, "max-north").await;
    let set = page.headers["set-cookie"].to_str().unwrap().to_owned();
    assert!(
        set.starts_with("outrider=") && !set.contains("Secure"),
        "{set}"
    );
    let jar = Jar::of(&page.headers);
    assert_eq!(read(&world, &jar, Some(OWN)).await, StatusCode::OK);
    world.changed(|host| host.is_behind_proxy = true);
    let page = enters(&world, "max-north").await;
    let set = page.headers["set-cookie"].to_str().unwrap();
    assert!(
        set.starts_with("__Host-outrider=") && set.ends_with("; Secure"),
        "behind a proxy that ends TLS: {set}"
    );
}
