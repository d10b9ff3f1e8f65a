//! The week board: who has what to do on which day, in which order and why, and whether it fits.

mod board;
mod check;
mod estimate;
mod map;
mod read;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use outrider_model::agenda::{self, Reason, Stop};
use outrider_model::id::{ChangeId, PersonId, RecordId, TeamId};
use outrider_model::place::Position;
use outrider_model::record::{Field, Priority, Role, Status, Task};
use outrider_model::stamp::{Stamp, Window};

use super::{Member, Seen, Staff, names};
use crate::error::ServerError;
use crate::store::{Store, TaskFilter};
pub use board::Plan;
use board::{PlanTask, PlannedDay, PlannedPerson};
pub use check::{Checked, MoveAsked, check};
use estimate::Estimate;
use map::{Place, Places, Territories};
use read::Reader;

/// How many days a board spans at most.
const LONGEST: i32 = 35;
/// More tasks than people have in so many days.
const TASKS: usize = 100_000;
/// How many tasks that nobody was given are looked through, of each kind.
const OPEN: usize = 500;
/// How many of them a board shows.
const OPEN_SHOWN: usize = 200;
/// How many open tasks of days before are looked through, and of none.
const WAITING: usize = 2_000;
/// How many of one person a board shows.
const WAITING_SHOWN: usize = 20;
/// What a move writes of a task, beside its status.
const MOVED: [&str; 4] = ["assignee", "plan_day", "priority", "window"];

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
    task: Task,
    base: Base,
    place: Place,
    customer_name: Option<String>,
}

/// What whoever moves a task has seen of it.
struct Base {
    id: RecordId,
    seq: u64,
    status: Status,
    writers: BTreeMap<Field, ChangeId>,
    stamp: Stamp,
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
    let waiting = reader.waiting(asked, &of_staff, WAITING)?;
    let waiting_counts = reader.waiting_counts(asked, &of_staff)?;
    let nobodys = TaskFilter {
        unassigned: true,
        ..TaskFilter::default()
    };
    let open = reader.until(asked, &nobodys, OPEN)?;
    let all = || planned.iter().chain(&waiting).chain(&open);
    let customers = all().filter_map(|(task, _)| task.customer);
    let places = Places::of(store, seen, customers.collect())?;
    let teams = open.iter().filter_map(|(task, _)| task.team);
    let of_staff = staff.members.values().filter_map(|member| member.team);
    let teams = teams.chain(of_staff).map(RecordId::from);
    let called = names(store, seen.organisation, teams)?;
    let look = |(task, base): (Task, Base)| looked(task, base, &places);
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
        let (planned, waiting) = board.by_person.remove(person).unwrap_or_default();
        let is_in_field = member.role == Role::Rep && !member.is_revoked;
        if is_in_field || !planned.is_empty() || !waiting.is_empty() {
            let count = waiting_counts.get(person).copied().unwrap_or_default();
            people.push(board.person(*person, member, &days, planned, (waiting, count)));
        }
    }
    people.sort_by(|left, right| (&left.name, left.person).cmp(&(&right.name, right.person)));
    let is_asked = |team: Option<TeamId>| match (&asked.teams, team) {
        (None, _) => true,
        (Some(teams), Some(team)) => teams.contains(&team),
        (Some(_), None) => false,
    };
    let counts = reader.open_counts(asked, &nobodys, &open)?;
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
        unassigned_count: counts.unassigned,
        offered: board.nobodys(offered, asked),
        offered_count: counts.offered,
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

fn looked(task: Task, base: Base, places: &Places) -> Looked {
    Looked {
        place: places.of_customer(task.customer),
        customer_name: places.name(task.customer),
        task,
        base,
    }
}

impl Looked {
    fn stop(&self) -> Stop {
        Stop {
            id: self.base.id.into(),
            priority: self.task.priority.clone(),
            plan_day: self.task.plan_day,
            window: self.task.window,
            away: None,
        }
    }

    /// Whether its assignee is still to do it, or has done it.
    fn is_his(&self) -> bool {
        takes_time(&self.base.status)
    }

    /// What a card shows of it wherever it stands.
    fn told(self, is_on_its_day: bool, now: i64) -> PlanTask {
        let Looked {
            task,
            base,
            place: _,
            customer_name,
        } = self;
        let is_open = !base.status.is_terminal();
        PlanTask {
            task: base.id.into(),
            title: task.title,
            customer_name,
            status: (base.status != Status::Assigned).then_some(base.status),
            plan_day: task.plan_day.filter(|_| !is_on_its_day),
            window: task.window,
            priority: (task.priority != Priority::Normal).then_some(task.priority),
            team: task.team,
            reasons: Vec::new(),
            minutes: None,
            travel_minutes: None,
            is_outside_hours: false,
            is_other_territory: false,
            seq: is_open.then_some(base.seq),
            writers: if is_open {
                base.writers
            } else {
                BTreeMap::new()
            },
            heads: task.heads.into_keys().filter(|_| is_open).collect(),
            stamp: Some(base.stamp).filter(|stamp| is_open && stamp.0 > now),
        }
    }

    fn given(&self) -> Option<Reason> {
        if self.base.status == Status::Declined {
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
        (waiting, waiting_count): (Vec<Looked>, u64),
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
            waiting: self.beside(
                waiting,
                (today, minute),
                Some((person, member)),
                WAITING_SHOWN,
            ),
            waiting_count,
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
        let tasks = self.in_order(tasks, (day, minute), Some((person, member)), true);
        let takes = |task: &PlanTask| {
            task.minutes.unwrap_or(estimate::STOP_MINUTES) + task.travel_minutes.unwrap_or(0)
        };
        PlannedDay {
            day,
            is_working: member.works_on(day),
            available_minutes: member.available_minutes(day),
            planned_minutes: tasks.iter().map(takes).sum(),
            tasks,
        }
    }

    fn nobodys(&self, tasks: Vec<Looked>, asked: &PlanAsked) -> Vec<PlanTask> {
        self.beside(tasks, (asked.from, 0), None, OPEN_SHOWN)
    }

    /// What stands beside the days: the first of it.
    fn beside(
        &self,
        tasks: Vec<Looked>,
        at: (Date, u16),
        whose: Option<(PersonId, &Member)>,
        most: usize,
    ) -> Vec<PlanTask> {
        let mut tasks = self.in_order(tasks, at, whose, false);
        tasks.truncate(most);
        tasks
    }

    fn in_order(
        &self,
        mut tasks: Vec<Looked>,
        (today, minute): (Date, u16),
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
                minutes: (!is_his).then_some(0),
                travel_minutes,
                is_outside_hours: whose
                    .zip(looked.task.plan_day)
                    .is_some_and(|((_, member), day)| !member.has_time(day, looked.task.window)),
                is_other_territory: whose.is_some_and(|(person, _)| {
                    looked.place.is_other_territory(&self.territories, person)
                }),
                ..looked.told(is_round, self.now)
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
