//! What people did in a span of days, counted: what reports are made of.

use jiff::civil::Date;
use outrider_model::id::{CustomerId, PersonId};

/// Whose work, and of which days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Whose.
    pub people: Vec<PersonId>,
    /// From this day on.
    pub from: Date,
    /// Up to and with this day.
    pub to: Date,
}

/// What people did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Tasks that are planned for a day of the span.
    pub tasks: Vec<TaskCount>,
    /// Visits that began on a day of the span and were not taken back.
    pub visits: Vec<VisitCount>,
    /// Notes of a day of the span that were not taken back: how many of a person and day.
    pub notes: Vec<(PersonId, Date, u64)>,
    /// How many customers a person owns now.
    pub owned: Vec<(PersonId, u64)>,
    /// Which of his customers somebody visited on a day of the span, each once.
    pub reached: Vec<(PersonId, Date, CustomerId)>,
}

/// Tasks of one person, day and status.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TaskCount {
    /// Who does them.
    pub person: PersonId,
    /// For which day they are planned.
    pub day: Date,
    /// The status, by its word.
    pub status: String,
    /// Whether it was written on that day, as the device showed it.
    pub is_on_day: bool,
    /// How many.
    pub count: u64,
}

/// Visits of one person, day and verdict.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VisitCount {
    /// Who was there.
    pub person: PersonId,
    /// On which day they began, as the device showed it.
    pub day: Date,
    /// What the fix says, by its word; empty where there was none.
    pub verdict: String,
    /// Whether they were for a task.
    pub for_task: bool,
    /// How many.
    pub count: u64,
}
