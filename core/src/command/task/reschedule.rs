//! Moves a task to another day or time.

use jiff::civil::Date;
use outrider_model::change::{Body, Edited, Fields};
use outrider_model::id::{ChangeId, TaskId};
use outrider_model::record::{Priority, Task};
use outrider_model::stamp::Window;

use super::field;
use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// When a task is to be done, and how urgent it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Plan {
    /// The civil day.
    pub plan_day: Option<Date>,
    /// The time window.
    pub window: Option<Window>,
    /// How urgent.
    pub priority: Priority,
}

/// Writes what of the plan is new. Returns the change; none where nothing is.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the task is not here, [`crate::error::Error::Refused`]
/// for an impossible window; nothing is then written.
pub fn reschedule(door: &Transactor, task: TaskId, plan: &Plan) -> Result<Saved<Option<ChangeId>>> {
    door.transact(Op::RescheduleTask, |pen| {
        let was: Task = pen.read(task)?;
        let set: Fields = [
            (was.plan_day != plan.plan_day).then(|| field("plan_day", &plan.plan_day)),
            (was.window != plan.window).then(|| field("window", &plan.window)),
            (was.priority != plan.priority).then(|| field("priority", &plan.priority)),
        ]
        .into_iter()
        .flatten()
        .collect::<Result<_>>()?;
        if set.is_empty() {
            return Ok(None);
        }
        pen.change(Body::TaskRescheduled(Edited { target: task, set }))
            .map(Some)
    })
}
