//! Gives a task back to the team.

use outrider_model::change::{Body, TaskReassigned};
use outrider_model::decide::Code;
use outrider_model::id::{ChangeId, TaskId};
use outrider_model::record::Task;

use crate::error::{Error, Result};
use crate::transact::{Op, Saved, Transactor};

/// Gives a task back to the team from which it was taken: anybody there may claim it again.
///
/// # Errors
/// [`Error::NoRecord`] when the task is not here, [`Error::Refused`] when it is of no team; nothing
/// is then written.
pub fn hand_back(door: &Transactor, task: TaskId) -> Result<Saved<ChangeId>> {
    door.transact(Op::HandBackTask, |pen| {
        let was: Task = pen.read(task)?;
        let team = was
            .team
            .ok_or_else(|| Error::refused(Code::Invalid, "team"))?;
        pen.change(Body::TaskReassigned(TaskReassigned {
            task,
            assignee: None,
            team: Some(team),
        }))
    })
}
