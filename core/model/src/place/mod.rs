//! Where things are, how far apart, and whether a person was there.
//!
//! Coordinates are whole numbers of 10⁻⁷ degrees, lengths are millimetres, chances are parts in a
//! million. Everything between is computed with `libm` and rounded once at the end, so that phone
//! and server get the same numbers.
//!
//! A position is a guess with a radius. [`judge_fix`] therefore says `inside`, `outside` or
//! `uncertain`, and an uncertain verdict never counts against anybody.

mod chance;
mod coarse;
mod distance;
mod position;
mod verdict;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use coarse::{Coarseness, coarse_fix, coarse_points, on_grid};
pub use distance::{distance_mm, implied_speed};
pub use position::{Position, PositionOutOfRange};
pub use verdict::{PlaceVerdict, Reason, Whereabouts, judge_fix};

/// Where a device believes it is, and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Fix {
    /// The most likely position.
    pub position: Position,
    /// The radius, in millimetres, that holds the true position with 68 %; 0 when not known.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub accuracy_mm: i64,
    /// Set when the device says that the position was simulated.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mock: bool,
    /// What the position came from, in the device's word; empty when not told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub provider: String,
    /// When it was taken, in microseconds since 1970 by the device's clock.
    pub at: i64,
    /// When it was taken, in microseconds since the device started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_boot: Option<i64>,
}

/// The circle around a site within which a person counts as being there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Fence {
    /// Its radius in millimetres.
    pub radius_mm: i64,
}

fn is_zero(number: &i64) -> bool {
    *number == 0
}
