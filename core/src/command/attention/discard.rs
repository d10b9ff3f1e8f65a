//! Discards a refused change.

use outrider_model::id::ChangeId;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Discards a refused change with everything that waits for it. Their words stay in the journal,
/// and on the server, for a while.
///
/// # Errors
/// [`crate::error::Error::NoChange`] when the change does not need attention; nothing is then
/// written.
pub fn discard(door: &Transactor, refused: ChangeId) -> Result<Saved<()>> {
    door.transact(Op::Discard, |pen| pen.discard(refused))
}
