//! A manager at a desk: an HTTP client with a session, who writes changes with the bases that the
//! server's answers name.

use std::sync::{Arc, Mutex, PoisonError};

use outrider_model::change::{
    Bases, Body, Change, CustomerAdded, CustomerRef, DeviceRef, Edited, SeriesStarted, TaskAssigned,
};
use outrider_model::decide::Verdict;
use outrider_model::id::{
    ChangeId, CustomerId, DeviceId, OrganisationId, PersonId, RecordId, TaskId,
};
use outrider_model::record::{Field, Priority, Record, Series, Weekday};
use outrider_model::stamp::{Civil, Stamp};
use outrider_model::wire::{PROTOCOL, PROTOCOL_HEADER};
use serde_json::{Value, json};

use super::clock::now;
use super::founding::Person;
use super::http::{Reply, send};
use super::pen::Pen;
use super::say;
use super::seen::seen;
use super::server::Server;

/// How long the server may take for what follows from a rule.
const PATIENCE: i64 = 60 * super::clock::SECOND;

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

    /// Moves a task to another day.
    pub fn reschedules(&self, task: TaskId, day: jiff::civil::Date) -> Verdict {
        let was = seen(&self.task(task), &["plan_day"]);
        let set = [(Field::from("plan_day"), Value::String(day.to_string()))].into();
        self.says(Body::TaskRescheduled(Edited { target: task, set }), was)
            .1
    }

    /// Repeats a task every week on the weekday of today.
    pub fn repeats_weekly(&self, title: &str, who: &dyn Person) {
        let from = super::clock::today();
        let series = Series {
            title: title.to_owned(),
            activity: say::demo(self.organisation),
            assignee: Some(who.person()),
            team: None,
            customer: None,
            days: [Weekday::from(from.weekday())].into(),
            every: 1,
            from,
            until: None,
            window: None,
            priority: Priority::Normal,
        };
        let (_, verdict) = self.says(Body::SeriesStarted(SeriesStarted { series }), Bases::new());
        assert_eq!(verdict, Verdict::Applied);
        // The server makes the tasks soon after the rule.
        let until = now() + PATIENCE;
        while self.titled(title).is_empty() {
            assert!(now() < until, "nobody makes the tasks of the series");
        }
    }

    /// Calls a task off as it was seen earlier.
    pub fn cancels_as_seen(&self, task: TaskId, seen_then: Bases) -> Verdict {
        self.says(Body::TaskCancelled(say::report(task)), seen_then)
            .1
    }

    /// Looks at a task: what a report on it will name as seen.
    pub fn sees(&self, task: TaskId) -> Bases {
        seen(&self.task(task), &["assignee", "status"])
    }

    /// Gives a field of a customer a value, as the customer was seen earlier.
    pub fn edits_as_seen(&self, customer: &Record, field: &str, value: &str) -> Verdict {
        let edit = say::edit_customer(customer.id.into(), field, value);
        self.says(edit, seen(customer, &[field])).1
    }

    /// Removes a customer.
    pub fn removes(&self, customer: CustomerId) -> Verdict {
        let was = seen(&self.customer(customer), &["removed", "owner"]);
        self.says(Body::CustomerRemoved(CustomerRef { customer }), was)
            .1
    }

    /// Ends a device's sessions for good.
    pub fn revokes(&self, device: DeviceId) {
        let set = [(Field::from("revoked"), Value::Bool(true))].into();
        let edited = Edited {
            target: device,
            set,
        };
        let (_, verdict) = self.says(Body::DeviceEdited(edited), Bases::new());
        assert_eq!(verdict, Verdict::Applied);
    }

    /// Revokes a person.
    pub fn revokes_person(&self, person: PersonId) {
        let set = [(Field::from("revoked"), Value::Bool(true))].into();
        let target = person;
        let (_, verdict) = self.says(Body::PersonEdited(Edited { target, set }), Bases::new());
        assert_eq!(verdict, Verdict::Applied);
    }

    /// Asks for a phone's content to be destroyed.
    pub fn asks_to_wipe(&self, device: DeviceId) {
        let asked = DeviceRef { target: device };
        let (_, verdict) = self.says(Body::DeviceWipeAsked(asked), Bases::new());
        assert_eq!(verdict, Verdict::Applied);
    }

    /// Gives what waits in quarantine.
    pub fn quarantine(&self) -> Vec<Value> {
        let listed = self.get("/v1/quarantine?limit=1000").json();
        listed["items"].as_array().cloned().unwrap_or_default()
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

    /// The status that a task shows.
    pub fn status(&self, task: TaskId) -> String {
        let said = self.get(&format!("/v1/tasks/{task}")).json();
        said["status"].as_str().unwrap_or_default().to_owned()
    }

    /// The lists that a task stands in.
    pub fn lists(&self, task: TaskId) -> Vec<String> {
        let said = self.get(&format!("/v1/tasks/{task}")).json();
        let lists = said["lists"].as_array().cloned().unwrap_or_default();
        lists
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    }

    /// The tasks of a title.
    pub fn titled(&self, title: &str) -> Vec<Record> {
        let mut tasks = self.records("/v1/tasks?limit=1000");
        tasks.retain(|task| task.get(&Field::from("title")) == title);
        tasks
    }

    /// The tasks of a status.
    pub fn with_status(&self, status: &str) -> Vec<Record> {
        self.records(&format!("/v1/tasks?limit=1000&status={status}"))
    }

    /// The phones, as the list of the silent ones has them.
    pub fn phones(&self) -> Vec<Value> {
        self.get("/v1/phones").json()["items"]
            .as_array()
            .cloned()
            .unwrap_or_default()
    }

    /// Everybody's diary whom he manages, as text.
    pub fn diary(&self) -> String {
        let said = self.get("/v1/diary").json();
        let items = said["items"].as_array().cloned().unwrap_or_default();
        let line = |item: &Value| {
            let entry = &item["record"];
            let to = if entry["person"] == json!(self.person) {
                "me"
            } else {
                "a rep"
            };
            format!(
                "{} for {to}: {} against {}\n",
                entry["tells"], entry["mine"], entry["theirs"]
            )
        };
        let mut lines: Vec<String> = items.iter().map(line).collect();
        lines.sort();
        lines.concat()
    }

    /// A task's story, a line an event.
    pub fn timeline(&self, task: TaskId) -> String {
        self.story(&format!("/v1/tasks/{task}/timeline"))
    }

    /// A customer's story, a line an event, with the notes and visits.
    pub fn customer_timeline(&self, customer: CustomerId) -> String {
        self.story(&format!("/v1/customers/{customer}/timeline"))
    }

    /// The words of the notes about a customer.
    pub fn notes_at(&self, customer: CustomerId) -> Vec<String> {
        let said = self
            .get(&format!("/v1/customers/{customer}/timeline"))
            .json();
        let notes = said["notes"].as_array().cloned().unwrap_or_default();
        let words = |note: &Value| {
            note["record"]["body"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        };
        notes.iter().map(words).collect()
    }

    fn story(&self, path: &str) -> String {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "GET {path}: {}", reply.text());
        let said = reply.json();
        let part = |name: &str| said[name].as_array().cloned().unwrap_or_default();
        let mut out = String::new();
        for event in part("events") {
            let word = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
            let (what, who, why) = (word("do"), word("person_name"), word("reason"));
            let verdict = event["verdict"]["verdict"].as_str().unwrap_or_default();
            out.push_str(&format!("{what} by {who}: {verdict} {why}\n"));
        }
        for note in part("notes") {
            out.push_str(&format!(
                "note: {}\n",
                note["record"]["body"].as_str().unwrap_or_default()
            ));
        }
        for visit in part("check_ins") {
            out.push_str(&format!("visit: {}\n", visit["record"]["evidence"]));
        }
        for entry in part("diary") {
            out.push_str(&format!("diary: {}\n", entry["record"]["tells"]));
        }
        out
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

    /// Tells something that need not be JSON.
    pub fn post_raw(&self, path: &str, body: &[u8]) -> Reply {
        self.request("POST", path, body)
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
