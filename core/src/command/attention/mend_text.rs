//! Says again what was refused, with another text.

use outrider_model::id::ChangeId;

use super::say_again::opened;
use crate::error::Result;
use crate::query::with_text;
use crate::transact::{Op, Saved, Transactor};

/// Says again what was refused for a text, with another text in its place. What waited for the
/// refused change goes on with this one. Returns the new change.
///
/// # Errors
/// [`crate::error::Error::NoChange`] when the change does not need attention,
/// [`crate::error::Error::Refused`] when it was not refused for a text or the new one cannot be
/// either, [`crate::error::Error::TooLong`]; nothing is then written.
pub fn mend_text(door: &Transactor, refused: ChangeId, text: &str) -> Result<Saved<ChangeId>> {
    door.transact(Op::Mend, |pen| {
        let (change, why) = pen.refused(refused)?;
        let body = with_text(&change.body, &why, text)?;
        pen.mend_over(refused, body, opened(&change))
    })
}
