//! Opens a closed task again.

use outrider_model::change::Body;
use outrider_model::id::{ChangeId, TaskId};
use outrider_model::place::Fix;

use super::report;
use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Takes a report of the same day back: the task is to be done again.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the task is not here; nothing is
/// then written.
pub fn reopen(door: &Transactor, task: TaskId, fix: Option<Fix>) -> Result<Saved<ChangeId>> {
    report(door, Op::ReopenTask, Body::TaskReopened, task, "", fix)
}
