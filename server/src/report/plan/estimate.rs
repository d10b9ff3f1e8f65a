//! How long stops and ways are estimated to take. Nobody measured them: they say whether a day is
//! anywhere near full, and the board tells its users so.

use outrider_model::place::{Position, distance_mm};
use serde::Serialize;
use utoipa::ToSchema;

/// A stop: the usual length of a visit with a talk, where nothing better is known.
pub(super) const STOP_MINUTES: u32 = 30;
/// Roads are longer than the straight line: by three tenths in most networks of roads.
const DETOUR_PER_MILLE: i64 = 1_300;
/// From door to door in and around a town, with parking.
const KILOMETRES_AN_HOUR: i64 = 30;

const MILLIMETRES_A_KILOMETRE: i64 = 1_000_000;

/// The assumptions behind the minutes of a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = PlanEstimate)]
pub struct Estimate {
    /// How many minutes a stop takes.
    pub stop_minutes: u32,
    /// How much longer a way is than the straight line, in thousandths of it.
    pub detour_per_mille: i64,
    /// How fast people go, in kilometres an hour.
    pub kilometres_an_hour: i64,
}

impl Estimate {
    /// Returns the assumptions, as people are told them.
    pub(super) fn told() -> Estimate {
        Estimate {
            stop_minutes: STOP_MINUTES,
            detour_per_mille: DETOUR_PER_MILLE,
            kilometres_an_hour: KILOMETRES_AN_HOUR,
        }
    }
}

/// Estimates the way between two places, in minutes that have begun.
pub(super) fn travel_minutes(from: &Position, to: &Position) -> u32 {
    let way = i128::from(distance_mm(from, to)) * i128::from(DETOUR_PER_MILLE) * 60;
    let a_minute = i128::from(KILOMETRES_AN_HOUR * MILLIMETRES_A_KILOMETRE) * 1_000;
    let minutes = (way + a_minute - 1) / a_minute;
    u32::try_from(minutes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_takes_as_long_as_its_length_with_detours_at_thirty_an_hour() {
        let door = Position::new(525_000_000, 134_000_000).unwrap();
        assert_eq!(travel_minutes(&door, &door), 0);
        // A hundredth of a degree of latitude is 1,113 metres: 1.45 km of road, 2.9 minutes.
        let near = Position::new(525_100_000, 134_000_000).unwrap();
        assert_eq!(travel_minutes(&door, &near), 3);
        let far = Position::new(535_000_000, 134_000_000).unwrap();
        assert_eq!(travel_minutes(&door, &far), travel_minutes(&far, &door));
        assert_eq!(travel_minutes(&door, &far), 290);
    }
}
