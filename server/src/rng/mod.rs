//! The only place of the server that asks for randomness.

use std::fmt::Debug;
use std::sync::Mutex;

/// Gives random bytes, so that tests can give known ones.
pub trait Rng: Debug + Send + Sync {
    /// Fills the bytes.
    ///
    /// # Errors
    /// [`NoRandomness`] when the system gives none; the bytes are then not to be used.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness>;
}

/// The system gave no randomness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no randomness")]
pub struct NoRandomness;

/// The operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRng;

impl Rng for SystemRng {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        getrandom::fill(bytes).map_err(|_| NoRandomness)
    }
}

/// Known bytes from a seed, for tests alone: whoever knows the seed knows every secret made of it.
#[derive(Debug)]
pub struct SeededRng {
    state: Mutex<u64>,
}

impl SeededRng {
    /// Starts from a seed.
    #[must_use]
    pub fn new(seed: u64) -> SeededRng {
        SeededRng {
            state: Mutex::new(seed),
        }
    }
}

impl Rng for SeededRng {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        let mut state = self.state.lock().map_err(|_| NoRandomness)?;
        for chunk in bytes.chunks_mut(8) {
            let word = split_mix(&mut state).to_le_bytes();
            for (byte, random) in chunk.iter_mut().zip(word) {
                *byte = random;
            }
        }
        Ok(())
    }
}

/// SplitMix64: small, and good enough for ids in tests.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut word = *state;
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}
