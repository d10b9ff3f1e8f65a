//! Mends a refused change.

use outrider_model::change::Body;
use outrider_model::id::ChangeId;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Says again what was refused, in another way. What waited for the refused change goes on with
/// this one; no word of it is rewritten. Returns the new change.
///
/// # Errors
/// [`crate::error::Error::NoChange`] when the change does not need attention,
/// [`crate::error::Error::Refused`] when the new one cannot be either; nothing is then written.
pub fn mend(door: &Transactor, refused: ChangeId, body: Body) -> Result<Saved<ChangeId>> {
    door.transact(Op::Mend, |pen| pen.mend(refused, body))
}
