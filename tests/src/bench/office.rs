//! An organisation on a real server, seeded through the one door for writes.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use outrider_model::change::{
    Bases, Body, CustomerAdded, NoteWritten, PersonAdded, Seen, TaskAssigned,
};
use outrider_model::decide::Verdict;
use outrider_model::id::{ChangeId, CustomerId, PersonId, RecordId, SiteId, TaskId};
use outrider_model::place::{Fence, Position};
use outrider_model::record::{Field, Priority, Role, Site};
use outrider_model::wire::MAX_CHANGES;

use super::line::Line;
use super::phone::{Changes, WirePhone, written};
use super::say;
use crate::company::{BenchStatus, BenchTask, bench_tasks};
use crate::world::say::{report, task};
use crate::world::{HOUR, Manager, Pen, World, now, today};

/// Bytes of changes in a request, well below what the server reads.
const BATCH_BYTES: usize = 900 * 1024;

/// A manager, his reps and their server.
pub struct Office {
    /// The world it stands in.
    pub world: World,
    /// Who plans.
    pub manager: Manager,
    /// The reps, in the order in which they joined.
    pub reps: Vec<PersonId>,
    pen: Pen,
    seed: u64,
}

impl Office {
    /// Founds an organisation with so many reps on a server of its own.
    pub fn found(seed: u64, reps: usize) -> Office {
        Office::found_in(World::alone(), seed, reps)
    }

    /// As [`Office::found`], in a world at hand.
    pub fn found_in(world: World, seed: u64, reps: usize) -> Office {
        let manager = world.manager("Planner");
        let mut pen = Pen::new(seed, "office");
        let mut ids = Vec::with_capacity(reps);
        let mut changes = Changes::new();
        for number in 0..reps {
            let person = outrider_model::record::Person {
                name: format!("u{number}"),
                role: Role::Rep,
                team: Some(world.team()),
                zone: "Europe/Berlin".to_owned(),
                hours: Default::default(),
                revoked: false,
                erased: false,
            };
            let joined = Body::PersonAdded(PersonAdded { person });
            let (id, bytes) = written(&mut pen, joined, Bases::new(), now());
            ids.push(RecordId::from(id).into());
            changes.push(bytes);
        }
        post(world.admin(), &changes);
        Office {
            world,
            manager,
            reps: ids,
            pen,
            seed,
        }
    }

    /// Where the server listens.
    pub fn address(&self) -> SocketAddr {
        self.world.server.address()
    }

    /// The address as a phone is given it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address())
    }

    /// Opens a connection to the server.
    ///
    /// # Panics
    /// When the server does not run.
    pub fn line(&self) -> Line {
        Line::connect(self.address()).expect("the server listens")
    }

    /// Enrols a phone on the wire for a person.
    pub fn wire_phone(&self, person: PersonId) -> WirePhone {
        WirePhone::enrol(self.address(), &self.world.code(person), self.seed)
    }

    /// Plans so many tasks for each of these reps; gives each rep's.
    pub fn plan(&mut self, reps: &[PersonId], each: usize) -> Vec<(PersonId, Vec<TaskId>)> {
        let mut changes = Changes::with_capacity(reps.len() * each);
        let mut planned = Vec::with_capacity(reps.len());
        let organisation = self.world.organisation;
        for (words, rep) in bench_tasks(self.seed, reps.len() * each)
            .collect::<Vec<_>>()
            .chunks(each.max(1))
            .zip(reps)
        {
            let mut tasks = Vec::with_capacity(each);
            for record in words {
                let body = Body::TaskAssigned(TaskAssigned {
                    details: record.note.clone(),
                    assignee: Some(*rep),
                    plan_day: Some(today()),
                    ..task(&record.title, organisation)
                });
                let (id, bytes) = written(&mut self.pen, body, Bases::new(), now());
                tasks.push(RecordId::from(id).into());
                changes.push(bytes);
            }
            planned.push((*rep, tasks));
        }
        post(&self.manager, &changes);
        planned
    }

    /// Fills the server with the records that other engines are given: a task with its customer's
    /// site and a note of the rep for each. Gives how many bytes of JSON they have.
    ///
    /// Open ones are offered to the team, those in progress are started.
    pub fn fill(&mut self, count: usize) -> usize {
        let records: Vec<BenchTask> = bench_tasks(self.seed, count).collect();
        let customers = self.add_customers(&records);
        let tasks = self.add_tasks(&records, &customers);
        self.report(&records, &customers, &tasks);
        records.iter().map(|record| record.json().len()).sum()
    }

    /// Each record's position is a site of its customer, who belongs to one of the reps.
    fn add_customers(&mut self, records: &[BenchTask]) -> BTreeMap<String, CustomerId> {
        let mut sites: BTreeMap<&str, Vec<&BenchTask>> = BTreeMap::new();
        for record in records {
            sites.entry(&record.customer).or_default().push(record);
        }
        let mut changes = Changes::with_capacity(sites.len());
        let mut customers = BTreeMap::new();
        for (place, (name, records)) in sites.into_iter().enumerate() {
            let sites = records.iter().map(|record| {
                let at = Position::new(
                    i64::from(record.latitude_micro) * 10,
                    i64::from(record.longitude_micro) * 10,
                );
                let site = Site {
                    name: String::new(),
                    at: at.expect("the generator stays on earth"),
                    fence: Fence { radius_mm: 100_000 },
                };
                (SiteId(self.pen.id().0), site)
            });
            let body = Body::CustomerAdded(CustomerAdded {
                name: name.to_owned(),
                sites: sites.collect(),
                owner: Some(self.reps[place % self.reps.len()]),
                ..CustomerAdded::default()
            });
            let (id, bytes) = written(&mut self.pen, body, Bases::new(), now());
            customers.insert(name.to_owned(), RecordId::from(id).into());
            changes.push(bytes);
        }
        say::step(&format!("{} customers", changes.len()));
        post(&self.manager, &changes);
        customers
    }

    fn add_tasks(
        &mut self,
        records: &[BenchTask],
        customers: &BTreeMap<String, CustomerId>,
    ) -> Vec<TaskId> {
        let shift = shift(records);
        let mut changes = Changes::with_capacity(records.len());
        let mut tasks = Vec::with_capacity(records.len());
        for record in records {
            let is_offered = record.status == BenchStatus::Open;
            let body = Body::TaskAssigned(TaskAssigned {
                assignee: (!is_offered).then(|| self.assignee(record)),
                team: is_offered.then(|| self.world.team()),
                customer: customers.get(&record.customer).copied(),
                plan_day: Some(day(micros(record.due) + shift)),
                priority: priority(record.priority),
                ..task(&record.title, self.world.organisation)
            });
            let made = micros(record.created_at) + shift;
            let (id, bytes) = written(&mut self.pen, body, Bases::new(), made);
            tasks.push(RecordId::from(id).into());
            changes.push(bytes);
        }
        say::step(&format!("{} tasks", changes.len()));
        post(&self.manager, &changes);
        tasks
    }

    /// What was done with the tasks, told by the phones of those who did it.
    fn report(
        &mut self,
        records: &[BenchTask],
        customers: &BTreeMap<String, CustomerId>,
        tasks: &[TaskId],
    ) {
        let shift = shift(records);
        let mut told: BTreeMap<PersonId, Vec<(&BenchTask, TaskId)>> = BTreeMap::new();
        let mut cancelled = Changes::new();
        for (record, task) in records.iter().zip(tasks) {
            let rep = self.assignee(record);
            told.entry(rep).or_default().push((record, *task));
            if record.status == BenchStatus::Cancelled {
                let body = Body::TaskCancelled(report(*task));
                let time = micros(record.updated_at) + shift;
                cancelled.push(written(&mut self.pen, body, Bases::new(), time).1);
            }
        }
        say::step(&format!("what {} reps wrote", told.len()));
        post(&self.manager, &cancelled);
        let mut line = self.line();
        for (rep, told) in told {
            let mut phone = self.wire_phone(rep);
            let mut changes = Changes::new();
            for (record, task) in told {
                let time = micros(record.updated_at) + shift;
                let status = match record.status {
                    BenchStatus::InProgress => Some(Body::TaskStarted(report(task))),
                    BenchStatus::Done => Some(Body::TaskCompleted(report(task))),
                    BenchStatus::Open | BenchStatus::Assigned | BenchStatus::Cancelled => None,
                };
                changes.extend(status.map(|body| phone.write(body, Bases::new(), time).1));
                let note = Body::NoteWritten(NoteWritten {
                    customer: customers.get(&record.customer).copied(),
                    task: Some(task),
                    met: record.contact.clone(),
                    body: record.note.clone(),
                    ..NoteWritten::default()
                });
                changes.push(phone.write(note, Bases::new(), time).1);
            }
            for batch in batches(&changes) {
                phone.push(&mut line, batch.to_vec());
            }
        }
    }

    fn assignee(&self, record: &BenchTask) -> PersonId {
        let number: usize = record.assignee[1..].parse().unwrap_or_default();
        self.reps[number % self.reps.len()]
    }
}

/// Posts a manager's changes in the largest requests that the server takes.
///
/// # Panics
/// When the server does not apply all of them.
pub fn post(manager: &Manager, changes: &[Vec<u8>]) {
    let mut posted = 0;
    for batch in batches(changes) {
        let reply = manager.sends(batch);
        assert_eq!(reply.status, 200, "changes: {}", reply.text());
        let said = reply.json();
        let verdicts = said["verdicts"].as_array().cloned().unwrap_or_default();
        assert_eq!(verdicts.len(), batch.len());
        for line in verdicts {
            let verdict: Result<Verdict, _> = serde_json::from_value(line["verdict"].clone());
            assert!(
                matches!(verdict, Ok(Verdict::Applied)),
                "not applied: {line}"
            );
        }
        posted += batch.len();
        say::progress(posted, changes.len());
    }
}

/// Cuts changes into requests: by number, and by size.
fn batches(changes: &[Vec<u8>]) -> Vec<&[Vec<u8>]> {
    let mut batches = Vec::new();
    let (mut begin, mut bytes) = (0, 0);
    for (place, change) in changes.iter().enumerate() {
        if place - begin == MAX_CHANGES || bytes + change.len() > BATCH_BYTES {
            batches.push(&changes[begin..place]);
            (begin, bytes) = (place, 0);
        }
        bytes += change.len();
    }
    batches.push(&changes[begin..]);
    batches.retain(|batch| !batch.is_empty());
    batches
}

/// What has been seen of a field: one change.
pub fn seen(record: impl Into<RecordId>, field: &str, writer: ChangeId) -> Bases {
    let writer: Seen = [(writer, true)].into();
    [(record.into(), [(Field::from(field), writer)].into())].into()
}

/// How far the generator's records are moved so that the last was made an hour ago.
fn shift(records: &[BenchTask]) -> i64 {
    let last = records.last().map_or(0, |record| micros(record.created_at));
    now() - 2 * HOUR - last
}

fn micros(millis: u64) -> i64 {
    i64::try_from(millis).unwrap_or_default() * 1000
}

fn day(micros: i64) -> Date {
    let moment = Timestamp::from_microsecond(micros).unwrap_or_default();
    moment.to_zoned(TimeZone::UTC).date()
}

fn priority(number: u8) -> Priority {
    match number {
        0 => Priority::Low,
        1 => Priority::Normal,
        2 => Priority::High,
        _ => Priority::Urgent,
    }
}
