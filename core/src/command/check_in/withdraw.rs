//! Takes a check-in back.

use outrider_model::change::{Body, CheckInWithdrawn};
use outrider_model::id::{ChangeId, CheckInId};

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Takes a check-in back; it stays visible with the mark, and why.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the check-in is not here; nothing is then written.
pub fn withdraw(door: &Transactor, check_in: CheckInId, reason: &str) -> Result<Saved<ChangeId>> {
    door.transact(Op::WithdrawCheckIn, |pen| {
        pen.record(check_in)?;
        pen.change(Body::CheckInWithdrawn(CheckInWithdrawn {
            check_in,
            reason: reason.to_owned(),
        }))
    })
}
