//! The zone in which it is early afternoon.

use crate::world::HOUR;

/// Which hour it is to be.
const HOUR_OF_DAY: i64 = 13;

/// Zones that know no summer time, from eleven hours west of Greenwich to twelve hours east.
const ZONES: [&str; 24] = [
    "Pacific/Pago_Pago",
    "Pacific/Honolulu",
    "Pacific/Gambier",
    "Pacific/Pitcairn",
    "America/Phoenix",
    "America/Guatemala",
    "America/Lima",
    "America/La_Paz",
    "America/Sao_Paulo",
    "Atlantic/South_Georgia",
    "Atlantic/Cape_Verde",
    "Africa/Abidjan",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Dhaka",
    "Asia/Bangkok",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Brisbane",
    "Pacific/Noumea",
    "Pacific/Tarawa",
];
/// Where Greenwich stands among them.
const GREENWICH: i64 = 11;

/// Gives the zone in which a moment lies between one and two in the afternoon.
pub(super) fn early_afternoon(micros: i64) -> &'static str {
    let hour = micros.div_euclid(HOUR).rem_euclid(24);
    let place = (HOUR_OF_DAY - hour + GREENWICH).rem_euclid(24);
    let place = usize::try_from(place).unwrap_or_default();
    ZONES[place]
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn it_is_between_one_and_two_whenever_one_looks() {
        for day in [0, 100, 200, 300] {
            for half_hour in 0..48 {
                let micros = (20_000 + day) * 24 * HOUR + half_hour * HOUR / 2;
                let zone = TimeZone::get(early_afternoon(micros)).unwrap();
                let there = Timestamp::from_microsecond(micros).unwrap().to_zoned(zone);
                assert_eq!(there.hour(), 13, "{there}");
            }
        }
    }
}
