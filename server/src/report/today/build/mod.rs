//! How a day is put together: a few readings of the whole day, then one pass over it.

mod figures;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use outrider_model::attendance::attendance;
use outrider_model::columns::{Cells, columns};
use outrider_model::id::{CustomerId, PersonId, RecordId, TaskId, TeamId};
use outrider_model::record::{
    CheckIn, Head, MeetingNote, Priority, Record, Role, Status, Task, Track, WorkDay,
};

use super::position::{Duty, Positions};
use super::{CurrentVisit, NextStop, PositionSource, Rep, Stop, StopNote, StopVisit, Today};
use crate::error::ServerError;
use crate::report::Seen;
use crate::report::staff::{Member, Staff};
use crate::store::{
    CheckInFilter, NoteFilter, Query, Store, Stored, Tally, TaskFilter, WorkDayFilter,
};

/// How many records of a kind a day is made of at most.
const MOST: usize = 5_000;
/// How many letters of a note stand at its stop.
const LETTERS: usize = 2_000;
/// What counts as planned: everything but what a manager called off or closed.
pub(in crate::report) const PLANNED: &str =
    "offered,assigned,accepted,declined,started,done,not_done";
/// No zone is further than this from UTC, in microseconds.
const FARTHEST: i64 = 26 * 3600 * 1_000_000;

/// Whose day is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The civil day; it is everybody's own.
    pub day: Date,
    /// The team, as it stands in the paths of rows.
    pub team: Option<TeamId>,
    /// The people: those whom the caller manages, of the team where one is asked for.
    pub people: BTreeSet<PersonId>,
    /// The present moment.
    pub now: i64,
}

/// Reads a day in the field.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn today(store: &dyn Store, seen: Seen, asked: &Asked) -> Result<Today, ServerError> {
    let staff = Staff::of(store, seen, &asked.people)?;
    let silent = staff.silent(store, seen, asked.now)?;
    let reading = Reading {
        store,
        seen,
        asked,
        staff: &staff,
    };
    let mut day = reading.day()?;
    let names = reading.names(&mut day)?;
    let reps = reading.reps(&day)?;
    let freshness = staff.freshness(asked.now, &silent);
    let figures = reading.figures(&day, &freshness);
    let located: BTreeSet<PersonId> = reps
        .iter()
        .filter(|rep| rep.last_position.is_some())
        .map(|rep| rep.person)
        .collect();
    Ok(Today {
        day: asked.day,
        as_of: asked.now,
        reps,
        unplanned: day.unplanned(),
        stops: day.stops,
        figures,
        names,
        located,
    })
}

/// Says whether a task is late and by how many minutes: a closed one by when it was reported, an open
/// one by now. Without a window it has until the end of its day. What was called off, closed by a
/// manager or declined is not late.
#[must_use]
pub(in crate::report) fn is_late(
    task: &Task,
    shown: (&Status, Option<&Head>),
    whose: &Member,
    now: i64,
) -> Option<i64> {
    let day = task.plan_day?;
    let until = task.window.map_or(24 * 60, |window| window.to);
    let due = whose.moment_of(day, until)?;
    let at = match shown {
        (Status::Done | Status::NotDone, Some(head)) => head.civil.time,
        (
            Status::Offered
            | Status::Assigned
            | Status::Accepted
            | Status::Started
            | Status::Unknown(_),
            _,
        ) => now,
        (
            Status::Declined
            | Status::Cancelled
            | Status::ClosedByManager
            | Status::Done
            | Status::NotDone,
            _,
        ) => return None,
    };
    (at > due).then(|| (at - due) / 60_000_000)
}

struct Reading<'a> {
    store: &'a dyn Store,
    seen: Seen,
    asked: &'a Asked,
    staff: &'a Staff,
}

/// What was read of a day.
#[derive(Default)]
struct Day {
    stops: Vec<Stop>,
    visits: Vec<(RecordId, CheckIn)>,
    /// The visits that belong to a stop.
    taken: BTreeSet<RecordId>,
    planned: Vec<Tally>,
    overdue: Vec<Tally>,
    /// Visits by person.
    visited: Vec<Tally>,
    duty: Duty,
    positions: Positions,
}

impl Reading<'_> {
    fn day(&self) -> Result<Day, ServerError> {
        let mut day = Day::default();
        let (yesterday, today) = (self.yesterday(), Some(self.asked.day));
        let people = Some(self.staff.ids());
        let work = WorkDayFilter {
            people: people.clone(),
            from: Some(yesterday),
            to: today,
            ..WorkDayFilter::default()
        };
        for (_, work) in self.read::<WorkDay>(&Query::WorkDays(work))? {
            if self.counts(&work) {
                day.duty.add(work);
            }
        }
        let tasks = Query::Tasks(TaskFilter {
            people: people.clone(),
            from: today,
            to: today,
            ..TaskFilter::default()
        });
        day.planned = self.tally(&tasks)?;
        for stored in self.stored(&tasks)? {
            let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
            let task: Task = record.read().map_err(ServerError::internal)?;
            self.add_stop(&mut day, &record, &task);
        }
        let before = Query::Tasks(TaskFilter {
            people: people.clone(),
            to: Some(yesterday),
            statuses: ["assigned", "accepted", "started"]
                .map(str::to_owned)
                .to_vec(),
            ..TaskFilter::default()
        });
        day.overdue = self.tally(&before)?;
        let visits = Query::CheckIns(CheckInFilter {
            people: people.clone(),
            from: today,
            to: today,
            standing: true,
            ..CheckInFilter::default()
        });
        day.visited = self.tally(&visits)?;
        day.visits = self.read(&visits)?;
        self.add_visits(&mut day);
        self.add_notes(&mut day)?;
        self.add_tracks(&mut day)?;
        day.stops.sort_by_key(|stop| {
            let at = stop.window.map_or(u16::MAX, |window| window.from);
            (
                stop.person,
                at,
                rank(&stop.priority),
                stop.title.clone(),
                stop.task,
            )
        });
        Ok(day)
    }

    /// Says whether a work day is of the day: its own, or the one before if it went on into it.
    fn counts(&self, work: &WorkDay) -> bool {
        let Some(member) = self.staff.members.get(&work.person) else {
            return false;
        };
        let worked = attendance(work);
        work.day == self.asked.day
            || worked.periods.iter().any(|period| {
                period
                    .to
                    .is_none_or(|to| member.day_at(to) == self.asked.day)
            })
    }

    fn yesterday(&self) -> Date {
        self.asked.day.yesterday().unwrap_or(self.asked.day)
    }

    fn add_stop(&self, day: &mut Day, record: &Record, task: &Task) {
        let shown = task.shown_in(record);
        let head = shown.head.map(|(_, head)| head);
        for head in task.heads.values() {
            if let Some(fix) = &head.fix {
                day.positions
                    .fix(&day.duty, head.person, fix, PositionSource::Report);
            }
        }
        let whose = task
            .assignee
            .and_then(|person| self.staff.members.get(&person));
        let late =
            whose.and_then(|whose| is_late(task, (&shown.status, head), whose, self.asked.now));
        let tells_why = matches!(shown.status, Status::Declined | Status::NotDone);
        let reason = head
            .map(|head| head.reason.clone())
            .filter(|reason| tells_why && !reason.is_empty());
        day.stops.push(Stop {
            task: record.id.into(),
            title: task.title.clone(),
            person: task.assignee,
            team: task.team,
            status: shown.status,
            priority: task.priority.clone(),
            window: task.window,
            customer: task.customer,
            lat: None,
            lon: None,
            is_late: late.is_some(),
            late_minutes: late,
            reason,
            reported_at: head.map(|head| head.civil.time),
            note: None,
            check_in: None,
        });
    }

    /// Puts visits to their stops: by the task that they name, else by person and customer.
    fn add_visits(&self, day: &mut Day) {
        let mut by_task: BTreeMap<TaskId, usize> = BTreeMap::new();
        let mut by_place: BTreeMap<(PersonId, CustomerId), usize> = BTreeMap::new();
        for (place, stop) in day.stops.iter().enumerate() {
            by_task.insert(stop.task, place);
            if let (Some(person), Some(customer)) = (stop.person, stop.customer) {
                by_place.entry((person, customer)).or_insert(place);
            }
        }
        for (id, visit) in &day.visits {
            for leg in [Some(&visit.begin), visit.end.as_ref()]
                .into_iter()
                .flatten()
            {
                if let Some(fix) = &leg.fix {
                    day.positions
                        .fix(&day.duty, visit.person, fix, PositionSource::CheckIn);
                }
            }
            let named = visit.task.and_then(|task| by_task.get(&task));
            let place = named.or_else(|| by_place.get(&(visit.person, visit.customer)));
            let Some(stop) = place.and_then(|place| day.stops.get_mut(*place)) else {
                continue;
            };
            day.taken.insert(*id);
            // The newest comes first, and stays.
            stop.check_in.get_or_insert_with(|| StopVisit {
                id: (*id).into(),
                begin: visit.begin.civil.time,
                end: visit.end.as_ref().map(|leg| leg.civil.time),
                verdict: visit.verdict.as_ref().map(|judged| judged.verdict.clone()),
                evidence: visit.evidence.keys().cloned().collect(),
            });
        }
    }

    fn add_notes(&self, day: &mut Day) -> Result<(), ServerError> {
        let notes = NoteFilter {
            people: Some(self.staff.ids()),
            from: Some(self.yesterday()),
            to: self.asked.day.tomorrow().ok(),
            standing: true,
            ..NoteFilter::default()
        };
        let mut newest: BTreeMap<TaskId, StopNote> = BTreeMap::new();
        for (id, note) in self.read::<MeetingNote>(&Query::Notes(notes))? {
            if let Some(task) = note.task {
                newest.entry(task).or_insert_with(|| StopNote {
                    id: id.into(),
                    outcome: note.outcome,
                    body: note.body.chars().take(LETTERS).collect(),
                    at: note.civil.time,
                });
            }
        }
        for stop in &mut day.stops {
            stop.note = newest.remove(&stop.task);
        }
        Ok(())
    }

    fn add_tracks(&self, day: &mut Day) -> Result<(), ServerError> {
        let midnight = self.asked.day.to_zoned(jiff::tz::TimeZone::UTC);
        let since = midnight.map_or(0, |at| at.timestamp().as_microsecond());
        let ways = Query::LastTracks {
            people: self.staff.ids(),
            since: since.saturating_sub(FARTHEST),
        };
        for (_, way) in self.read::<Track>(&ways)? {
            if let Some((at, point)) = way.points.iter().next_back() {
                let point = (point.position, point.accuracy_mm, *at);
                day.positions
                    .point(&day.duty, way.person, point, PositionSource::Track);
            }
        }
        Ok(())
    }

    /// Names customers, people and tasks, and puts customers' places to the stops.
    fn names(&self, day: &mut Day) -> Result<BTreeMap<RecordId, String>, ServerError> {
        let members = self.staff.members.iter();
        let mut names: BTreeMap<RecordId, String> = members
            .map(|(person, member)| ((*person).into(), member.name.clone()))
            .collect();
        let mut customers: BTreeSet<CustomerId> = BTreeSet::new();
        for stop in &day.stops {
            names.insert(stop.task.into(), stop.title.clone());
            customers.extend(stop.customer);
        }
        customers.extend(day.visits.iter().map(|(_, visit)| visit.customer));
        let ids: Vec<RecordId> = customers.into_iter().map(RecordId::from).collect();
        let mut places = BTreeMap::new();
        for slice in ids.chunks(500) {
            for stored in self.stored(&Query::Ids(slice.to_vec()))? {
                if let Ok(Cells::Customer(cells)) = columns(&stored.kind, &stored.bytes) {
                    names.insert(stored.id, cells.name.into_owned());
                    if let Some(site) = cells.sites.values().next() {
                        places.insert(CustomerId::from(stored.id), site.at);
                    }
                }
            }
        }
        for stop in &mut day.stops {
            let at = stop.customer.and_then(|customer| places.get(&customer));
            stop.lat = at.map(|at| at.lat());
            stop.lon = at.map(|at| at.lon());
        }
        Ok(names)
    }

    fn reps(&self, day: &Day) -> Result<Vec<Rep>, ServerError> {
        let busy: BTreeSet<PersonId> = day
            .planned
            .iter()
            .chain(&day.visited)
            .filter_map(|one| one.person)
            .collect();
        let mut reps = Vec::new();
        for (person, member) in &self.staff.members {
            let works_in_field = member.role == Role::Rep && !member.is_revoked;
            if works_in_field || busy.contains(person) {
                reps.push(self.rep(day, *person, member)?);
            }
        }
        reps.sort_by(|a, b| (&a.name, a.person).cmp(&(&b.name, b.person)));
        Ok(reps)
    }

    fn rep(&self, day: &Day, person: PersonId, member: &Member) -> Result<Rep, ServerError> {
        let (state, since) = day.duty.state(person, self.asked.now);
        let count = |statuses: &[&str]| of(&day.planned, person, statuses);
        let stops = || day.stops.iter().filter(|stop| stop.person == Some(person));
        let late = stops().filter(|stop| stop.is_late).count();
        let is_open = |stop: &&Stop| !stop.status.is_terminal() && stop.status != Status::Declined;
        let visit = day
            .visits
            .iter()
            .find(|(_, visit)| visit.person == person && visit.end.is_none());
        let is_current = match member.phones.first() {
            Some(phone) if phone.seen.last_sync.is_some() => {
                let (organisation, seq) = (self.seen.organisation, phone.seen.seq);
                !crate::report::has_news(self.store, organisation, person, seq)?
            }
            Some(_) | None => false,
        };
        Ok(Rep {
            person,
            name: member.name.clone(),
            team: member.team,
            zone: member.zone_name.clone(),
            state,
            since,
            last_position: day.positions.of(person),
            last_sync: member.last_sync(),
            is_current,
            phones: member.phones.len(),
            planned: count(&PLANNED.split(',').collect::<Vec<&str>>()),
            done: count(&["done"]),
            not_done: count(&["not_done"]),
            declined: count(&["declined"]),
            open: count(&["offered", "assigned", "accepted", "started"]),
            late: u64::try_from(late).unwrap_or(u64::MAX),
            overdue: of(&day.overdue, person, &["assigned", "accepted", "started"]),
            visits: day
                .visited
                .iter()
                .filter(|one| one.person == Some(person))
                .map(|one| one.count)
                .sum(),
            current_visit: visit.map(|(id, visit)| CurrentVisit {
                check_in: (*id).into(),
                customer: visit.customer,
                since: visit.begin.civil.time,
            }),
            next: stops().find(is_open).map(|stop| NextStop {
                task: stop.task,
                title: stop.title.clone(),
                window: stop.window,
                customer: stop.customer,
            }),
        })
    }

    fn tally(&self, query: &Query) -> Result<Vec<Tally>, ServerError> {
        Ok(self
            .store
            .tally(self.seen.organisation, query, self.seen.viewer)?)
    }

    fn stored(&self, query: &Query) -> Result<Vec<Stored>, ServerError> {
        Ok(self
            .store
            .records(self.seen.organisation, query, self.seen.viewer, MOST, 0)?)
    }

    fn read<T: serde::de::DeserializeOwned>(
        &self,
        query: &Query,
    ) -> Result<Vec<(RecordId, T)>, ServerError> {
        let stored = self.stored(query)?;
        let read = |one: &Stored| {
            let read: T = serde_json::from_slice(&one.bytes).map_err(ServerError::internal)?;
            Ok((one.id, read))
        };
        stored.iter().map(read).collect()
    }
}

fn of(tallies: &[Tally], person: PersonId, words: &[&str]) -> u64 {
    tallies
        .iter()
        .filter(|one| one.person == Some(person) && words.contains(&one.word.as_str()))
        .map(|one| one.count)
        .sum()
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn rank(priority: &Priority) -> u8 {
    match priority {
        Priority::Urgent => 0,
        Priority::High => 1,
        Priority::Normal => 2,
        Priority::Low => 3,
        Priority::Unknown(_) => 4,
    }
}
