//! What stands in the folder: people, what a rep has to do with, and what is kept beside records.

use std::collections::BTreeMap;

use outrider_model::change::{Body, CheckedIn, CustomerAdded, Edited, PersonAdded, TeamAdded};
use outrider_model::decide::Verdict;
use outrider_model::id::{
    ChangeId, DeviceId, ImportId, OrganisationId, PersonId, RecordId, TeamId,
};
use outrider_model::record::{
    Device, DeviceKind, Field, Organisation, Person, Role, Team, built_in_id,
};
use serde_json::json;
use uuid::Uuid;

use super::super::START;
use super::stage::{Cast, Named};
use crate::auth::registrar::{Registrar, change};
use crate::auth::scope::OF_TOKENS;
use crate::auth::secret::Secret;
use crate::auth::session;
use crate::ingest::{Author, Push, ingest_batch};
use crate::seam::Seams;
use crate::store::{
    Account, Credential, CredentialKind, Custody, Detained, DeviceSeen, Import, Parcel, Purpose,
    Session, Store, Ticket,
};

/// A day, in microseconds.
const DAY: i64 = 24 * 3600 * 1_000_000;
/// Stands in what only those may read who see a rep's work.
const MARK: &str = "Canary";

/// Founds both organisations in an empty store.
pub(super) fn fill(store: &dyn Store, seams: &Seams) -> Cast {
    let mut maker = Maker {
        store,
        seams,
        cast: Cast::default(),
        count: 0,
    };
    maker.ours();
    maker.theirs();
    maker.cast
}

struct Maker<'a> {
    store: &'a dyn Store,
    seams: &'a Seams,
    cast: Cast,
    count: u128,
}

impl Maker<'_> {
    /// The organisation whose ids everybody tries: a team with a manager and two reps, another
    /// with a manager, an admin, and an admin who works here no more.
    fn ours(&mut self) {
        let org = self.found("acme", "Acme");
        let system = Author::system(org);
        let north = self.team(&system, "North");
        let south = self.team(&system, "South");
        let person =
            |maker: &mut Self, name: &str, role, team| maker.person(&system, name, role, team);
        let rep = person(self, "Rita Rep", Role::Rep, Some(north));
        let peer = person(self, "Paul Peer", Role::Rep, Some(north));
        let boss = person(self, "Mia Manager", Role::Manager, Some(north));
        let other = person(self, "Otto Other", Role::Manager, Some(south));
        let admin = person(self, "Ada Admin", Role::Admin, None);
        let gone = person(self, "Gus Gone", Role::Admin, None);
        for (name, person) in [
            ("rep", rep),
            ("peer", peer),
            ("boss", boss),
            ("othr", other),
            ("admn", admin),
            ("gone", gone),
        ] {
            self.seats(org, name, person);
            self.name(name, person.0);
            self.cast.inside.push(person.to_string());
        }
        for scope in OF_TOKENS {
            let token = self.tool(org, admin, scope.as_str());
            let name = format!(".{}", scope.as_str().trim_start_matches("write:"));
            self.cast.tokens.insert(name, token.reveal().to_owned());
        }
        let set = [(Field::from("revoked"), json!(true))].into();
        let revoked = Edited { target: gone, set };
        self.says(&system, Body::PersonEdited(revoked));
        for (name, id) in [("organisation", org.0), ("team", north.0)] {
            self.name(name, id);
            self.cast.inside.push(id.to_string());
        }
        self.cast.inside.push("Acme".into());
        self.name("activity", built_in_id(org, "demo").0);
        self.work(org, north, rep, boss);
        self.import(org, admin);
    }

    /// A file that the admin brought in, of nothing.
    fn import(&mut self, org: OrganisationId, person: PersonId) {
        let id = self.seams.id().unwrap();
        let import = Import {
            id: ImportId(id),
            what: "customers".into(),
            file: "shops.csv".into(),
            person,
            at: START,
            undone: None,
            records: 0,
        };
        self.store.save_import(org, &import).unwrap();
        self.name("import", id);
    }

    fn theirs(&mut self) {
        let org = self.found("other", "Elsewhere");
        let admin = self.person(&Author::system(org), "Abe Admin", Role::Admin, None);
        self.seats(org, "alien", admin);
    }

    /// What the rep has to do with.
    fn work(&mut self, org: OrganisationId, team: TeamId, rep: PersonId, boss: PersonId) {
        let system = Author::system(org);
        let phone = Author {
            person: rep,
            device: self.device(org, rep, &format!("{MARK} phone")),
            kind: DeviceKind::Phone,
        };
        self.work_id("device", phone.device.0);
        self.cast.inside.push(phone.device.to_string());
        let customer = CustomerAdded {
            name: format!("{MARK} Bakery"),
            owner: Some(rep),
            ..CustomerAdded::default()
        };
        let customer = self.says(&system, Body::CustomerAdded(customer));
        self.work_id("customer", customer);
        let activity = built_in_id(org, "demo");
        let body = |said: serde_json::Value| serde_json::from_value::<Body>(said).unwrap();
        let task = json!({ "do": "task.assigned", "body": { "title": format!("{MARK} task"),
            "activity": activity, "assignee": rep, "customer": customer, "plan_day": "2026-03-02" } });
        let id = self.says(&system, body(task));
        self.work_id("task", id);
        let offer = json!({ "do": "task.assigned", "body": { "title": "For whoever is near",
            "activity": activity, "team": team } });
        let id = self.says(&system, body(offer));
        self.name("offer", id);
        let series = json!({ "do": "series.started", "body": { "series": { "title": format!("{MARK} series"),
            "activity": activity, "assignee": rep, "days": { "mon": true }, "every": 1, "from": "2026-03-02" } } });
        let id = self.says(&system, body(series));
        self.work_id("series", id);
        let note = json!({ "do": "note.written", "body": { "body": format!("{MARK} words"), "customer": customer } });
        let id = self.says(&phone, body(note));
        self.work_id("note", id);
        let visit = CheckedIn {
            customer: RecordId(customer).into(),
            site: None,
            task: None,
            fix: None,
        };
        let id = self.says(&phone, Body::CheckedIn(visit));
        self.work_id("visit", id);
        self.loses(&phone, boss, customer);
        let desk = Author {
            person: boss,
            device: DeviceId(self.id()),
            kind: DeviceKind::Console,
        };
        let territory = json!({ "do": "territory.created", "body": { "name": "East" } });
        let id = self.says(&desk, body(territory));
        self.name("territory", id);
        let template = json!({ "do": "template.saved", "body": { "name": "Round", "team": team } });
        let id = self.says(&desk, body(template));
        self.name("template", id);
        let delegation = json!({ "do": "delegation.given", "body": { "from": boss,
            "to": rep, "since": START + DAY, "until": START + 2 * DAY } });
        let id = self.says(&desk, body(delegation));
        self.name("delegation", id);
        let code = self
            .registrar()
            .mint_code(org, rep)
            .unwrap()
            .0
            .reveal()
            .to_owned();
        let nowhere = "0000-0000-0000-0000".to_owned();
        self.cast.names.insert(
            "code".into(),
            Named {
                ours: code,
                nowhere,
            },
        );
        self.custody(org, rep);
        let token = self.session(org, &phone);
        self.work_id("session", session::public_id(&token.digest()));
        self.cast.tokens.insert("rep".into(), token.reveal().into());
        let mut epoch = None;
        let look = &mut |snapshot: &dyn crate::store::Snapshot| {
            epoch = Some(snapshot.epochs()?.last().unwrap().epoch);
            Ok(())
        };
        self.store.snapshot(org, look).unwrap();
        self.name("epoch", epoch.unwrap().0);
    }

    /// What the server keeps of the rep beside records: a parcel for his next phone, a change that
    /// came too late, a second factor, a token, an invitation.
    fn custody(&mut self, org: OrganisationId, rep: PersonId) {
        let id = self.id();
        let account = Account {
            person: rep,
            login: "rita".into(),
            password: String::new(),
            email: String::new(),
        };
        self.store.save_account(org, &account).unwrap();
        let parcel = Parcel {
            organisation: org,
            id,
            person: rep,
            sealed: vec![7; 32],
            expires: START + DAY,
            taken: None,
        };
        self.store.save_parcel(&parcel).unwrap();
        self.work_id("parcel", id);
        let late = json!({ "do": "note.written", "body": { "body": format!("{MARK} late") } });
        let late = change(
            ChangeId(self.id()),
            START,
            serde_json::from_value(late).unwrap(),
        );
        let detained = Detained {
            change: late.id,
            author: rep,
            device: DeviceId(self.id()),
            received: START,
            bytes: late.bytes().unwrap(),
            custody: Custody::Waiting,
            settled_by: None,
            settled: None,
        };
        self.store.quarantine(org, &[detained]).unwrap();
        self.work_id("late", late.id.0);
        let id = self.id();
        let passkey = Credential {
            id,
            person: rep,
            kind: CredentialKind::Passkey,
            name: format!("{MARK} key"),
            handle: vec![1; 16],
            data: json!({ "key": { "alg": "EdDSA", "x": "AAAA" }, "counter": 0,
                "eligible": false, "backed_up": false })
            .to_string(),
            made: START,
            used: None,
        };
        self.store.save_credential(org, &passkey).unwrap();
        self.work_id("passkey", id);
        let token = self.tool(org, rep, "read");
        self.work_id("token", session::public_id(&token.digest()));
        let token = Secret::token(self.seams, org).unwrap();
        let invitation = Ticket {
            organisation: org,
            hash: token.digest(),
            purpose: Purpose::Invite,
            person: Some(rep),
            data: String::new(),
            made: START,
            expires: START + DAY,
        };
        self.store.save_ticket(&invitation).unwrap();
        self.work_id("invitation", session::public_id(&token.digest()));
    }

    /// Gives a person's program a token.
    fn tool(&mut self, org: OrganisationId, person: PersonId, scopes: &str) -> Secret {
        let token = Secret::token(self.seams, org).unwrap();
        let session = Session {
            organisation: org,
            token_hash: token.digest(),
            person,
            device: DeviceId(self.id()),
            kind: DeviceKind::Tool,
            name: String::new(),
            scopes: Some(scopes.to_owned()),
            opened: START,
            expires: START + DAY,
            revoked: None,
        };
        self.store.open_session(&session).unwrap();
        token
    }

    /// The rep and his manager write one field, neither having seen the other: an entry for the
    /// rep's diary.
    fn loses(&mut self, phone: &Author, boss: PersonId, customer: Uuid) {
        let edit = |value: &str| {
            Body::CustomerEdited(Edited {
                target: RecordId(customer).into(),
                set: [(Field::from("phone"), json!(value))].into(),
            })
        };
        self.says(phone, edit("1"));
        let boss = Author {
            person: boss,
            ..phone.clone()
        };
        let mut later = change(ChangeId(self.id()), START, edit("2"));
        later.stamp.0 += 1_000_000;
        let push = Push::unnumbered(boss, [later.bytes().unwrap()]);
        let organisation = self.cast.organisations[0];
        let now = later.stamp.0;
        let judged = ingest_batch(self.store, organisation, now, &[push]).unwrap();
        let Verdict::Merged { losses } = &judged[0][0].verdict else {
            panic!("{judged:?}");
        };
        self.work_id("diary", losses[0].entry.0);
    }

    fn device(&mut self, org: OrganisationId, person: PersonId, name: &str) -> DeviceId {
        let enrolled = Device {
            person,
            is: DeviceKind::Phone,
            name: name.to_owned(),
            revoked: false,
            wipe: None,
            wiped: None,
        };
        let body = Body::DeviceEnrolled(outrider_model::change::DeviceEnrolled { enrolled });
        let device = DeviceId(self.says(&Author::system(org), body));
        let seen = DeviceSeen {
            device,
            person,
            kind: DeviceKind::Phone,
            last_sync: None,
            seq: 0,
            forks: 0,
            waiting: 0,
        };
        self.store.saw(org, &[seen]).unwrap();
        device
    }

    fn found(&mut self, slug: &str, name: &str) -> OrganisationId {
        let settings = Organisation {
            name: name.into(),
            currency: "EUR".into(),
            zone: "Europe/Berlin".into(),
            hours: BTreeMap::new(),
            reasons: BTreeMap::new(),
        };
        let id = self.registrar().found(slug, &settings).unwrap();
        self.cast.organisations.push(id);
        id
    }

    fn team(&mut self, system: &Author, name: &str) -> TeamId {
        let team = Team {
            name: name.into(),
            parent: None,
        };
        RecordId(self.says(system, Body::TeamAdded(TeamAdded { team }))).into()
    }

    fn person(
        &mut self,
        system: &Author,
        name: &str,
        role: Role,
        team: Option<TeamId>,
    ) -> PersonId {
        let person = Person {
            name: name.into(),
            role,
            team,
            zone: "Europe/Berlin".into(),
            hours: BTreeMap::new(),
            revoked: false,
            erased: false,
        };
        PersonId(self.says(system, Body::PersonAdded(PersonAdded { person })))
    }

    /// Gives a person a phone and (with `@`) a desk.
    fn seats(&mut self, org: OrganisationId, name: &str, person: PersonId) {
        for (seat, kind) in [("", DeviceKind::Phone), ("@", DeviceKind::Console)] {
            let device = if kind == DeviceKind::Phone {
                self.device(org, person, "phone")
            } else {
                DeviceId(self.id())
            };
            let author = Author {
                person,
                device,
                kind,
            };
            let token = self.session(org, &author);
            let token = token.reveal().to_owned();
            self.cast.tokens.insert(format!("{name}{seat}"), token);
        }
    }

    /// Opens a session that outlasts the walk.
    fn session(&self, org: OrganisationId, author: &Author) -> Secret {
        let opening = session::Opening {
            name: String::new(),
            scopes: None,
            life: session::CONSOLE_LIFE,
        };
        session::open(self.store, self.seams, org, author, opening).unwrap()
    }

    /// Writes a change, which has to be accepted.
    fn says(&mut self, author: &Author, body: Body) -> Uuid {
        let organisation = *self.cast.organisations.last().unwrap();
        let id = self.id();
        let said = change(ChangeId(id), START, body);
        let push = Push::unnumbered(author.clone(), [said.bytes().unwrap()]);
        let judged = ingest_batch(self.store, organisation, START, &[push]).unwrap();
        assert!(judged[0][0].is_accepted(), "{:?}: {judged:?}", said.body);
        id
    }

    fn work_id(&mut self, name: &str, id: Uuid) {
        self.name(name, id);
        self.cast.work.push(id.to_string());
        if self.cast.work.len() == 1 {
            self.cast.work.push(MARK.into());
        }
    }

    fn name(&mut self, name: &str, id: Uuid) {
        let nowhere = self.id().to_string();
        let ours = id.to_string();
        self.cast.names.insert(name.into(), Named { ours, nowhere });
    }

    fn id(&mut self) -> Uuid {
        self.count += 1;
        Uuid::from_u128(self.count << 64 | 0x7000_8000_0000_0000_0000)
    }

    fn registrar(&self) -> Registrar<'_> {
        Registrar {
            store: self.store,
            seams: self.seams,
        }
    }
}
