//! Reports a task that could not be done.

use outrider_model::change::Body;
use outrider_model::id::{ChangeId, TaskId};
use outrider_model::place::Fix;

use super::report;
use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Says that the task was not done, and why: a reason's short name or words.
///
/// # Errors
/// [`crate::error::Error::Refused`] without a reason,
/// [`crate::error::Error::NoRecord`] when the task is not here; nothing is
/// then written.
pub fn not_done(
    door: &Transactor,
    task: TaskId,
    reason: &str,
    fix: Option<Fix>,
) -> Result<Saved<ChangeId>> {
    report(door, Op::NotDoneTask, Body::TaskNotDone, task, reason, fix)
}
