//! What only the device can do. All of it is called from the core's threads, must return soon, and
//! must not call back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use outrider_core::app::LookAgain;
use outrider_core::background::Background as CoreBackground;
use outrider_core::clock::{Clock, SystemClock};
use outrider_core::error::{Error, Result as CoreResult};
use outrider_core::keystore::Keystore;
use outrider_core::rng::SystemRng;
use outrider_core::space::Space;
use uuid::Uuid;

use crate::guard;

/// Why a key store did not do what it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum KeystoreError {
    /// It failed; what stood before stands.
    #[error("{reason}")]
    Failed {
        /// Why, without any secret.
        reason: String,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for KeystoreError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        KeystoreError::Failed {
            reason: error.reason,
        }
    }
}

/// Where secrets stand; on phones the hardware's key store.
#[uniffi::export(with_foreign)]
pub trait SecretStore: Send + Sync {
    /// Returns a secret, or nothing when there is none of that name.
    fn get(&self, name: String) -> Result<Option<String>, KeystoreError>;
    /// Keeps a secret in place of an earlier one, so that it survives a power cut.
    fn put(&self, name: String, secret: String) -> Result<(), KeystoreError>;
    /// Forgets a secret; one that is not there is no error.
    fn remove(&self, name: String) -> Result<(), KeystoreError>;
    /// Makes a P-256 key in place of an earlier one; it never leaves the store.
    fn make_key(&self, name: String) -> Result<(), KeystoreError>;
    /// Returns the public half as an uncompressed point (SEC 1), or nothing when there is no key.
    fn public_key(&self, name: String) -> Result<Option<Vec<u8>>, KeystoreError>;
    /// Signs: ECDSA with SHA-256, as ASN.1 DER.
    fn sign(&self, name: String, message: Vec<u8>) -> Result<Vec<u8>, KeystoreError>;
    /// Destroys a key; one that is not there is no error.
    fn remove_key(&self, name: String) -> Result<(), KeystoreError>;
}

/// What time it is on the device.
#[uniffi::export(with_foreign)]
pub trait DeviceClock: Send + Sync {
    /// Returns the wall clock, microseconds since 1970 (UTC), right or wrong.
    fn wall(&self) -> i64;
    /// Returns microseconds that never go back while `boot` stays the same.
    fn monotonic(&self) -> i64;
    /// Names the span in which `monotonic` may be compared, as a UUID.
    fn boot(&self) -> String;
    /// Returns the IANA name of the device's zone.
    fn zone(&self) -> String;
    /// Returns the offset from UTC at the present wall clock, in seconds east.
    fn offset(&self) -> i32;
}

/// How much room is left.
#[uniffi::export(with_foreign)]
pub trait FreeSpace: Send + Sync {
    /// Returns the bytes that are free where the profile stands; none when nobody knows.
    fn free(&self) -> Option<u64>;
}

/// What wakes the app in the background.
#[uniffi::export(with_foreign)]
pub trait Background: Send + Sync {
    /// Asks to be woken once, not before so many seconds, in place of an earlier wish.
    fn wake_in(&self, seconds: u64);
    /// Wishes not to be woken any more.
    fn rest(&self);
}

/// Whoever wants to know that something may look different now.
#[uniffi::export(with_foreign)]
pub trait Observer: Send + Sync {
    /// Says what to look at again. Called without a lock; every method may be called from here.
    fn look_again(&self, news: LookAgain);
}

pub(crate) struct Keys(pub(crate) Arc<dyn SecretStore>);

fn failed(error: KeystoreError) -> Error {
    let KeystoreError::Failed { reason } = error;
    Error::Keystore(reason)
}

impl Keystore for Keys {
    fn get(&self, name: &str) -> CoreResult<Option<String>> {
        self.0.get(name.to_owned()).map_err(failed)
    }

    fn put(&self, name: &str, secret: &str) -> CoreResult<()> {
        self.0
            .put(name.to_owned(), secret.to_owned())
            .map_err(failed)
    }

    fn remove(&self, name: &str) -> CoreResult<()> {
        self.0.remove(name.to_owned()).map_err(failed)
    }

    fn make_key(&self, name: &str) -> CoreResult<()> {
        self.0.make_key(name.to_owned()).map_err(failed)
    }

    fn public_key(&self, name: &str) -> CoreResult<Option<Vec<u8>>> {
        self.0.public_key(name.to_owned()).map_err(failed)
    }

    fn sign(&self, name: &str, message: &[u8]) -> CoreResult<Vec<u8>> {
        self.0
            .sign(name.to_owned(), message.to_vec())
            .map_err(failed)
    }

    fn remove_key(&self, name: &str) -> CoreResult<()> {
        self.0.remove_key(name.to_owned()).map_err(failed)
    }
}

/// The device's clock; from its first fault on the operating system's, for good: readings of two
/// clocks must not be mixed.
pub(crate) struct Ticks {
    device: Arc<dyn DeviceClock>,
    system: SystemClock,
    is_broken: AtomicBool,
}

impl Ticks {
    pub(crate) fn of(device: Arc<dyn DeviceClock>, zone: &str) -> Ticks {
        Ticks {
            device,
            system: SystemClock::new(zone, &SystemRng),
            is_broken: AtomicBool::new(false),
        }
    }

    fn read<T>(&self, device: impl FnOnce(&dyn DeviceClock) -> T) -> Option<T> {
        if self.is_broken.load(Ordering::Relaxed) {
            return None;
        }
        let reading = guard::caught(|| device(&*self.device));
        if reading.is_none() {
            self.is_broken.store(true, Ordering::Relaxed);
        }
        reading
    }
}

impl Clock for Ticks {
    fn wall(&self) -> i64 {
        self.read(|clock| clock.wall())
            .unwrap_or_else(|| self.system.wall())
    }

    fn monotonic(&self) -> i64 {
        self.read(|clock| clock.monotonic())
            .unwrap_or_else(|| self.system.monotonic())
    }

    fn boot(&self) -> Uuid {
        let boot = self.read(|clock| clock.boot());
        boot.and_then(|boot| boot.parse().ok())
            .unwrap_or_else(|| self.system.boot())
    }

    fn zone(&self) -> String {
        self.read(|clock| clock.zone())
            .unwrap_or_else(|| self.system.zone())
    }

    fn offset(&self) -> i32 {
        self.read(|clock| clock.offset())
            .unwrap_or_else(|| self.system.offset())
    }
}

pub(crate) struct Room(pub(crate) Arc<dyn FreeSpace>);

impl Space for Room {
    fn free(&self) -> Option<u64> {
        guard::caught(|| self.0.free()).flatten()
    }
}

pub(crate) struct Sleep(pub(crate) Arc<dyn Background>);

impl CoreBackground for Sleep {
    fn wake_in(&self, seconds: u64) {
        guard::tell(|| self.0.wake_in(seconds));
    }

    fn rest(&self) {
        guard::tell(|| self.0.rest());
    }
}
