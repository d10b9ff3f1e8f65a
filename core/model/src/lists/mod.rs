//! The lists a task stands in: a total function to a set that is never empty.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{ChangeId, PersonId, TeamId};
use crate::record::{Person, Role, Status, Task};

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

/// Returns the working people who look at a list. Where nobody would (the rep has left, the team
/// is empty), the admins do, so that no task is out of everybody's sight.
#[must_use]
pub fn watchers(list: List, people: &BTreeMap<PersonId, Person>) -> BTreeSet<PersonId> {
    let working = |looks: &dyn Fn(PersonId, &Person) -> bool| -> BTreeSet<PersonId> {
        people
            .iter()
            .filter(|(id, person)| !person.revoked && looks(**id, person))
            .map(|(id, _)| *id)
            .collect()
    };
    let found = match list {
        List::RepsDay(rep) => working(&|id, _| id == rep),
        List::ToClaim(team) => working(&|_, person| person.team == Some(team)),
        List::ForManager | List::Closed => {
            working(&|_, person| matches!(person.role, Role::Manager | Role::Admin))
        }
    };
    if found.is_empty() {
        working(&|_, person| person.role == Role::Admin)
    } else {
        found
    }
}

#[cfg(test)]
mod tests;
