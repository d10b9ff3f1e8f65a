//! Opens a note in an editor.

use outrider_model::id::NoteId;
use outrider_model::record::MeetingNote;

use crate::error::{Error, Result};
use crate::transact::{DraftContent, DraftRow, Op, Saved, Transactor};

/// Opens a note in an editor: with what was being typed, else with its words. The text it starts
/// from stays pinned, whatever comes in while the editor is open.
///
/// # Errors
/// [`Error::NoRecord`] when there is neither; nothing is then written.
pub fn open(door: &Transactor, note: NoteId) -> Result<Saved<DraftRow>> {
    door.transact(Op::TypeNote, |pen| {
        if let Some(row) = pen.draft(note)? {
            return Ok(row);
        }
        let MeetingNote {
            customer,
            task,
            activity,
            outcome,
            met,
            body,
            ..
        } = pen.read(note)?;
        let content = DraftContent {
            customer,
            task,
            activity,
            outcome,
            met,
            body,
        };
        let base = pen.pin(note)?;
        pen.keep_draft(note, Some(&base), &content)?;
        pen.draft(note)?.ok_or(Error::NoRecord(note.into()))
    })
}
