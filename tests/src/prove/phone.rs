//! A phone of the proofs: the real store and the real commands over a VFS of ours.

use std::path::Path;
use std::sync::Arc;

use outrider_core::app::{App, Config};
use outrider_core::error::Result;
use outrider_core::observe::Observers;
use outrider_core::store::{Durability, Store, StoreConfig, Turn};
use outrider_core::testing::{ManualClock, MemoryKeystore, SeededRng};
use outrider_core::transact::Transactor;

use super::office;

/// When every proof begins, in microseconds since 1970 (UTC).
const START: i64 = 1_760_000_000_000_000;
/// How long a tap takes.
const PAUSE: i64 = 7_000_000;

/// Where and how a phone is opened.
#[derive(Clone)]
pub(super) struct Setting {
    pub(super) store: StoreConfig,
    pub(super) clock: Arc<ManualClock>,
    rng: Arc<SeededRng>,
}

impl Setting {
    /// Chooses a folder, the name of a VFS and a seed of the phone's randomness.
    pub(super) fn new(folder: &Path, vfs: Option<&str>, seed: u64) -> Setting {
        let store = StoreConfig {
            vfs: vfs.map(str::to_owned),
            ..StoreConfig::new(folder)
        };
        Setting {
            store,
            clock: Arc::new(ManualClock::at(START)),
            rng: Arc::new(SeededRng::new(seed)),
        }
    }

    /// Chooses how hard commits are pressed to the disk.
    pub(super) fn with(mut self, durability: Durability) -> Setting {
        self.store.durability = durability;
        self
    }
}

/// An open phone.
pub(super) struct Phone {
    pub(super) store: Arc<Store>,
    pub(super) door: Transactor,
    pub(super) clock: Arc<ManualClock>,
}

impl Phone {
    /// Opens the store as the app does.
    pub(super) fn open(setting: &Setting) -> Result<Phone> {
        let store = Store::open(
            setting.store.clone(),
            setting.clock.clone(),
            setting.rng.clone(),
        )?;
        let store = Arc::new(store);
        let door = Transactor::new(store.clone(), Arc::new(Observers::default()));
        let clock = setting.clock.clone();
        Ok(Phone { store, door, clock })
    }

    /// Takes the profile over for Anna, as enrolment does with a server's answer.
    pub(super) fn enrol(&self) -> Result<()> {
        let enrolled = self.store.write(Turn::Interactive, |writing| {
            writing.enrol(office::profile())
        });
        enrolled.map(drop)
    }

    /// Lets the time of one tap pass.
    pub(super) fn pause(&self) {
        self.clock.advance(PAUSE);
    }
}

/// Opens the app itself on a folder, with the system's VFS.
pub(super) fn app(folder: &Path, seed: u64) -> Result<App> {
    App::open(Config {
        clock: Arc::new(ManualClock::at(START + 86_400_000_000)),
        rng: Arc::new(SeededRng::new(!seed)),
        keystore: Arc::new(MemoryKeystore::default()),
        ..Config::new(folder, "Europe/Berlin")
    })
}
