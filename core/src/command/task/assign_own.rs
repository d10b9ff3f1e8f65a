//! Makes a task for oneself.

use jiff::civil::Date;
use outrider_model::change::{Body, TaskAssigned};
use outrider_model::id::{ActivityTypeId, CustomerId, TaskId};
use outrider_model::record::Priority;
use outrider_model::stamp::Window;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// A task that a rep makes for himself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NewTask {
    /// What is to be done.
    pub title: String,
    /// What one should know about it.
    pub details: String,
    /// Of what activity.
    pub activity: ActivityTypeId,
    /// Where.
    pub customer: Option<CustomerId>,
    /// The civil day.
    pub plan_day: Option<Date>,
    /// The time window.
    pub window: Option<Window>,
    /// How urgent.
    pub priority: Priority,
}

/// Makes a task and gives it to the phone's person. Returns the task's id.
///
/// # Errors
/// [`crate::error::Error::Refused`] without a title or with an impossible window; nothing is then
/// written.
pub fn assign_own(door: &Transactor, task: NewTask) -> Result<Saved<TaskId>> {
    door.transact(Op::AssignOwnTask, |pen| {
        let NewTask {
            title,
            details,
            activity,
            customer,
            plan_day,
            window,
            priority,
        } = task;
        let assignee = Some(pen.profile()?.person);
        let change = pen.change(Body::TaskAssigned(TaskAssigned {
            title,
            details,
            activity,
            assignee,
            team: None,
            customer,
            plan_day,
            window,
            priority,
            checklist: Default::default(),
            series: None,
            import: None,
        }))?;
        Ok(TaskId(change.0))
    })
}
