//! The facts of customers: a page of them, those near by, and one.

use std::collections::BTreeMap;

use outrider_model::decide::Judge;
use outrider_model::id::CustomerId;
use outrider_model::place::Position;
use outrider_model::record::{Customer, Kind, MeetingNote, Record};

use super::{Moment, Names, Pending, near};
use crate::error::{Error, Result};
use crate::store::Reader;
use crate::store::rows::{CheckInRow, CustomerFilter, CustomerPlace, NoteRow, TaskRow};

/// What a list of customers is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomersFacts {
    /// As whom.
    pub judge: Judge,
    /// Where the person is, when the phone knows.
    pub at: Option<Position>,
    /// The customers, in order.
    pub rows: Vec<CustomerPlace>,
    /// Whether there are more.
    pub more: bool,
    /// Names of owners.
    pub names: Names,
    /// What is not on the server yet.
    pub pending: Pending,
}

/// What the screen of one customer is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerFacts {
    /// As whom.
    pub judge: Judge,
    /// When.
    pub moment: Moment,
    /// Where the person is, when the phone knows.
    pub at: Option<Position>,
    /// The customer.
    pub record: Record,
    /// Its tasks: open ones, then the latest closed ones.
    pub tasks: Vec<TaskRow>,
    /// Its newest notes.
    pub notes: Vec<NoteRow>,
    /// Its newest visits.
    pub visits: Vec<CheckInRow>,
    /// Names of all who appear.
    pub names: Names,
    /// What is not on the server yet.
    pub pending: Pending,
}

/// Rows of a page.
const PAGE: usize = 100;
/// Rows of a timeline, of each kind.
const TIMELINE: usize = 50;
/// How far "near me" looks, until it has a page.
const RINGS_MM: [i64; 4] = [500_000, 3_000_000, 20_000_000, 100_000_000];

/// Gathers a page of customers in the order of their names.
///
/// # Errors
/// Those of storage.
pub fn customers(
    reader: &Reader<'_>,
    judge: Judge,
    filter: &CustomerFilter,
    at: Option<Position>,
) -> Result<CustomersFacts> {
    let mut found = reader.customers(filter, PAGE + 1)?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let ids: Vec<CustomerId> = found.into_iter().map(|row| row.id).collect();
    listed(reader, judge, at, ids, more)
}

/// Gathers the customers nearest to a place.
///
/// # Errors
/// Those of storage.
pub fn near_me(reader: &Reader<'_>, judge: Judge, at: Position) -> Result<CustomersFacts> {
    let mut ids: Vec<CustomerId> = Vec::new();
    for ring in RINGS_MM {
        ids.clear();
        let mut seen = BTreeMap::new();
        for near in near(reader, at, ring)? {
            if seen.insert(near.customer, ()).is_none() {
                ids.push(near.customer);
            }
        }
        if ids.len() > PAGE {
            break;
        }
    }
    let more = ids.len() > PAGE;
    ids.truncate(PAGE);
    listed(reader, judge, Some(at), ids, more)
}

fn listed(
    reader: &Reader<'_>,
    judge: Judge,
    at: Option<Position>,
    ids: Vec<CustomerId>,
    more: bool,
) -> Result<CustomersFacts> {
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        rows.extend(reader.customer_place(id)?);
    }
    let mut names = Names::default();
    names.add_people(reader, rows.iter().filter_map(|place| place.row.owner))?;
    let pending = Pending::read(reader)?;
    Ok(CustomersFacts {
        judge,
        at,
        rows,
        more,
        names,
        pending,
    })
}

/// Gathers the facts of one customer.
///
/// # Errors
/// [`Error::NoRecord`] when this phone does not hold it; those of storage and of records.
pub fn customer(
    reader: &Reader<'_>,
    judge: Judge,
    moment: Moment,
    at: Option<Position>,
    id: CustomerId,
) -> Result<CustomerFacts> {
    let record = reader
        .record(id.into())?
        .filter(|record| record.kind == Kind::Customer);
    let record = record.ok_or(Error::NoRecord(id.into()))?;
    let customer: Customer = record.read()?;
    let tasks = reader.tasks_at(id, TIMELINE)?;
    let notes = reader.notes_about(id, None, TIMELINE)?;
    let visits = reader.visits_to(id, TIMELINE)?;
    let mut names = Names::read(reader)?;
    let people = customer
        .owner
        .into_iter()
        .chain(tasks.iter().filter_map(|task| task.assignee));
    let people = people
        .chain(notes.iter().map(|note| note.person))
        .chain(visits.iter().map(|row| row.visit.person));
    names.add_people(reader, people)?;
    for note in &notes {
        if let Some(task) = note.record.read::<MeetingNote>()?.task {
            names.add_subject(reader, task.into())?;
        }
    }
    let pending = Pending::read(reader)?;
    Ok(CustomerFacts {
        judge,
        moment,
        at,
        record,
        tasks,
        notes,
        visits,
        names,
        pending,
    })
}
