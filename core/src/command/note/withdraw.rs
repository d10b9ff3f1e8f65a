//! Takes a note back.

use outrider_model::change::{Body, NoteRef};
use outrider_model::id::{ChangeId, NoteId};

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Takes a note back; it stays visible with the mark.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the note is not here; nothing is then written.
pub fn withdraw(door: &Transactor, note: NoteId) -> Result<Saved<ChangeId>> {
    door.transact(Op::WithdrawNote, |pen| {
        pen.record(note)?;
        pen.change(Body::NoteWithdrawn(NoteRef { note }))
    })
}
