//! The only place that reads randomness. Everything else is handed an [`Rng`].

use uuid::Uuid;

use crate::clock::Clock;

/// A source of bytes that nobody can guess.
pub trait Rng: Send + Sync {
    /// Fills the bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// The randomness of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRng;

impl Rng for SystemRng {
    #[expect(
        clippy::expect_used,
        reason = "without randomness two phones would share ids"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives randomness");
    }
}

/// Makes a version 7 UUID of the device's wall clock and ten random bytes.
#[must_use]
pub fn mint(clock: &dyn Clock, rng: &dyn Rng) -> Uuid {
    let mut random = [0; 10];
    rng.fill(&mut random);
    let millis = u64::try_from(clock.wall().div_euclid(1_000)).unwrap_or(0);
    outrider_model::id::from_time_and_random(millis, &random)
}
