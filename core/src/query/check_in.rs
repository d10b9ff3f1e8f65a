//! The facts of an arrival.

use std::collections::BTreeMap;

use outrider_model::decide::Judge;
use outrider_model::id::{CustomerId, TaskId};
use outrider_model::place::Fix;
use outrider_model::record::{Customer, Task};

use super::{Moment, Names, Pending, near};
use crate::error::Result;
use crate::store::Reader;
use crate::store::rows::{CheckInRow, TaskRow};

/// What the screen of an arrival is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckInFacts {
    /// As whom.
    pub judge: Judge,
    /// When.
    pub moment: Moment,
    /// Where the device says it is.
    pub fix: Option<Fix>,
    /// The task that the person came from, with its customer.
    pub task: Option<(TaskId, Option<CustomerId>)>,
    /// Customers that may be meant.
    pub customers: BTreeMap<CustomerId, Customer>,
    /// The person's open tasks up to today.
    pub tasks: Vec<TaskRow>,
    /// The person's visits that have no end.
    pub open: Vec<CheckInRow>,
    /// Names of the customers of those visits.
    pub names: Names,
    /// What is not on the server yet.
    pub pending: Pending,
}

/// How far around a fix is looked, beyond three accuracies: no fence of a customer is wider than
/// this in practice, and further away nobody checks in.
const REACH_MM: i64 = 500_000;
const FARTHEST_MM: i64 = 5_000_000;
/// Customers that are looked at closely.
const CLOSEST: usize = 40;

/// Gathers the facts of an arrival, for a task where one is given.
///
/// # Errors
/// Those of storage and of records.
pub fn check_in(
    reader: &Reader<'_>,
    judge: Judge,
    moment: Moment,
    fix: Option<Fix>,
    task: Option<TaskId>,
) -> Result<CheckInFacts> {
    let tasks = reader.open_tasks(judge.author, moment.today())?;
    let open = reader.open_visits(judge.author)?;
    let task = match task {
        Some(id) => Some((id, customer_of(reader, id)?)),
        None => None,
    };
    let mut ids: Vec<CustomerId> = task.iter().filter_map(|(_, customer)| *customer).collect();
    match &fix {
        Some(fix) => {
            let reach = REACH_MM
                .saturating_add(fix.accuracy_mm.max(0).saturating_mul(3))
                .min(FARTHEST_MM);
            ids.extend(
                near(reader, fix.position, reach)?
                    .into_iter()
                    .take(CLOSEST)
                    .map(|near| near.customer),
            );
        }
        None => ids.extend(tasks.iter().filter_map(|task| task.customer).take(CLOSEST)),
    }
    let mut customers = BTreeMap::new();
    for id in ids {
        if let Some(record) = reader.record(id.into())? {
            customers.insert(id, record.read::<Customer>()?);
        }
    }
    let mut names = Names::default();
    for row in &open {
        names.add_subject(reader, row.visit.customer.into())?;
    }
    let pending = Pending::read(reader)?;
    Ok(CheckInFacts {
        judge,
        moment,
        fix,
        task,
        customers,
        tasks,
        open,
        names,
        pending,
    })
}

fn customer_of(reader: &Reader<'_>, task: TaskId) -> Result<Option<CustomerId>> {
    let Some(record) = reader.record(task.into())? else {
        return Ok(None);
    };
    Ok(record.read::<Task>()?.customer)
}
