//! The lists a task stands in: a total function to a set that is never empty.

use std::collections::BTreeSet;

use crate::id::{ChangeId, PersonId, TeamId};
use crate::record::{Status, Task};

/// A list that somebody looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// The day of a rep, overdue work included.
    RepsDay(PersonId),
    /// What a team may claim.
    ToClaim(TeamId),
    /// What a manager has to give to somebody: unassigned or declined.
    ForManager,
    /// What is closed.
    Closed,
}

/// Returns every list that a task stands in. `assignment` is the change that wrote the present
/// assignee.
#[must_use]
pub fn lists(task: &Task, assignment: ChangeId) -> BTreeSet<List> {
    let status = task.shown(assignment).status;
    if status.is_terminal() || task.removed {
        return BTreeSet::from([List::Closed]);
    }
    if status == Status::Declined {
        return BTreeSet::from([List::ForManager]);
    }
    match (task.assignee, task.team) {
        (Some(person), _) => BTreeSet::from([List::RepsDay(person)]),
        (None, Some(team)) => BTreeSet::from([List::ToClaim(team)]),
        (None, None) => BTreeSet::from([List::ForManager]),
    }
}
