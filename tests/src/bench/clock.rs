//! The one place of the benches that reads time.

use std::time::{Duration, Instant};

/// Reads the time that has passed since something began.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch {
    begun: Instant,
}

impl Stopwatch {
    /// Begins.
    #[expect(
        clippy::disallowed_methods,
        reason = "a bench measures real time and nothing else"
    )]
    pub fn start() -> Stopwatch {
        Stopwatch {
            begun: Instant::now(),
        }
    }

    /// Gives the time since the beginning.
    pub fn read(self) -> Duration {
        self.begun.elapsed()
    }

    /// Gives the milliseconds since the beginning.
    pub fn millis(self) -> f64 {
        self.read().as_secs_f64() * 1e3
    }
}
