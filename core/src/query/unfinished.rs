//! Notes that were begun and not finished.

use outrider_model::decide::Judge;
use outrider_model::id::{CustomerId, NoteId, TaskId};
use outrider_model::record::{Kind, MeetingNote};

use crate::error::Result;
use crate::store::{DraftRow, Reader};

/// A note that was begun and not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The note that it will become, or that it edits.
    pub note: NoteId,
    /// About whom.
    pub customer: Option<CustomerId>,
    /// For which task.
    pub task: Option<TaskId>,
    /// What is written so far.
    pub body: String,
    /// Whether it was typed on another device of the person.
    pub is_elsewhere: bool,
}

/// Gathers what a person began to write: here, the newest first, then elsewhere. What holds no
/// words, and an opened note in which nothing was changed, is not among them.
///
/// # Errors
/// Those of storage and of records.
pub(super) fn unfinished(reader: &Reader<'_>, judge: &Judge) -> Result<Vec<Unfinished>> {
    let here = reader.drafts()?;
    let mut notes = Vec::new();
    for row in &here {
        if is_worth_finishing(reader, row)? {
            notes.push(Unfinished {
                note: row.note,
                customer: row.content.customer,
                task: row.content.task,
                body: row.content.body.clone(),
                is_elsewhere: false,
            });
        }
    }
    for draft in reader.drafts_elsewhere(judge.author, judge.device)? {
        let is_here = here.iter().any(|row| row.note == draft.note);
        if !is_here && !draft.body.trim().is_empty() {
            notes.push(Unfinished {
                note: draft.note,
                customer: draft.customer,
                task: draft.task,
                body: draft.body,
                is_elsewhere: true,
            });
        }
    }
    Ok(notes)
}

fn is_worth_finishing(reader: &Reader<'_>, row: &DraftRow) -> Result<bool> {
    let typed = &row.content;
    let standing = reader
        .record(row.note.into())?
        .filter(|record| record.kind == Kind::Note);
    if let Some(record) = standing {
        let note: MeetingNote = record.read()?;
        return Ok(note.body != typed.body
            || note.met != typed.met
            || note.outcome != typed.outcome
            || note.withdrawn);
    }
    Ok(!typed.body.trim().is_empty() || !typed.met.trim().is_empty() || typed.outcome.is_some())
}
