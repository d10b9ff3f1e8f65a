//! Takes the last tap back.

use outrider_model::id::ChangeId;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Returns what the undo button would take back now; none when there is nothing.
///
/// # Errors
/// What the disk does.
pub fn undo_offer(door: &Transactor) -> Result<Option<Op>> {
    door.undo_offer()
}

/// Takes the last tap back: without a trace where nothing of it has been sent, else by its
/// inverse, an ordinary change. Returns those changes.
///
/// # Errors
/// [`crate::error::Error::NothingToUndo`] when there is nothing; nothing is then written.
pub fn undo(door: &Transactor) -> Result<Saved<Vec<ChangeId>>> {
    door.undo()
}
