//! Keeps what stands in an editor.

use outrider_model::id::NoteId;

use crate::error::Result;
use crate::transact::{DraftContent, Op, Saved, Transactor};

/// Keeps what stands in an editor, as durably as a commit. A new note gets its id here, with its
/// first letter; returns the id.
///
/// # Errors
/// [`crate::error::Error::TooLong`] when the text cannot be saved; what was kept before stands.
pub fn keep(
    door: &Transactor,
    note: Option<NoteId>,
    content: &DraftContent,
) -> Result<Saved<NoteId>> {
    door.transact(Op::TypeNote, |pen| {
        let note = note.unwrap_or_else(|| NoteId(pen.mint()));
        let base = pen.draft(note)?.and_then(|row| row.base);
        pen.keep_draft(note, base.as_ref(), content)?;
        Ok(note)
    })
}
