//! The facts of a day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use outrider_model::decide::Judge;
use outrider_model::id::CustomerId;
use outrider_model::place::Position;
use outrider_model::record::{Record, Role};

use super::unfinished::{Unfinished, unfinished};
use super::{Moment, Names, Pending};
use crate::error::Result;
use crate::store::Reader;
use crate::store::rows::{CustomerPlace, TaskRow};

/// What a day is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct TodayFacts {
    /// As whom, and with which rights.
    pub judge: Judge,
    /// When.
    pub moment: Moment,
    /// Where the person is, when the phone knows.
    pub at: Option<Position>,
    /// The person's open tasks up to today, and those without a day.
    pub mine: Vec<TaskRow>,
    /// What the person's team may claim.
    pub claimable: Vec<TaskRow>,
    /// What a manager has to give to somebody; nothing for a rep.
    pub to_assign: Vec<TaskRow>,
    /// Tasks that were closed or declined today, by anybody.
    pub settled: Vec<(TaskRow, Record)>,
    /// How many tasks the days after today hold.
    pub later: Vec<(Date, u64)>,
    /// Notes that the person began and did not finish.
    pub unfinished: Vec<Unfinished>,
    /// The customers of all those tasks and notes.
    pub places: BTreeMap<CustomerId, CustomerPlace>,
    /// Names of teams.
    pub names: Names,
    /// What is not on the server yet.
    pub pending: Pending,
}

/// What another day is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct DayFacts {
    /// The day.
    pub day: Date,
    /// When it is looked at.
    pub moment: Moment,
    /// Where the person is, when the phone knows.
    pub at: Option<Position>,
    /// The person's open tasks of that day.
    pub mine: Vec<TaskRow>,
    /// Their customers.
    pub places: BTreeMap<CustomerId, CustomerPlace>,
    /// What is not on the server yet.
    pub pending: Pending,
}

/// Gathers the facts of a person's today.
///
/// # Errors
/// Those of storage and of records.
pub fn today(
    reader: &Reader<'_>,
    judge: Judge,
    moment: Moment,
    at: Option<Position>,
) -> Result<TodayFacts> {
    let day = moment.today();
    let mine = reader.open_tasks(judge.author, day)?;
    let mut claimable = Vec::new();
    for team in &judge.rights.member_of {
        claimable.extend(reader.claimable_tasks(*team)?);
    }
    let is_planner = matches!(judge.rights.role, Role::Manager | Role::Admin);
    let to_assign = if is_planner {
        reader.tasks_to_assign()?
    } else {
        Vec::new()
    };
    let settled = reader.settled_tasks(moment.day_began())?;
    let unfinished = unfinished(reader, &judge)?;
    let tasks = mine
        .iter()
        .chain(&claimable)
        .chain(&to_assign)
        .chain(settled.iter().map(|(row, _)| row));
    let customers = tasks
        .filter_map(|task| task.customer)
        .chain(unfinished.iter().filter_map(|note| note.customer));
    Ok(TodayFacts {
        places: places(reader, customers)?,
        later: reader.later_days(judge.author, day)?,
        names: Names::read(reader)?,
        pending: Pending::read(reader)?,
        mine,
        claimable,
        to_assign,
        settled,
        unfinished,
        judge,
        moment,
        at,
    })
}

/// Gathers the facts of another day of a person.
///
/// # Errors
/// Those of storage and of records.
pub fn day(
    reader: &Reader<'_>,
    judge: &Judge,
    moment: Moment,
    at: Option<Position>,
    day: Date,
) -> Result<DayFacts> {
    let mine = reader.tasks_of_day(judge.author, day)?;
    let places = places(reader, mine.iter().filter_map(|task| task.customer))?;
    Ok(DayFacts {
        day,
        moment,
        at,
        mine,
        places,
        pending: Pending::read(reader)?,
    })
}

pub(super) fn places(
    reader: &Reader<'_>,
    customers: impl Iterator<Item = CustomerId>,
) -> Result<BTreeMap<CustomerId, CustomerPlace>> {
    let mut places = BTreeMap::new();
    for id in customers {
        if !places.contains_key(&id)
            && let Some(place) = reader.customer_place(id)?
        {
            places.insert(id, place);
        }
    }
    Ok(places)
}
