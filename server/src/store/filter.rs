//! Which records are meant, and in what order. All conditions of a filter hold together.

use std::collections::BTreeSet;

use jiff::civil::Date;

use outrider_model::id::{
    CustomerId, ImportId, PersonId, RecordId, SeriesId, TaskId, TeamId, TerritoryId,
};
use outrider_model::record::{Evidence, Kind, Priority};

/// Which records are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// These, as far as they exist.
    Ids(Vec<RecordId>),
    /// All of a kind that has neither filter nor side table: organisation, activity types, series,
    /// teams, devices.
    Kind(Kind),
    /// People, by name.
    People,
    /// Tasks, as they are sorted; those without what is sorted by come last.
    Tasks(TaskFilter),
    /// Customers, as they are sorted.
    Customers(CustomerFilter),
    /// The customers that bear a number of another system.
    CustomersByCode(Vec<String>),
    /// Notes, the newest first.
    Notes(NoteFilter),
    /// Check-ins, the newest first.
    CheckIns(CheckInFilter),
    /// Diary entries of a person, the newest first.
    Diary {
        /// Whose.
        person: PersonId,
        /// Settled ones too.
        settled: bool,
    },
    /// Diary entries of several people that nobody has settled, the newest first.
    Noticed {
        /// Whose.
        people: Vec<PersonId>,
        /// Noticed then or later, microseconds since 1970 (UTC).
        since: i64,
    },
    /// Work days, the newest first.
    WorkDays(WorkDayFilter),
    /// The piece of each person's way that began last, if it ends then or later.
    LastTracks {
        /// Whose.
        people: Vec<PersonId>,
        /// Microseconds since 1970 (UTC) by the device's clock.
        since: i64,
    },
    /// What an import brought.
    Import(ImportId),
}

/// By what is sorted, and which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort<T> {
    /// By what.
    pub by: T,
    /// Whether the greatest comes first.
    pub is_descending: bool,
}

/// By what tasks are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TaskSort {
    /// The day.
    #[default]
    PlanDay,
    /// The title.
    Title,
    /// The word of the status.
    Status,
    /// The priority, the most urgent first.
    Priority,
    /// When the status was written.
    Since,
}

/// A list that a task stands in, as `lists` of the model says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskList {
    /// A rep has it to do.
    RepsDay,
    /// A team may claim it.
    ToClaim,
    /// A manager has to give it to somebody.
    ForManager,
    /// It is closed.
    Closed,
}

impl TaskList {
    /// Every list.
    pub const ALL: [TaskList; 4] = [
        TaskList::RepsDay,
        TaskList::ToClaim,
        TaskList::ForManager,
        TaskList::Closed,
    ];

    /// Returns the word of a list.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            TaskList::RepsDay => "reps_day",
            TaskList::ToClaim => "to_claim",
            TaskList::ForManager => "for_manager",
            TaskList::Closed => "closed",
        }
    }
}

/// By what customers are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CustomerSort {
    /// The name.
    #[default]
    Name,
    /// The number in another system.
    Code,
    /// The last visit that the viewer may see.
    LastVisit,
}

/// Which tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskFilter {
    /// Who does it.
    pub assignee: Option<PersonId>,
    /// One of these does it; none for whoever.
    pub people: Option<Vec<PersonId>>,
    /// Which team may claim it.
    pub team: Option<TeamId>,
    /// Where.
    pub customer: Option<CustomerId>,
    /// The customer lies there.
    pub territory: Option<TerritoryId>,
    /// The series that it is of.
    pub series: Option<SeriesId>,
    /// From this day on.
    pub from: Option<Date>,
    /// Up to and with this day.
    pub to: Option<Date>,
    /// The status was written then or later, microseconds.
    pub since: Option<i64>,
    /// Only open ones, or only closed ones.
    pub open: Option<bool>,
    /// One of these statuses, by its word; empty for all.
    pub statuses: Vec<String>,
    /// One of these priorities; empty for all.
    pub priorities: Vec<Priority>,
    /// Only those that nobody is assigned to.
    pub unassigned: bool,
    /// Only those of no day.
    pub undated: bool,
    /// Only those that stand in a list.
    pub list: Option<TaskList>,
    /// Words that all stand in the title.
    pub text: String,
    /// In what order.
    pub sort: Sort<TaskSort>,
}

/// Which customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerFilter {
    /// Whose.
    pub owner: Option<PersonId>,
    /// In which territory.
    pub territory: Option<TerritoryId>,
    /// With which tag.
    pub tag: String,
    /// Words that name, number or address begin with or hold.
    pub text: String,
    /// Only those that are nobody's.
    pub without_owner: bool,
    /// Only those of which nobody knows where they are.
    pub without_site: bool,
    /// Only those that an import brought.
    pub import: Option<ImportId>,
    /// Removed ones too.
    pub removed: bool,
    /// In what order.
    pub sort: Sort<CustomerSort>,
}

/// Which notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteFilter {
    /// Whose.
    pub person: Option<PersonId>,
    /// One of these wrote it; none for whoever.
    pub people: Option<Vec<PersonId>>,
    /// About whom.
    pub customer: Option<CustomerId>,
    /// For which task.
    pub task: Option<TaskId>,
    /// What came of it, by its word.
    pub outcome: Option<String>,
    /// From this day of the author's device on.
    pub from: Option<Date>,
    /// Up to and with this day.
    pub to: Option<Date>,
    /// Words that all stand in what was said.
    pub text: String,
    /// Leaves out what its author took back.
    pub standing: bool,
}

/// Which check-ins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckInFilter {
    /// Whose.
    pub person: Option<PersonId>,
    /// One of these was there; none for whoever.
    pub people: Option<Vec<PersonId>>,
    /// Where.
    pub customer: Option<CustomerId>,
    /// For which task.
    pub task: Option<TaskId>,
    /// What the fix says, by its word.
    pub verdict: Option<String>,
    /// Only those for a task, or only those for none.
    pub for_task: Option<bool>,
    /// One of these signals, or of these words of a verdict; empty for all.
    pub flags: Vec<String>,
    /// From this day of the device on, by its beginning.
    pub from: Option<Date>,
    /// Up to and with this day.
    pub to: Option<Date>,
    /// Leaves out what the rep took back.
    pub standing: bool,
}

/// Which work days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkDayFilter {
    /// Whose.
    pub person: Option<PersonId>,
    /// One of these; none for whoever.
    pub people: Option<Vec<PersonId>>,
    /// From this day on.
    pub from: Option<Date>,
    /// Up to and with this day.
    pub to: Option<Date>,
    /// Only those with a correction that waits for a manager.
    pub asks: bool,
}

/// Returns where a priority stands among others: the most urgent is the least.
#[must_use]
pub(super) fn rank(priority: &Priority) -> i64 {
    match priority {
        Priority::Urgent => 0,
        Priority::High => 1,
        Priority::Normal => 2,
        Priority::Low => 3,
        Priority::Unknown(_) => 4,
    }
}

/// Writes tags so that one is found between two line ends.
#[must_use]
pub(super) fn tags(tags: &BTreeSet<String>) -> String {
    enclosed(tags.iter().map(String::as_str), "\n")
}

/// Writes signals so that one is found between two spaces.
#[must_use]
pub(super) fn evidence(signals: &BTreeSet<Evidence>) -> String {
    enclosed(signals.iter().map(Evidence::as_str), " ")
}

fn enclosed<'a>(words: impl Iterator<Item = &'a str>, by: &str) -> String {
    let words: Vec<&str> = words.collect();
    if words.is_empty() {
        String::new()
    } else {
        format!("{by}{}{by}", words.join(by))
    }
}

/// Returns the moments between which whatever has one of these civil days lies, in whatever zone:
/// what lets an index of moments serve for days.
#[must_use]
pub(super) fn moments(from: Option<Date>, to: Option<Date>) -> (Option<i64>, Option<i64>) {
    /// No zone is further than this from UTC.
    const FARTHEST: i64 = 26 * 3600 * 1_000_000;
    let of = |day: Date| {
        let midnight = day.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        Some(midnight.timestamp().as_microsecond())
    };
    let from = from
        .and_then(of)
        .map(|begin| begin.saturating_sub(FARTHEST));
    let to = to.and_then(|day| of(day.tomorrow().ok()?));
    (from, to.map(|end| end.saturating_add(FARTHEST)))
}
