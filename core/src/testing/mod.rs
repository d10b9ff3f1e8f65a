//! Seams for tests: a clock moved by hand, randomness of a seed, secrets in memory.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

use uuid::Uuid;

use crate::clock::{Clock, zone_offset};
use crate::error::{Error, Result};
use crate::keystore::{Keystore, SoftwareKey};
use crate::rng::Rng;

/// A clock that stands until it is moved.
#[derive(Debug)]
pub struct ManualClock {
    wall: AtomicI64,
    monotonic: AtomicI64,
    boot: AtomicU64,
    zone: RwLock<String>,
}

impl ManualClock {
    /// Begins at a wall clock in microseconds since 1970 (UTC), in Berlin.
    #[must_use]
    pub fn at(wall: i64) -> ManualClock {
        ManualClock {
            wall: AtomicI64::new(wall),
            monotonic: AtomicI64::new(0),
            boot: AtomicU64::new(1),
            zone: RwLock::new("Europe/Berlin".into()),
        }
    }

    /// Lets time pass.
    pub fn advance(&self, micros: i64) {
        self.wall.fetch_add(micros, Ordering::SeqCst);
        self.monotonic.fetch_add(micros, Ordering::SeqCst);
    }

    /// Sets the wall clock, as people and networks do.
    pub fn set_wall(&self, wall: i64) {
        self.wall.store(wall, Ordering::SeqCst);
    }

    /// Restarts the device.
    pub fn restart(&self) {
        self.boot.fetch_add(1, Ordering::SeqCst);
        self.monotonic.store(0, Ordering::SeqCst);
    }

    /// Travels to another zone.
    pub fn travel(&self, zone: &str) {
        zone.clone_into(&mut self.zone.write().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Clock for ManualClock {
    fn wall(&self) -> i64 {
        self.wall.load(Ordering::SeqCst)
    }

    fn monotonic(&self) -> i64 {
        self.monotonic.load(Ordering::SeqCst)
    }

    fn boot(&self) -> Uuid {
        Uuid::from_u128(self.boot.load(Ordering::SeqCst).into())
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

/// Randomness that follows from a seed (SplitMix64).
#[derive(Debug)]
pub struct SeededRng {
    state: AtomicU64,
}

impl SeededRng {
    /// Begins with a seed.
    #[must_use]
    pub fn new(seed: u64) -> SeededRng {
        SeededRng {
            state: AtomicU64::new(seed),
        }
    }

    fn next(&self) -> u64 {
        const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
        let mut word = self
            .state
            .fetch_add(STEP, Ordering::SeqCst)
            .wrapping_add(STEP);
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^ (word >> 31)
    }
}

impl Rng for SeededRng {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            for (byte, random) in chunk.iter_mut().zip(self.next().to_le_bytes()) {
                *byte = random;
            }
        }
    }
}

/// Secrets that are forgotten with the process.
#[derive(Debug, Default)]
pub struct MemoryKeystore {
    secrets: Mutex<BTreeMap<String, String>>,
    keys: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl MemoryKeystore {
    fn key(&self, name: &str) -> Result<Option<SoftwareKey>> {
        let keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.get(name)
            .map(|key| SoftwareKey::from_pkcs8(key.clone()))
            .transpose()
    }
}

impl Keystore for MemoryKeystore {
    fn get(&self, name: &str) -> Result<Option<String>> {
        Ok(self
            .secrets
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(name)
            .cloned())
    }

    fn put(&self, name: &str, secret: &str) -> Result<()> {
        let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.insert(name.to_owned(), secret.to_owned());
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<()> {
        self.secrets
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(name);
        Ok(())
    }

    fn make_key(&self, name: &str) -> Result<()> {
        let key = SoftwareKey::generate()?.as_pkcs8().to_vec();
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.insert(name.to_owned(), key);
        Ok(())
    }

    fn public_key(&self, name: &str) -> Result<Option<Vec<u8>>> {
        Ok(self.key(name)?.map(|key| key.public_key().to_vec()))
    }

    fn sign(&self, name: &str, message: &[u8]) -> Result<Vec<u8>> {
        let key = self.key(name)?;
        key.ok_or_else(|| Error::Keystore("no such key".into()))?
            .sign(message)
    }

    fn remove_key(&self, name: &str) -> Result<()> {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.remove(name);
        Ok(())
    }
}
