//! The only place of the server that reads time.

use std::fmt::Debug;
use std::sync::Mutex;

/// Tells the time, so that tests can tell it too.
pub trait Clock: Debug + Send + Sync {
    /// Returns the wall clock in microseconds since 1970 (UTC).
    fn wall(&self) -> i64;
    /// Returns microseconds that never go back, counted from some moment of this process.
    fn steady(&self) -> i64;
}

/// The machine's own clock.
#[derive(Debug)]
pub struct SystemClock {
    started: std::time::Instant,
}

impl SystemClock {
    /// Starts to count.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the seam that reads the clock"
    )]
    pub fn new() -> SystemClock {
        SystemClock {
            started: std::time::Instant::now(),
        }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        SystemClock::new()
    }
}

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the seam that reads the clock"
    )]
    fn wall(&self) -> i64 {
        jiff::Timestamp::now().as_microsecond()
    }

    fn steady(&self) -> i64 {
        i64::try_from(self.started.elapsed().as_micros()).unwrap_or(i64::MAX)
    }
}

/// A clock that stands still until a test moves it.
#[derive(Debug)]
pub struct FixedClock {
    micros: Mutex<i64>,
}

impl FixedClock {
    /// Starts at a wall clock in microseconds since 1970 (UTC).
    #[must_use]
    pub fn at(micros: i64) -> FixedClock {
        FixedClock {
            micros: Mutex::new(micros),
        }
    }

    /// Moves the clock, forward or (as wall clocks do) back.
    pub fn advance(&self, micros: i64) {
        let mut now = self
            .micros
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *now = now.saturating_add(micros);
    }
}

impl Clock for FixedClock {
    fn wall(&self) -> i64 {
        *self
            .micros
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn steady(&self) -> i64 {
        self.wall()
    }
}
