//! Time and randomness, handed around together.

use std::sync::Arc;

use outrider_model::id::from_time_and_random;
use uuid::Uuid;

use crate::clock::{Clock, SystemClock};
use crate::rng::{NoRandomness, Rng, SystemRng};

/// What the outside world gives: time and randomness.
#[derive(Clone, Debug)]
pub struct Seams {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub rng: Arc<dyn Rng>,
}

impl Seams {
    /// Returns those of the machine.
    #[must_use]
    pub fn system() -> Seams {
        Seams {
            clock: Arc::new(SystemClock::new()),
            rng: Arc::new(SystemRng),
        }
    }

    /// Makes a version 7 UUID.
    ///
    /// # Errors
    /// [`NoRandomness`] when the system gives none.
    pub fn id(&self) -> Result<Uuid, NoRandomness> {
        let millis = u64::try_from(self.clock.wall() / 1000).unwrap_or_default();
        let random: [u8; 10] = self.random()?;
        Ok(from_time_and_random(millis, &random))
    }

    /// Returns random bytes.
    ///
    /// # Errors
    /// [`NoRandomness`] when the system gives none.
    pub fn random<const N: usize>(&self) -> Result<[u8; N], NoRandomness> {
        let mut bytes = [0; N];
        self.rng.fill(&mut bytes)?;
        Ok(bytes)
    }
}
