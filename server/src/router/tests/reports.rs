//! Reports: what they say is what history says, and each figure is the total of its rows.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use outrider_model::change::{
    Body, Change, CheckInWithdrawn, CheckedIn, CustomerAdded, Edited, NoteWritten, Read, Seen,
    StatusReport, TaskAssigned, TaskReassigned,
};
use outrider_model::decide::Verdict;
use outrider_model::id::{ChangeId, CustomerId, PersonId, RecordId, SiteId, TaskId};
use outrider_model::place::{Fence, Fix, Position};
use outrider_model::record::{DeviceKind, Field, Role, Site, built_in_id};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{START, World};
use crate::auth::registrar::change;
use crate::ingest::{Author, Push, ingest_batch};

const HOUR: i64 = 3600 * 1_000_000;
const DAYS: [&str; 5] = [
    "2026-03-02",
    "2026-03-03",
    "2026-03-04",
    "2026-03-06",
    "2026-03-09",
];

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }
}

/// A company at work: everybody knows what the others did before.
struct Company {
    world: World,
    dice: Dice,
    now: i64,
    reps: Vec<PersonId>,
    customers: Vec<CustomerId>,
    tasks: Vec<TaskId>,
    visits: Vec<(PersonId, RecordId)>,
}

impl Company {
    fn new(seed: u64) -> Company {
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

    fn author(person: PersonId) -> Author {
        Author {
            person,
            device: RecordId::from(person).derived("device").into(),
            kind: DeviceKind::Console,
        }
    }

    /// Says what somebody did who has seen everything.
    fn says(&mut self, person: PersonId, body: Body) -> ChangeId {
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

    fn assign(&mut self) {
        let assignee = self.dice.pick(&self.reps);
        let day = self.dice.pick(&DAYS);
        self.assigns(assignee, day);
    }

    fn assigns(&mut self, assignee: PersonId, day: &str) -> TaskId {
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
    fn report(&mut self, book: &Book) {
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

    fn plan(&mut self, book: &Book) {
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

    fn visit(&mut self) {
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

    fn note(&mut self) {
        let person = self.dice.pick(&self.reps);
        let written = NoteWritten {
            customer: Some(self.dice.pick(&self.customers)),
            body: "Well.".into(),
            ..NoteWritten::default()
        };
        self.says(person, Body::NoteWritten(written));
    }

    /// Lets the server's clock show the moment at which the last thing happened, and tells the day.
    fn arrives(&self) -> Date {
        let shown = self.world.host.seams.clock.wall();
        self.world.clock.advance(self.now - shown);
        let now = jiff::Timestamp::from_microsecond(self.now).unwrap();
        now.in_tz("Europe/Berlin").unwrap().date()
    }

    fn live(&mut self, steps: usize) {
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

fn site() -> Site {
    Site {
        name: String::new(),
        at: Position::new(525_000_000, 134_000_000).unwrap(),
        fence: Fence { radius_mm: 100_000 },
    }
}

/// A task, as history tells of it.
#[derive(Clone, Default)]
struct Told {
    assignee: Option<PersonId>,
    day: Option<Date>,
    status: &'static str,
    on: Option<Date>,
    reason: String,
}

impl Told {
    fn is_open(&self) -> bool {
        matches!(self.status, "" | "started")
    }
}

struct Visit {
    person: PersonId,
    day: Date,
    customer: CustomerId,
    for_task: bool,
    fix: Option<Fix>,
}

/// What happened, read out of history alone.
#[derive(Default)]
struct Book {
    tasks: BTreeMap<RecordId, Told>,
    visits: BTreeMap<RecordId, Visit>,
    notes: Vec<(PersonId, Date)>,
    owners: BTreeMap<CustomerId, PersonId>,
}

impl Book {
    fn of(world: &World) -> Book {
        let mut book = Book::default();
        let store = &*world.host.store;
        for event in store.history(world.organisation, 0, 100_000).unwrap() {
            let stands = matches!(
                event.verdict.first(),
                Verdict::Applied | Verdict::Merged { .. }
            );
            if let Some(Ok(Read::Known(said))) = event
                .payload
                .filter(|_| stands)
                .map(|bytes| Change::read(&bytes))
            {
                book.note(event.author, &said);
            }
        }
        book
    }

    fn note(&mut self, author: PersonId, said: &Change) {
        let day = said.civil.day().unwrap();
        let mut report = |of: &StatusReport, status: &'static str| {
            let task = self.tasks.get_mut(&of.task.into()).unwrap();
            (task.status, task.on) = (status, Some(day));
            task.reason.clone_from(&of.reason);
        };
        match &said.body {
            Body::TaskAssigned(given) => {
                let told = Told {
                    assignee: given.assignee,
                    day: given.plan_day,
                    ..Told::default()
                };
                self.tasks.insert(said.id.into(), told);
            }
            Body::TaskRescheduled(moved) => {
                let day = moved.set[&Field::from("plan_day")].as_str().unwrap();
                let task = self.tasks.get_mut(&moved.target.into()).unwrap();
                task.day = Some(day.parse().unwrap());
            }
            Body::TaskReassigned(to) => {
                let task = self.tasks.get_mut(&to.task.into()).unwrap();
                (task.assignee, task.status) = (to.assignee, "");
            }
            Body::TaskCompleted(of) => report(of, "done"),
            Body::TaskNotDone(of) => report(of, "not_done"),
            Body::TaskDeclined(of) => report(of, "declined"),
            Body::TaskCancelled(of) | Body::TaskClosed(of) => report(of, "cancelled"),
            Body::TaskStarted(of) => report(of, "started"),
            Body::CheckedIn(arrived) => {
                let visit = Visit {
                    person: author,
                    day,
                    customer: arrived.customer,
                    for_task: arrived.task.is_some(),
                    fix: arrived.fix.clone(),
                };
                self.visits.insert(said.id.into(), visit);
            }
            Body::CheckInWithdrawn(taken) => {
                self.visits.remove(&taken.check_in.into());
            }
            Body::NoteWritten(_) => self.notes.push((author, day)),
            Body::CustomerAdded(added) => {
                let id = CustomerId::from(RecordId::from(said.id));
                self.owners.insert(id, added.owner.unwrap());
            }
            _ => {}
        }
    }

    /// Counts again what a line of the report counts.
    fn figures(
        &self,
        people: &BTreeSet<PersonId>,
        from: Date,
        to: Date,
        today: Date,
    ) -> BTreeMap<String, Value> {
        let is_in = |day: Date| from <= day && day <= to;
        let tasks: Vec<&Told> = self
            .tasks
            .values()
            .filter(|task| task.assignee.is_some_and(|who| people.contains(&who)))
            .filter(|task| task.day.is_some_and(is_in))
            .collect();
        let count = |is: &dyn Fn(&Told) -> bool| tasks.iter().filter(|task| is(task)).count();
        let visits: Vec<&Visit> = self
            .visits
            .values()
            .filter(|visit| people.contains(&visit.person) && is_in(visit.day))
            .collect();
        let place = |is: &dyn Fn(&Fix) -> bool| {
            let fixes = visits.iter().filter_map(|visit| visit.fix.as_ref());
            fixes.filter(|fix| is(fix)).count()
        };
        let reached: BTreeSet<CustomerId> = visits
            .iter()
            .filter(|visit| self.owners[&visit.customer] == visit.person)
            .map(|visit| visit.customer)
            .collect();
        let owned = self.owners.values().filter(|owner| people.contains(owner));
        let cancelled = count(&|task| task.status == "cancelled");
        let on_day = count(&|task| task.status == "done" && task.on == task.day);
        let to_come = count(&|task| task.is_open() && task.day.is_some_and(|day| day >= today));
        let far = |fix: &Fix| fix.position.lat() != 525_000_000;
        let vague = |fix: &Fix| fix.accuracy_mm > 1_000_000;
        let of = [
            ("planned", json!(tasks.len() - cancelled)),
            ("done", json!(count(&|task| task.status == "done"))),
            ("not_done", json!(count(&|task| task.status == "not_done"))),
            ("declined", json!(count(&|task| task.status == "declined"))),
            ("cancelled", json!(cancelled)),
            ("open", json!(count(&Told::is_open))),
            ("visits", json!(visits.len())),
            (
                "visits_planned",
                json!(visits.iter().filter(|visit| visit.for_task).count()),
            ),
            (
                "visits_unplanned",
                json!(visits.iter().filter(|visit| !visit.for_task).count()),
            ),
            ("outside", json!(place(&|fix| far(fix) && !vague(fix)))),
            ("uncertain", json!(place(&vague))),
            (
                "notes",
                json!(
                    self.notes
                        .iter()
                        .filter(|(who, day)| people.contains(who) && is_in(*day))
                        .count()
                ),
            ),
            (
                "adherence",
                share(on_day, tasks.len() - cancelled - to_come),
            ),
            ("coverage", share(reached.len(), owned.count())),
        ];
        of.map(|(name, value)| (name.to_owned(), value)).into()
    }

    fn skipped(&self, people: &BTreeSet<PersonId>) -> Value {
        let skipped = self.tasks.values().filter(|task| {
            matches!(task.status, "not_done" | "declined")
                && task.assignee.is_some_and(|who| people.contains(&who))
        });
        let (known, own): (Vec<&Told>, Vec<&Told>) = skipped.partition(|task| task.reason == "ill");
        let lines = [
            (!own.is_empty()).then(|| json!({"count": own.len()})),
            (!known.is_empty()).then(|| json!({"count": known.len(), "reason": "ill"})),
        ];
        lines.into_iter().flatten().collect()
    }
}

fn share(part: usize, whole: usize) -> Value {
    if whole == 0 {
        return Value::Null;
    }
    json!((part * 2_000 + whole) / (whole * 2))
}

fn values(figures: &Value) -> BTreeMap<String, Value> {
    let figures = figures.as_object().unwrap();
    let value = |figure: &Value| figure.get("value").cloned().unwrap_or_default();
    figures
        .iter()
        .map(|(name, figure)| (name.clone(), value(figure)))
        .collect()
}

fn day(of: &Value) -> Date {
    of.as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_report_says_what_history_says_counted_again() {
    for seed in 1..4 {
        println!("seed {seed}");
        let mut company = Company::new(seed);
        company.live(140);
        let book = Book::of(&company.world);
        let today = company.arrives();
        let manager = company.world.sign_in("max-north").await;
        let (from, to) = ("2026-03-02", "2026-03-31");
        for by in ["day", "week", "month", "all"] {
            let path = format!("/v1/reports/work?from={from}&to={to}&by={by}");
            let report = company.world.get(&path, &manager).await.json();
            let rows = report["rows"].as_array().unwrap();
            assert!(!rows.is_empty(), "{by}");
            for row in rows {
                let person = row["key"]["person"].as_str().unwrap().parse().unwrap();
                let period = &row["key"]["period"];
                assert_eq!(
                    values(&row["figures"]),
                    book.figures(
                        &[person].into(),
                        day(&period["from"]),
                        day(&period["to"]),
                        today
                    ),
                    "{by} {period} {person}"
                );
            }
            let everybody: BTreeSet<PersonId> = company.reps.iter().copied().collect();
            assert_eq!(
                values(&report["total"]["figures"]),
                book.figures(
                    &everybody,
                    from.parse().unwrap(),
                    to.parse().unwrap(),
                    today
                ),
                "{by}"
            );
            assert_eq!(report["total"]["skipped"], book.skipped(&everybody));
        }
        let teams = format!("/v1/reports/work?from={from}&to={to}&group=team");
        let teams = company.world.get(&teams, &manager).await.json();
        let rows = teams["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(
            values(&rows[0]["figures"]),
            values(&teams["total"]["figures"])
        );
    }
}

#[tokio::test]
async fn what_is_still_to_come_is_no_failure_of_a_week() {
    let mut company = Company::new(5);
    let rep = company.reps[0];
    // Monday's is done on its day, Tuesday's and Wednesday's wait.
    let monday = company.assigns(rep, "2026-03-02");
    company.assigns(rep, "2026-03-03");
    company.assigns(rep, "2026-03-04");
    company.says(
        rep,
        Body::TaskCompleted(StatusReport {
            task: monday,
            reason: String::new(),
            fix: None,
        }),
    );
    let path = "/v1/reports/work?from=2026-03-02&to=2026-03-08&by=all";
    for (day, share) in [
        ("2026-03-02", 1_000),
        ("2026-03-03", 1_000),
        ("2026-03-04", 500),
        ("2026-03-05", 333),
    ] {
        assert_eq!(company.arrives().to_string(), day);
        let token = company.world.sign_in("max-north").await;
        let report = company.world.get(path, &token).await.json();
        let figures = &report["total"]["figures"];
        assert_eq!(figures["planned"]["value"], 3, "{day}");
        assert_eq!(figures["adherence"]["value"], share, "{day}");
        company.now += 24 * HOUR;
    }
}

#[tokio::test]
async fn the_rows_of_a_figure_are_as_many_as_it_says() {
    let mut company = Company::new(9);
    company.live(120);
    // Whoever else has work is in no figure of theirs.
    let foreign = company.world.task("South's", company.world.reps[1]);
    let south = company.world.sign_in("max-south").await;
    assert_eq!(company.world.say(&south, &[foreign]).await, ["applied"]);
    for login in ["max-north", "ada"] {
        let token = company.world.sign_in(login).await;
        for query in ["&by=week", "&group=team", ""] {
            let path = format!("/v1/reports/work?from=2026-03-02&to=2026-03-15{query}");
            let report = company.world.get(&path, &token).await.json();
            let mut followed = 0;
            let lines = report["rows"].as_array().unwrap().iter();
            for line in lines.chain([&report["total"]]) {
                for (name, figure) in line["figures"].as_object().unwrap() {
                    let Some(rows) = figure.get("rows").and_then(Value::as_str) else {
                        assert_eq!(figure["unit"], "per_mille", "{name}");
                        continue;
                    };
                    let listed = company.world.get(&format!("{rows}&limit=1"), &token).await;
                    assert_eq!(listed.json()["total"], figure["value"], "{login} {rows}");
                    followed += 1;
                }
            }
            assert!(followed > 12, "{followed}");
        }
    }
}

#[tokio::test]
async fn a_report_of_too_many_days_or_lines_says_which_field_is_wrong() {
    let world = World::new();
    let token = world.sign_in("ada").await;
    for (query, field) in [
        ("from=2026-03-02&to=2026-03-01", "to"),
        ("from=2026-01-01&to=2027-12-31", "to"),
        ("from=2026-03-02", "to"),
        ("from=yesterday&to=2026-03-02", "from"),
    ] {
        let answer = world
            .get(&format!("/v1/reports/work?{query}"), &token)
            .await;
        assert_eq!(answer.code(), "invalid", "{query}");
        assert_eq!(answer.json()["field"], field, "{query}");
    }
    let unknown = world
        .get(
            "/v1/reports/work?from=2026-03-02&to=2026-03-02&by=hour",
            &token,
        )
        .await;
    assert_eq!(unknown.code(), "malformed");
}
