//! Makes what stands in an editor safe on the server too.

use outrider_model::change::DraftSaved;
use outrider_model::id::{ChangeId, NoteId};

use crate::error::Result;
use crate::transact::{DraftContent, Op, Saved, Transactor};

/// Sends what stands in an editor to the server, for its author alone; an earlier word of the
/// same that was not sent yet is replaced. Returns the change; none when nothing new was typed.
///
/// # Errors
/// What the disk does; nothing is then written.
pub fn save_draft(door: &Transactor, note: NoteId) -> Result<Saved<Option<ChangeId>>> {
    door.transact(Op::SaveDraft, |pen| {
        let Some(row) = pen.draft(note)?.filter(|row| row.is_ahead()) else {
            return Ok(None);
        };
        let DraftContent {
            customer,
            task,
            outcome,
            body,
            ..
        } = row.content;
        pen.send_draft(DraftSaved {
            note,
            customer,
            task,
            outcome,
            body,
        })
        .map(Some)
    })
}
