//! How long to wait for what.

use std::time::Duration;

use super::Now;

/// How long the engine waits for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The first back-off after an error; it doubles with each further one.
    pub base: Duration,
    /// The longest back-off.
    pub cap: Duration,
    /// The longest time that a server may ask for.
    pub retry_after_cap: Duration,
    /// How long until a phone with nothing to do asks anyway.
    pub poll: Duration,
    /// The longest that one page may keep the store busy.
    pub slice: Duration,
    /// The same until the first sync is through, when no screen waits for the store yet.
    pub first_slice: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Pace {
            base: Duration::from_secs(1),
            cap: Duration::from_secs(120),
            retry_after_cap: Duration::from_secs(3600),
            poll: Duration::from_secs(300),
            slice: Duration::from_millis(20),
            first_slice: Duration::from_millis(200),
        }
    }
}

impl Pace {
    /// Returns the back-off after so many failures in a row, with full jitter.
    #[must_use]
    pub fn backoff(&self, failures: u32, now: Now) -> Duration {
        let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
        jitter(self.base.saturating_mul(doubled).min(self.cap), now)
    }

    /// Returns what a server asked for, within reason, and up to `base` on top, so that those
    /// who were sent away together do not come back together.
    pub(super) fn retry_after(&self, asked: Duration, now: Now) -> Duration {
        asked
            .min(self.retry_after_cap)
            .saturating_add(jitter(self.base, now))
    }

    /// Returns when to ask although nothing is to be done: between half of `poll` and all of it.
    pub(super) fn idle(&self, now: Now) -> Duration {
        let half = self.poll / 2;
        half.saturating_add(jitter(half, now))
    }

    /// Returns how long a phone with nothing to do waits on the average before it asks.
    #[must_use]
    pub fn usual_idle(&self) -> Duration {
        self.poll / 4 * 3
    }

    /// Returns the furthest that any timer may be set.
    #[cfg(test)]
    pub(super) fn furthest(&self) -> Duration {
        self.cap
            .max(self.retry_after_cap.saturating_add(self.base))
            .max(self.poll)
    }
}

/// Returns a part of the time, any as likely as any other, but never nothing.
fn jitter(most: Duration, now: Now) -> Duration {
    let micros = u64::try_from(most.as_micros()).unwrap_or(u64::MAX).max(1);
    Duration::from_micros(now.chance % micros + 1)
}
