//! Work days: when somebody began, paused and ended, as facts with what the clocks read.
//!
//! Each step stands under the change that stated it, so that steps of several devices lie side by
//! side in any order of arrival. What they add up to is in [`crate::attendance`].

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{ChangeId, PersonId, RecordId, WorkDayId};
use crate::stamp::{Civil, Stamp};

/// What a person did on the day on which its periods began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WorkDay {
    /// Who.
    pub person: PersonId,
    /// The civil day, in the person's zone, on which its periods began.
    pub day: Date,
    /// What happened, by the change that stated it. A period bears the id of the change that
    /// started it, a break the id of the change that paused.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub steps: BTreeMap<ChangeId, Step>,
    /// Other ends that were asked for, by the change that asked.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub corrections: BTreeMap<ChangeId, Correction>,
}

/// One thing that happened on a work day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Step {
    /// What.
    pub does: StepKind,
    /// In which period; absent at its start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<ChangeId>,
    /// Which break it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<ChangeId>,
    /// Whether the break that it begins counts as worked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paid: bool,
    /// When.
    pub at: Reading,
    /// Set when the person took it back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

/// What the clocks read when something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Reading {
    /// Microseconds since 1970 (UTC) by the server's clock, as far as it was known.
    pub time: i64,
    /// What the device showed, right or wrong.
    pub civil: Civil,
    /// The clock that nobody can set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticks: Option<Ticks>,
}

/// A clock that only runs forward, from one start of a device to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Ticks {
    /// Names the start of the device; readings of two starts say nothing about each other.
    pub boot: String,
    /// Microseconds, from a moment of that start which nobody has to know.
    pub micros: i64,
}

/// Another end of a period, asked for by the person and settled by a manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Correction {
    /// The period.
    pub period: ChangeId,
    /// When it ended, microseconds since 1970 (UTC).
    pub to: i64,
    /// Why.
    pub reason: String,
    /// When it was asked for.
    pub asked: Stamp,
    /// What a manager said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settlement>,
    /// Set when the person took it back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

/// What a manager said to a correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Settlement {
    /// Whether it stands.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approved: bool,
    /// Who said so.
    pub person: PersonId,
    /// When.
    pub stamp: Stamp,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

crate::words! {
    /// What happened in a work day.
    pub enum StepKind {
        /// A period began.
        Started = "started",
        /// A break began.
        Paused = "paused",
        /// A break ended.
        Resumed = "resumed",
        /// A period ended.
        Ended = "ended",
    }
}

/// Returns the id of a person's work day, the same wherever it is computed.
#[must_use]
pub fn work_day_id(person: PersonId, day: Date) -> WorkDayId {
    RecordId::from(person)
        .derived(&format!("work_day/{day}"))
        .into()
}
