//! Notes of lists, with their words: a list of notes is read, not only looked at.

use outrider_model::id::{CustomerId, NoteId, PersonId, TaskId};
use outrider_model::record::Record;
use rusqlite::Row;

use super::super::Reader;
use super::{customer_or_none, uuid, uuid_or_none};
use crate::error::Result;

/// A note of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteRow {
    /// The note.
    pub id: NoteId,
    /// Who wrote it.
    pub person: PersonId,
    /// About whom.
    pub customer: Option<CustomerId>,
    /// For which task.
    pub task: Option<TaskId>,
    /// When, microseconds since 1970 (UTC) by the author's device.
    pub time: i64,
    /// Whether its author took it back.
    pub withdrawn: bool,
    /// The whole record.
    pub record: Record,
}

const COLUMNS: &str =
    "record.id, note.person, note.customer, note.task, note.time, note.withdrawn, record.bytes";

impl Reader<'_> {
    /// Returns the newest notes about a customer, before a moment where one is given.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn notes_about(
        &self,
        customer: CustomerId,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<NoteRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM note JOIN record ON record.rid = note.rid
             WHERE note.customer = ?1 AND note.time < ?2 ORDER BY note.time DESC, record.id LIMIT ?3"
        );
        self.notes(
            &sql,
            (
                customer.0.as_bytes(),
                before.unwrap_or(i64::MAX),
                super::count(limit),
            ),
        )
    }

    /// Returns the notes for a task, newest first.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn notes_for(&self, task: TaskId) -> Result<Vec<NoteRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM note JOIN record ON record.rid = note.rid
             WHERE note.task = ?1 ORDER BY note.time DESC, record.id"
        );
        self.notes(&sql, [task.0.as_bytes()])
    }

    fn notes(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<NoteRow>> {
        let read = |row: &Row<'_>| {
            let cells = (
                NoteId(uuid(row, 0)?),
                PersonId(uuid(row, 1)?),
                customer_or_none(row, 2)?,
            );
            let task = uuid_or_none(row, 3)?.map(TaskId);
            Ok((
                cells,
                task,
                row.get::<_, i64>(4)?,
                row.get::<_, bool>(5)?,
                row.get::<_, Vec<u8>>(6)?,
            ))
        };
        let found = self.list(sql, params, read)?;
        found
            .into_iter()
            .map(|((id, person, customer), task, time, withdrawn, bytes)| {
                Ok(NoteRow {
                    id,
                    person,
                    customer,
                    task,
                    time,
                    withdrawn,
                    record: Record::parse(&bytes)?,
                })
            })
            .collect()
    }
}
