//! Ids out of a seed.

use outrider_model::id::{ChangeId, from_time_and_random};

use super::clock::now;
use crate::rng::Rng;

/// Gives ids, one after the other.
#[derive(Debug)]
pub struct Pen {
    rng: Rng,
}

impl Pen {
    /// Makes the pen of a seed and a name.
    pub fn new(seed: u64, name: &str) -> Pen {
        Pen {
            rng: Rng::stream(seed, name),
        }
    }

    /// Gives a new id.
    pub fn id(&mut self) -> ChangeId {
        let mut random = [0; 10];
        let drawn = [
            self.rng.next_u64().to_le_bytes(),
            self.rng.next_u64().to_le_bytes(),
        ]
        .concat();
        random.copy_from_slice(&drawn[..10]);
        let millis = u64::try_from(now() / 1000).unwrap_or_default();
        ChangeId(from_time_and_random(millis, &random))
    }
}
