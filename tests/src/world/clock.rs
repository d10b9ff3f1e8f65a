//! The one place of the stories that reads time.

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A second in microseconds.
pub const SECOND: i64 = 1_000_000;
/// A minute in microseconds.
pub const MINUTE: i64 = 60 * SECOND;
/// An hour in microseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// A day in microseconds.
pub const DAY: i64 = 24 * HOUR;

/// Reads the clock of this machine, which is the server's: microseconds since 1970 (UTC).
#[expect(
    clippy::disallowed_methods,
    reason = "phones in stories start at the server's time, which is the machine's"
)]
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
    })
}

/// The civil day in Berlin at a moment.
///
/// # Panics
/// When the moment lies beyond the years that dates have.
pub fn day(micros: i64) -> Date {
    let moment = Timestamp::from_microsecond(micros).expect("a moment of these years");
    moment
        .to_zoned(TimeZone::get("Europe/Berlin").expect("a known zone"))
        .date()
}

/// The civil day in Berlin now.
pub fn today() -> Date {
    day(now())
}
