//! Days, weeks and months of a report.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// In what periods a report counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReportBy)]
pub enum By {
    /// Each day.
    Day,
    /// Each week, from Monday on.
    Week,
    /// Each month of the calendar.
    Month,
    /// The whole time at once.
    #[default]
    All,
}

/// Some days, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[schema(as = ReportPeriod)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl By {
    /// Returns the period in which a day lies, as far as it lies between two days.
    #[must_use]
    pub fn period(self, day: Date, from: Date, to: Date) -> Period {
        let whole = match self {
            By::Day => Period { from: day, to: day },
            By::Week => week_of(day),
            By::Month => Period {
                from: day.first_of_month(),
                to: day.last_of_month(),
            },
            By::All => Period { from, to },
        };
        Period {
            from: whole.from.max(from),
            to: whole.to.min(to),
        }
    }

    /// Returns all periods between two days.
    #[must_use]
    pub fn periods(self, from: Date, to: Date) -> Vec<Period> {
        let mut periods = Vec::new();
        let mut day = from;
        while day <= to {
            let period = self.period(day, from, to);
            periods.push(period);
            let Ok(next) = period.to.tomorrow() else {
                break;
            };
            day = next;
        }
        periods
    }
}

fn week_of(day: Date) -> Period {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    let days = |days: i64| jiff::Span::new().try_days(days).ok();
    let shifted = |by: i64| days(by).and_then(|span| day.checked_add(span).ok());
    Period {
        from: shifted(-back).unwrap_or(day),
        to: shifted(6 - back).unwrap_or(day),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn said(by: By, from: Date, to: Date) -> Vec<String> {
        let periods = by.periods(from, to);
        periods
            .iter()
            .map(|period| format!("{} {}", period.from, period.to))
            .collect()
    }

    #[test]
    fn a_week_begins_on_monday_and_ends_with_what_was_asked_for() {
        assert_eq!(
            said(By::Week, date(2026, 7, 1), date(2026, 7, 14)),
            [
                "2026-07-01 2026-07-05",
                "2026-07-06 2026-07-12",
                "2026-07-13 2026-07-14"
            ]
        );
    }

    #[test]
    fn a_month_is_the_calendar_s_and_every_day_lies_in_one_period() {
        assert_eq!(
            said(By::Month, date(2026, 1, 30), date(2026, 3, 1)),
            [
                "2026-01-30 2026-01-31",
                "2026-02-01 2026-02-28",
                "2026-03-01 2026-03-01"
            ]
        );
        assert_eq!(
            By::Day.periods(date(2026, 1, 30), date(2026, 2, 2)).len(),
            4
        );
        assert_eq!(
            By::All.periods(date(2026, 1, 30), date(2026, 2, 2)).len(),
            1
        );
    }
}
