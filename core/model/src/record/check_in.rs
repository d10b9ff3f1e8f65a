//! Check-ins: append-only facts with their evidence.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{CheckInId, CustomerId, PersonId, SiteId, TaskId};
use crate::place::{Coarseness, Fix, PlaceVerdict};
use crate::stamp::Civil;

/// A visit: when and where it began and ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CheckIn {
    /// Who was there.
    pub person: PersonId,
    /// Where: the customer that the rep chose.
    pub customer: CustomerId,
    /// Which of its sites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// For which task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// The beginning.
    #[serde(rename = "in")]
    pub begin: Leg,
    /// The end, once checked out.
    #[serde(rename = "out", default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Leg>,
    /// Whether the fix says inside, outside or uncertain, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<PlaceVerdict>,
    /// Signals for a manager's eye; none of them is an accusation.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub evidence: BTreeMap<Evidence, EvidenceDetail>,
    /// Set when the rep took it back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// How coarse the positions were made since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coarsened: Option<Coarseness>,
}

/// One end of a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Leg {
    /// When, as the device showed it.
    pub civil: Civil,
    /// Where the device said it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// What a signal refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct EvidenceDetail {
    /// The other visit, where the signal compares two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<CheckInId>,
    /// A quantity: millimetres a second for a jump, seconds for a clock.
    #[serde(default)]
    pub amount: i64,
}

crate::words! {
    /// A signal kept with a check-in.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum Evidence {
        /// The device said that the position was simulated.
        Mock = "mock",
        /// The way from the last fix would have needed more than 300 km/h.
        Jump = "jump",
        /// The visit overlaps another of the same person.
        Overlap = "overlap",
        /// The device's clock was off by more than five minutes.
        Clock = "clock",
    }
}
