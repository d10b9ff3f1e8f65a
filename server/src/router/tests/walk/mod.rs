//! Every route, with every subject and every place in which an id can stand, against expectations
//! written by hand.

mod ask;
mod maker;
mod noted;
mod reserved;
mod stage;
mod table;
mod undone;

use axum::http::Method;
use axum::routing::{MethodFilter, on};
use outrider_model::record::DeviceKind;

use super::super::{Access, EVERY_ROLE, ROUTES, Route};
use crate::api::{console, enter};
use crate::store::tests::{postgres, unfiltered};
use ask::{Reply, ask, nowhere, ours};
use stage::{Stage, Template};
use table::{Row, Table};

const EXPECTED: &str = include_str!("expected.txt");

/// Walks the rows and returns what is not as expected.
async fn walk(template: &Template, routes: &[Route], table: &Table) -> Vec<String> {
    let mut complaints = table.gaps(routes);
    complaints.extend(walk_some(template, routes, table, |_, _| true).await);
    complaints
}

/// Walks the cells that are picked.
async fn walk_some(
    template: &Template,
    routes: &[Route],
    table: &Table,
    picks: impl Fn(&Row, &str) -> bool,
) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut stage = template.open(routes);
    for row in &table.rows {
        let cells = table.subjects.iter().zip(&row.cells);
        for (subject, expected) in cells.filter(|(subject, _)| picks(row, subject)) {
            if row.is_open() {
                // Attempts are counted: each subject has its own.
                stage = template.open(routes);
            }
            let said = Call {
                row,
                subject,
                expected,
            }
            .check(&mut stage, &|| template.open(routes))
            .await;
            complaints.extend(
                said.into_iter()
                    .map(|said| format!("{} by {subject}: {said}", row.request)),
            );
        }
    }
    complaints
}

/// One cell.
struct Call<'a> {
    row: &'a Row,
    subject: &'a str,
    expected: &'a str,
}

impl Call<'_> {
    async fn check(&self, stage: &mut Stage, open: &dyn Fn() -> Stage) -> Vec<String> {
        let mut said = Vec::new();
        let missing = if self.row.request.contains('$') {
            let before = stage.state();
            let missing = ask(stage, self.row, self.subject, nowhere).await;
            if stage.state() != before {
                *stage = open();
            }
            Some(missing)
        } else {
            None
        };
        let before = stage.state();
        let reply = ask(stage, self.row, self.subject, ours).await;
        let after = stage.state();
        let got = self.outcome(stage, &reply, missing.as_ref());
        // With a star it may be told from an id that is nowhere; the table says why.
        let (expected, may_differ) = match self.expected.strip_suffix('*') {
            Some(expected) => (expected, true),
            None => (self.expected, false),
        };
        if got != expected {
            said.push(format!(
                "{got}, where {expected} is expected: {}",
                reply.body
            ));
        }
        if reply.status >= 500 {
            said.push("a failure of the server".to_owned());
        }
        let is_nothing = !reply.is_good() || got == "none" || got == "wait";
        if (is_nothing && after != before) || (got == "nope" && after.digests != before.digests) {
            said.push("something was changed".to_owned());
        }
        let is_stranger = ["nobody", "gone", "gone@", "alien", "alien@"].contains(&self.subject);
        if let Some(missing) = missing.filter(|_| is_nothing || is_stranger)
            && missing != reply
            && !may_differ
        {
            said.push(format!(
                "another answer than for an id that is nowhere: {missing:?}, {reply:?}"
            ));
        }
        if is_stranger && !may_differ && reply.tells_of(&stage.cast.inside) {
            said.push(format!("it tells of another organisation: {}", reply.body));
        }
        if after != before || (reply.is_good() && self.row.method != Method::GET) {
            *stage = open();
        }
        said
    }

    fn outcome(&self, stage: &Stage, reply: &Reply, missing: Option<&Reply>) -> String {
        if !reply.is_good() {
            return reply.status.to_string();
        }
        match reply.verdict().as_deref() {
            Some("applied" | "merged") => "does".to_owned(),
            Some("refused") => "nope".to_owned(),
            Some("waits") => "wait".to_owned(),
            Some(other) => other.to_owned(),
            None if missing == Some(reply) => "none".to_owned(),
            None if reply.tells_of(&stage.cast.work) => "sees".to_owned(),
            None => "ok".to_owned(),
        }
    }
}

#[tokio::test]
async fn every_route_answers_every_subject_as_the_table_expects() {
    let complaints = walk(&Template::new(), ROUTES, &Table::read(EXPECTED)).await;
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// The same expectations for a browser with the session in a cookie; none of them for what another
/// page makes a browser send.
#[tokio::test]
async fn a_cookie_is_let_in_where_its_bearer_is_and_nowhere_for_another_page() {
    let (template, seated) = (Template::new(), ["rep@", "boss@", "admn@"]);
    for (sign, is_own) in [("+", true), ("-", false)] {
        let mut table = Table::read(EXPECTED);
        table.subjects.iter_mut().for_each(|subject| {
            if seated.contains(&subject.as_str()) {
                subject.insert_str(0, sign);
            }
        });
        table.rows.retain(|row| !row.is_open());
        if !is_own {
            table
                .rows
                .iter_mut()
                .for_each(|row| row.cells.fill("403".to_owned()));
        }
        let picks = |_: &Row, subject: &str| subject.starts_with(sign);
        let complaints = walk_some(&template, ROUTES, &table, picks).await;
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    }
}

/// What changes nothing, and all that comes from another organisation.
#[tokio::test]
async fn on_postgresql_every_subject_is_answered_likewise() {
    let table = Table::read(EXPECTED);
    let picks = |row: &Row, subject: &str| {
        !row.is_open() && (row.method == Method::GET || subject.starts_with("alien"))
    };
    let complaints = walk_some(&Template::on(postgres), ROUTES, &table, picks).await;
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Row security alone keeps another organisation's admin out.
#[tokio::test]
async fn without_the_applications_own_filter_a_stranger_gets_as_little() {
    let table = Table::read(EXPECTED);
    let picks = |row: &Row, subject: &str| !row.is_open() && subject.starts_with("alien");
    let complaints = walk_some(&Template::on(unfiltered), ROUTES, &table, picks).await;
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

fn planted(method: Method, path: &str, plant: impl Fn(&mut Route)) -> Vec<Route> {
    let mut routes = ROUTES.to_vec();
    let found = |route: &&mut Route| route.method == method && route.path == path;
    plant(routes.iter_mut().find(found).unwrap());
    routes
}

#[tokio::test]
async fn a_route_with_a_wrong_role_turns_the_walk_red() {
    let routes = planted(Method::GET, "/v1/people", |route| {
        route.access = Access::Session(&[DeviceKind::Console], EVERY_ROLE, &[]);
    });
    let table = Table::read(EXPECTED).of(&Method::GET, "/v1/people");
    let complaints = walk(&Template::new(), &routes, &table).await;
    assert!(
        complaints
            .iter()
            .any(|said| said.starts_with("GET /v1/people by rep@: ok, where 403 is expected")),
        "{complaints:?}"
    );
}

#[tokio::test]
async fn a_route_that_forgets_whose_a_record_is_turns_the_walk_red() {
    let routes = planted(Method::GET, "/v1/tasks/{id}", |route| {
        route.handler = || on(MethodFilter::GET, console::organisation);
    });
    let table = Table::read(EXPECTED).of(&Method::GET, "/v1/tasks/{id}");
    let complaints = walk(&Template::new(), &routes, &table).await;
    assert!(
        complaints
            .iter()
            .any(|said| said.starts_with("GET /v1/tasks/$task by othr@:")),
        "{complaints:?}"
    );
}

#[test]
fn a_route_without_expectations_is_named() {
    let mut routes = ROUTES.to_vec();
    routes.push(Route {
        method: Method::GET,
        path: "/v1/secrets/{id}",
        access: Access::Anybody,
        handler: || on(MethodFilter::GET, enter::health),
    });
    let table = Table::read(EXPECTED);
    let named = ["GET /v1/secrets/{id} has no row in expected.txt"];
    assert_eq!(table.gaps(&routes), named);
    let asked = Table::read(&format!(
        "{EXPECTED}\n{}| GET /v1/secrets/1",
        "ok ".repeat(table.subjects.len())
    ));
    let named = ["GET /v1/secrets/{id} is never asked with an id of ours"];
    assert_eq!(asked.gaps(&routes), named);
}

/// A token says in which organisation it counts; it counts there only if it was made there.
#[tokio::test]
async fn a_token_counts_in_no_other_organisation_than_its_own() {
    let template = Template::new();
    let mut stage = template.open(ROUTES);
    let of = |stage: &Stage, name: &str| {
        stage.cast.tokens[name]
            .split_once('.')
            .map(|(org, secret)| (org.to_owned(), secret.to_owned()))
            .unwrap()
    };
    let (ours, theirs) = (of(&stage, "admn@"), of(&stage, "alien@"));
    for (org, secret) in [(&ours.0, &theirs.1), (&theirs.0, &ours.1)] {
        stage
            .cast
            .tokens
            .insert("mixed".into(), format!("{org}.{secret}"));
        let table = Table::read(EXPECTED);
        for row in table
            .rows
            .iter()
            .filter(|row| row.path.starts_with("/v1/tasks"))
        {
            assert_eq!(
                ask(&stage, row, "mixed", ask::ours).await.status,
                401,
                "{}",
                row.request
            );
        }
    }
}

/// The router is made of the table alone: nothing else in the server makes a way in.
#[test]
fn no_other_file_adds_a_route() {
    let sources = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![sources.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let adds = [
                ".route(",
                ".route_service(",
                ".nest(",
                ".nest_service(",
                ".merge(",
            ];
            let is_router = text.contains("axum::Router") || text.contains("Router::new()");
            if is_router
                && adds.iter().any(|add| {
                    text.contains(&format!("router{add}"))
                        || text.contains(&format!("Router::new(){add}"))
                })
            {
                found.push(path.strip_prefix(&sources).unwrap().display().to_string());
            }
        }
    }
    found.retain(|path| !path.contains("tests"));
    assert_eq!(found, ["router/mod.rs"]);
}
