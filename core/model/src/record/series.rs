//! Repetition rules: the server materialises their tasks 35 days ahead.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::task::Priority;
use crate::id::{ActivityTypeId, CustomerId, PersonId, SeriesId, TaskId, TeamId};
use crate::stamp::Window;

crate::words! {
    /// A day of the week.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum Weekday {
        /// Monday.
        Monday = "mon",
        /// Tuesday.
        Tuesday = "tue",
        /// Wednesday.
        Wednesday = "wed",
        /// Thursday.
        Thursday = "thu",
        /// Friday.
        Friday = "fri",
        /// Saturday.
        Saturday = "sat",
        /// Sunday.
        Sunday = "sun",
    }
}

impl From<jiff::civil::Weekday> for Weekday {
    fn from(day: jiff::civil::Weekday) -> Self {
        match day {
            jiff::civil::Weekday::Monday => Weekday::Monday,
            jiff::civil::Weekday::Tuesday => Weekday::Tuesday,
            jiff::civil::Weekday::Wednesday => Weekday::Wednesday,
            jiff::civil::Weekday::Thursday => Weekday::Thursday,
            jiff::civil::Weekday::Friday => Weekday::Friday,
            jiff::civil::Weekday::Saturday => Weekday::Saturday,
            jiff::civil::Weekday::Sunday => Weekday::Sunday,
        }
    }
}

/// A task that repeats on days of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Series {
    /// The title of each task.
    pub title: String,
    /// The activity of each task.
    pub activity: ActivityTypeId,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<PersonId>,
    /// Which team claims it, where nobody is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Where it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// The days of the week, as an object of day → true.
    #[serde(serialize_with = "days_out", deserialize_with = "days_in", default)]
    pub days: BTreeSet<Weekday>,
    /// Every how many weeks, counted from the week of `from`; one when absent.
    #[serde(default = "one")]
    pub every: u16,
    /// The first civil day.
    pub from: Date,
    /// The last civil day, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The time window of each task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// The priority of each task.
    #[serde(default)]
    pub priority: Priority,
}

impl Series {
    /// Says whether the rule names a civil day.
    #[must_use]
    pub fn falls_on(&self, day: Date) -> bool {
        if day < self.from || self.until.is_some_and(|until| day > until) {
            return false;
        }
        self.days.contains(&Weekday::from(day.weekday()))
            && self
                .weeks_since_start(day)
                .is_some_and(|weeks| weeks % i32::from(self.every.max(1)) == 0)
    }

    fn weeks_since_start(&self, day: Date) -> Option<i32> {
        let first_monday = monday_of(self.from)?;
        let days = day.since((jiff::Unit::Day, first_monday)).ok()?.get_days();
        Some(days.div_euclid(7))
    }
}

/// Returns the id of a series' task on a civil day, the same wherever it is computed.
#[must_use]
pub fn occurrence_id(series: SeriesId, day: Date) -> TaskId {
    crate::id::RecordId::from(series)
        .derived(&day.to_string())
        .into()
}

fn monday_of(day: Date) -> Option<Date> {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(jiff::Span::new().try_days(back).ok()?).ok()
}

fn one() -> u16 {
    1
}

fn days_out<S: Serializer>(days: &BTreeSet<Weekday>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(days.iter().map(|day| (day, true)))
}

fn days_in<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<Weekday>, D::Error> {
    let days = std::collections::BTreeMap::<Weekday, bool>::deserialize(deserializer)?;
    Ok(days
        .into_iter()
        .filter(|(_, is_in)| *is_in)
        .map(|(day, _)| day)
        .collect())
}
