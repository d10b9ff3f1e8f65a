//! Tasks of lists.

use jiff::civil::Date;
use outrider_model::id::{CustomerId, PersonId, RecordId, TaskId, TeamId};
use outrider_model::record::{Priority, Record, Status};
use outrider_model::stamp::{Stamp, Window};
use rusqlite::Row;

use super::super::Reader;
use super::{customer_or_none, uuid, uuid_or_none, word};
use crate::error::Result;

/// A task as lists know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    /// The task.
    pub id: TaskId,
    /// What is to be done.
    pub title: String,
    /// Who does it.
    pub assignee: Option<PersonId>,
    /// Which team may claim it.
    pub team: Option<TeamId>,
    /// Where.
    pub customer: Option<CustomerId>,
    /// The civil day.
    pub plan_day: Option<Date>,
    /// The status that is shown.
    pub status: Status,
    /// How urgent.
    pub priority: Priority,
    /// The time window.
    pub window: Option<Window>,
    /// When the shown status was written, by the order of stamps.
    pub since: Stamp,
}

const COLUMNS: &str = "record.id, task.title, task.assignee, task.team, task.customer, task.plan_day, \
     task.status, task.priority, task.window_from, task.window_to, task.since";

impl Reader<'_> {
    /// Returns the open tasks of a person that are planned up to a day or not planned at all.
    ///
    /// # Errors
    /// Those of storage.
    pub fn open_tasks(&self, person: PersonId, until: Date) -> Result<Vec<TaskRow>> {
        self.tasks(
            "task.assignee = ?1 AND task.is_open = 1 AND (task.plan_day IS NULL OR task.plan_day <= ?2)
             AND task.status <> 'declined' AND task.removed = 0",
            (person.0.as_bytes(), until.to_string()),
        )
    }

    /// Returns the open tasks of a person that are planned for a day.
    ///
    /// # Errors
    /// Those of storage.
    pub fn tasks_of_day(&self, person: PersonId, day: Date) -> Result<Vec<TaskRow>> {
        self.tasks(
            "task.assignee = ?1 AND task.is_open = 1 AND task.plan_day = ?2
             AND task.status <> 'declined' AND task.removed = 0",
            (person.0.as_bytes(), day.to_string()),
        )
    }

    /// Counts the open tasks of a person on each day after one.
    ///
    /// # Errors
    /// Those of storage.
    pub fn later_days(&self, person: PersonId, after: Date) -> Result<Vec<(Date, u64)>> {
        self.list(
            "SELECT plan_day, count(*) FROM task
             WHERE assignee = ?1 AND is_open = 1 AND plan_day > ?2 AND status <> 'declined' AND removed = 0
             GROUP BY plan_day ORDER BY plan_day",
            (person.0.as_bytes(), after.to_string()),
            |row| Ok((day(row, 0)?.unwrap_or(after), super::number(row, 1)?)),
        )
    }

    /// Returns the open tasks that a team may claim.
    ///
    /// # Errors
    /// Those of storage.
    pub fn claimable_tasks(&self, team: TeamId) -> Result<Vec<TaskRow>> {
        self.tasks(
            "task.assignee IS NULL AND task.team = ?1 AND task.is_open = 1
             AND task.status <> 'declined' AND task.removed = 0",
            [team.0.as_bytes()],
        )
    }

    /// Returns the open tasks that a manager has to give to somebody: those that nobody was given
    /// or offered, and those that were declined.
    ///
    /// # Errors
    /// Those of storage.
    pub fn tasks_to_assign(&self) -> Result<Vec<TaskRow>> {
        let nobodys = "task.assignee IS NULL AND task.team IS NULL AND task.is_open = 1
             AND task.status <> 'declined' AND task.removed = 0";
        let declined = "(task.is_open = 0 OR task.status = 'declined')
             AND task.is_open = 1 AND task.status = 'declined' AND task.removed = 0";
        let mut found = self.tasks(nobodys, [])?;
        found.extend(self.tasks(declined, [])?);
        Ok(found)
    }

    /// Returns the tasks that were closed or declined since a moment, with their records.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn settled_tasks(&self, since: Stamp) -> Result<Vec<(TaskRow, Record)>> {
        let sql = format!(
            "SELECT {COLUMNS}, record.bytes FROM task JOIN record ON record.rid = task.rid
             WHERE (task.is_open = 0 OR task.status = 'declined') AND task.since >= ?1 AND task.removed = 0
             ORDER BY task.since DESC, record.id"
        );
        let found = self.list(&sql, [since.0], |row| {
            Ok((task(row)?, row.get::<_, Vec<u8>>(11)?))
        })?;
        found
            .into_iter()
            .map(|(row, bytes)| Ok((row, Record::parse(&bytes)?)))
            .collect()
    }

    /// Returns the tasks at a customer, open ones first, then the latest closed ones.
    ///
    /// # Errors
    /// Those of storage.
    pub fn tasks_at(&self, customer: CustomerId, limit: usize) -> Result<Vec<TaskRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM task JOIN record ON record.rid = task.rid
             WHERE task.customer = ?1 AND task.removed = 0
             ORDER BY task.is_open DESC, task.since DESC, record.id LIMIT ?2"
        );
        self.list(&sql, (customer.0.as_bytes(), super::count(limit)), task)
    }

    /// Returns what a task is called; none when this phone does not hold it.
    ///
    /// # Errors
    /// Those of storage.
    pub fn title_of(&self, task: RecordId) -> Result<Option<String>> {
        self.one(
            "SELECT task.title FROM record JOIN task ON task.rid = record.rid WHERE record.id = ?1",
            [task.0.as_bytes()],
            |row| row.get(0),
        )
    }

    /// Counts the open tasks at a customer, whoever does them.
    ///
    /// # Errors
    /// Those of storage.
    pub fn open_tasks_at(&self, customer: CustomerId) -> Result<u64> {
        let count = self.one(
            "SELECT count(*) FROM task
             WHERE customer = ?1 AND is_open = 1 AND status <> 'declined' AND removed = 0",
            [customer.0.as_bytes()],
            |row| super::number(row, 0),
        )?;
        Ok(count.unwrap_or(0))
    }

    fn tasks(&self, condition: &str, params: impl rusqlite::Params) -> Result<Vec<TaskRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM task JOIN record ON record.rid = task.rid WHERE {condition} ORDER BY record.id"
        );
        self.list(&sql, params, task)
    }
}

fn task(row: &Row<'_>) -> rusqlite::Result<TaskRow> {
    let window = row
        .get::<_, Option<u16>>(8)?
        .zip(row.get::<_, Option<u16>>(9)?);
    Ok(TaskRow {
        id: TaskId(uuid(row, 0)?),
        title: row.get(1)?,
        assignee: uuid_or_none(row, 2)?.map(PersonId),
        team: uuid_or_none(row, 3)?.map(TeamId),
        customer: customer_or_none(row, 4)?,
        plan_day: day(row, 5)?,
        status: word(row, 6)?,
        priority: word(row, 7)?,
        window: window.map(|(from, to)| Window { from, to }),
        since: Stamp(row.get(10)?),
    })
}

fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Date>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.and_then(|text| text.parse().ok()))
}
