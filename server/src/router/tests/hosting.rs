//! The console's files: how they are served, what may be kept, and what a page of it may do.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::json;

use super::{Answer, World};
use crate::config::Map;
use crate::console::{Console, File};

const BUILT: &[File] = &[
    File {
        path: "assets/main-1a2b.js",
        kind: "text/javascript; charset=utf-8",
        etag: "\"m1\"",
        bytes: b"export {}",
        brotli: Some(b"packed"),
    },
    File {
        path: "assets/worker-3c.mjs",
        kind: "text/javascript; charset=utf-8",
        etag: "\"w1\"",
        bytes: b"export {}",
        brotli: None,
    },
    File {
        path: "icon.svg",
        kind: "image/svg+xml",
        etag: "\"i1\"",
        bytes: b"<svg/>",
        brotli: None,
    },
    File {
        path: "index.html",
        kind: "text/html; charset=utf-8",
        etag: "\"x1\"",
        bytes: br#"<meta property="csp-nonce" nonce="__NONCE__"><script nonce="__NONCE__" src="/assets/main-1a2b.js"></script>"#,
        brotli: Some(b"never sent"),
    },
    File {
        path: "reference/index.html",
        kind: "text/html; charset=utf-8",
        etag: "\"r1\"",
        bytes: b"<title>Reference</title>",
        brotli: None,
    },
];

fn built() -> World {
    let mut world = World::new();
    world.changed(|host| host.console = Console::of(BUILT));
    world
}

async fn ask(world: &World, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    world.send(request.body(Body::empty()).unwrap()).await
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let value = answer.headers.get(name);
    value.map_or("", |value| value.to_str().unwrap())
}

fn text(answer: &Answer) -> String {
    String::from_utf8(answer.bytes.clone()).unwrap()
}

#[tokio::test]
async fn every_page_of_the_app_is_the_one_page_with_a_nonce_of_its_own() {
    let world = built();
    let mut nonces = std::collections::BTreeSet::new();
    for path in [
        "/",
        "/today",
        "/customers/7/notes",
        "/sign-in",
        "/index.html",
    ] {
        let answer = ask(&world, path, &[("accept-encoding", "br")]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.kind, "text/html; charset=utf-8");
        assert_eq!(header(&answer, "cache-control"), "no-cache");
        assert_eq!(header(&answer, "content-encoding"), "");
        let page = text(&answer);
        let nonce = page.split("nonce=\"").nth(1).unwrap().split('"').next();
        let nonce = nonce.unwrap().to_owned();
        assert!(!page.contains("__NONCE__") && nonce.len() >= 22, "{page}");
        assert_eq!(page.matches(&nonce).count(), 2);
        let policy = header(&answer, "content-security-policy");
        assert!(policy.contains(&format!("'nonce-{nonce}'")), "{policy}");
        nonces.insert(nonce);
    }
    assert_eq!(nonces.len(), 5);
}

/// Written out, so that no loosening of it goes unseen.
#[tokio::test]
async fn the_policy_of_the_console_is_strict() {
    let world = built();
    let answer = ask(&world, "/today", &[]).await;
    let policy = header(&answer, "content-security-policy");
    let (before, rest) = policy.split_once("'nonce-").unwrap();
    let policy = format!("{before}{}", rest.split_once("'; ").unwrap().1);
    assert_eq!(
        policy,
        "default-src 'none'; script-src 'self'; style-src 'self' \
         style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; \
         worker-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
         trusted-types outrider default"
    );
    for (name, value) in [
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("referrer-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(header(&answer, name), value, "{name}");
    }
    let permissions = header(&answer, "permissions-policy");
    assert!(permissions.contains("geolocation=()"), "{permissions}");
    let reference = ask(&world, "/reference", &[]).await;
    assert_eq!(text(&reference), "<title>Reference</title>");
    let policy = header(&reference, "content-security-policy");
    assert!(policy.contains("script-src 'self';") && policy.contains("default-src 'none'"));
}

#[tokio::test]
async fn files_are_packed_for_whom_can_unpack_and_kept_as_long_as_they_hold() {
    let world = built();
    let main = "/assets/main-1a2b.js";
    let packed = ask(&world, main, &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(
        (text(&packed).as_str(), packed.status),
        ("packed", StatusCode::OK)
    );
    assert_eq!(header(&packed, "content-encoding"), "br");
    assert_eq!(header(&packed, "vary"), "accept-encoding");
    assert_eq!(packed.kind, "text/javascript; charset=utf-8");
    let forever = "public, max-age=31536000, immutable";
    assert_eq!(header(&packed, "cache-control"), forever);
    let plain = ask(&world, main, &[]).await;
    assert_eq!(text(&plain), "export {}");
    assert_eq!(header(&plain, "content-encoding"), "");
    let worker = ask(&world, "/assets/worker-3c.mjs", &[]).await;
    assert_eq!(worker.kind, "text/javascript; charset=utf-8");
    let icon = ask(&world, "/icon.svg", &[]).await;
    assert_eq!(header(&icon, "cache-control"), "no-cache");
    assert_eq!(header(&icon, "etag"), "\"i1\"");
    for (known, status) in [
        ("\"i1\"", StatusCode::NOT_MODIFIED),
        ("W/\"i1\", \"i0\"", StatusCode::NOT_MODIFIED),
        ("\"i0\"", StatusCode::OK),
    ] {
        let again = ask(&world, "/icon.svg", &[("if-none-match", known)]).await;
        assert_eq!(again.status, status, "{known}");
        assert_eq!(again.bytes.is_empty(), status == StatusCode::NOT_MODIFIED);
    }
}

#[tokio::test]
async fn what_is_no_file_and_no_page_is_not_there() {
    let world = built();
    for path in [
        "/assets/main-0.js",
        "/.env",
        "/v1/nothing",
        "/v1",
        "/wp-login.php",
    ] {
        assert_eq!(ask(&world, path, &[]).await.code(), "not_found", "{path}");
    }
    for path in ["/nothing", "/assets/main-1a2b.js", "/v1/nothing"] {
        let answer = world.call(Method::POST, path, "", Some(json!({}))).await;
        assert_eq!(answer.code(), "not_found", "{path}");
    }
    let answer = world.call(Method::DELETE, "/health", "", None).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_server_that_was_built_without_its_console_says_how_to_build_one() {
    let mut world = World::new();
    world.changed(|host| host.console = Console::of(&[]));
    for path in ["/", "/today"] {
        let answer = ask(&world, path, &[]).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(text(&answer).contains("cargo xtask console"));
        let policy = header(&answer, "content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
    }
    assert_eq!(ask(&world, "/icon.svg", &[]).await.code(), "not_found");
    assert_eq!(ask(&world, "/health", &[]).await.json()["status"], "ok");
}

/// Whatever this build carries, its pages load nothing from elsewhere and hold no script.
#[tokio::test]
async fn the_console_of_this_build_is_served() {
    let world = World::new();
    let page = ask(&world, "/", &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    let page = text(&page);
    assert!(
        !page.contains("<script>") && !page.contains("__NONCE__"),
        "{page}"
    );
    for source in page.split("src=\"").skip(1) {
        let path = source.split('"').next().unwrap();
        let file = ask(&world, path, &[]).await;
        assert_eq!(file.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn the_console_knows_before_anybody_signs_in_what_its_map_is_drawn_upon() {
    let mut world = built();
    let facts = world.get("/v1/console", "").await.json();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        facts,
        json!({ "version": version, "set_up": true, "map": { "kind": "outlines" } })
    );
    let url = "https://tiles.example/{z}/{x}/{y}.png";
    world.changed(|host| host.map = Map::parse(Some(url), Some("© Somebody")).unwrap());
    let facts = world.get("/v1/console", "").await.json();
    assert_eq!(
        facts["map"],
        json!({ "kind": "tiles", "url": url, "attribution": "© Somebody" })
    );
    let page = ask(&world, "/today", &[]).await;
    let policy = header(&page, "content-security-policy");
    for part in [
        "img-src 'self' data: blob: https://tiles.example;",
        "connect-src 'self' https://tiles.example;",
    ] {
        assert!(policy.contains(part), "{policy}");
    }
    let empty = World::empty();
    assert_eq!(empty.get("/v1/console", "").await.json()["set_up"], false);
}

#[tokio::test]
async fn the_archive_of_a_map_is_served_in_pieces_to_whoever_is_in() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.pmtiles");
    let mut bytes = b"PMTiles\x03".to_vec();
    bytes.extend((0..700_000_u32).map(|number| u8::try_from(number % 251).unwrap()));
    std::fs::write(&file, &bytes).unwrap();
    let mut world = built();
    world.changed(|host| host.map = Map::parse(file.to_str(), None).unwrap());
    let facts = world.get("/v1/console", "").await.json();
    assert_eq!(
        facts["map"],
        json!({ "kind": "pmtiles", "url": "/map.pmtiles" })
    );
    let path = "/map.pmtiles";
    assert_eq!(world.get(path, "").await.code(), "unauthenticated");
    let bearer = format!("Bearer {}", world.sign_in("max-north").await);
    let ask = |range: &'static str| {
        let request = Request::builder()
            .uri(path)
            .header("authorization", &bearer);
        let request = request.header("range", range).body(Body::empty());
        world.send(request.unwrap())
    };
    let piece = ask("bytes=4-600003").await;
    assert_eq!(piece.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(header(&piece, "content-range"), "bytes 4-600003/700008");
    assert_eq!(header(&piece, "content-length"), "600000");
    assert!(piece.bytes == bytes[4..600_004]);
    let end = ask("bytes=-8").await;
    assert!(end.bytes == bytes[700_000..]);
    let past = ask("bytes=700008-").await;
    assert_eq!(past.status, StatusCode::RANGE_NOT_SATISFIABLE);
    let whole = ask("rows=1").await;
    assert_eq!((whole.status, whole.bytes == bytes), (StatusCode::OK, true));
}
