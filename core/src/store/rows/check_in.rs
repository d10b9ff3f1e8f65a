//! Visits of lists, with their evidence.

use outrider_model::id::{CheckInId, CustomerId, PersonId, TaskId};
use outrider_model::record::{CheckIn, Record};

use super::super::Reader;
use super::uuid;
use crate::error::Result;

/// A visit of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckInRow {
    /// The visit.
    pub id: CheckInId,
    /// What is known of it.
    pub visit: CheckIn,
}

impl Reader<'_> {
    /// Returns the visits of a person that have no end, newest first.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn open_visits(&self, person: PersonId) -> Result<Vec<CheckInRow>> {
        self.visits(
            "SELECT record.id, record.bytes FROM check_in JOIN record ON record.rid = check_in.rid
             WHERE check_in.person = ?1 AND check_in.ended IS NULL AND check_in.withdrawn = 0
             ORDER BY check_in.begun DESC, record.id",
            [person.0.as_bytes()],
        )
    }

    /// Returns the visits for a task, newest first.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn visits_for(&self, task: TaskId) -> Result<Vec<CheckInRow>> {
        self.visits(
            "SELECT record.id, record.bytes FROM check_in JOIN record ON record.rid = check_in.rid
             WHERE check_in.task = ?1 ORDER BY check_in.begun DESC, record.id",
            [task.0.as_bytes()],
        )
    }

    /// Returns the newest visits to a customer.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn visits_to(&self, customer: CustomerId, limit: usize) -> Result<Vec<CheckInRow>> {
        self.visits(
            "SELECT record.id, record.bytes FROM check_in JOIN record ON record.rid = check_in.rid
             WHERE check_in.customer = ?1 ORDER BY check_in.begun DESC, record.id LIMIT ?2",
            (customer.0.as_bytes(), super::count(limit)),
        )
    }

    /// Returns the newest visits of a person.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn visits_of(&self, person: PersonId, limit: usize) -> Result<Vec<CheckInRow>> {
        self.visits(
            "SELECT record.id, record.bytes FROM check_in JOIN record ON record.rid = check_in.rid
             WHERE check_in.person = ?1 ORDER BY check_in.begun DESC, record.id LIMIT ?2",
            (person.0.as_bytes(), super::count(limit)),
        )
    }

    fn visits(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<CheckInRow>> {
        let found = self.list(sql, params, |row| {
            Ok((CheckInId(uuid(row, 0)?), row.get::<_, Vec<u8>>(1)?))
        })?;
        found
            .into_iter()
            .map(|(id, bytes)| {
                Ok(CheckInRow {
                    id,
                    visit: Record::parse(&bytes)?.read()?,
                })
            })
            .collect()
    }
}
