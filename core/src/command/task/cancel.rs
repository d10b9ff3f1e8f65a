//! Calls a task off.

use outrider_model::change::Body;
use outrider_model::id::{ChangeId, TaskId};

use super::report;
use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Says that the task is not to be done any more, and why if there is something to say.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the task is not here; nothing is
/// then written.
pub fn cancel(door: &Transactor, task: TaskId, reason: &str) -> Result<Saved<ChangeId>> {
    report(
        door,
        Op::CancelTask,
        Body::TaskCancelled,
        task,
        reason,
        None,
    )
}
