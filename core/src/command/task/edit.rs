//! Changes the words of a task.

use outrider_model::change::{Body, Edited, Fields};
use outrider_model::id::{ActivityTypeId, ChangeId, TaskId};
use outrider_model::record::Task;

use super::field;
use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// What a task says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TaskWords {
    /// What is to be done.
    pub title: String,
    /// What one should know about it.
    pub details: String,
    /// Of what activity.
    pub activity: ActivityTypeId,
}

/// Writes what of the words is new. Returns the change; none where nothing is.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the task is not here, [`crate::error::Error::Refused`]
/// without a title; nothing is then written.
pub fn edit(door: &Transactor, task: TaskId, words: &TaskWords) -> Result<Saved<Option<ChangeId>>> {
    door.transact(Op::EditTask, |pen| {
        let was: Task = pen.read(task)?;
        let set: Fields = [
            (was.title != words.title).then(|| field("title", &words.title)),
            (was.details != words.details).then(|| field("details", &words.details)),
            (was.activity != words.activity).then(|| field("activity", &words.activity)),
        ]
        .into_iter()
        .flatten()
        .collect::<Result<_>>()?;
        if set.is_empty() {
            return Ok(None);
        }
        pen.change(Body::TaskEdited(Edited { target: task, set }))
            .map(Some)
    })
}
