//! What is done is noted once, and so is every look at where somebody was.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use outrider_model::change::{Body, CheckedIn, CheckedOut, StatusReport};
use outrider_model::id::{ChangeId, DeviceId, OrganisationId, PersonId, RecordId};
use outrider_model::place::{Fix, Position};
use outrider_model::record::DeviceKind;
use uuid::Uuid;

use super::super::super::{ROUTES, Route};
use super::super::START;
use super::super::noted::acts;
use super::EXPECTED;
use super::ask::{ask, ours};
use super::stage::{Stage, Template};
use super::table::{Row, Table};
use crate::audit::{Asked, Shown, read};
use crate::ingest::{Author, Judged, Push, ingest_batch, system_change};

const LAT: i64 = 525_212_347;
const LON: i64 = 134_056_789;

/// Routes that change something and that no row of the table reaches, for each needs what only its
/// own tests have: a code, a proof, a provider. Whatever those tests call is counted as well.
const ELSEWHERE: &[&str] = &[
    "POST /v1/setup",
    "POST /v1/sign-in",
    "POST /v1/sign-in/factor",
    "POST /v1/sign-in/passkey",
    "POST /v1/openid",
    "POST /v1/reset",
    "POST /v1/invitations/accept",
    "POST /v1/enrol",
    "POST /v1/token",
    "POST /v1/wiped",
    "POST /v1/remint",
    "POST /v1/account/reauthenticate",
    "POST /v1/account/totp/confirm",
    "POST /v1/account/passkeys",
    "POST /v1/account/password",
    "PUT /v1/settings/{name}",
    "DELETE /v1/settings/{name}",
];

fn organisation(stage: &Stage, subject: &str) -> OrganisationId {
    stage.cast.organisations[usize::from(subject.starts_with("alien"))]
}

/// The lines of an organisation that are not the server's own.
fn lines(stage: &Stage, organisation: OrganisationId) -> Vec<Shown> {
    let system = Author::system(organisation).person;
    let all = read(&*stage.host.store, organisation, &Asked::default(), 100_000);
    let all = all.unwrap().0.into_iter();
    all.filter(|line| line.action != "pushed" || line.actor != Some(system))
        .collect()
}

/// Says whether a request asks for nothing to be done: a challenge to answer later, a page alone, a
/// link for somebody whom nobody knows, a plan that is only looked at.
fn is_nothing(row: &Row) -> bool {
    let is_page = row.path == "/v1/sync" && !row.rest.contains('{');
    let is_looked_at = ["/v1/forgotten", "/v1/plan/check"].contains(&&*row.path);
    is_page || row.path.ends_with("/challenge") || is_looked_at
}

fn is_reached(cell: &str) -> bool {
    ["ok", "does", "sees"].contains(&cell)
}

#[tokio::test]
async fn every_route_that_changes_something_leaves_exactly_one_line() {
    let template = Template::new();
    let table = Table::read(EXPECTED);
    let mut complaints = Vec::new();
    let mut reached = BTreeSet::new();
    for row in table.rows.iter().filter(|row| row.method != Method::GET) {
        let Some((subject, _)) = table
            .subjects
            .iter()
            .zip(&row.cells)
            .find(|(_, cell)| is_reached(cell))
        else {
            continue;
        };
        let asked = |route: &&Route| route.method == row.method && row.asks(route.path);
        // Where one path has braces that another does not need, the other is meant.
        let route = ROUTES
            .iter()
            .filter(asked)
            .min_by_key(|route| route.path.contains('{'));
        let stage = template.open(ROUTES);
        let before = lines(&stage, organisation(&stage, subject)).len();
        let reply = ask(&stage, row, subject, ours).await;
        let after = lines(&stage, organisation(&stage, subject));
        let left: Vec<&str> = after
            .iter()
            .skip(before)
            .map(|line| &*line.action)
            .collect();
        if !reply.is_good() {
            complaints.push(format!("{} by {subject}: {}", row.request, reply.status));
        } else if acts(&left) != usize::from(!is_nothing(row)) {
            complaints.push(format!("{} by {subject} left {left:?}", row.request));
        }
        reached.extend(route.map(|route| format!("{} {}", route.method, route.path)));
    }
    for route in ROUTES.iter().filter(|route| route.method != Method::GET) {
        let name = format!("{} {}", route.method, route.path);
        if !reached.contains(&name) && !ELSEWHERE.contains(&&*name) {
            complaints.push(format!("{name} is reached by no row of expected.txt"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

fn fix() -> Fix {
    Fix {
        position: Position::new(LAT, LON).unwrap(),
        accuracy_mm: 9_000,
        mock: false,
        provider: "gps".into(),
        at: START,
        since_boot: None,
    }
}

/// The rep of the stage is somewhere, and says so wherever it can be said.
fn is_somewhere(stage: &Stage) -> PersonId {
    let id = |name: &str| -> RecordId { stage.cast.names[name].ours.parse().unwrap() };
    let organisation = stage.cast.organisations[0];
    let rep = PersonId::from(id("rep"));
    let author = Author {
        person: rep,
        device: DeviceId(Uuid::from_u128(4711)),
        kind: DeviceKind::Console,
    };
    let check_in = ChangeId(Uuid::from_u128(0xa1));
    let arrived = Body::CheckedIn(CheckedIn {
        customer: id("customer").into(),
        site: None,
        task: Some(id("task").into()),
        fix: Some(fix()),
    });
    let left = Body::CheckedOut(CheckedOut {
        check_in: RecordId::from(check_in).into(),
        fix: Some(fix()),
    });
    let started = Body::TaskStarted(StatusReport {
        task: id("task").into(),
        reason: String::new(),
        fix: Some(fix()),
    });
    let ids = [
        check_in,
        ChangeId(Uuid::from_u128(0xa2)),
        ChangeId(Uuid::from_u128(0xa3)),
    ];
    let changes = ids.into_iter().zip([arrived, left, started]);
    let changes = changes.map(|(id, body)| system_change(id, START, body).bytes().unwrap());
    let push = Push::unnumbered(author, changes);
    let judged = ingest_batch(&*stage.host.store, organisation, START, &[push]).unwrap();
    assert!(
        judged.iter().flatten().all(Judged::is_accepted),
        "{judged:?}"
    );
    rep
}

/// How often each person is told so far that somebody looked.
fn told(stage: &Stage) -> BTreeMap<String, i64> {
    let mut told = BTreeMap::new();
    let organisation = stage.cast.organisations[0];
    stage
        .host
        .store
        .export(organisation, &mut |stored| {
            let record: serde_json::Value = serde_json::from_slice(&stored.bytes).unwrap();
            if record["kind"] == "location_view" {
                let subject = record["subject"].as_str().unwrap().to_owned();
                *told.entry(subject).or_default() += record["times"].as_i64().unwrap();
            }
            Ok(())
        })
        .unwrap();
    told
}

#[tokio::test]
async fn every_answer_that_says_where_somebody_was_tells_him_so_once() {
    let template = Template::new();
    let table = Table::read(EXPECTED);
    let (mut complaints, mut looks) = (Vec::new(), BTreeSet::new());
    let asked = |row: &&Row| row.method == Method::GET && row.path != "/v1/events";
    for row in table.rows.iter().filter(asked) {
        for subject in ["boss@", "admn@", "rep@"] {
            let stage = template.open(ROUTES);
            let rep = is_somewhere(&stage).to_string();
            let organisation = stage.cast.organisations[0];
            let views = |stage: &Stage| {
                let all = lines(stage, organisation).into_iter();
                all.filter(|line| line.action == "location_viewed").count()
            };
            let reply = ask(&stage, row, subject, ours).await;
            let shows = reply.body.contains(&LAT.to_string());
            let expected = usize::from(shows && !subject.starts_with("rep"));
            let told = told(&stage).get(&rep).copied().unwrap_or_default();
            if views(&stage) != expected || usize::try_from(told).unwrap() != expected {
                let views = views(&stage);
                complaints.push(format!(
                    "{} by {subject}: {expected} looks, {views} noted, {told} told",
                    row.request
                ));
            }
            if shows {
                looks.insert(row.path.clone());
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(looks.len() >= 4, "positions were found in {looks:?}");
}
