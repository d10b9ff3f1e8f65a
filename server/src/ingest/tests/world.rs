//! One organisation in a store, and hands that write changes as people do.

use std::collections::BTreeMap;
use std::sync::Arc;

use outrider_model::change::{
    Body, Change, CheckedIn, CustomerAdded, CustomerMoved, DelegationGiven, DelegationRef, Edited,
    PersonAdded, StatusReport, TaskAssigned, TaskReassigned, TeamAdded, TerritoryCreated,
    TerritoryPersonAdded, TerritoryPersonRemoved,
};
use outrider_model::decide::Verdict;
use outrider_model::id::{
    ActivityTypeId, ChangeId, CustomerId, DelegationId, DeviceId, EpochId, OrganisationId,
    PersonId, RecordId, TaskId, TeamId, TerritoryId,
};
use outrider_model::record::{
    DeviceKind, Field, Organisation, Person, Priority, Record, Role, Task, Team, Territory,
    built_in_id,
};
use outrider_model::stamp::{Civil, Stamp};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::ingest::{Author, Founding, Judged, Push, Pushed, found, ingest_batch};
use crate::store::sqlite::Sqlite;
use crate::store::{Query, Store, Stored};

pub(crate) const SECOND: i64 = 1_000_000;
pub(crate) const DAY: i64 = 24 * 3600 * SECOND;

pub(crate) struct World {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) organisation: OrganisationId,
    pub(crate) now: i64,
    pub(crate) folder: tempfile::TempDir,
    count: u128,
}

impl World {
    pub(crate) fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(Sqlite::open(folder.path()).unwrap());
        World::of(store, folder)
    }

    pub(crate) fn of(store: Arc<dyn Store>, folder: tempfile::TempDir) -> World {
        let organisation = OrganisationId(Uuid::from_u128(1));
        let now = 1_760_000_000 * SECOND;
        let mut world = World {
            store,
            organisation,
            now,
            folder,
            count: 1000,
        };
        let settings = Organisation {
            name: "Acme".into(),
            currency: "EUR".into(),
            zone: "Europe/Berlin".into(),
            hours: BTreeMap::new(),
            reasons: BTreeMap::new(),
        };
        let epoch = EpochId(world.id());
        let founding = Founding {
            id: organisation,
            slug: "acme".into(),
            settings,
            epoch,
        };
        found(&*world.store, &founding, now).unwrap();
        world
    }

    /// Opens the same folder again, as another process would.
    pub(crate) fn reopen(&mut self) {
        self.store = Arc::new(Sqlite::open(self.folder.path()).unwrap());
    }

    pub(crate) fn id(&mut self) -> Uuid {
        self.count += 1;
        Uuid::from_u128(self.count << 64 | 0x8000_0000_0000_0000)
    }

    pub(crate) fn system(&self) -> Author {
        Author::system(self.organisation)
    }

    /// The phone of a person.
    pub(crate) fn phone(person: PersonId) -> Author {
        let device = RecordId::from(person).derived("phone").into();
        Author {
            person,
            device,
            kind: DeviceKind::Phone,
        }
    }

    pub(crate) fn change(&mut self, body: Body) -> Change {
        let civil = Civil {
            time: self.now,
            offset: 0,
            zone: "UTC".into(),
        };
        let id = ChangeId(self.id());
        Change {
            id,
            mends: None,
            stamp: Stamp(self.now),
            civil,
            was: BTreeMap::new(),
            body,
        }
    }

    /// A change by somebody who has seen a record as it stands.
    pub(crate) fn seeing(&mut self, record: RecordId, body: Body) -> Change {
        let mut change = self.change(body);
        let record = self.record(record).unwrap();
        let mut fields: BTreeMap<Field, BTreeMap<ChangeId, bool>> = record
            .writers()
            .into_iter()
            .map(|(field, writer)| (field, BTreeMap::from([(writer.change, true)])))
            .collect();
        if let Some(heads) = record.get(&Field::from("heads")).as_object() {
            let seen = heads.keys().map(|id| (id.parse().unwrap(), true)).collect();
            fields.insert(Field::from("status"), seen);
        }
        if !fields.is_empty() {
            change.was.insert(record.id, fields);
        }
        change
    }

    pub(crate) fn push(&mut self, author: &Author, changes: &[&Change]) -> Vec<Judged> {
        self.now += SECOND;
        let changes = changes.iter().map(|change| change.bytes().unwrap());
        let push = Push::unnumbered(author.clone(), changes);
        self.ingest(&[push]).remove(0)
    }

    /// Pushes numbered changes, as phones do.
    pub(crate) fn push_numbered(
        &mut self,
        author: &Author,
        changes: &[(u64, &Change)],
    ) -> Vec<Judged> {
        self.now += SECOND;
        self.ingest(&[numbered(author, changes)]).remove(0)
    }

    pub(crate) fn ingest(&self, pushes: &[Push]) -> Vec<Vec<Judged>> {
        ingest_batch(&*self.store, self.organisation, self.now, pushes).unwrap()
    }

    /// Writes one change, which has to be accepted.
    pub(crate) fn must(&mut self, author: &Author, change: &Change) -> RecordId {
        let judged = self.push(author, &[change]);
        assert!(
            judged[0].is_accepted(),
            "{:?}: {:?}",
            change.body,
            judged[0].verdict
        );
        RecordId::from(change.key())
    }

    pub(crate) fn add_team(&mut self, name: &str, parent: Option<TeamId>) -> TeamId {
        let change = self.change(Body::TeamAdded(TeamAdded {
            team: Team {
                name: name.into(),
                parent,
            },
        }));
        self.must(&self.system(), &change).into()
    }

    pub(crate) fn add_person(&mut self, name: &str, role: Role, team: Option<TeamId>) -> PersonId {
        let person = Person {
            name: name.into(),
            role,
            team,
            zone: "Europe/Berlin".into(),
            hours: BTreeMap::new(),
            revoked: false,
            erased: false,
        };
        let change = self.change(Body::PersonAdded(PersonAdded { person }));
        self.must(&self.system(), &change).into()
    }

    pub(crate) fn edit_person(&mut self, person: PersonId, field: &str, value: Value) {
        let set = BTreeMap::from([(Field::from(field), value)]);
        let change = self.seeing(
            person.into(),
            Body::PersonEdited(Edited {
                target: person,
                set,
            }),
        );
        self.must(&self.system(), &change);
    }

    pub(crate) fn move_person(&mut self, person: PersonId, team: Option<TeamId>) {
        self.edit_person(person, "team", team.map_or(Value::Null, |team| json!(team)));
    }

    pub(crate) fn customer(&mut self, owner: Option<PersonId>) -> Change {
        let name = format!("Customer {}", self.count);
        self.change(Body::CustomerAdded(CustomerAdded {
            name,
            owner,
            ..Default::default()
        }))
    }

    pub(crate) fn add_customer(&mut self, owner: Option<PersonId>) -> CustomerId {
        let change = self.customer(owner);
        self.must(&self.system(), &change).into()
    }

    pub(crate) fn move_customer(&mut self, customer: CustomerId, owner: Option<PersonId>) {
        let body = Body::CustomerMoved(CustomerMoved { customer, owner });
        let change = self.seeing(customer.into(), body);
        self.must(&self.system(), &change);
    }

    pub(crate) fn activity(&self) -> ActivityTypeId {
        built_in_id(self.organisation, "demo")
    }

    pub(crate) fn task(
        &mut self,
        assignee: Option<PersonId>,
        customer: Option<CustomerId>,
    ) -> Change {
        let body = self.task_of(assignee, None, customer);
        self.change(body)
    }

    pub(crate) fn task_of(
        &self,
        assignee: Option<PersonId>,
        team: Option<TeamId>,
        customer: Option<CustomerId>,
    ) -> Body {
        Body::TaskAssigned(TaskAssigned {
            title: "Visit".into(),
            details: String::new(),
            activity: self.activity(),
            assignee,
            team,
            customer,
            plan_day: Some("2025-10-10".parse().unwrap()),
            window: None,
            priority: Priority::Normal,
            checklist: BTreeMap::new(),
            series: None,
            import: None,
        })
    }

    pub(crate) fn add_task(
        &mut self,
        assignee: Option<PersonId>,
        customer: Option<CustomerId>,
    ) -> TaskId {
        let change = self.task(assignee, customer);
        self.must(&self.system(), &change).into()
    }

    pub(crate) fn reassign(&mut self, task: TaskId, assignee: Option<PersonId>) {
        let body = Body::TaskReassigned(TaskReassigned {
            task,
            assignee,
            team: None,
        });
        let change = self.seeing(task.into(), body);
        self.must(&self.system(), &change);
    }

    pub(crate) fn complete(&mut self, person: PersonId, task: TaskId) -> Change {
        let report = StatusReport {
            task,
            reason: String::new(),
            fix: None,
        };
        let change = self.seeing(task.into(), Body::TaskCompleted(report));
        self.must(&World::phone(person), &change);
        change
    }

    pub(crate) fn arrive(&mut self, customer: CustomerId) -> Change {
        self.change(Body::CheckedIn(CheckedIn {
            customer,
            site: None,
            task: None,
            fix: None,
        }))
    }

    pub(crate) fn record(&self, id: RecordId) -> Option<Record> {
        self.stored(id)
            .map(|stored| Record::parse(&stored.bytes).unwrap())
    }

    pub(crate) fn stored(&self, id: RecordId) -> Option<Stored> {
        self.store
            .records(self.organisation, &Query::Ids(vec![id]), None, 1, 0)
            .unwrap()
            .pop()
    }

    pub(crate) fn read_task(&self, id: TaskId) -> Task {
        self.record(id.into()).unwrap().read().unwrap()
    }

    /// Brings a person's memberships up to the calendar, as each of his requests does.
    pub(crate) fn keeps_up(&self, person: PersonId) {
        let store = &*self.store;
        let directory = crate::ingest::read_directory(store, self.organisation).unwrap();
        crate::ingest::keep_up(store, &directory, self.organisation, person, self.now).unwrap();
    }

    pub(crate) fn says(&mut self, body: Body) -> RecordId {
        let change = self.change(body);
        self.must(&self.system(), &change)
    }

    pub(crate) fn add_territory(&mut self, name: &str) -> TerritoryId {
        let name = name.into();
        self.says(Body::TerritoryCreated(TerritoryCreated { name }))
            .into()
    }

    /// Puts a person into a territory, or takes him out.
    pub(crate) fn put_in(&mut self, territory: TerritoryId, person: PersonId, is_in: bool) {
        if is_in {
            let added = TerritoryPersonAdded { territory, person };
            self.says(Body::TerritoryPersonAdded(added));
            return;
        }
        let held: Territory = self.record(territory.into()).unwrap().read().unwrap();
        let Some(seen) = held.people.get(&person).cloned() else {
            return;
        };
        self.says(Body::TerritoryPersonRemoved(TerritoryPersonRemoved {
            territory,
            person,
            seen,
        }));
    }

    /// Gives a customer to a territory, or to none.
    pub(crate) fn zone(&mut self, customer: CustomerId, territory: Option<TerritoryId>) {
        let value = territory.map_or(Value::Null, |territory| json!(territory));
        let body = Body::CustomerEdited(Edited {
            target: customer,
            set: BTreeMap::from([(Field::from("territory"), value)]),
        });
        let change = self.seeing(customer.into(), body);
        self.must(&self.system(), &change);
    }

    /// Lets one person stand in for another for a while from now on.
    pub(crate) fn delegate(
        &mut self,
        from: PersonId,
        to: PersonId,
        wait: i64,
        life: i64,
    ) -> DelegationId {
        let since = self.now + wait;
        let until = since + life;
        self.says(Body::DelegationGiven(DelegationGiven {
            from,
            to,
            since,
            until,
        }))
        .into()
    }

    pub(crate) fn end_delegation(&mut self, delegation: DelegationId) {
        self.says(Body::DelegationEnded(DelegationRef { delegation }));
    }

    pub(crate) fn head(&self) -> u64 {
        self.store.head(self.organisation).unwrap()
    }
}

pub(crate) fn numbered(author: &Author, changes: &[(u64, &Change)]) -> Push {
    let changes = changes
        .iter()
        .map(|(sequence, change)| Pushed {
            sequence: Some(*sequence),
            bytes: change.bytes().unwrap(),
        })
        .collect();
    Push {
        author: author.clone(),
        changes,
        texts: Vec::new(),
        clock: None,
        is_whole: false,
        tells_undo: false,
        vouched: None,
    }
}

pub(crate) fn is_applied(judged: &Judged) -> bool {
    judged.verdict == Verdict::Applied
}

pub(crate) fn device() -> DeviceId {
    DeviceId(Uuid::from_u128(77))
}
