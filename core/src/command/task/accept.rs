//! Accepts a task.

use outrider_model::change::Body;
use outrider_model::id::{ChangeId, TaskId};
use outrider_model::place::Fix;

use super::report;
use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Says that the rep will do the task.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the task is not here; nothing is
/// then written.
pub fn accept(door: &Transactor, task: TaskId, fix: Option<Fix>) -> Result<Saved<ChangeId>> {
    report(door, Op::AcceptTask, Body::TaskAccepted, task, "", fix)
}
