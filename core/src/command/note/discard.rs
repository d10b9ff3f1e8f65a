//! Throws away what stands in an editor.

use outrider_model::change::{Body, NoteRef};
use outrider_model::id::{ChangeId, NoteId};
use outrider_model::record::draft_id;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Throws away what stands in an editor; a committed note stays as it is. Returns the change that
/// tells the server; none when it never knew.
///
/// # Errors
/// What the disk does; nothing is then written.
pub fn discard(door: &Transactor, note: NoteId) -> Result<Saved<Option<ChangeId>>> {
    door.transact(Op::DiscardDraft, |pen| {
        pen.withdraw_unsent_draft(note)?;
        pen.forget_draft(note)?;
        match pen.record(draft_id(note)) {
            Ok(_) => pen.change(Body::DraftDiscarded(NoteRef { note })).map(Some),
            Err(crate::error::Error::NoRecord(_)) => Ok(None),
            Err(error) => Err(error),
        }
    })
}
