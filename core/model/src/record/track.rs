//! Tracks: where somebody was on duty, with the gaps kept as gaps.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{PersonId, WorkDayId};
use crate::place::{Coarseness, Position};

/// A piece of a person's way; append-only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Track {
    /// Who.
    pub person: PersonId,
    /// On which work day.
    pub work_day: WorkDayId,
    /// Where, by the time of the device's clock in microseconds since 1970 (UTC).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", with = "times")]
    pub points: BTreeMap<i64, TrackPoint>,
    /// Set when something is missing between the piece before and this one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gap_before: bool,
    /// How coarse the points were made since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coarsened: Option<Coarseness>,
}

/// Where somebody was at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TrackPoint {
    /// The most likely position.
    pub position: Position,
    /// The radius, in millimetres, that holds the true position with 68 %; 0 when not known.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub accuracy_mm: i64,
}

/// Points by their time: an object whose names are whole numbers, which a reader that buffers would
/// otherwise take for text.
pub(crate) mod times {
    use std::collections::BTreeMap;

    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::TrackPoint;

    pub(crate) fn serialize<S: Serializer>(
        points: &BTreeMap<i64, TrackPoint>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(points.iter().map(|(time, point)| (time.to_string(), point)))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<i64, TrackPoint>, D::Error> {
        let written = BTreeMap::<String, TrackPoint>::deserialize(deserializer)?;
        let read = |(name, point): (String, TrackPoint)| match name.parse::<i64>() {
            Ok(time) if time.to_string() == name => Ok((time, point)),
            Ok(_) | Err(_) => Err(D::Error::custom(format!("`{name}` is no time"))),
        };
        written.into_iter().map(read).collect()
    }
}

fn is_zero(number: &i64) -> bool {
    *number == 0
}
