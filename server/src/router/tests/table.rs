//! No route is open but those of the way in, and each lets in whom its row names, nobody else.

use axum::http::StatusCode;
use outrider_model::record::{DeviceKind, Role};

use super::super::{Access, ROUTES};
use super::World;

fn path(route: &super::super::Route) -> String {
    route
        .path
        .replace("{id}", "00000000-0000-4000-8000-000000000000")
}

#[test]
fn what_is_open_is_named_here_too() {
    let open: Vec<&str> = ROUTES
        .iter()
        .filter(|route| route.access == Access::Anybody)
        .map(|route| route.path)
        .collect();
    let named = [
        "/health",
        "/v1/openapi.json",
        "/",
        "/{*path}",
        "/v1/console",
        "/setup",
        "/setup.js",
        "/setup.css",
        "/welcome",
        "/welcome.js",
        "/v1/setup",
        "/v1/sign-in",
        "/v1/sign-in/factor",
        "/v1/sign-in/passkey",
        "/v1/sign-in/passkey/challenge",
        "/v1/openid/{slug}",
        "/v1/openid/return",
        "/v1/openid",
        "/v1/forgotten",
        "/v1/reset",
        "/v1/invitations/accept",
        "/v1/enrol",
        "/v1/token",
    ];
    assert_eq!(open, named);
}

#[tokio::test]
async fn the_set_up_page_holds_no_inline_script_and_names_a_policy() {
    let world = World::new();
    let answer = world.get("/setup", "").await;
    assert_eq!(answer.status, StatusCode::OK);
    let policy = &answer.headers["content-security-policy"];
    assert!(policy.to_str().unwrap().contains("default-src 'none'"));
    let page = String::from_utf8_lossy(&answer.bytes);
    assert!(page.contains("/setup.js") && !page.contains("<script>"));
}

#[tokio::test]
async fn without_a_session_every_other_route_is_closed() {
    let world = World::new();
    for route in ROUTES
        .iter()
        .filter(|route| route.access != Access::Anybody)
    {
        for token in ["", "guessed", "Bearer"] {
            let answer = world
                .call(route.method.clone(), &path(route), token, None)
                .await;
            assert_eq!(
                answer.status,
                StatusCode::UNAUTHORIZED,
                "{} {}",
                route.method,
                route.path
            );
            assert_eq!(answer.code(), "unauthenticated");
        }
    }
}

#[tokio::test]
async fn every_route_lets_in_exactly_whom_its_row_names() {
    let world = World::new();
    let callers = [
        (Role::Admin, DeviceKind::Console, world.sign_in("ada").await),
        (
            Role::Manager,
            DeviceKind::Console,
            world.sign_in("max-north").await,
        ),
        (
            Role::Rep,
            DeviceKind::Console,
            world.sign_in("rita-north").await,
        ),
        (
            Role::Manager,
            DeviceKind::Phone,
            world.phone(world.managers[0]).await.0,
        ),
        (
            Role::Rep,
            DeviceKind::Phone,
            world.phone(world.reps[0]).await.0,
        ),
    ];
    for route in ROUTES
        .iter()
        .filter(|route| route.path != "/v1/sign-out" && route.path != "/v1/events")
    {
        let Access::Session(kinds, roles, _) = route.access else {
            continue;
        };
        for (role, kind, token) in &callers {
            let answer = world
                .call(route.method.clone(), &path(route), token, None)
                .await;
            let is_let_in = kinds.contains(kind) && roles.contains(role);
            let is_forbidden = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(
                is_let_in, !is_forbidden,
                "{} {} for {role} on {kind}",
                route.method, route.path
            );
            assert!(
                !answer.status.is_server_error(),
                "{} {}",
                route.method,
                route.path
            );
        }
    }
}

/// Written by hand, so that a slip in the table does not go unseen.
#[tokio::test]
async fn reps_plan_nothing_and_consoles_do_not_sync() {
    let world = World::new();
    let (phone, _) = world.phone(world.reps[0]).await;
    let console = world.sign_in("rita-north").await;
    for path in [
        "/v1/people",
        "/v1/customers",
        "/v1/tasks",
        "/v1/diary",
        "/v1/phones",
    ] {
        assert_eq!(world.get(path, &phone).await.code(), "forbidden");
        assert_eq!(world.get(path, &console).await.code(), "forbidden");
    }
    let manager = world.sign_in("max-north").await;
    assert_eq!(
        world.sync(&manager, super::lines(&[]), None).await.code(),
        "forbidden"
    );
}

#[tokio::test]
async fn what_has_no_row_does_not_exist() {
    let world = World::new();
    let token = world.sign_in("ada").await;
    for path in ["/v1", "/v1/nothing", "/v1/tasks/", "/metrics.json", "/.env"] {
        assert_eq!(world.get(path, &token).await.code(), "not_found", "{path}");
    }
    for method in ["PUT", "TRACE", "PATCH", "OPTIONS"] {
        let answer = world
            .call(method.parse().unwrap(), "/v1/tasks", &token, None)
            .await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(answer.code(), "malformed");
    }
}
