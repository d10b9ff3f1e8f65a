//! The device's own clock.

use std::sync::{PoisonError, RwLock};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::Clock;
use crate::rng::Rng;

/// The clock of the operating system.
///
/// The monotonic clock begins with the process: what is called a boot here is one life of it.
/// The zone is what the shell says; it knows when the person travels.
#[derive(Debug)]
pub struct SystemClock {
    began: Instant,
    boot: Uuid,
    zone: RwLock<String>,
}

impl SystemClock {
    /// Begins to read the clock in a zone.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place that reads time"
    )]
    pub fn new(zone: &str, rng: &dyn Rng) -> SystemClock {
        let mut boot = [0; 16];
        rng.fill(&mut boot);
        SystemClock {
            began: Instant::now(),
            boot: uuid::Builder::from_random_bytes(boot).into_uuid(),
            zone: RwLock::new(zone.to_owned()),
        }
    }

    /// Takes over the zone that the device is in now.
    pub fn travel(&self, zone: &str) {
        zone.clone_into(&mut self.zone.write().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place that reads time"
    )]
    fn wall(&self) -> i64 {
        let now = SystemTime::now();
        match now.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_micros()).unwrap_or(i64::MAX),
            Err(before) => {
                i64::try_from(before.duration().as_micros()).map_or(i64::MIN, |micros| -micros)
            }
        }
    }

    fn monotonic(&self) -> i64 {
        i64::try_from(self.began.elapsed().as_micros()).unwrap_or(i64::MAX)
    }

    fn boot(&self) -> Uuid {
        self.boot
    }

    fn zone(&self) -> String {
        self.zone
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn offset(&self) -> i32 {
        zone_offset(&self.zone(), self.wall())
    }
}

/// Returns the offset of a zone from UTC at a moment, in seconds east; zero for an unknown zone.
pub(crate) fn zone_offset(zone: &str, micros: i64) -> i32 {
    let moment = Timestamp::from_microsecond(micros).unwrap_or_default();
    TimeZone::get(zone).map_or(0, |zone| zone.to_offset(moment).seconds())
}
