//! Ends a break.

use outrider_model::change::{Body, WorkResumed};
use outrider_model::id::ChangeId;

use super::duty::{not_now, on_duty};
use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Ends a break.
///
/// # Errors
/// [`crate::error::Error::Refused`] when there is none; nothing is then written.
pub fn resume(door: &Transactor) -> Result<Saved<ChangeId>> {
    door.transact(Op::ResumeWork, |pen| {
        let duty = on_duty(pen)?;
        let pause = duty.pause.ok_or_else(|| not_now("pause"))?;
        let ticks = Some(pen.ticks());
        pen.change(Body::WorkResumed(WorkResumed {
            work_day: duty.work_day,
            period: duty.period,
            pause,
            ticks,
        }))
    })
}
