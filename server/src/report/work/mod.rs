//! Tasks, visits and adherence by person or team, and by day, week or month. What each figure means
//! stands in docs/METRICS.md.

mod period;
mod sums;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use outrider_model::id::{PersonId, RecordId, TeamId};
use outrider_model::record::{Record, Role, Task};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::staff::organisation;
use super::{Figure, Freshness, Seen, Staff, names};
use crate::error::ServerError;
use crate::store::{Query, Span, Store, TaskFilter};
pub use period::By;
use period::Period;
use sums::Sums;

/// How many days a report spans at most.
const LONGEST: i32 = 400;
/// How many lines a report has at most.
const LINES: usize = 3_000;
/// More tasks that were not done than any report holds.
const SKIPPED: usize = 100_000;

/// By what a report is grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReportGroup)]
pub enum Group {
    /// Each person.
    #[default]
    Person,
    /// Each team: its people as they stand in it now.
    Team,
}

/// What a report is asked for.
#[derive(Clone, Debug)]
pub struct WorkAsked {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// In what periods.
    pub by: By,
    /// By whom.
    pub group: Group,
    /// Whose work: those whom the caller manages, as far as he asks for them.
    pub people: BTreeSet<PersonId>,
    /// How their lists are asked for.
    pub named: Named,
    /// The teams that have none below them.
    pub lowest: BTreeSet<TeamId>,
}

/// How the rows of many people, or of one, are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// Of one.
    Person(PersonId),
    /// Of a team and of the teams below it.
    Team(TeamId),
    /// Of everybody whom the caller manages.
    Managed,
    /// By no list there is.
    Unnamed,
}

/// What people did.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkReport {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// As of when, microseconds since 1970 (UTC).
    pub as_of: i64,
    /// One line for each person or team and period: by period, then by name.
    pub rows: Vec<WorkRow>,
    /// Everybody over the whole time.
    pub total: WorkTotal,
    /// What people and teams are called.
    #[schema(value_type = BTreeMap<String, String>)]
    pub names: BTreeMap<RecordId, String>,
}

/// One line of a report.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkRow {
    /// Whose, and of when.
    pub key: WorkKey,
    /// The figures.
    pub figures: WorkFigures,
    /// Why tasks were declined or not done.
    pub skipped: Vec<SkippedFor>,
}

/// Everybody's figures.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkTotal {
    /// The figures.
    pub figures: WorkFigures,
    /// Why tasks were declined or not done.
    pub skipped: Vec<SkippedFor>,
}

/// Whose figures, and of when. Of neither person nor team: of those who are in no team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WorkKey {
    /// Whose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Of whose people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Of when.
    pub period: Period,
}

/// What was planned and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkFigures {
    /// Tasks that stand on a day of the period, but those that a manager called off or closed.
    pub planned: Figure,
    /// Of these, done.
    pub done: Figure,
    /// Of these, not done for a reason.
    pub not_done: Figure,
    /// Of these, declined and given to nobody else.
    pub declined: Figure,
    /// Beside these, called off or closed by a manager.
    pub cancelled: Figure,
    /// Of what was planned, still to be done.
    pub open: Figure,
    /// Visits that began on a day of the period.
    pub visits: Figure,
    /// Of these, for a task.
    pub visits_planned: Figure,
    /// Of these, for none.
    pub visits_unplanned: Figure,
    /// Of these, begun outside the customer's fence.
    pub outside: Figure,
    /// Of these, begun where the position does not say whether inside.
    pub uncertain: Figure,
    /// Notes of a day of the period.
    pub notes: Figure,
    /// Of what was planned and is over, the share that was done on its day.
    pub adherence: Figure,
    /// Of the customers that the people own, the share that they visited.
    pub coverage: Figure,
}

/// How many tasks were declined or not done for a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SkippedFor {
    /// The organisation's short name of the reason; none where somebody wrote words of his own, or
    /// none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How many.
    pub count: u64,
}

/// Whose sums: a person's, a team's, or those of people without a team.
type Whose = (Option<PersonId>, Option<TeamId>);

/// Makes a report.
///
/// # Errors
/// [`ServerError::Invalid`] for days that are too many or the wrong way round, and for more lines than a report
/// has; otherwise when the store cannot be read.
pub fn work(
    store: &dyn Store,
    seen: Seen,
    asked: &WorkAsked,
    now: i64,
) -> Result<WorkReport, ServerError> {
    let span = asked.span()?;
    let staff = Staff::of(store, seen, &asked.people)?;
    let silent = staff.silent(store, seen, now)?;
    let periods = asked.by.periods(asked.from, asked.to);
    if staff.members.len().saturating_mul(periods.len()) > LINES && asked.by != By::Day {
        return Err(too_much());
    }
    let book = Book::of(store, seen, asked, &span, &staff, &periods, now)?;
    let fresh = |sums: &Sums| {
        let last_sync = |person: &PersonId| staff.members.get(person)?.last_sync();
        Freshness {
            as_of: now,
            stalest: sums.people.iter().filter_map(last_sync).min(),
            silent: silent.intersection(&sums.people).copied().collect(),
        }
    };
    let teams = staff.members.values().filter_map(|member| member.team);
    let mut called = names(store, seen.organisation, teams.map(RecordId::from))?;
    for (person, member) in &staff.members {
        called.insert((*person).into(), member.name.clone());
    }
    let mut rows = Vec::new();
    for ((period, whose), sums) in &book.rows {
        let named = asked.named_of(*whose, |team| asked.lowest.contains(&team));
        let (person, team) = *whose;
        rows.push(WorkRow {
            key: WorkKey {
                person,
                team,
                period: *period,
            },
            figures: sums.figures(&fresh(sums), *period, named),
            skipped: sums.skipped(),
        });
    }
    if rows.len() > LINES {
        return Err(too_much());
    }
    let name = |row: &WorkRow| {
        let id = row.key.person.map(RecordId::from);
        let id = id.or(row.key.team.map(RecordId::from));
        id.and_then(|id| called.get(&id)).cloned()
    };
    rows.sort_by_cached_key(|row| (row.key.period, name(row), row.key.person, row.key.team));
    let whole = Period {
        from: asked.from,
        to: asked.to,
    };
    Ok(WorkReport {
        from: asked.from,
        to: asked.to,
        as_of: now,
        rows,
        total: WorkTotal {
            figures: book.total.figures(&fresh(&book.total), whole, asked.named),
            skipped: book.total.skipped(),
        },
        names: called,
    })
}

fn too_much() -> ServerError {
    ServerError::invalid(
        "by",
        "that would be more than 3,000 lines; ask for longer periods",
    )
}

impl WorkAsked {
    fn span(&self) -> Result<Span, ServerError> {
        let days = (self.to - self.from).get_days();
        if days < 0 {
            return Err(ServerError::invalid("to", "it lies before `from`"));
        }
        if days >= LONGEST {
            return Err(ServerError::invalid("to", "ask for 400 days at most"));
        }
        Ok(Span {
            people: self.people.iter().copied().collect(),
            from: self.from,
            to: self.to,
        })
    }

    /// Lists know the people of a team only with those of the teams below it.
    fn named_of(&self, (person, team): Whose, is_lowest: impl Fn(TeamId) -> bool) -> Named {
        match (person, team) {
            (Some(person), _) => Named::Person(person),
            (None, Some(team)) if is_lowest(team) => Named::Team(team),
            (None, Some(_) | None) => Named::Unnamed,
        }
    }
}

/// The sums of a report.
struct Book<'a> {
    asked: &'a WorkAsked,
    staff: &'a Staff,
    rows: BTreeMap<(Period, Whose), Sums>,
    total: Sums,
}

impl Book<'_> {
    fn of<'a>(
        store: &dyn Store,
        seen: Seen,
        asked: &'a WorkAsked,
        span: &Span,
        staff: &'a Staff,
        periods: &[Period],
        now: i64,
    ) -> Result<Book<'a>, ServerError> {
        let mut book = Book {
            asked,
            staff,
            rows: BTreeMap::new(),
            total: Sums::default(),
        };
        // Whoever works in the field has a line also where he did nothing; of days only those on
        // which there was something.
        for (person, member) in &staff.members {
            book.total.people.insert(*person);
            let is_working = member.role == Role::Rep && !member.is_revoked;
            if is_working && asked.by != By::Day {
                for period in periods {
                    book.sums(*person, period.from);
                }
            }
        }
        let work = store.work(seen.organisation, span, seen.viewer)?;
        for one in &work.tasks {
            let member = staff.members.get(&one.person);
            let is_past = member.is_some_and(|member| one.day < member.day_at(now));
            book.count(one.person, one.day, |sums| sums.add_tasks(one, is_past));
        }
        for one in &work.visits {
            book.count(one.person, one.day, |sums| sums.add_visits(one));
        }
        for (person, day, count) in &work.notes {
            book.count(*person, *day, |sums| sums.notes += count);
        }
        for (person, day, customer) in &work.reached {
            book.count(*person, *day, |sums| {
                sums.reached.insert(*customer);
            });
        }
        for (person, day, reason) in skipped(store, seen, span)? {
            book.count(person, day, |sums| {
                *sums.skipped.entry(reason.clone()).or_default() += 1;
            });
        }
        let owned: BTreeMap<PersonId, u64> = work.owned.into_iter().collect();
        book.own(&owned);
        Ok(book)
    }

    fn whose(&self, person: PersonId) -> Whose {
        match self.asked.group {
            Group::Person => (Some(person), None),
            Group::Team => (None, self.staff.members.get(&person).and_then(|of| of.team)),
        }
    }

    fn sums(&mut self, person: PersonId, day: Date) -> &mut Sums {
        let period = self.asked.by.period(day, self.asked.from, self.asked.to);
        let whose = self.whose(person);
        self.rows.entry((period, whose)).or_default()
    }

    fn count(&mut self, person: PersonId, day: Date, add: impl Fn(&mut Sums)) {
        add(self.sums(person, day));
        add(&mut self.total);
    }

    /// A line is about all people of its person or team, and about all the customers they own.
    fn own(&mut self, owned: &BTreeMap<PersonId, u64>) {
        let mut members: BTreeMap<Whose, BTreeSet<PersonId>> = BTreeMap::new();
        for person in self.staff.members.keys() {
            members
                .entry(self.whose(*person))
                .or_default()
                .insert(*person);
        }
        for ((_, whose), sums) in &mut self.rows {
            sums.people = members.get(whose).cloned().unwrap_or_default();
        }
        for sums in self.rows.values_mut().chain([&mut self.total]) {
            let of = |person: &PersonId| owned.get(person).copied().unwrap_or(0);
            sums.owned = sums.people.iter().map(of).sum();
        }
    }
}

/// Reads why tasks of the span were declined or not done.
fn skipped(
    store: &dyn Store,
    seen: Seen,
    span: &Span,
) -> Result<Vec<(PersonId, Date, Option<String>)>, ServerError> {
    let reasons = organisation(store, seen)?.map(|organisation| organisation.reasons);
    let reasons = reasons.unwrap_or_default();
    let filter = TaskFilter {
        people: Some(span.people.clone()),
        from: Some(span.from),
        to: Some(span.to),
        statuses: vec!["not_done".to_owned(), "declined".to_owned()],
        ..TaskFilter::default()
    };
    let query = Query::Tasks(filter);
    let mut found = Vec::new();
    for stored in store.records(seen.organisation, &query, seen.viewer, SKIPPED, 0)? {
        let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
        let task: Task = record.read().map_err(ServerError::internal)?;
        let shown = task.shown_in(&record);
        let written = shown.head.map(|(_, head)| head.reason.clone());
        if let (Some(person), Some(day)) = (task.assignee, task.plan_day) {
            let reason = written.filter(|reason| reasons.contains_key(reason));
            found.push((person, day, reason));
        }
    }
    Ok(found)
}
