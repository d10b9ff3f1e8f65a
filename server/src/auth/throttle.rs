//! Slows down whoever guesses: one bucket of attempts for each key, refilled by time.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// How many keys are remembered; the fullest bucket makes room.
const KEYS: usize = 10_000;

/// Counts attempts by key.
#[derive(Debug)]
pub struct Throttle {
    burst: i64,
    /// Microseconds for one attempt to come back.
    refill: i64,
    buckets: Mutex<BTreeMap<String, Bucket>>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    /// The moment at which the bucket will be full again.
    full_at: i64,
}

impl Throttle {
    /// Allows `burst` attempts at once, and one more every `refill` microseconds.
    #[must_use]
    pub fn new(burst: u32, refill: i64) -> Throttle {
        Throttle {
            burst: i64::from(burst),
            refill,
            buckets: Mutex::default(),
        }
    }

    /// Takes one attempt at a moment of the steady clock.
    ///
    /// # Errors
    /// The seconds after which the next attempt is free; the attempt then does not count.
    pub fn take(&self, key: &str, now: i64) -> Result<(), u64> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let full_at = buckets
            .get(key)
            .map_or(now, |bucket| bucket.full_at.max(now));
        let after = full_at.saturating_add(self.refill);
        let over = after
            .saturating_sub(now)
            .saturating_sub(self.burst.saturating_mul(self.refill));
        if over > 0 {
            return Err(u64::try_from(over / 1_000_000 + 1).unwrap_or(1));
        }
        if buckets.len() >= KEYS && !buckets.contains_key(key) {
            let fullest = buckets.iter().min_by_key(|(_, bucket)| bucket.full_at);
            let fullest = fullest.map(|(key, _)| key.clone());
            fullest.map(|key| buckets.remove(&key));
        }
        buckets.insert(key.to_owned(), Bucket { full_at: after });
        Ok(())
    }

    /// Gives an attempt back: it was a right one.
    pub fn give_back(&self, key: &str) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bucket) = buckets.get_mut(key) {
            bucket.full_at = bucket.full_at.saturating_sub(self.refill);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1_000_000;

    #[test]
    fn attempts_run_out_and_come_back_with_time() {
        let throttle = Throttle::new(3, 10 * SECOND);
        for _ in 0..3 {
            assert_eq!(throttle.take("anna", 0), Ok(()));
        }
        assert_eq!(throttle.take("anna", 0), Err(11));
        assert_eq!(throttle.take("ben", 0), Ok(()));
        assert_eq!(throttle.take("anna", 10 * SECOND), Ok(()));
        assert!(throttle.take("anna", 10 * SECOND).is_err());
    }

    #[test]
    fn a_right_attempt_costs_nothing() {
        let throttle = Throttle::new(2, 10 * SECOND);
        for _ in 0..20 {
            assert_eq!(throttle.take("anna", 0), Ok(()));
            throttle.give_back("anna");
        }
    }

    #[test]
    fn many_keys_do_not_grow_without_end() {
        let throttle = Throttle::new(2, SECOND);
        for key in 0..KEYS + 50 {
            assert_eq!(throttle.take(&key.to_string(), 0), Ok(()));
        }
        assert_eq!(throttle.buckets.lock().unwrap().len(), KEYS);
    }
}
