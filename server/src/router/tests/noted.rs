//! Counts what each successful call of a test leaves in the log: every act one line, whichever test
//! does it.

use axum::http::Method;

use super::World;
use crate::audit::{Asked, read};
use crate::ingest::Author;

/// Calls that do nothing which is noted: a link asked for (whether there is such a person is not
/// told), a page without changes, a way to a provider,
/// a plan that is only looked at. A phone renews its tokens every quarter of an
/// hour: who it is was noted when it was enrolled, and a renewal that is refused is noted.
const NOTHING: &[&str] = &[
    "/v1/forgotten",
    "/v1/token",
    "/v1/sync",
    "/v1/openid",
    "/v1/plan/check",
];

/// Calls that do something or nothing: whoever has a second factor is asked for it first, there may
/// be nothing to let in, and a phone says more than once that it was wiped.
const PERHAPS: &[&str] = &["/v1/sign-in", "/v1/quarantine/accept", "/v1/wiped"];

/// Counts acts. What an act did to records and history is bound beside it by lines of their own.
pub(super) fn acts(left: &[&str]) -> usize {
    let is_binding = |action: &&&str| ["pushed", "forgotten"].contains(*action);
    let bindings = left.iter().filter(is_binding).count();
    if bindings == left.len() {
        bindings
    } else {
        left.len() - bindings
    }
}

/// What stood in the logs before a call.
pub(super) struct Before {
    call: Option<String>,
    lines: usize,
}

impl Before {
    pub(super) fn of(world: &World, method: &Method, path: &str) -> Before {
        let path = path.split('?').next().unwrap_or_default();
        let is_left_out = NOTHING.contains(&path) || path.ends_with("/challenge");
        let is_counted = *method != Method::GET && !is_left_out;
        Before {
            call: is_counted.then(|| format!("{method} {path}")),
            lines: actions(world).len(),
        }
    }

    /// Checks that a call which was done left one line.
    pub(super) fn check(self, world: &World) {
        let Some(call) = self.call else {
            return;
        };
        let all = actions(world);
        let left: Vec<&str> = all.iter().skip(self.lines).map(String::as_str).collect();
        let is_nothing = left.is_empty() && PERHAPS.iter().any(|path| call.ends_with(path));
        assert!(is_nothing || acts(&left) == 1, "{call} left {left:?}");
    }
}

/// The lines of every organisation that are not the server's own.
fn actions(world: &World) -> Vec<String> {
    let store = &*world.host.store;
    let mut actions = Vec::new();
    for tenant in store.tenants().unwrap() {
        let system = Author::system(tenant.id).person;
        let lines = read(store, tenant.id, &Asked::default(), 1_000_000).unwrap();
        let own = |actor| actor == Some(system);
        actions.extend(
            lines
                .0
                .into_iter()
                .filter(|line| line.action != "pushed" || !own(line.actor))
                .map(|line| line.action),
        );
    }
    actions
}

#[tokio::test]
async fn signing_in_and_out_and_setting_up_are_noted_in_their_order() {
    let world = World::new();
    let before = actions(&world).len();
    let token = world.sign_in("ada").await;
    let out = world
        .post("/v1/sign-out", &token, serde_json::json!({}))
        .await;
    assert!(out.status.is_success());
    let wrong = serde_json::json!({ "login": "ada", "password": "a wrong password" });
    assert!(
        !world
            .post("/v1/sign-in", "", wrong)
            .await
            .status
            .is_success()
    );
    let left = actions(&world).split_off(before);
    assert_eq!(left, ["sign_in", "sign_out", "sign_in_failed"]);
}
