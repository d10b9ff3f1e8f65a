//! Tasks.

mod accept;
mod assign_own;
mod cancel;
mod check;
mod claim;
mod complete;
mod decline;
mod edit;
mod hand_back;
mod not_done;
mod reopen;
mod reschedule;
mod start;

use outrider_model::change::{Body, StatusReport};
use outrider_model::id::{ChangeId, TaskId};
use outrider_model::place::Fix;
use outrider_model::record::Field;
use serde_json::Value;

pub use accept::accept;
pub use assign_own::{NewTask, assign_own};
pub use cancel::cancel;
pub use check::check;
pub use claim::claim;
pub use complete::complete;
pub use decline::decline;
pub use edit::{TaskWords, edit};
pub use hand_back::hand_back;
pub use not_done::not_done;
pub use reopen::reopen;
pub use reschedule::{Plan, reschedule};
pub use start::start;

use crate::error::{Error, Result};
use crate::transact::{Op, Saved, Transactor};

/// Reports on a task; the task must be here.
fn report(
    door: &Transactor,
    op: Op,
    say: fn(StatusReport) -> Body,
    task: TaskId,
    reason: &str,
    fix: Option<Fix>,
) -> Result<Saved<ChangeId>> {
    door.transact(op, |pen| {
        pen.record(task)?;
        pen.change(say(StatusReport {
            task,
            reason: reason.to_owned(),
            fix,
        }))
    })
}

fn field(name: &str, value: &impl serde::Serialize) -> Result<(Field, Value)> {
    let value = serde_json::to_value(value).map_err(|error| Error::Malformed(error.into()))?;
    Ok((Field::from(name), value))
}
