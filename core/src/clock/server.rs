//! The server's clock, as far as this phone knows it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Clock;

/// What a reply once said the time was, and what the device showed at that moment.
///
/// While the device has not restarted, time goes on from there by the monotonic clock, whatever
/// is done to the wall clock; afterwards the difference of the wall clocks is all there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerTime {
    server: i64,
    wall: i64,
    monotonic: i64,
    boot: Uuid,
}

impl ServerTime {
    /// Notes what a server said the time was.
    #[must_use]
    pub fn heard(server: i64, clock: &dyn Clock) -> ServerTime {
        ServerTime {
            server,
            wall: clock.wall(),
            monotonic: clock.monotonic(),
            boot: clock.boot(),
        }
    }

    /// Returns what the device's wall clock showed when the server said so.
    #[must_use]
    pub fn heard_at(&self) -> i64 {
        self.wall
    }

    /// Returns the server's time now, in microseconds since 1970 (UTC).
    #[must_use]
    pub fn now(&self, clock: &dyn Clock) -> i64 {
        if clock.boot() == self.boot {
            self.server
                .saturating_add(clock.monotonic().saturating_sub(self.monotonic))
        } else {
            clock
                .wall()
                .saturating_add(self.server.saturating_sub(self.wall))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::ManualClock;

    const HOUR: i64 = 3_600_000_000;

    #[test]
    fn a_wall_clock_set_by_hand_changes_nothing_until_the_next_start() {
        let clock = ManualClock::at(1_000 * HOUR);
        let heard = ServerTime::heard(500 * HOUR, &clock);
        clock.advance(HOUR);
        assert_eq!(heard.now(&clock), 501 * HOUR);
        clock.set_wall(20_000 * HOUR);
        assert_eq!(heard.now(&clock), 501 * HOUR);
    }

    #[test]
    fn after_a_restart_the_difference_of_the_wall_clocks_counts() {
        let clock = ManualClock::at(1_000 * HOUR);
        let heard = ServerTime::heard(500 * HOUR, &clock);
        clock.advance(HOUR);
        clock.restart();
        assert_eq!(heard.now(&clock), 501 * HOUR);
    }
}
