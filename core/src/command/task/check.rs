//! Ticks or unticks a line of a checklist.

use outrider_model::change::{Body, TaskChecked};
use outrider_model::id::{ChangeId, ItemId, TaskId};

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Ticks or unticks a line of a task's checklist.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the task is not here, [`crate::error::Error::Refused`]
/// when it has no such line; nothing is then written.
pub fn check(door: &Transactor, task: TaskId, item: ItemId, done: bool) -> Result<Saved<ChangeId>> {
    door.transact(Op::CheckItem, |pen| {
        pen.record(task)?;
        pen.change(Body::TaskChecked(TaskChecked { task, item, done }))
    })
}
