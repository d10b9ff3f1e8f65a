//! The days of the stage.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::zone::early_afternoon;
use crate::world::MINUTE;

/// How many days back there is something to see.
const BACK: i32 = 16;
/// How many days ahead something is planned.
const AHEAD: i32 = 11;

/// The zone of the stage, and what is today there.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    pub(super) zone: &'static str,
    pub(super) today: Date,
    tz: TimeZone,
}

impl Calendar {
    /// Reads the calendar at a moment.
    pub(super) fn at(micros: i64) -> Calendar {
        let zone = early_afternoon(micros);
        let tz = TimeZone::get(zone).expect("a known zone");
        let moment = Timestamp::from_microsecond(micros).expect("a moment of these years");
        let today = moment.to_zoned(tz.clone()).date();
        Calendar { zone, today, tz }
    }

    /// Gives the moment of a minute of a day.
    pub(super) fn moment(&self, day: Date, minute: i64) -> i64 {
        let midnight = day.to_zoned(self.tz.clone()).expect("a day of these years");
        midnight.timestamp().as_microsecond() + minute * MINUTE
    }

    /// Gives the day that lies so many days from today.
    pub(super) fn day(&self, from_today: i32) -> Date {
        self.today.saturating_add(Span::new().days(from_today))
    }

    /// Gives how many seconds east of Greenwich the zone lies at a moment.
    pub(super) fn offset(&self, micros: i64) -> i32 {
        let moment = Timestamp::from_microsecond(micros).expect("a moment of these years");
        self.tz.to_offset(moment).seconds()
    }

    /// Says whether people work on a day: from Monday to Friday, and today whatever day it is.
    pub(super) fn is_worked(&self, day: Date) -> bool {
        let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        !is_weekend || day == self.today
    }

    /// Gives the working days with their distance from today in working days.
    pub(super) fn working_days(&self) -> Vec<(i32, Date)> {
        let worked = |from: i32| Some(self.day(from)).filter(|day| self.is_worked(*day));
        let past: Vec<Date> = (-BACK..0).filter_map(worked).collect();
        let first = -i32::try_from(past.len()).unwrap_or_default();
        let coming = (0..=AHEAD).filter_map(worked);
        (first..).zip(past.into_iter().chain(coming)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::life::SILENT;
    use crate::world::DAY;

    #[test]
    fn today_is_worked_whatever_day_it_is_and_days_before_and_after_it_are_too() {
        for day in 20_000..20_014 {
            let calendar = Calendar::at(day * DAY);
            let days = calendar.working_days();
            let today = days.iter().find(|(distance, _)| *distance == 0);
            assert_eq!(today.map(|(_, day)| *day), Some(calendar.today));
            assert!(days.iter().any(|(distance, _)| *distance < -2 * SILENT));
            assert!(days.iter().any(|(distance, _)| *distance > SILENT));
            assert!(days.is_sorted());
        }
    }
}
