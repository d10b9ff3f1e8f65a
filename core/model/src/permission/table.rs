//! The table. Read a line as: by this action a rep, a manager, an admin, the server may touch
//! things of so many people.

use super::{Seat, Whose};
use crate::record::Field;

/// One action, or the fields that it writes under one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The action: a change's word.
    pub word: &'static str,
    /// The fields; none where the action writes no fields of the author's choice. `x/*` means
    /// every entry of a collection.
    pub fields: &'static [&'static str],
    /// Whose things a rep, a manager, an admin and the server may touch.
    pub whose: [Whose; 4],
}

impl Row {
    /// Says whether the row is about a field, or (with none) about the action as a whole.
    #[must_use]
    pub fn is_about(&self, field: Option<&Field>) -> bool {
        let Some(field) = field else {
            return self.fields.is_empty();
        };
        self.fields.iter().any(|name| match name.strip_suffix('*') {
            Some(collection) => field
                .as_str()
                .strip_prefix(collection)
                .is_some_and(|key| !key.is_empty()),
            None => *name == field.as_str(),
        })
    }

    /// Returns what it says to somebody who acts in a capacity.
    #[must_use]
    pub fn of(&self, seat: Seat) -> Whose {
        let [rep, manager, admin, system] = self.whose;
        match seat {
            Seat::Rep => rep,
            Seat::Manager => manager,
            Seat::Admin => admin,
            Seat::System => system,
        }
    }
}

const fn act(word: &'static str, whose: [Whose; 4]) -> Row {
    edit(word, &[], whose)
}

const fn edit(word: &'static str, fields: &'static [&'static str], whose: [Whose; 4]) -> Row {
    Row {
        word,
        fields,
        whose,
    }
}

const N: Whose = Whose::Nobody;
const O: Whose = Whose::Own;
const T: Whose = Whose::Team;
const E: Whose = Whose::Everybody;

/// Everybody for himself.
const SELF: [Whose; 4] = [O, O, O, O];
/// A rep's own, a manager's people's, an admin's everybody's.
const WORK: [Whose; 4] = [O, T, E, E];
/// Not a rep's.
const PLAN: [Whose; 4] = [N, T, E, E];
/// An admin's alone.
const ADMIN: [Whose; 4] = [N, N, E, E];
/// The server's alone.
const SERVER: [Whose; 4] = [N, N, N, E];

const SETTINGS: &[&str] = &["name", "currency", "zone", "hours/*", "reasons/*"];
const SERIES: &[&str] = &["title", "activity", "priority", "window", "until"];
const CUSTOMER: &[&str] = &[
    "name", "phone", "email", "address", "about", "code", "custom/*", "sites/*",
];

/// Who may do what with whose: rep, manager, admin, server.
pub const TABLE: &[Row] = &[
    act("organisation.founded", SERVER),
    edit("organisation.edited", SETTINGS, ADMIN),
    act("activity_type.added", ADMIN),
    edit("activity_type.edited", &["name", "retired", "rank"], ADMIN),
    act("series.started", PLAN),
    edit("series.edited", SERIES, PLAN),
    act("person.added", PLAN),
    edit("person.edited", &["name", "zone", "hours/*"], WORK),
    edit("person.edited", &["team"], PLAN),
    edit("person.edited", &["role", "revoked"], ADMIN),
    act("person.erased", ADMIN),
    act("team.added", ADMIN),
    edit("team.edited", &["name", "parent"], ADMIN),
    act("device.enrolled", [O, O, O, E]),
    edit("device.edited", &["name", "revoked"], WORK),
    act("device.wipe_asked", WORK),
    act("device.wipe_withdrawn", WORK),
    act("device.wiped", [O, O, O, E]),
    act("customer.added", WORK),
    edit("customer.edited", CUSTOMER, WORK),
    edit("customer.edited", &["territory"], PLAN),
    act("customer.moved", PLAN),
    act("customer.tagged", WORK),
    act("customer.removed", WORK),
    act("customer.restored", WORK),
    act("task.assigned", WORK),
    edit("task.edited", &["title", "details", "activity"], WORK),
    edit(
        "task.rescheduled",
        &["plan_day", "window", "priority"],
        WORK,
    ),
    act("task.reassigned", WORK),
    act("task.claimed", [O, O, E, E]),
    act("task.accepted", SELF),
    act("task.declined", SELF),
    act("task.started", SELF),
    act("task.completed", SELF),
    act("task.not_done", SELF),
    act("task.reopened", WORK),
    act("task.cancelled", PLAN),
    act("task.closed_by_manager", PLAN),
    act("task.checked", WORK),
    act("task.removed", WORK),
    act("task.restored", WORK),
    act("task.coarsened", SERVER),
    act("checked_in", SELF),
    act("checked_out", SELF),
    act("check_out.withdrawn", SELF),
    act("check_in.withdrawn", SELF),
    act("check_in.restored", SELF),
    act("check_in.coarsened", SERVER),
    act("note.written", SELF),
    edit("note.edited", &["outcome", "activity", "met", "body"], WORK),
    act("note.withdrawn", WORK),
    act("note.restored", WORK),
    act("draft.saved", SELF),
    act("draft.discarded", SELF),
    act("diary.settled", SELF),
    act("consent.given", SELF),
    act("consent.withdrawn", SELF),
    act("work.started", SELF),
    act("work.paused", SELF),
    act("work.resumed", SELF),
    act("work.ended", SELF),
    act("work.withdrawn", SELF),
    act("work.restored", SELF),
    act("work.correction_asked", SELF),
    act("work.correction_settled", PLAN),
    act("track.recorded", SELF),
    act("track.coarsened", SERVER),
    act("location.viewed", SERVER),
    act("territory.created", PLAN),
    edit("territory.edited", &["name"], PLAN),
    act("territory.removed", PLAN),
    act("territory.person_added", PLAN),
    act("territory.person_removed", PLAN),
    act("delegation.given", [N, O, E, E]),
    act("delegation.ended", [N, O, E, E]),
    act("template.saved", PLAN),
    edit("template.edited", &["name", "tasks/*"], PLAN),
    act("template.removed", PLAN),
    act("template.restored", PLAN),
    act("inbox.dismissed", PLAN),
    act("inbox.returned", PLAN),
];
