//! What time it is, for a person.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};
use outrider_model::stamp::{Civil, Stamp};

use crate::clock::Clock;

/// A moment as a person lives it: his day follows his own zone, wherever his phone is.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// The time as the server would say it, microseconds since 1970 (UTC).
    pub now: i64,
    /// What the device shows.
    pub civil: Civil,
    zone: TimeZone,
}

impl Moment {
    /// Takes the moment of a clock. `now` is the server's time where it is known, `zone` the IANA
    /// zone of the person; without a known one the device's offset counts.
    #[must_use]
    pub fn of(clock: &dyn Clock, now: Option<i64>, zone: &str) -> Moment {
        let civil = clock.civil();
        let now = now.unwrap_or(civil.time);
        Moment::told(civil, now, zone)
    }

    /// As [`Moment::of`], of what the device shows and of the time as the server would say it.
    #[must_use]
    pub fn told(civil: Civil, now: i64, zone: &str) -> Moment {
        let zone = TimeZone::get(zone).unwrap_or_else(|_| {
            TimeZone::fixed(Offset::from_seconds(civil.offset).unwrap_or(Offset::UTC))
        });
        Moment { now, civil, zone }
    }

    /// Returns the person's civil day.
    #[must_use]
    pub fn today(&self) -> Date {
        self.day_of(self.now)
    }

    /// Returns the person's civil day at a time.
    #[must_use]
    pub fn day_of(&self, micros: i64) -> Date {
        self.zone.to_datetime(timestamp(micros)).date()
    }

    /// Returns the minutes since the person's midnight.
    #[must_use]
    pub fn minute(&self) -> u16 {
        let time = self.zone.to_datetime(timestamp(self.now)).time();
        u16::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).unwrap_or(0)
    }

    /// Returns when the person's day began.
    #[must_use]
    pub fn day_began(&self) -> Stamp {
        let midnight = self.today().to_datetime(Time::midnight());
        let began = self.zone.to_ambiguous_timestamp(midnight).compatible();
        Stamp(began.map_or(self.now, |began| began.as_microsecond()))
    }
}

fn timestamp(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::testing::ManualClock;

    /// 2026-07-01 22:30 UTC.
    const LATE: i64 = 1_782_945_000_000_000;

    #[test]
    fn the_day_follows_the_persons_zone_and_not_the_phones() {
        let clock = ManualClock::at(LATE);
        clock.travel("America/New_York");
        assert_eq!(
            Moment::of(&clock, None, "Europe/Berlin").today(),
            date(2026, 7, 2)
        );
        assert_eq!(Moment::of(&clock, None, "Europe/Berlin").minute(), 30);
        assert_eq!(
            Moment::of(&clock, None, "America/New_York").today(),
            date(2026, 7, 1)
        );
        assert_eq!(
            Moment::of(&clock, None, "no/zone").today(),
            date(2026, 7, 1)
        );
    }

    #[test]
    fn a_clock_years_ahead_does_not_move_the_day_once_the_server_was_heard() {
        let clock = ManualClock::at(LATE + 2 * 365 * 86_400_000_000);
        let moment = Moment::of(&clock, Some(LATE), "Europe/Berlin");
        assert_eq!(moment.today(), date(2026, 7, 2));
        assert_eq!(moment.day_began().0, LATE - 30 * 60_000_000);
    }

    #[test]
    fn a_day_without_midnight_begins_all_the_same() {
        // Beirut skips midnight when summer time begins.
        let noon = "2026-03-29T09:00:00Z"
            .parse::<Timestamp>()
            .unwrap()
            .as_microsecond();
        let moment = Moment::of(&ManualClock::at(noon), None, "Asia/Beirut");
        assert_eq!(moment.day_of(moment.day_began().0), date(2026, 3, 29));
    }
}
