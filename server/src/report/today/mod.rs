//! A day in the field: who works, what is planned and what came of it, who was where on duty.

mod build;
mod position;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use outrider_model::id::{CheckInId, CustomerId, NoteId, PersonId, RecordId, TaskId, TeamId};
use outrider_model::place::Whereabouts;
use outrider_model::record::{Evidence, Outcome, Priority, Status};
use outrider_model::stamp::Window;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Figure, Located};

pub(super) use build::PLANNED;
pub(super) use build::is_late;
pub use build::{Asked, today};

/// A day in the field.
#[derive(Debug, Serialize, ToSchema)]
pub struct Today {
    /// The civil day; it is everybody's own.
    pub day: Date,
    /// When this was made, microseconds since 1970 (UTC).
    pub as_of: i64,
    /// Who works in the field, by name.
    pub reps: Vec<Rep>,
    /// What is planned for the day, in the order of people and time.
    pub stops: Vec<Stop>,
    /// Visits that nobody planned.
    pub unplanned: Vec<Unplanned>,
    /// What it adds up to.
    pub figures: TodayFigures,
    /// What customers, people and tasks are called.
    pub names: BTreeMap<RecordId, String>,
    /// Whose positions are in it.
    #[serde(skip)]
    pub located: BTreeSet<PersonId>,
}

impl Located for Today {
    fn located(&self) -> BTreeSet<PersonId> {
        self.located.clone()
    }
}

/// What a day adds up to.
#[derive(Debug, Serialize, ToSchema)]
pub struct TodayFigures {
    /// Tasks of the day that somebody does, but those called off.
    pub planned: Figure,
    /// Of those, done.
    pub done: Figure,
    /// Of those, done or open after their time.
    pub late: Figure,
    /// Of those, not done for a reason.
    pub not_done: Figure,
    /// Of those, declined.
    pub declined: Figure,
    /// Visits that began on the day.
    pub visits: Figure,
    /// People whose phones have been silent for long.
    pub silent: Figure,
}

/// Somebody in the field.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TodayRep)]
pub struct Rep {
    /// Who.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// Which team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The IANA name of the zone of his day.
    pub zone: String,
    /// Whether he is at work.
    pub state: WorkState,
    /// Since when, microseconds since 1970 (UTC).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<i64>,
    /// Where he was last on duty that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_position: Option<LastPosition>,
    /// The last whole sync of any of his phones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_sync: Option<i64>,
    /// Whether the phone that synced last has everything up to now.
    pub is_current: bool,
    /// How many phones he has that may sync.
    pub phones: usize,
    /// Tasks of the day, but those called off.
    pub planned: u64,
    /// Of those, done.
    pub done: u64,
    /// Of those, not done for a reason.
    pub not_done: u64,
    /// Of those, declined.
    pub declined: u64,
    /// Of those, open.
    pub open: u64,
    /// Of those, done or open after their time.
    pub late: u64,
    /// Open tasks of days before.
    pub overdue: u64,
    /// Visits that began on the day.
    pub visits: u64,
    /// The visit that goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_visit: Option<CurrentVisit>,
    /// The open task whose time is next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextStop>,
}

/// Whether somebody is at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkState {
    /// His period is open.
    Working,
    /// His period is open, and a break too.
    Break,
    /// He ended his day.
    Off,
    /// He began none, or forgot to end one.
    Unknown,
}

/// Where somebody was last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LastPosition {
    /// Degrees north × 10⁷.
    pub lat: i32,
    /// Degrees east × 10⁷.
    pub lon: i32,
    /// The radius, in millimetres, that holds the true position with 68 %.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accuracy_mm: Option<i64>,
    /// When, by the device's clock, microseconds since 1970 (UTC).
    pub at: i64,
    /// What it comes from.
    pub source: PositionSource,
}

/// What a position comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PositionSource {
    /// The way that the phone keeps on duty.
    Track,
    /// The beginning or end of a visit.
    CheckIn,
    /// What was said of a task.
    Report,
}

/// A visit that goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CurrentVisit {
    /// The visit.
    pub check_in: CheckInId,
    /// Where.
    pub customer: CustomerId,
    /// Since when, microseconds since 1970 (UTC).
    pub since: i64,
}

/// What comes next for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct NextStop {
    /// The task.
    pub task: TaskId,
    /// What is to be done.
    pub title: String,
    /// The time window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
}

/// A task of the day.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TodayStop)]
pub struct Stop {
    /// The task.
    pub task: TaskId,
    /// What is to be done.
    pub title: String,
    /// Who does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Which team it is offered to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Where it stands.
    pub status: Status,
    /// How urgent.
    pub priority: Priority,
    /// The time window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// The customer's place: degrees north × 10⁷.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<i32>,
    /// Degrees east × 10⁷.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<i32>,
    /// Whether it was done after its time, or is open after it.
    pub is_late: bool,
    /// By how many minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_minutes: Option<i64>,
    /// Why it was declined or not done: a reason's short name or words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When the status was reported, as the device showed it, microseconds since 1970 (UTC).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_at: Option<i64>,
    /// The newest note for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<StopNote>,
    /// The visit for it, or else of its customer by the same person that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_in: Option<StopVisit>,
}

/// What was said about a stop.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StopNote {
    /// The note.
    pub id: NoteId,
    /// What came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Its first 2,000 letters.
    pub body: String,
    /// When it was written, microseconds since 1970 (UTC).
    pub at: i64,
}

/// The visit of a stop.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StopVisit {
    /// The visit.
    pub id: CheckInId,
    /// When it began, microseconds since 1970 (UTC).
    pub begin: i64,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<i64>,
    /// What the fix says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Whereabouts>,
    /// Signals for a manager's eye.
    pub evidence: Vec<Evidence>,
}

/// A visit that nobody planned.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = UnplannedVisit)]
pub struct Unplanned {
    /// The visit.
    pub check_in: CheckInId,
    /// Who.
    pub person: PersonId,
    /// Where.
    pub customer: CustomerId,
    /// When it began, microseconds since 1970 (UTC).
    pub begin: i64,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<i64>,
}
