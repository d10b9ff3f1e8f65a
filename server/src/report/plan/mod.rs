//! The week board: who has what to do on which day, in which order and why, and whether it fits.

mod board;
mod check;
mod estimate;
mod map;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use outrider_model::agenda::{self, Reason, Stop};
use outrider_model::id::{PersonId, RecordId, TeamId};
use outrider_model::place::Position;
use outrider_model::record::{Field, Priority, Record, Role, Status, Task};
use outrider_model::stamp::Window;

use super::{Item, Member, Seen, Staff, item_of, names};
use crate::error::ServerError;
use crate::store::{Query, Sort, Store, TaskFilter};
pub use board::Plan;
use board::{PlanTask, PlannedDay, PlannedPerson};
pub use check::{Checked, MoveAsked, check};
use estimate::Estimate;
use map::{Place, Places, Territories};

/// How many days a board spans at most.
const LONGEST: i32 = 35;
/// More tasks than people have in so many days.
const TASKS: usize = 100_000;
/// How many tasks that nobody was given a board holds.
const OPEN: usize = 500;

/// What a board is asked for.
#[derive(Clone, Debug)]
pub struct PlanAsked {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Whose: those whom the caller manages, as far as he asks for them.
    pub people: BTreeSet<PersonId>,
    /// Only what these teams may claim; none for all.
    pub teams: Option<BTreeSet<TeamId>>,
}

/// A task as the board looks at it.
struct Looked {
    item: Item,
    task: Task,
    status: Status,
    place: Place,
}

/// Makes a board.
///
/// # Errors
/// [`ServerError::Invalid`] for days that are too many or the wrong way round; otherwise when the
/// store cannot be read.
pub fn plan(
    store: &dyn Store,
    seen: Seen,
    asked: &PlanAsked,
    now: i64,
) -> Result<Plan, ServerError> {
    let days = days_of(asked)?;
    let staff = Staff::of(store, seen, &asked.people)?;
    let reader = Reader { store, seen };
    let of_staff = TaskFilter {
        people: Some(staff.ids()),
        ..TaskFilter::default()
    };
    let planned = reader.tasks(
        TaskFilter {
            from: Some(asked.from),
            to: Some(asked.to),
            ..of_staff.clone()
        },
        TASKS,
    )?;
    let waiting = reader.waiting(asked, &of_staff, TASKS)?;
    let nobodys = TaskFilter {
        unassigned: true,
        ..TaskFilter::default()
    };
    let mut open = reader.waiting(asked, &nobodys, OPEN)?;
    open.extend(reader.tasks(
        TaskFilter {
            from: Some(asked.from),
            to: Some(asked.to),
            open: Some(true),
            ..nobodys
        },
        OPEN,
    )?);
    let all = || planned.iter().chain(&waiting).chain(&open);
    let customers = all().filter_map(|(task, _)| task.customer);
    let places = Places::of(store, seen, customers.collect())?;
    let mut called = places.names();
    let teams = all().filter_map(|(task, _)| task.team);
    let of_staff = staff.members.values().filter_map(|member| member.team);
    let teams = teams.chain(of_staff).map(RecordId::from);
    called.extend(names(store, seen.organisation, teams)?);
    let look = |(task, item): (Task, Item)| looked(task, item, &places);
    let mut board = Board {
        territories: Territories::of(store, seen)?,
        now,
        by_person: BTreeMap::new(),
    };
    for looked in planned.into_iter().map(look) {
        board.add(looked, true);
    }
    for looked in waiting.into_iter().map(look) {
        board.add(looked, false);
    }
    let mut people = Vec::new();
    for (person, member) in &staff.members {
        called.insert((*person).into(), member.name.clone());
        let (planned, waiting) = board.by_person.remove(person).unwrap_or_default();
        let is_in_field = member.role == Role::Rep && !member.is_revoked;
        if is_in_field || !planned.is_empty() || !waiting.is_empty() {
            people.push(board.person(*person, member, &days, planned, waiting));
        }
    }
    people.sort_by(|left, right| (&left.name, left.person).cmp(&(&right.name, right.person)));
    let is_asked = |team: Option<TeamId>| match (&asked.teams, team) {
        (None, _) => true,
        (Some(teams), Some(team)) => teams.contains(&team),
        (Some(_), None) => false,
    };
    let (offered, unassigned): (Vec<Looked>, Vec<Looked>) = open
        .into_iter()
        .map(look)
        .filter(|looked| looked.task.team.is_none() || is_asked(looked.task.team))
        .partition(|looked| looked.task.team.is_some());
    Ok(Plan {
        from: asked.from,
        to: asked.to,
        as_of: now,
        estimate: Estimate::told(),
        people,
        unassigned: board.nobodys(unassigned, asked),
        offered: board.nobodys(offered, asked),
        names: called,
    })
}

fn days_of(asked: &PlanAsked) -> Result<Vec<Date>, ServerError> {
    let count = (asked.to - asked.from).get_days();
    if count < 0 {
        return Err(ServerError::invalid("to", "it lies before `from`"));
    }
    if count >= LONGEST {
        return Err(ServerError::invalid("to", "ask for 35 days at most"));
    }
    let mut days = vec![asked.from];
    while let Some(next) = days.last().and_then(|day| day.tomorrow().ok()) {
        if next > asked.to {
            break;
        }
        days.push(next);
    }
    Ok(days)
}

/// Reads tasks.
struct Reader<'a> {
    store: &'a dyn Store,
    seen: Seen,
}

impl Reader<'_> {
    fn tasks(&self, filter: TaskFilter, limit: usize) -> Result<Vec<(Task, Item)>, ServerError> {
        let query = Query::Tasks(filter);
        let Seen {
            organisation,
            viewer,
        } = self.seen;
        let found = self.store.records(organisation, &query, viewer, limit, 0)?;
        found
            .iter()
            .map(|stored| {
                let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
                let task = record.read().map_err(ServerError::internal)?;
                Ok((task, item_of(stored, &record)?))
            })
            .collect()
    }

    /// Reads open tasks of days before the first, the latest first, and those of none.
    fn waiting(
        &self,
        asked: &PlanAsked,
        of: &TaskFilter,
        limit: usize,
    ) -> Result<Vec<(Task, Item)>, ServerError> {
        let open = TaskFilter {
            open: Some(true),
            ..of.clone()
        };
        let mut found = self.tasks(
            TaskFilter {
                undated: true,
                ..open.clone()
            },
            limit,
        )?;
        if let Ok(before) = asked.from.yesterday() {
            let sort = Sort {
                is_descending: true,
                ..Sort::default()
            };
            found.extend(self.tasks(
                TaskFilter {
                    to: Some(before),
                    sort,
                    ..open
                },
                limit,
            )?);
        }
        Ok(found)
    }
}

fn looked(task: Task, item: Item, places: &Places) -> Looked {
    let status = item.status.clone().unwrap_or(Status::Assigned);
    let place = places.of_customer(task.customer);
    Looked {
        item,
        task,
        status,
        place,
    }
}

impl Looked {
    fn stop(&self) -> Stop {
        Stop {
            id: self.item.id.into(),
            priority: self.task.priority.clone(),
            plan_day: self.task.plan_day,
            window: self.task.window,
            away: None,
        }
    }

    /// Whether its assignee is still to do it, or has done it.
    fn is_his(&self) -> bool {
        takes_time(&self.status)
    }

    fn given(&self) -> Option<Reason> {
        if self.status == Status::Declined {
            return Some(Reason::Declined);
        }
        match (self.task.assignee, self.task.team) {
            (Some(_), _) => None,
            (None, Some(team)) => Some(Reason::Claimable { team, name: None }),
            (None, None) => Some(Reason::Unassigned),
        }
    }
}

/// Says whether a task of a status takes its assignee's time.
fn takes_time(status: &Status) -> bool {
    match status {
        Status::Declined | Status::Cancelled | Status::ClosedByManager => false,
        Status::Offered
        | Status::Assigned
        | Status::Accepted
        | Status::Started
        | Status::Done
        | Status::NotDone
        | Status::Unknown(_) => true,
    }
}

/// Tasks by whoever does them: of the days of the board, and waiting.
struct Board {
    territories: Territories,
    now: i64,
    by_person: BTreeMap<PersonId, (Vec<Looked>, Vec<Looked>)>,
}

impl Board {
    fn add(&mut self, looked: Looked, is_planned: bool) {
        let Some(person) = looked.task.assignee else {
            return;
        };
        let (planned, waiting) = self.by_person.entry(person).or_default();
        if is_planned { planned } else { waiting }.push(looked);
    }

    fn person(
        &self,
        person: PersonId,
        member: &Member,
        days: &[Date],
        planned: Vec<Looked>,
        waiting: Vec<Looked>,
    ) -> PlannedPerson {
        let mut by_day: BTreeMap<Date, Vec<Looked>> = BTreeMap::new();
        for looked in planned {
            if let Some(day) = looked.task.plan_day {
                by_day.entry(day).or_default().push(looked);
            }
        }
        let clock = member.clock_at(self.now);
        let today = clock.date();
        let minute = minute_of(clock);
        let days = days
            .iter()
            .map(|day| {
                // Another day is looked at as it begins.
                let minute = if *day == today { minute } else { 0 };
                let tasks = by_day.remove(day).unwrap_or_default();
                self.day(person, member, *day, minute, tasks)
            })
            .collect();
        PlannedPerson {
            person,
            name: member.name.clone(),
            team: member.team,
            zone: member.zone_name.clone(),
            has_phone: !member.phones.is_empty(),
            days,
            waiting: self.in_order(waiting, today, minute, Some((person, member)), false),
        }
    }

    fn day(
        &self,
        person: PersonId,
        member: &Member,
        day: Date,
        minute: u16,
        tasks: Vec<Looked>,
    ) -> PlannedDay {
        let tasks = self.in_order(tasks, day, minute, Some((person, member)), true);
        let takes = |task: &PlanTask| task.minutes + task.travel_minutes.unwrap_or(0);
        PlannedDay {
            day,
            is_working: member.works_on(day),
            available_minutes: member.available_minutes(day),
            planned_minutes: tasks.iter().map(takes).sum(),
            tasks,
        }
    }

    fn nobodys(&self, tasks: Vec<Looked>, asked: &PlanAsked) -> Vec<PlanTask> {
        self.in_order(tasks, asked.from, 0, None, false)
    }

    fn in_order(
        &self,
        mut tasks: Vec<Looked>,
        today: Date,
        minute: u16,
        whose: Option<(PersonId, &Member)>,
        is_round: bool,
    ) -> Vec<PlanTask> {
        tasks.sort_by_cached_key(|looked| agenda::key(&looked.stop(), today, minute));
        let mut before: Option<Position> = None;
        let mut found = Vec::with_capacity(tasks.len());
        for looked in tasks {
            let is_his = looked.is_his();
            let here = looked.place.position;
            let travel_minutes = before
                .filter(|_| is_round && is_his)
                .and_then(|before| Some(estimate::travel_minutes(&before, &here?)));
            if is_his {
                before = here.or(before);
            }
            found.push(PlanTask {
                reasons: agenda::reasons(&looked.stop(), today, minute, looked.given()),
                minutes: if is_his { estimate::STOP_MINUTES } else { 0 },
                travel_minutes,
                position: here,
                is_outside_hours: whose
                    .zip(looked.task.plan_day)
                    .is_some_and(|((_, member), day)| !member.has_time(day, looked.task.window)),
                is_other_territory: whose.is_some_and(|(person, _)| {
                    looked.place.is_other_territory(&self.territories, person)
                }),
                item: looked.item,
            });
        }
        found
    }
}

/// Returns the minute of a day that a clock shows.
fn minute_of(clock: jiff::civil::DateTime) -> u16 {
    let minute = i32::from(clock.hour()) * 60 + i32::from(clock.minute());
    u16::try_from(minute).unwrap_or(0)
}

impl Member {
    /// Returns the minutes of the working hours of a day; none where nobody said when he works.
    #[must_use]
    pub fn available_minutes(&self, day: Date) -> Option<u32> {
        if self.hours.is_empty() {
            return None;
        }
        let hours = self.hours_on(day);
        Some(hours.map_or(0, |hours| u32::from(hours.to.saturating_sub(hours.from))))
    }

    /// Says whether the person works on a day, and in a window of it.
    #[must_use]
    pub fn has_time(&self, day: Date, window: Option<Window>) -> bool {
        let is_within = |hours: Window| {
            window.is_none_or(|window| hours.from <= window.from && window.to <= hours.to)
        };
        self.works_on(day) && self.hours_on(day).is_none_or(is_within)
    }

    /// Returns the working hours of a day.
    #[must_use]
    pub fn hours_on(&self, day: Date) -> Option<Window> {
        self.hours.get(&day.weekday().into()).copied()
    }
}

/// What orders a task that is to be planned, with nothing of a record around it.
fn stop_of(id: RecordId, plan_day: Date, window: Option<Window>, priority: Priority) -> Stop {
    Stop {
        id: id.into(),
        priority,
        plan_day: Some(plan_day),
        window,
        away: None,
    }
}

/// Returns what a task shows of its status.
fn shown_status(task: &Task, record: &Record) -> Status {
    let assignment = record.writer(&Field::from("assignee")).change;
    task.shown(assignment).status
}
