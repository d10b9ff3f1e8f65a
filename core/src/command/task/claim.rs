//! Takes a task that was offered to the team.

use outrider_model::change::{Body, TaskRef};
use outrider_model::id::{ChangeId, TaskId};

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Takes a task that was offered to the rep's team. Of two claims the first to reach the server
/// stands; the other needs its author's attention.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the task is not here; nothing is then written.
pub fn claim(door: &Transactor, task: TaskId) -> Result<Saved<ChangeId>> {
    door.transact(Op::ClaimTask, |pen| {
        pen.record(task)?;
        pen.change(Body::TaskClaimed(TaskRef { task }))
    })
}
