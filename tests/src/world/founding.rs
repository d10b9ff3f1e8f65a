//! An organisation on a real server, its people and their phones.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use outrider_model::change::{Bases, Body, Edited, PersonAdded, TeamAdded};
use outrider_model::decide::Verdict;
use outrider_model::id::{ChangeId, OrganisationId, PersonId, RecordId, TeamId};
use outrider_model::record::{Field, Record, Role, Team};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::bare::BarePhone;
use super::manager::Manager;
use super::pen::Pen;
use super::rep::Rep;
use super::seen::seen;
use super::server::Server;
use crate::net::Proxy;

/// The password of everybody who has one.
pub const PASSWORD: &str = "correct horse battery staple";

/// An organisation with one team, an admin, and whoever a story names.
pub struct World {
    /// The server's process.
    pub server: Arc<Server>,
    /// The network between phones and server.
    pub proxy: Proxy,
    /// The organisation's short name.
    pub slug: String,
    /// The organisation.
    pub organisation: OrganisationId,
    /// Where the phones' profiles stand.
    pub(super) folder: TempDir,
    pub(super) seed: u64,
    admin: Manager,
    team: TeamId,
    pen: Mutex<Pen>,
    people: Mutex<BTreeMap<String, PersonId>>,
}

/// What an organisation is founded as.
#[derive(Debug, Clone, Copy)]
pub struct Founding<'a> {
    /// Its short name.
    pub slug: &'a str,
    /// The name that people read.
    pub name: &'a str,
    /// Its zone.
    pub zone: &'a str,
    /// Its first admin.
    pub admin: Desk<'a>,
    /// The team that people belong to of whom nothing else is said.
    pub team: &'a str,
    /// The seed of ids and faults.
    pub seed: u64,
}

/// Somebody who signs in at a desk.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// His name.
    pub name: &'a str,
    /// What he signs in with.
    pub login: &'a str,
    /// What he may do.
    pub role: &'a Role,
    /// His team.
    pub team: Option<&'a str>,
}

/// Somebody whom changes can name.
pub trait Person {
    /// Who.
    fn person(&self) -> PersonId;
}

impl Person for PersonId {
    fn person(&self) -> PersonId {
        *self
    }
}

impl Person for BarePhone {
    fn person(&self) -> PersonId {
        self.person
    }
}

impl World {
    /// Founds an organisation on the server that stories share.
    #[expect(
        clippy::new_without_default,
        reason = "a world is no value that has a default"
    )]
    pub fn new() -> World {
        World::on(Server::shared())
    }

    /// Founds an organisation on a server of its own, which the story may kill and restore.
    pub fn alone() -> World {
        World::on(Arc::new(Server::start()))
    }

    /// Founds an organisation on a server at hand.
    pub fn on(server: Arc<Server>) -> World {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let slug = format!("world-{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let seed = seed();
        eprintln!("seed {seed} ({slug})");
        let founding = Founding {
            slug: &slug,
            name: &slug,
            zone: "Europe/Berlin",
            admin: Desk {
                name: "Admin",
                login: "admin@example.com",
                role: &Role::Admin,
                team: None,
            },
            team: "Field",
            seed,
        };
        World::founded(server, founding)
    }

    /// Founds an organisation as it is told.
    pub fn founded(server: Arc<Server>, founding: Founding<'_>) -> World {
        let Founding {
            slug, zone, seed, ..
        } = founding;
        let org = ["admin", "create-org", slug, "--name", founding.name];
        server.command(&[&org[..], &["--currency", "EUR", "--zone", zone]].concat());
        let proxy = Proxy::start(server.address(), seed).expect("a proxy can be started");
        let admin = desk(&server, slug, seed, founding.admin);
        let slug = slug.to_owned();
        let organisation = admin.organisation;
        let team = Team {
            name: founding.team.to_owned(),
            parent: None,
        };
        let (team, _) = admin.says(Body::TeamAdded(TeamAdded { team }), Bases::new());
        World {
            proxy,
            slug,
            organisation,
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
            seed,
            admin,
            team: RecordId::from(team).into(),
            pen: Mutex::new(Pen::new(seed, "world")),
            people: Mutex::default(),
            server,
        }
    }

    /// Gives a rep of the team with a phone; he joins when first named.
    pub fn rep(&self, name: &str) -> Rep {
        Rep::enrol(self, name, name, None)
    }

    /// As [`World::rep`], the phone's file on a SQLite VFS.
    pub fn rep_on(&self, name: &str, vfs: &str) -> Rep {
        Rep::enrol(self, name, name, Some(vfs))
    }

    /// Gives another phone of a rep.
    pub fn another_device(&self, rep: &Rep) -> Rep {
        Rep::enrol(self, &rep.name, &format!("{}'s tablet", rep.name), None)
    }

    /// Gives a rep's new phone out of its box.
    pub fn new_phone(&self, rep: &Rep) -> Rep {
        Rep::unpacked(self, &rep.name, &format!("{}'s new phone", rep.name), None)
    }

    /// Enrols a rep's phone again.
    pub fn enrols_again(&self, rep: &Rep) {
        rep.try_enrol(&self.code(rep.person))
            .expect("a fresh code enrols a phone");
    }

    /// The seed of this world.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    pub(super) fn seed_of(&self, phone: &str) -> u64 {
        crate::rng::Rng::stream(self.seed, phone).next_u64()
    }

    /// Gives the admin at his desk.
    pub fn admin(&self) -> &Manager {
        &self.admin
    }

    /// Gives the team that everybody belongs to.
    pub fn team(&self) -> TeamId {
        self.team
    }

    /// Gives a manager of the team at a desk.
    pub fn manager(&self, name: &str) -> Manager {
        self.desk(Desk {
            name,
            login: &login(name),
            role: &Role::Manager,
            team: Some("Field"),
        })
    }

    /// Gives somebody who signs in at a desk; he joins now.
    pub fn desk(&self, of: Desk<'_>) -> Manager {
        let name = of.name.to_owned();
        let boss = desk(&self.server, &self.slug, self.seed, of);
        self.people().insert(name, boss.person);
        boss
    }

    /// Notes under which name a person is known who has joined by another way.
    pub fn knows(&self, name: &str, person: PersonId) {
        self.people().insert(name.to_owned(), person);
    }

    /// Gives a bare phone of a rep of the team, who joins when first named.
    pub fn bare(&self, name: &str) -> BarePhone {
        let person = self.joins(name, Role::Rep);
        self.bare_of(person)
    }

    /// Gives a bare phone of a manager of the team, who joins when first named.
    pub fn bare_manager(&self, name: &str) -> BarePhone {
        let person = self.joins(name, Role::Manager);
        self.bare_of(person)
    }

    /// Gives another bare phone of a person.
    pub fn bare_of(&self, person: PersonId) -> BarePhone {
        let address = self.server.address();
        BarePhone::enrol(address, &self.code(person), self.seed)
    }

    /// Gives the id of a person of the team, who joins when first named.
    pub fn joins(&self, name: &str, role: Role) -> PersonId {
        if let Some(person) = self.people().get(name) {
            return *person;
        }
        let person = outrider_model::record::Person {
            name: name.to_owned(),
            role,
            team: Some(self.team),
            zone: "Europe/Berlin".to_owned(),
            hours: Default::default(),
            revoked: false,
            erased: false,
        };
        let joined = Body::PersonAdded(PersonAdded { person });
        let (id, verdict) = self.admin.says(joined, Bases::new());
        assert_eq!(verdict, Verdict::Applied, "{name} joins");
        let person = RecordId::from(id).into();
        self.people().insert(name.to_owned(), person);
        person
    }

    /// Gives a one-time code by which a phone of a person is enrolled.
    pub fn code(&self, person: PersonId) -> String {
        let reply = self
            .admin
            .post("/v1/enrol-codes", &json!({ "person": person }));
        let code = reply.json()["code"].as_str().map(str::to_owned);
        code.unwrap_or_else(|| panic!("no code ({}): {}", reply.status, reply.text()))
    }

    /// Moves a person to a new team.
    pub fn moves_to_another_team(&self, person: PersonId) -> TeamId {
        let team = Team {
            name: "Elsewhere".to_owned(),
            parent: None,
        };
        let (team, _) = self
            .admin
            .says(Body::TeamAdded(TeamAdded { team }), Bases::new());
        let set = [(Field::from("team"), Value::String(team.to_string()))].into();
        let moved = Body::PersonEdited(Edited {
            target: person,
            set,
        });
        let (_, verdict) = self
            .admin
            .says(moved, self.seen_of(person.into(), &["team"]));
        assert_eq!(verdict, Verdict::Applied);
        RecordId::from(team).into()
    }

    fn seen_of(&self, id: RecordId, fields: &[&str]) -> Bases {
        let people = self.admin.records("/v1/people");
        let record: Option<&Record> = people.iter().find(|record| record.id == id);
        seen(record.expect("the person is there"), fields)
    }

    /// Gives an id that nothing bears yet.
    pub fn id(&self) -> ChangeId {
        self.pen.lock().unwrap_or_else(PoisonError::into_inner).id()
    }

    /// Gives the folder of a phone's profile.
    pub fn profile(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts the server again after a kill; phones and managers find it.
    pub fn restarts(&self) {
        let address = self.server.restart();
        self.proxy.set_upstream(address);
    }

    fn people(&self) -> MutexGuard<'_, BTreeMap<String, PersonId>> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The seed of a story: what follows from its name, so that it is the same in every run.
fn seed() -> u64 {
    let thread = std::thread::current();
    crate::rng::Rng::stream(1, thread.name().unwrap_or_default()).next_u64()
}

/// The login of a name.
fn login(name: &str) -> String {
    format!("{}@example.com", name.to_lowercase().replace(' ', "."))
}

/// Makes a person who may sign in, and signs him in.
fn desk(server: &Arc<Server>, slug: &str, seed: u64, of: Desk<'_>) -> Manager {
    let (name, login, role) = (of.name, of.login, of.role.to_string());
    let mut command = vec!["admin", "create-person", name, "--org", slug];
    command.extend(["--role", &role, "--login", login]);
    command.extend(of.team.into_iter().flat_map(|team| ["--team", team]));
    server.command(&command);
    let set = ["admin", "set-password", login, "--org", slug];
    let (code, _, err) = server.answer(&set, &format!("{PASSWORD}\n"));
    assert_eq!(code, 0, "a password is set: {err}");
    let asked = json!({ "organisation": slug, "login": login, "password": PASSWORD });
    let body = serde_json::to_vec(&asked).expect("JSON can be written");
    let headers = [("content-type", "application/json")];
    let reply = super::http::send(server.address(), "POST", "/v1/sign-in", &headers, &body)
        .expect("the server answers");
    assert_eq!(reply.status, 200, "sign-in: {}", reply.text());
    let said = reply.json();
    let word = |field: &str| said[field].as_str().unwrap_or_default().to_owned();
    Manager {
        name: name.to_owned(),
        person: word("person").parse().expect("a person's id"),
        organisation: word("organisation").parse().expect("an organisation's id"),
        server: Arc::clone(server),
        token: word("token"),
        pen: Mutex::new(Pen::new(seed, name)),
    }
}
