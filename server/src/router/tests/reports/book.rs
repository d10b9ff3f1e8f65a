//! The same figures, counted by hand out of history.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use outrider_model::change::{Body, Change, Read, StatusReport};
use outrider_model::decide::Verdict;
use outrider_model::id::{CustomerId, PersonId, RecordId};
use outrider_model::place::Fix;
use outrider_model::record::Field;
use serde_json::{Value, json};

use super::super::World;

/// A task, as history tells of it.
#[derive(Clone, Default)]
pub(super) struct Told {
    pub(super) assignee: Option<PersonId>,
    pub(super) day: Option<Date>,
    pub(super) status: &'static str,
    pub(super) on: Option<Date>,
    pub(super) reason: String,
}

impl Told {
    pub(super) fn is_open(&self) -> bool {
        matches!(self.status, "" | "started")
    }
}

pub(super) struct Visit {
    pub(super) person: PersonId,
    pub(super) day: Date,
    pub(super) customer: CustomerId,
    pub(super) for_task: bool,
    pub(super) fix: Option<Fix>,
}

/// What happened, read out of history alone.
#[derive(Default)]
pub(super) struct Book {
    pub(super) tasks: BTreeMap<RecordId, Told>,
    pub(super) visits: BTreeMap<RecordId, Visit>,
    pub(super) notes: Vec<(PersonId, Date)>,
    pub(super) owners: BTreeMap<CustomerId, PersonId>,
}

impl Book {
    pub(super) fn of(world: &World) -> Book {
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

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the book counts what a report counts; all other changes are nothing to it"
    )]
    pub(super) fn note(&mut self, author: PersonId, said: &Change) {
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
    pub(super) fn figures(
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

    pub(super) fn skipped(&self, people: &BTreeSet<PersonId>) -> Value {
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

pub(super) fn share(part: usize, whole: usize) -> Value {
    if whole == 0 {
        return Value::Null;
    }
    json!((part * 2_000 + whole) / (whole * 2))
}
