//! Begins a work period.

use outrider_model::change::{Body, WorkStarted};
use outrider_model::id::ChangeId;

use super::duty::{duty, not_now, today};
use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Begins a work period. It counts to the civil day on which it begins, in the person's zone.
///
/// # Errors
/// [`crate::error::Error::Refused`] while one is open; nothing is then written.
pub fn start(door: &Transactor) -> Result<Saved<ChangeId>> {
    door.transact(Op::StartWork, |pen| {
        if duty(pen)?.is_some() {
            return Err(not_now("period"));
        }
        let (person, day) = (pen.profile()?.person, today(pen)?);
        let ticks = Some(pen.ticks());
        pen.change(Body::WorkStarted(WorkStarted { person, day, ticks }))
    })
}
