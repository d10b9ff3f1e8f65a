//! The whole server over HTTP, in one process, without sockets.

mod bodies;
mod console;
mod described;
mod entry;
mod handset;
mod hosting;
mod identity;
mod imports;
mod looks;
mod noted;
mod phones;
mod plan;
mod reads;
mod reports;
mod table;
mod undo;
mod walk;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use outrider_model::change::{Body as Happened, Change, TaskAssigned, TeamAdded};
use outrider_model::id::{
    ChangeId, DeviceId, OrganisationId, PersonId, RecordId, RequestId, TeamId,
};
use outrider_model::record::{Organisation, Person, Role, Team, built_in_id};
use outrider_model::wire::{self, PushedChange, RequestHead};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::watch;
use tower::ServiceExt;

use crate::auth::registrar::{Registrar, change};
use crate::clock::FixedClock;
use crate::config::PublicUrl;
use crate::host::Host;
use crate::rng::SystemRng;
use crate::seam::Seams;
use crate::store::sqlite::Sqlite;

/// Noon of a Monday.
const START: i64 = 1_772_452_800_000_000;
const PASSWORD: &str = "correct horse battery";

/// A server with one organisation: an admin, two teams, a manager and a rep in each.
struct World {
    host: Arc<Host>,
    router: Router,
    clock: Arc<FixedClock>,
    organisation: OrganisationId,
    teams: [TeamId; 2],
    managers: [PersonId; 2],
    reps: [PersonId; 2],
    post: Arc<identity::Captured>,
    _stop: watch::Sender<bool>,
    _folder: TempDir,
}

/// What came back.
struct Answer {
    status: StatusCode,
    kind: String,
    headers: axum::http::HeaderMap,
    bytes: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    fn code(&self) -> String {
        assert_eq!(
            self.kind,
            "application/problem+json",
            "{}",
            String::from_utf8_lossy(&self.bytes)
        );
        self.json()["code"].as_str().unwrap().to_owned()
    }
}

impl World {
    fn empty() -> World {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path()).unwrap();
        let clock = Arc::new(FixedClock::at(START));
        let seams = Seams {
            clock: Arc::clone(&clock) as _,
            rng: Arc::new(SystemRng),
        };
        let (stop, stopping) = watch::channel(false);
        let post = Arc::new(identity::Captured::default());
        let mut host = Host::open(Arc::new(store), seams, stopping, false).unwrap();
        host.post = Arc::clone(&post) as _;
        host.public_url = Some(PublicUrl::parse("https://outrider.example").unwrap());
        let host = Arc::new(host);
        let nobody = PersonId(uuid::Uuid::nil());
        World {
            router: super::build(&host),
            host,
            clock,
            organisation: OrganisationId(uuid::Uuid::nil()),
            teams: [TeamId(uuid::Uuid::nil()); 2],
            managers: [nobody; 2],
            reps: [nobody; 2],
            post,
            _stop: stop,
            _folder: folder,
        }
    }

    fn new() -> World {
        let mut world = World::empty();
        world.organisation = world.found("acme");
        world.add("Ada Admin", "ada", Role::Admin, None);
        for (index, name) in ["north", "south"].into_iter().enumerate() {
            let team = Team {
                name: name.to_owned(),
                parent: None,
            };
            let body = Happened::TeamAdded(TeamAdded { team });
            let id = world
                .registrar()
                .say(world.organisation, None, body)
                .unwrap();
            let team = TeamId::from(RecordId::from(id));
            world.teams[index] = team;
            world.managers[index] = world.add(
                "Max Manager",
                &format!("max-{name}"),
                Role::Manager,
                Some(team),
            );
            world.reps[index] =
                world.add("Rita Rep", &format!("rita-{name}"), Role::Rep, Some(team));
        }
        world
    }

    /// Runs the server in another way.
    fn changed(&mut self, change: impl FnOnce(&mut Host)) {
        self.router = Router::new();
        change(Arc::get_mut(&mut self.host).unwrap());
        self.router = super::build(&self.host);
    }

    fn registrar(&self) -> Registrar<'_> {
        Registrar {
            store: &*self.host.store,
            seams: &self.host.seams,
        }
    }

    fn found(&self, slug: &str) -> OrganisationId {
        let settings = Organisation {
            name: slug.to_owned(),
            currency: "EUR".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            hours: Default::default(),
            reasons: Default::default(),
        };
        self.registrar().found(slug, &settings).unwrap()
    }

    fn add(&self, name: &str, login: &str, role: Role, team: Option<TeamId>) -> PersonId {
        let zone = "Europe/Berlin".to_owned();
        let person = Person {
            name: name.to_owned(),
            role,
            team,
            zone,
            hours: Default::default(),
            revoked: false,
            erased: false,
        };
        let id = self
            .registrar()
            .add_person(self.organisation, person)
            .unwrap();
        self.registrar()
            .set_password(self.organisation, id, login, PASSWORD)
            .unwrap();
        id
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let before = noted::Before::of(self, request.method(), request.uri().path());
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let kind = parts
            .headers
            .get("content-type")
            .map(|kind| kind.to_str().unwrap().to_owned());
        let kind = kind.unwrap_or_default();
        let bytes = axum::body::to_bytes(body, 64 << 20).await.unwrap().to_vec();
        // Some acts are done only while their answer is read.
        if parts.status.is_success() {
            before.check(self);
        }
        described::answer(&method, &path, parts.status, &kind, &bytes);
        Answer {
            status: parts.status,
            kind,
            headers: parts.headers,
            bytes,
        }
    }

    async fn call(&self, method: Method, path: &str, token: &str, body: Option<Value>) -> Answer {
        let mut request = Request::builder().method(method.clone()).uri(path);
        if !token.is_empty() {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let bytes = match &body {
            Some(body) => {
                request = request.header("content-type", "application/json");
                Body::from(body.to_string())
            }
            None => Body::empty(),
        };
        let answer = self.send(request.body(bytes).unwrap()).await;
        if let Some(body) = body.filter(|_| answer.status.is_success()) {
            described::body(&method, path, body, &answer.bytes);
        }
        answer
    }

    async fn get(&self, path: &str, token: &str) -> Answer {
        self.call(Method::GET, path, token, None).await
    }

    async fn post(&self, path: &str, token: &str, body: Value) -> Answer {
        self.call(Method::POST, path, token, Some(body)).await
    }

    async fn sign_in(&self, login: &str) -> String {
        let answer = self
            .post(
                "/v1/sign-in",
                "",
                json!({ "login": login, "password": PASSWORD }),
            )
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.json());
        answer.json()["token"].as_str().unwrap().to_owned()
    }

    /// Enrols a phone and returns its token and device.
    async fn phone(&self, person: PersonId) -> (String, DeviceId) {
        let handset = self.handset(person).await;
        (handset.token, handset.device)
    }

    fn task(&self, title: &str, assignee: PersonId) -> Change {
        self.says(Happened::TaskAssigned(TaskAssigned {
            title: title.to_owned(),
            details: String::new(),
            activity: built_in_id(self.organisation, "demo"),
            assignee: Some(assignee),
            team: None,
            customer: None,
            plan_day: Some("2026-03-02".parse().unwrap()),
            window: None,
            priority: Default::default(),
            checklist: Default::default(),
            series: None,
            import: None,
        }))
    }

    fn says(&self, body: Happened) -> Change {
        change(
            ChangeId(self.host.seams.id().unwrap()),
            self.host.seams.clock.wall(),
            body,
        )
    }

    /// Sends changes as the console does, and returns the verdicts' words.
    async fn say(&self, token: &str, changes: &[Change]) -> Vec<String> {
        let changes: Vec<Value> = changes
            .iter()
            .map(|one| serde_json::from_slice(&one.bytes().unwrap()).unwrap())
            .collect();
        let answer = self
            .post("/v1/changes", token, json!({ "changes": changes }))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.json());
        let verdicts = answer.json()["verdicts"].as_array().unwrap().clone();
        verdicts
            .iter()
            .map(|line| line["verdict"]["verdict"].as_str().unwrap().to_owned())
            .collect()
    }

    async fn sync(&self, token: &str, bytes: Vec<u8>, encoding: Option<&str>) -> Answer {
        let mut request = Request::builder()
            .method(Method::POST)
            .uri("/v1/sync")
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", wire::CONTENT_TYPE)
            .header("accept-encoding", "gzip, zstd");
        if let Some(encoding) = encoding {
            request = request.header("content-encoding", encoding);
        }
        self.send(request.body(Body::from(bytes)).unwrap()).await
    }
}

fn head() -> RequestHead {
    let request = RequestId(uuid::Uuid::from_u128(7));
    RequestHead {
        request,
        can: Default::default(),
        cursor: None,
        backfill: Vec::new(),
        limit: 100,
        clock: START,
        waiting: None,
    }
}

fn lines(changes: &[Change]) -> Vec<u8> {
    let pushed = (1..).zip(changes).map(|(sequence, one)| PushedChange {
        sequence,
        bytes: one.bytes().unwrap(),
    });
    let request = wire::Request {
        head: head(),
        changes: pushed.collect(),
        texts: Vec::new(),
    };
    wire::write_request(&request).unwrap()
}
