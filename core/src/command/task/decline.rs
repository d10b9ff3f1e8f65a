//! Declines a task.

use outrider_model::change::Body;
use outrider_model::id::{ChangeId, TaskId};
use outrider_model::place::Fix;

use super::report;
use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Says that the rep will not do the task, and why.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the task is not here; nothing is
/// then written.
pub fn decline(
    door: &Transactor,
    task: TaskId,
    reason: &str,
    fix: Option<Fix>,
) -> Result<Saved<ChangeId>> {
    report(door, Op::DeclineTask, Body::TaskDeclined, task, reason, fix)
}
