//! Ends a visit.

use outrider_model::change::{Body, CheckedOut};
use outrider_model::id::{ChangeId, CheckInId};
use outrider_model::place::Fix;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Ends a visit.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the check-in is not here; nothing is then written.
pub fn leave(door: &Transactor, check_in: CheckInId, fix: Option<Fix>) -> Result<Saved<ChangeId>> {
    door.transact(Op::Leave, |pen| {
        pen.record(check_in)?;
        pen.change(Body::CheckedOut(CheckedOut { check_in, fix }))
    })
}
