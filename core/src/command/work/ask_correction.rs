//! Asks for another end of a work period.

use outrider_model::change::{Body, WorkCorrectionAsked};
use outrider_model::id::{ChangeId, WorkDayId};

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Asks a manager to let a period end at another time, microseconds since 1970 (UTC): one that was
/// never ended, or ended too late.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the day is not here, [`crate::error::Error::Refused`]
/// without a reason or for an end before the beginning or in the future; nothing is then written.
pub fn ask_correction(
    door: &Transactor,
    work_day: WorkDayId,
    period: ChangeId,
    to: i64,
    reason: &str,
) -> Result<Saved<ChangeId>> {
    door.transact(Op::AskCorrection, |pen| {
        pen.record(work_day)?;
        pen.change(Body::WorkCorrectionAsked(WorkCorrectionAsked {
            work_day,
            period,
            to,
            reason: reason.to_owned(),
        }))
    })
}
