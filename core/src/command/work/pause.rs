//! Begins a break.

use outrider_model::change::{Body, WorkPaused};
use outrider_model::id::ChangeId;

use super::duty::{not_now, on_duty};
use crate::command::track;
use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Begins a break, which counts as worked when it is a paid one. No position is kept meanwhile.
///
/// # Errors
/// [`crate::error::Error::Refused`] off duty and in a break; nothing is then written.
pub fn pause(door: &Transactor, paid: bool) -> Result<Saved<ChangeId>> {
    track::send(door)?;
    door.transact(Op::PauseWork, |pen| {
        let duty = on_duty(pen)?;
        if duty.pause.is_some() {
            return Err(not_now("pause"));
        }
        pen.rest_way()?;
        let ticks = Some(pen.ticks());
        pen.change(Body::WorkPaused(WorkPaused {
            work_day: duty.work_day,
            period: duty.period,
            paid,
            ticks,
        }))
    })
}
