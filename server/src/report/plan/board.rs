//! A board as it is shown.

use std::collections::BTreeMap;
use std::ops::Not;

use jiff::civil::Date;
use outrider_model::agenda::Reason;
use outrider_model::id::{ChangeId, PersonId, RecordId, TaskId, TeamId};
use outrider_model::record::{Field, Priority, Status};
use outrider_model::stamp::{Stamp, Window};
use serde::Serialize;
use utoipa::ToSchema;

use super::Estimate;

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
    /// Open tasks that nobody was given, up to the last day or of none: the first 200.
    pub unassigned: Vec<PlanTask>,
    /// How many of them there are.
    pub unassigned_count: u64,
    /// Open tasks that a team may claim, likewise.
    pub offered: Vec<PlanTask>,
    /// How many of them there are.
    pub offered_count: u64,
    /// What teams are called.
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
    /// Open tasks of days before the first, and of none: the first 20.
    pub waiting: Vec<PlanTask>,
    /// How many of them there are.
    pub waiting_count: u64,
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

/// A task on the board: what a card shows and a move needs. The whole of it is at `/v1/tasks`.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanTask {
    /// The task.
    pub task: TaskId,
    /// What is to be done.
    pub title: String,
    /// What its customer is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_name: Option<String>,
    /// What it shows of its status; left out where it is assigned and no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Its day; left out where it stands on that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_day: Option<Date>,
    /// Its window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// How important it is; left out where it is normal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// The team whose people may claim it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Why it stands where it stands, the weightiest first.
    pub reasons: Vec<Reason>,
    /// How long it is estimated to take, where that is not `stop_minutes` of the estimate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// How long the way from the task before is estimated to take, where both places are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub travel_minutes: Option<u32>,
    /// Whether it stands on a day, or in a window, in which its assignee does not work.
    #[serde(skip_serializing_if = "Not::not")]
    #[schema(required = false)]
    pub is_outside_hours: bool,
    /// Whether its customer lies in a territory that its assignee is not in.
    #[serde(skip_serializing_if = "Not::not")]
    #[schema(required = false)]
    pub is_other_territory: bool,
    /// The sequence of its last change. This and what follows is what whoever moves it has seen; it
    /// is left out once the task has ended, for then nothing moves it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// The change that wrote each field of its plan last, where that is not the task's own id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(required = false)]
    pub writers: BTreeMap<Field, ChangeId>,
    /// The reports of its status that nothing has superseded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub heads: Vec<ChangeId>,
    /// The newest stamp that it bears, where that lies after `as_of`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stamp: Option<Stamp>,
}
