//! Time as values: stamps order changes, the civil context is what people and reports see.

use serde::{Deserialize, Serialize};

/// Orders changes: microseconds since 1970 (UTC), raised where needed so that a change always
/// comes after what its author saw. Ties are broken by the change id.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Stamp(pub i64);

impl Stamp {
    /// Returns the least stamp that is later than this one.
    #[must_use]
    pub fn next(self) -> Stamp {
        Stamp(self.0.saturating_add(1))
    }

    /// Returns the stamp that a phone gives a change: its corrected wall clock, but later than
    /// every base.
    #[must_use]
    pub fn claim(wall: Stamp, bases: impl IntoIterator<Item = Stamp>) -> Stamp {
        bases.into_iter().map(Stamp::next).fold(wall, Stamp::max)
    }

    /// Returns the stamp that counts: never later than receipt, but later than every base.
    #[must_use]
    pub fn effective(
        claimed: Stamp,
        received: Stamp,
        bases: impl IntoIterator<Item = Stamp>,
    ) -> Stamp {
        Stamp::claim(claimed.min(received), bases)
    }
}

/// What the author's device showed when it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Civil {
    /// The device's wall clock, microseconds since 1970 (UTC), as it stood, right or wrong.
    pub time: i64,
    /// The device's offset from UTC at that moment, in seconds east.
    pub offset: i32,
    /// The device's IANA time zone; empty when the device does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub zone: String,
}

impl Civil {
    /// Returns the civil day that the device showed; none for a time that no calendar has.
    #[must_use]
    pub fn day(&self) -> Option<jiff::civil::Date> {
        let offset = jiff::tz::Offset::from_seconds(self.offset).ok()?;
        let at = jiff::Timestamp::from_microsecond(self.time).ok()?;
        Some(offset.to_datetime(at).date())
    }
}

/// A span of a day, in minutes after midnight of the assignee's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Window {
    /// The first minute.
    pub from: u16,
    /// The minute after the last.
    pub to: u16,
}

impl Window {
    /// Says whether the span lies in one day and is not empty.
    #[must_use]
    pub fn is_valid(self) -> bool {
        self.from < self.to && self.to <= 24 * 60
    }
}

#[cfg(test)]
mod tests;
