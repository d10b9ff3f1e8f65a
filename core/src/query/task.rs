//! The facts of one task.

use outrider_model::decide::Judge;
use outrider_model::id::TaskId;
use outrider_model::place::Position;
use outrider_model::record::{Diary, Field, Kind, Record, Task};

use super::{Moment, Names, Pending};
use crate::error::{Error, Result};
use crate::store::Reader;
use crate::store::rows::{CheckInRow, CustomerPlace, DiaryRow, NoteRow, PendingRow};

/// What the screen of a task is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskFacts {
    /// As whom, and with which rights.
    pub judge: Judge,
    /// When.
    pub moment: Moment,
    /// Where the person is, when the phone knows.
    pub at: Option<Position>,
    /// The task.
    pub record: Record,
    /// Its customer.
    pub place: Option<CustomerPlace>,
    /// Notes for it, newest first.
    pub notes: Vec<NoteRow>,
    /// Visits for it, newest first.
    pub visits: Vec<CheckInRow>,
    /// What the person lost or should know about it.
    pub diary: Vec<DiaryRow>,
    /// Changes of it that are not on the server yet.
    pub changes: Vec<PendingRow>,
    /// Names of all who appear.
    pub names: Names,
    /// What is not on the server yet.
    pub pending: Pending,
}

/// Gathers the facts of a task.
///
/// # Errors
/// [`Error::NoRecord`] when this phone does not hold it; those of storage and of records.
pub fn task(
    reader: &Reader<'_>,
    judge: Judge,
    moment: Moment,
    at: Option<Position>,
    id: TaskId,
) -> Result<TaskFacts> {
    let record = reader
        .record(id.into())?
        .filter(|record| record.kind == Kind::Task);
    let record = record.ok_or(Error::NoRecord(id.into()))?;
    let task: Task = record.read()?;
    let place = task
        .customer
        .map(|customer| reader.customer_place(customer))
        .transpose()?
        .flatten();
    let (notes, visits) = (reader.notes_for(id)?, reader.visits_for(id)?);
    let diary = reader.diary_about(judge.author, id.into())?;
    let mut names = Names::read(reader)?;
    let entries = diary.iter().flat_map(|row| people_of(&row.entry));
    let people = task
        .assignee
        .into_iter()
        .chain(task.heads.values().map(|head| head.person));
    let people = people
        .chain(notes.iter().map(|note| note.person))
        .chain(visits.iter().map(|row| row.visit.person));
    names.add_people(
        reader,
        people.chain(entries).chain([record.created().person]),
    )?;
    let changes = reader.pending_of(id.into())?;
    let pending = Pending::read(reader)?;
    Ok(TaskFacts {
        judge,
        moment,
        at,
        record,
        place,
        notes,
        visits,
        diary,
        changes,
        names,
        pending,
    })
}

/// The people whom a diary entry names; an assignment names them in its values.
pub(super) fn people_of(entry: &Diary) -> Vec<outrider_model::id::PersonId> {
    let is_owner = entry.field == Some(Field::from("owner"));
    let in_values = [&entry.mine, &entry.theirs].into_iter();
    let named = in_values.filter_map(|value| {
        let text = value.as_str()?;
        let id = if is_owner {
            text
        } else {
            text.strip_prefix("person:")?
        };
        id.parse().ok()
    });
    named.chain(entry.by).collect()
}
