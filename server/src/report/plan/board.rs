//! A board as it is shown.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use outrider_model::agenda::Reason;
use outrider_model::id::{PersonId, RecordId, TeamId};
use outrider_model::place::Position;
use serde::Serialize;
use utoipa::ToSchema;

use super::Estimate;
use crate::report::described::TaskItem;
use crate::report::{Item, Located};

/// A board of some days.
#[derive(Debug, Serialize, ToSchema)]
pub struct Plan {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// As of when, microseconds since 1970 (UTC).
    pub as_of: i64,
    /// How minutes are estimated.
    pub estimate: Estimate,
    /// Everybody who works in the field, and whoever else has a task, by name.
    pub people: Vec<PlannedPerson>,
    /// Open tasks that nobody was given, up to the last day or of none: 500 at most.
    pub unassigned: Vec<PlanTask>,
    /// Open tasks that a team may claim, likewise.
    pub offered: Vec<PlanTask>,
    /// What customers, people and teams are called.
    #[schema(value_type = BTreeMap<String, String>)]
    pub names: BTreeMap<RecordId, String>,
}

/// What somebody has to do.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlannedPerson {
    /// Who.
    pub person: PersonId,
    /// The full name.
    pub name: String,
    /// In which team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The IANA zone of the days.
    pub zone: String,
    /// Whether the person has a phone that may sync.
    pub has_phone: bool,
    /// Every day of the board.
    pub days: Vec<PlannedDay>,
    /// Open tasks of days before the first, and of none.
    pub waiting: Vec<PlanTask>,
}

/// A day of somebody's.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlannedDay {
    /// The civil day, in the person's zone.
    pub day: Date,
    /// Whether the person works on it.
    pub is_working: bool,
    /// The minutes of the working hours; none where nobody said when he works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_minutes: Option<u32>,
    /// What the tasks and the ways between them are estimated to take.
    pub planned_minutes: u32,
    /// The tasks, in order.
    pub tasks: Vec<PlanTask>,
}

/// A task on the board.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanTask {
    /// The task.
    #[schema(value_type = TaskItem)]
    pub item: Item,
    /// Why it stands where it stands, the weightiest first.
    pub reasons: Vec<Reason>,
    /// How long it is estimated to take; nothing where it is not to be done.
    pub minutes: u32,
    /// How long the way from the task before is estimated to take, where both places are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub travel_minutes: Option<u32>,
    /// Where its customer is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Whether it stands on a day, or in a window, in which its assignee does not work.
    pub is_outside_hours: bool,
    /// Whether its customer lies in a territory that its assignee is not in.
    pub is_other_territory: bool,
}

impl Located for Plan {
    fn located(&self) -> BTreeSet<PersonId> {
        let days = self.people.iter().flat_map(|person| &person.days);
        let waiting = self.people.iter().flat_map(|person| &person.waiting);
        days.flat_map(|day| &day.tasks)
            .chain(waiting)
            .chain(&self.unassigned)
            .chain(&self.offered)
            .flat_map(|task| task.item.located())
            .collect()
    }
}
