//! What managers call: reads of what they may see, and changes, which go the way of all changes.

mod asked;
pub mod customers;
pub mod field;
pub mod lists;
pub mod one;
pub mod overview;
pub mod plan;
pub mod quarantine;
pub mod reports;
pub mod tasks;
pub mod write;

use crate::auth::session::Caller;
use crate::report::Seen;

pub use customers::{customers, points};
pub use field::{activity, check_ins, notes, work_days};
pub use lists::{
    activity_types, delegations, diary, organisation, people, phones, series, teams, templates,
    territories,
};
pub use one::{customer, customer_timeline, task, task_timeline};
pub use overview::{inbox, today};
pub use tasks::tasks;
pub use write::{changes, enrol_code};

/// Returns as whom the store is read for a caller.
fn seen(caller: &Caller) -> Seen {
    Seen {
        organisation: caller.organisation,
        viewer: caller.viewer(),
    }
}
