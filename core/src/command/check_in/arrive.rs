//! Begins a visit.

use outrider_model::change::{Body, CheckedIn};
use outrider_model::id::CheckInId;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Begins a visit where the rep says he is; what the fix says of it is noted, never a refusal.
/// Returns the check-in's id.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the customer is not here; nothing is then written.
pub fn arrive(door: &Transactor, arrived: CheckedIn) -> Result<Saved<CheckInId>> {
    door.transact(Op::Arrive, |pen| {
        pen.record(arrived.customer)?;
        pen.change(Body::CheckedIn(arrived))
            .map(|change| CheckInId(change.0))
    })
}
