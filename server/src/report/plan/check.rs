//! What a planner should know before he saves: moves are judged together, as if all of them were
//! done. They are warnings; nothing here refuses anything.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use outrider_model::agenda;
use outrider_model::id::{CustomerId, PersonId, RecordId, TaskId, TeamId, TerritoryId};
use outrider_model::record::{Priority, Record, Task};
use outrider_model::stamp::Window;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::{Member, Seen, Staff};
use super::map::{Place, Places, Territories};
use super::{TASKS, estimate, stop_of, takes_time};
use crate::error::ServerError;
use crate::store::{Query, Store, Stored, TaskFilter};

/// How many moves are judged at a time.
const MOST: usize = 500;

/// A task as it would be planned. What is not said stays as the task has it.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[schema(as = PlanMove)]
pub struct MoveAsked {
    /// The task; none for one that is yet to be made.
    pub task: Option<TaskId>,
    /// At whom.
    pub customer: Option<CustomerId>,
    /// By whom.
    pub assignee: Option<PersonId>,
    /// By whose people, where nobody is named.
    pub team: Option<TeamId>,
    /// On which day.
    pub plan_day: Option<Date>,
    /// In which window.
    pub window: Option<Window>,
}

/// What a planner should know.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PlanChecked)]
pub struct Checked {
    /// By the place of the move, then by what they tell.
    pub warnings: Vec<PlanWarning>,
}

/// Something about one move.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct PlanWarning {
    /// The move's place among those that were asked about, from 0.
    pub place: usize,
    /// What it tells.
    #[serde(flatten)]
    pub detail: WarningDetail,
}

/// What a warning tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(tag = "tells", rename_all = "snake_case")]
#[schema(as = PlanWarningDetail)]
pub enum WarningDetail {
    /// The window lies outside of the assignee's working hours.
    OutsideHours {
        /// The hours of that day.
        hours: Window,
    },
    /// The assignee does not work on that day.
    NotWorking {
        /// The day.
        day: Date,
    },
    /// The customer lies in a territory that the assignee is not in.
    OtherTerritory {
        /// The territory.
        territory: TerritoryId,
    },
    /// More is planned for the assignee's day than fits into his hours.
    OverCapacity {
        /// The day.
        day: Date,
        /// What tasks and ways are estimated to take.
        planned_minutes: u32,
        /// What his hours give.
        available_minutes: u32,
    },
    /// The assignee has no phone that may sync.
    NoPhone {
        /// Who.
        person: PersonId,
    },
    /// Another task of the assignee has a window at the same time.
    Clash {
        /// The other task; none where it is yet to be made.
        #[serde(skip_serializing_if = "Option::is_none")]
        task: Option<TaskId>,
        /// The place of the move that plans it, where one does.
        #[serde(skip_serializing_if = "Option::is_none")]
        with: Option<usize>,
        /// Its window.
        window: Window,
    },
}

/// Judges moves.
///
/// # Errors
/// [`ServerError::Invalid`] for more than 500, and for a task, customer or person that is not there
/// or may not be seen, naming the field; otherwise when the store cannot be read.
pub fn check(
    store: &dyn Store,
    seen: Seen,
    managed: &BTreeSet<PersonId>,
    moves: &[MoveAsked],
) -> Result<Checked, ServerError> {
    if moves.len() > MOST {
        return Err(ServerError::invalid("moves", "at most 500 at a time"));
    }
    let planned = Planned::of(store, seen, managed, moves)?;
    let people: BTreeSet<PersonId> = planned
        .entries
        .iter()
        .filter_map(|one| one.person)
        .collect();
    let staff = Staff::of(store, seen, &people)?;
    let territories = Territories::of(store, seen)?;
    let after = planned.days_after(store, seen, &people)?;
    let mut warnings = Vec::new();
    for (place, entry) in planned.entries.iter().enumerate() {
        let Some(person) = entry.person else { continue };
        let Some(member) = staff.members.get(&person) else {
            continue;
        };
        let mut tells = Vec::new();
        if member.phones.is_empty() {
            tells.push(WarningDetail::NoPhone { person });
        }
        if let Some(territory) = entry.at.territory()
            && entry.at.is_other_territory(&territories, person)
        {
            tells.push(WarningDetail::OtherTerritory { territory });
        }
        if let Some(day) = entry.day {
            tells.extend(of_hours(member, day, entry.window));
            let same_day = after.get(&(person, day)).map_or(&[][..], Vec::as_slice);
            tells.extend(of_capacity(member, day, same_day));
            tells.extend(clash(place, entry, same_day));
        }
        let of = |detail| PlanWarning { place, detail };
        warnings.extend(tells.into_iter().map(of));
    }
    warnings.sort();
    Ok(Checked { warnings })
}

/// A task as it stands once all moves are done.
#[derive(Clone, Debug)]
struct Entry {
    task: Option<TaskId>,
    /// Which move plans it.
    place: Option<usize>,
    person: Option<PersonId>,
    day: Option<Date>,
    window: Option<Window>,
    priority: Priority,
    at: Place,
}

/// The moves, each with what it leaves as it is.
struct Planned {
    entries: Vec<Entry>,
    moved: BTreeSet<RecordId>,
}

impl Planned {
    fn of(
        store: &dyn Store,
        seen: Seen,
        managed: &BTreeSet<PersonId>,
        moves: &[MoveAsked],
    ) -> Result<Planned, ServerError> {
        let moved: BTreeSet<RecordId> = moves
            .iter()
            .filter_map(|one| one.task.map(RecordId::from))
            .collect();
        let query = Query::Ids(moved.iter().copied().collect());
        let mut tasks: BTreeMap<RecordId, Task> = BTreeMap::new();
        for stored in store.records(seen.organisation, &query, seen.viewer, MOST, 0)? {
            if let Some(task) = task_of(&stored)?.filter(|task| !task.removed) {
                tasks.insert(stored.id, task);
            }
        }
        let of_task = |one: &MoveAsked| tasks.get(&one.task?.into());
        let customer =
            |one: &MoveAsked| one.customer.or(of_task(one).and_then(|task| task.customer));
        let places = Places::of(store, seen, moves.iter().filter_map(customer).collect())?;
        let mut entries = Vec::new();
        for (place, one) in moves.iter().enumerate() {
            let task = of_task(one);
            if one.task.is_some() && task.is_none() {
                return Err(unknown(place, "task"));
            }
            if one.customer.is_some_and(|customer| !places.has(customer)) {
                return Err(unknown(place, "customer"));
            }
            if one
                .assignee
                .is_some_and(|person| !managed.contains(&person))
            {
                return Err(unknown(place, "assignee"));
            }
            let window = one.window.or(task.and_then(|task| task.window));
            if window.is_some_and(|window| !window.is_valid()) {
                return Err(ServerError::invalid(
                    &format!("moves/{place}/window"),
                    "it ends before it begins, or lies beyond the day",
                ));
            }
            // Work that is offered to a team is nobody's yet.
            let present = task.and_then(|task| task.assignee);
            let person = one.assignee.or(present.filter(|_| one.team.is_none()));
            entries.push(Entry {
                task: one.task,
                place: Some(place),
                person: person.filter(|person| managed.contains(person)),
                day: one.plan_day.or(task.and_then(|task| task.plan_day)),
                window,
                priority: task.map(|task| task.priority.clone()).unwrap_or_default(),
                at: places.of_customer(customer(one)),
            });
        }
        Ok(Planned { entries, moved })
    }

    /// Returns what stands on each day that a move touches, once all are done.
    fn days_after(
        &self,
        store: &dyn Store,
        seen: Seen,
        people: &BTreeSet<PersonId>,
    ) -> Result<BTreeMap<(PersonId, Date), Vec<Entry>>, ServerError> {
        let mut after: BTreeMap<(PersonId, Date), Vec<Entry>> = BTreeMap::new();
        for entry in &self.entries {
            if let (Some(person), Some(day)) = (entry.person, entry.day) {
                after.entry((person, day)).or_default().push(entry.clone());
            }
        }
        let days: BTreeSet<Date> = after.keys().map(|(_, day)| *day).collect();
        let mut standing = Vec::new();
        for day in days {
            let query = Query::Tasks(TaskFilter {
                people: Some(people.iter().copied().collect()),
                from: Some(day),
                to: Some(day),
                ..TaskFilter::default()
            });
            standing.extend(store.records(seen.organisation, &query, seen.viewer, TASKS, 0)?);
        }
        let mut found = Vec::new();
        for stored in standing {
            let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
            let task: Task = record.read().map_err(ServerError::internal)?;
            let takes_time = takes_time(&task.shown_in(&record).status);
            if takes_time && !self.moved.contains(&stored.id) {
                found.push((stored.id, task));
            }
        }
        let customers = found.iter().filter_map(|(_, task)| task.customer);
        let places = Places::of(store, seen, customers.collect())?;
        for (id, task) in found {
            if let (Some(person), Some(day)) = (task.assignee, task.plan_day)
                && let Some(entries) = after.get_mut(&(person, day))
            {
                entries.push(Entry {
                    task: Some(id.into()),
                    place: None,
                    person: Some(person),
                    day: Some(day),
                    window: task.window,
                    priority: task.priority,
                    at: places.of_customer(task.customer),
                });
            }
        }
        Ok(after)
    }
}

fn task_of(stored: &Stored) -> Result<Option<Task>, ServerError> {
    if stored.kind != outrider_model::record::Kind::Task {
        return Ok(None);
    }
    let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
    record.read().map(Some).map_err(ServerError::internal)
}

fn unknown(place: usize, field: &str) -> ServerError {
    ServerError::invalid(&format!("moves/{place}/{field}"), "there is no such one")
}

fn of_hours(member: &Member, day: Date, window: Option<Window>) -> Option<WarningDetail> {
    if !member.works_on(day) {
        return Some(WarningDetail::NotWorking { day });
    }
    let hours = member
        .hours_on(day)
        .filter(|_| !member.has_time(day, window))?;
    Some(WarningDetail::OutsideHours { hours })
}

fn of_capacity(member: &Member, day: Date, same_day: &[Entry]) -> Option<WarningDetail> {
    // A day on which he does not work at all is told as such.
    let available_minutes = member
        .available_minutes(day)
        .filter(|_| member.works_on(day))?;
    let planned_minutes = minutes(day, same_day);
    (planned_minutes > available_minutes).then_some(WarningDetail::OverCapacity {
        day,
        planned_minutes,
        available_minutes,
    })
}

/// Estimates a day as the board does: the stops in their order, with the ways between them.
fn minutes(day: Date, entries: &[Entry]) -> u32 {
    let mut in_order: Vec<&Entry> = entries.iter().collect();
    in_order.sort_by_cached_key(|entry| {
        let id = entry
            .task
            .map_or(RecordId(uuid::Uuid::nil()), RecordId::from);
        let stop = stop_of(id, day, entry.window, entry.priority.clone());
        (agenda::key(&stop, day, 0), entry.place)
    });
    let (mut sum, mut before) = (0_u32, None);
    for entry in in_order {
        sum = sum.saturating_add(estimate::STOP_MINUTES);
        if let (Some(from), Some(to)) = (before, entry.at.position) {
            sum = sum.saturating_add(estimate::travel_minutes(&from, &to));
        }
        before = entry.at.position.or(before);
    }
    sum
}

fn clash(place: usize, entry: &Entry, same_day: &[Entry]) -> Vec<WarningDetail> {
    let Some(mine) = entry.window else {
        return Vec::new();
    };
    same_day
        .iter()
        .filter(|other| other.place != Some(place))
        .filter_map(|other| {
            let window = other.window?;
            let overlaps = mine.from < window.to && window.from < mine.to;
            overlaps.then_some(WarningDetail::Clash {
                task: other.task,
                with: other.place,
                window,
            })
        })
        .collect()
}
