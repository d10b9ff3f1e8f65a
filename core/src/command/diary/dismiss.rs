//! Puts a diary entry aside.

use outrider_model::change::{Body, DiarySettled};
use outrider_model::id::{ChangeId, DiaryId};
use outrider_model::record::Settled;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Says that the person knows and leaves it so.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the entry is not here; nothing is then written.
pub fn dismiss(door: &Transactor, entry: DiaryId) -> Result<Saved<ChangeId>> {
    door.transact(Op::DismissDiary, |pen| {
        pen.record(entry)?;
        pen.change(Body::DiarySettled(DiarySettled {
            entry,
            settled: Some(Settled::Dismissed),
        }))
    })
}
