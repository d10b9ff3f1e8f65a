//! A manager at a desk: an HTTP client with a session, who writes changes with the bases that the
//! server's answers name.

use std::sync::{Arc, Mutex, PoisonError};

use outrider_model::change::{Bases, Body, Change, CustomerAdded, TaskAssigned};
use outrider_model::decide::Verdict;
use outrider_model::id::{ChangeId, CustomerId, OrganisationId, PersonId, RecordId, TaskId};
use outrider_model::record::Record;
use outrider_model::stamp::{Civil, Stamp};
use outrider_model::wire::{PROTOCOL, PROTOCOL_HEADER};
use serde_json::{Value, json};

use super::clock::now;
use super::http::{Reply, send};
use super::pen::Pen;
use super::say;
use super::seen::seen;
use super::server::Server;
use super::world::Person;

/// Somebody who plans at a desk.
pub struct Manager {
    /// The name that everybody reads.
    pub name: String,
    /// Who.
    pub person: PersonId,
    /// The organisation.
    pub organisation: OrganisationId,
    pub(super) server: Arc<Server>,
    pub(super) token: String,
    pub(super) pen: Mutex<Pen>,
}

impl Person for Manager {
    fn person(&self) -> PersonId {
        self.person
    }
}

impl Manager {
    /// Gives a task to a person, for today.
    pub fn assigns(&self, title: &str, to: &dyn Person) -> TaskId {
        self.plans(TaskAssigned {
            assignee: Some(to.person()),
            plan_day: Some(super::clock::today()),
            ..say::task(title, self.organisation)
        })
    }

    /// Gives a task at a customer to a person, for today.
    pub fn assigns_at(&self, title: &str, to: &dyn Person, customer: CustomerId) -> TaskId {
        self.plans(TaskAssigned {
            assignee: Some(to.person()),
            customer: Some(customer),
            plan_day: Some(super::clock::today()),
            ..say::task(title, self.organisation)
        })
    }

    /// Plans a task.
    pub fn plans(&self, task: TaskAssigned) -> TaskId {
        let (id, verdict) = self.says(Body::TaskAssigned(task), Bases::new());
        assert_eq!(verdict, Verdict::Applied);
        RecordId::from(id).into()
    }

    /// Adds a customer.
    pub fn adds(&self, customer: CustomerAdded) -> CustomerId {
        let (id, verdict) = self.says(Body::CustomerAdded(customer), Bases::new());
        assert_eq!(verdict, Verdict::Applied);
        RecordId::from(id).into()
    }

    /// Hands a task to another person.
    pub fn reassigns(&self, task: TaskId, to: &dyn Person) -> Verdict {
        let was = seen(&self.task(task), &["assignee", "status"]);
        self.says(say::hand_to(task, to.person()), was).1
    }

    /// Calls a task off.
    pub fn cancels(&self, task: TaskId) -> Verdict {
        let was = seen(&self.task(task), &["assignee", "status"]);
        self.says(Body::TaskCancelled(say::report(task)), was).1
    }

    /// Gives a field of a customer a value.
    pub fn edits(&self, customer: CustomerId, field: &str, value: &str) -> Verdict {
        let was = seen(&self.customer(customer), &[field]);
        self.says(say::edit_customer(customer, field, value), was).1
    }

    /// Gives a customer to another rep.
    pub fn moves(&self, customer: CustomerId, to: &dyn Person) -> Verdict {
        let was = seen(&self.customer(customer), &["owner"]);
        self.says(say::move_to(customer, to.person()), was).1
    }

    /// Sends one change and gives its id and verdict.
    pub fn says(&self, body: Body, was: Bases) -> (ChangeId, Verdict) {
        let time = now();
        let change = Change {
            id: self.id(),
            mends: None,
            stamp: Stamp(time),
            civil: Civil {
                time,
                offset: 3600,
                zone: "Europe/Berlin".to_owned(),
            },
            was,
            body,
        };
        let bytes = change
            .bytes()
            .expect("a change of this version can be written");
        let reply = self.sends(&[bytes]);
        assert_eq!(reply.status, 200, "a manager's change: {}", reply.text());
        (change.id, verdict_of(&reply, 0))
    }

    /// Posts changes, each as its bytes.
    pub fn sends(&self, changes: &[Vec<u8>]) -> Reply {
        let changes: Vec<Value> = changes
            .iter()
            .map(|bytes| serde_json::from_slice(bytes).expect("a change is JSON"))
            .collect();
        self.post("/v1/changes", &json!({ "changes": changes }))
    }

    /// Gives a task as the server has it.
    pub fn task(&self, task: TaskId) -> Record {
        self.record(&format!("/v1/tasks/{task}"))
    }

    /// Gives a customer as the server has it.
    pub fn customer(&self, customer: CustomerId) -> Record {
        self.record(&format!("/v1/customers/{customer}"))
    }

    /// Gives the records of a list, page by page.
    pub fn records(&self, path: &str) -> Vec<Record> {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "GET {path}: {}", reply.text());
        let said = reply.json();
        let items = said["items"].as_array().cloned().unwrap_or_default();
        let read = |item: &Value| {
            let bytes = serde_json::to_vec(&item["record"]).expect("JSON stays JSON");
            Record::parse(&bytes).expect("the server answers with records")
        };
        items.iter().map(read).collect()
    }

    fn record(&self, path: &str) -> Record {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "GET {path}: {}", reply.text());
        let record = serde_json::to_vec(&reply.json()["record"]).expect("JSON stays JSON");
        Record::parse(&record).expect("the server answers with records")
    }

    /// Asks for something.
    pub fn get(&self, path: &str) -> Reply {
        self.request("GET", path, &[])
    }

    /// Tells something.
    pub fn post(&self, path: &str, body: &Value) -> Reply {
        self.request(
            "POST",
            path,
            &serde_json::to_vec(body).expect("JSON can be written"),
        )
    }

    fn request(&self, method: &str, path: &str, body: &[u8]) -> Reply {
        let bearer = format!("Bearer {}", self.token);
        let headers = [
            ("authorization", bearer.as_str()),
            ("content-type", "application/json"),
            (PROTOCOL_HEADER, PROTOCOL),
        ];
        send(self.server.address(), method, path, &headers, body).expect("the server answers")
    }

    fn id(&self) -> ChangeId {
        self.pen.lock().unwrap_or_else(PoisonError::into_inner).id()
    }
}

/// Reads the verdict on one change of a request.
pub fn verdict_of(reply: &Reply, place: usize) -> Verdict {
    let verdict = reply.json()["verdicts"][place]["verdict"].clone();
    serde_json::from_value(verdict).unwrap_or_else(|why| panic!("{why}: {}", reply.text()))
}
