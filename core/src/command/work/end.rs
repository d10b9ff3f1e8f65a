//! Ends a work period.

use outrider_model::change::{Body, WorkEnded};
use outrider_model::id::ChangeId;

use super::duty::on_duty;
use crate::command::track;
use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Ends a work period, and the break that is open in it. No position is kept from then on.
///
/// # Errors
/// [`crate::error::Error::Refused`] off duty; nothing is then written.
pub fn end(door: &Transactor) -> Result<Saved<ChangeId>> {
    track::send(door)?;
    door.transact(Op::EndWork, |pen| {
        let duty = on_duty(pen)?;
        pen.rest_way()?;
        let ticks = Some(pen.ticks());
        pen.change(Body::WorkEnded(WorkEnded {
            work_day: duty.work_day,
            period: duty.period,
            ticks,
        }))
    })
}
