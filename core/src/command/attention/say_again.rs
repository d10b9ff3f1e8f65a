//! Says again what was refused, in the same words.

use outrider_model::change::{Bases, Body, Change};
use outrider_model::id::ChangeId;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Says again what was refused, in the same words: something else may have changed. Its author has
/// now seen what this phone shows. What waited for the refused change goes on with this one.
/// Returns the new change.
///
/// # Errors
/// [`crate::error::Error::NoChange`] when the change does not need attention,
/// [`crate::error::Error::Refused`] when it cannot be, whoever judges it; nothing is then written.
pub fn say_again(door: &Transactor, refused: ChangeId) -> Result<Saved<ChangeId>> {
    door.transact(Op::Mend, |pen| {
        let (change, _) = pen.refused(refused)?;
        let pinned = opened(&change);
        pen.mend_over(refused, change.body, pinned)
    })
}

/// An edit of a long text still starts from the words that its author had opened.
pub(super) fn opened(change: &Change) -> Bases {
    if let Body::NoteEdited(edited) = &change.body
        && edited.text.is_some()
    {
        change.was.clone()
    } else {
        Bases::new()
    }
}
