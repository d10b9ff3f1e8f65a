//! What managers call: reads of what they may see, and changes, which go the way of all changes.

pub mod lists;
pub mod one;
pub mod quarantine;
pub mod write;

use crate::auth::session::Caller;
use crate::report::Seen;

pub use lists::{
    activity_types, customers, diary, organisation, people, phones, series, tasks, teams,
};
pub use one::{customer, customer_timeline, task, task_timeline};
pub use write::{changes, enrol_code};

/// Returns as whom the store is read for a caller.
fn seen(caller: &Caller) -> Seen {
    Seen {
        organisation: caller.organisation,
        viewer: caller.viewer(),
    }
}
