//! A company at work, by a die.

use std::collections::BTreeMap;

use jiff::civil::Date;
use outrider_model::change::{
    Body, CheckInWithdrawn, CheckedIn, CustomerAdded, Edited, NoteWritten, Seen, StatusReport,
    TaskAssigned, TaskReassigned,
};
use outrider_model::id::{ChangeId, CustomerId, PersonId, RecordId, SiteId, TaskId};
use outrider_model::place::{Fence, Fix, Position};
use outrider_model::record::{DeviceKind, Field, Role, Site, built_in_id};
use serde_json::json;
use uuid::Uuid;

use super::super::{START, World};
use super::book::Book;
use crate::auth::registrar::change;
use crate::ingest::{Author, Push, ingest_batch};

pub(super) const HOUR: i64 = 3600 * 1_000_000;
const DAYS: [&str; 5] = [
    "2026-03-02",
    "2026-03-03",
    "2026-03-04",
    "2026-03-06",
    "2026-03-09",
];

pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    pub(super) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }
}

/// A company at work: everybody knows what the others did before.
pub(super) struct Company {
    pub(super) world: World,
    pub(super) dice: Dice,
    pub(super) now: i64,
    pub(super) reps: Vec<PersonId>,
    pub(super) customers: Vec<CustomerId>,
    pub(super) tasks: Vec<TaskId>,
    pub(super) visits: Vec<(PersonId, RecordId)>,
}

impl Company {
    pub(super) fn new(seed: u64) -> Company {
        let world = World::new();
        let second = world.add("Rolf Rep", "rolf", Role::Rep, Some(world.teams[0]));
        let reasons = Body::OrganisationEdited(Edited {
            target: world.organisation,
            set: [(
                Field::from("reasons/ill"),
                json!({"text": "Ill", "use": "not_done"}),
            )]
            .into(),
        });
        world
            .registrar()
            .say(world.organisation, None, reasons)
            .unwrap();
        let reps = vec![world.reps[0], second];
        let mut company = Company {
            world,
            dice: Dice(seed),
            now: START,
            reps,
            customers: Vec::new(),
            tasks: Vec::new(),
            visits: Vec::new(),
        };
        for number in 0..5 {
            let owner = Some(company.reps[number % 2]);
            let sites = [(SiteId(Uuid::from_u128(1)), site())].into();
            let customer = company.says(
                company.world.managers[0],
                Body::CustomerAdded(CustomerAdded {
                    name: format!("Customer {number}"),
                    owner,
                    sites,
                    ..CustomerAdded::default()
                }),
            );
            company.customers.push(RecordId::from(customer).into());
        }
        company
    }

    pub(super) fn author(person: PersonId) -> Author {
        Author {
            person,
            device: RecordId::from(person).derived("device").into(),
            kind: DeviceKind::Console,
        }
    }

    /// Says what somebody did who has seen everything.
    pub(super) fn says(&mut self, person: PersonId, body: Body) -> ChangeId {
        let id = ChangeId(self.world.host.seams.id().unwrap());
        let mut said = change(id, self.now, body);
        if let Some((record, fields)) = outrider_model::decide::judged_by(&said.body) {
            let store = &*self.world.host.store;
            let query = crate::store::Query::Ids(vec![record]);
            let found = store.records(self.world.organisation, &query, None, 1, 0);
            if let Some(stored) = found.unwrap().first() {
                let held = outrider_model::record::Record::parse(&stored.bytes).unwrap();
                let (seen, _): (BTreeMap<Field, Seen>, _) =
                    outrider_model::decide::seen_now(&held, &fields).unwrap();
                if !seen.is_empty() {
                    said.was.insert(record, seen);
                }
            }
        }
        let push = Push::unnumbered(Company::author(person), [said.bytes().unwrap()]);
        let store = &*self.world.host.store;
        let judged = ingest_batch(store, self.world.organisation, self.now, &[push]).unwrap();
        assert!(judged[0][0].is_accepted(), "{:?}: {judged:?}", said.body);
        id
    }

    pub(super) fn assign(&mut self) {
        let assignee = self.dice.pick(&self.reps);
        let day = self.dice.pick(&DAYS);
        self.assigns(assignee, day);
    }

    pub(super) fn assigns(&mut self, assignee: PersonId, day: &str) -> TaskId {
        let customer = self.dice.pick(&self.customers);
        let task = self.says(
            self.world.managers[0],
            Body::TaskAssigned(TaskAssigned {
                title: "Visit".into(),
                details: String::new(),
                activity: built_in_id(self.world.organisation, "demo"),
                assignee: Some(assignee),
                team: None,
                customer: Some(customer),
                plan_day: Some(day.parse().unwrap()),
                window: None,
                priority: Default::default(),
                checklist: Default::default(),
                series: None,
                import: None,
            }),
        );
        let task = RecordId::from(task).into();
        self.tasks.push(task);
        task
    }

    /// Reports on a task that is open, or does something else.
    pub(super) fn report(&mut self, book: &Book) {
        let task = self.dice.pick(&self.tasks);
        let known = &book.tasks[&task.into()];
        let (Some(person), true) = (known.assignee, known.is_open()) else {
            return self.assign();
        };
        let report = StatusReport {
            task,
            reason: self.dice.pick(&["ill", "the shop was closed"]).into(),
            fix: None,
        };
        let manager = self.world.managers[0];
        match self.dice.roll(9) {
            0 => self.says(person, Body::TaskNotDone(report)),
            1 => self.says(person, Body::TaskDeclined(report)),
            2 => self.says(manager, Body::TaskCancelled(report)),
            3 => self.says(manager, Body::TaskClosed(report)),
            4 => self.says(person, Body::TaskStarted(report)),
            _ => self.says(person, Body::TaskCompleted(report)),
        };
    }

    pub(super) fn plan(&mut self, book: &Book) {
        let task = self.dice.pick(&self.tasks);
        let manager = self.world.managers[0];
        if !book.tasks[&task.into()].is_open() {
            return self.assign();
        }
        if self.dice.roll(3) == 0 {
            let assignee = Some(self.dice.pick(&self.reps));
            let to = TaskReassigned {
                task,
                assignee,
                team: None,
            };
            self.says(manager, Body::TaskReassigned(to));
        } else {
            let day = self.dice.pick(&DAYS);
            let moved = Edited {
                target: task,
                set: [(Field::from("plan_day"), json!(day))].into(),
            };
            self.says(manager, Body::TaskRescheduled(moved));
        }
    }

    pub(super) fn visit(&mut self) {
        let person = self.dice.pick(&self.reps);
        if let Some(at) = self.visits.iter().position(|(whose, _)| *whose == person)
            && self.dice.roll(6) == 0
        {
            let (_, visit) = self.visits.remove(at);
            let taken = CheckInWithdrawn {
                check_in: visit.into(),
                reason: String::new(),
            };
            self.says(person, Body::CheckInWithdrawn(taken));
            return;
        }
        // Inside, outside, too vague to say, nowhere.
        let fix = match self.dice.roll(4) {
            0 => None,
            kind => Some(Fix {
                position: Position::new(525_000_000 + [0, 0, 500_000, 0][kind], 134_000_000)
                    .unwrap(),
                accuracy_mm: [0, 10_000, 10_000, 2_000_000][kind],
                mock: false,
                provider: String::new(),
                at: self.now,
                since_boot: None,
            }),
        };
        let task = (self.dice.roll(2) == 0).then(|| self.dice.pick(&self.tasks));
        let arrival = CheckedIn {
            customer: self.dice.pick(&self.customers),
            site: Some(SiteId(Uuid::from_u128(1))),
            task,
            fix,
        };
        let visit = self.says(person, Body::CheckedIn(arrival));
        self.visits.push((person, visit.into()));
    }

    pub(super) fn note(&mut self) {
        let person = self.dice.pick(&self.reps);
        let written = NoteWritten {
            customer: Some(self.dice.pick(&self.customers)),
            body: "Well.".into(),
            ..NoteWritten::default()
        };
        self.says(person, Body::NoteWritten(written));
    }

    /// Lets the server's clock show the moment at which the last thing happened, and tells the day.
    pub(super) fn arrives(&self) -> Date {
        let shown = self.world.host.seams.clock.wall();
        self.world.clock.advance(self.now - shown);
        let now = jiff::Timestamp::from_microsecond(self.now).unwrap();
        now.in_tz("Europe/Berlin").unwrap().date()
    }

    pub(super) fn live(&mut self, steps: usize) {
        self.assign();
        for _ in 0..steps {
            self.now += i64::try_from(self.dice.roll(3)).unwrap() * HOUR;
            let book = Book::of(&self.world);
            match self.dice.roll(10) {
                0..3 => self.assign(),
                3..6 => self.report(&book),
                6 => self.plan(&book),
                7..9 => self.visit(),
                _ => self.note(),
            }
        }
    }
}

pub(super) fn site() -> Site {
    Site {
        name: String::new(),
        at: Position::new(525_000_000, 134_000_000).unwrap(),
        fence: Fence { radius_mm: 100_000 },
    }
}
