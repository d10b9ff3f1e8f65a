//! The facts of a note that is written or edited, and of the notes about a customer.

use outrider_model::decide::Judge;
use outrider_model::id::{CustomerId, NoteId, RecordId, TaskId};
use outrider_model::record::Kind;
use outrider_model::record::{
    Customer, Draft, MeetingNote, Organisation, Person, Record, Task, draft_id,
};
use outrider_model::text::TextHash;

use super::{Moment, Names, Pending};
use crate::error::{Error, Result};
use crate::store::rows::NoteRow;
use crate::store::{DraftRow, Reader};

/// What the editor of a note is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteFacts {
    /// As whom.
    pub judge: Judge,
    /// When.
    pub moment: Moment,
    /// The note.
    pub note: NoteId,
    /// What the editor shows.
    pub editor: Editor,
    /// The note as it stands, once it was written.
    pub committed: Option<Record>,
    /// The draft of another device of the person, to be taken over.
    pub elsewhere: Option<Draft>,
    /// The customer.
    pub customer: Option<(CustomerId, Customer)>,
    /// The task.
    pub task: Option<(TaskId, Task)>,
    /// The organisation, for its working days.
    pub organisation: Option<(RecordId, Organisation)>,
    /// The person, for his working days.
    pub person: Option<Person>,
    /// Kinds of activity.
    pub names: Names,
    /// What is not on the server yet.
    pub pending: Pending,
}

/// Where the words of an editor come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Editor {
    /// Nothing was typed here: it starts from the note as it stands, or empty.
    Fresh {
        /// About whom a new note is.
        customer: Option<CustomerId>,
        /// For which task a new note is.
        task: Option<TaskId>,
    },
    /// Something was typed here, and is safe.
    Typed(DraftRow),
}

/// Gathers the facts of a note's editor. Customer and task are those of a new note.
///
/// # Errors
/// Those of storage and of records.
pub fn note(
    reader: &Reader<'_>,
    judge: Judge,
    moment: Moment,
    note: NoteId,
    customer: Option<CustomerId>,
    task: Option<TaskId>,
) -> Result<NoteFacts> {
    let committed = reader
        .record(note.into())?
        .filter(|record| record.kind == Kind::Note);
    let standing: Option<MeetingNote> = committed.as_ref().map(Record::read).transpose()?;
    let draft = reader.draft(note)?;
    let about = (
        draft
            .as_ref()
            .and_then(|row| row.content.customer)
            .or(standing.as_ref().and_then(|note| note.customer))
            .or(customer),
        draft
            .as_ref()
            .and_then(|row| row.content.task)
            .or(standing.as_ref().and_then(|note| note.task))
            .or(task),
    );
    let task = read(reader, about.1.map(RecordId::from))?
        .map(|(id, task): (RecordId, Task)| (TaskId::from(id), task));
    let customer = about
        .0
        .or(task.as_ref().and_then(|(_, task)| task.customer));
    let elsewhere: Option<(RecordId, Draft)> = read(reader, Some(draft_id(note).into()))?;
    let organisation = reader
        .small_records(&Kind::Organisation)?
        .into_iter()
        .next();
    Ok(NoteFacts {
        editor: match draft {
            Some(row) => Editor::Typed(row),
            None => Editor::Fresh {
                customer,
                task: about.1,
            },
        },
        elsewhere: elsewhere
            .map(|(_, draft)| draft)
            .filter(|draft| !draft.removed && draft.device != judge.device),
        customer: read(reader, customer.map(RecordId::from))?
            .map(|(id, customer)| (CustomerId::from(id), customer)),
        organisation: organisation
            .map(|record| Ok::<_, Error>((record.id, record.read()?)))
            .transpose()?,
        person: reader
            .record(judge.author.into())?
            .map(|record| record.read())
            .transpose()?,
        names: Names::read(reader)?,
        pending: Pending::read(reader)?,
        judge,
        moment,
        note,
        committed,
        task,
    })
}

impl NoteFacts {
    /// Returns the hash of the note's words as they stand; none before it was written.
    #[must_use]
    pub fn standing_hash(&self) -> Option<TextHash> {
        let note: MeetingNote = self.committed.as_ref()?.read().ok()?;
        Some(TextHash::of(&note.body))
    }
}

/// Returns the notes about a customer, newest first, before a moment where one is given, and the
/// names of their authors.
///
/// # Errors
/// Those of storage and of records.
pub fn notes_of(
    reader: &Reader<'_>,
    customer: CustomerId,
    before: Option<i64>,
) -> Result<(Vec<NoteRow>, Names, Pending)> {
    const PAGE: usize = 50;
    let notes = reader.notes_about(customer, before, PAGE)?;
    let mut names = Names::read(reader)?;
    names.add_people(reader, notes.iter().map(|note| note.person))?;
    Ok((notes, names, Pending::read(reader)?))
}

fn read<T: serde::de::DeserializeOwned>(
    reader: &Reader<'_>,
    id: Option<RecordId>,
) -> Result<Option<(RecordId, T)>> {
    let Some(id) = id else { return Ok(None) };
    Ok(reader
        .record(id)?
        .map(|record| record.read())
        .transpose()?
        .map(|value| (id, value)))
}
