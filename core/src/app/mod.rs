//! The app: opens a profile; the only type that bindings hold.
//!
//! Commands and views are methods of [`App`] in files of their own; here stand opening, enrolment
//! and what drives the sync. One background thread drives the engine, one listens for nudges, one
//! tells observers to look again; all of them end with the app. No lock is held while an observer
//! is told.
//!
//! - [`Config`]: what a profile is opened with.
//! - `pump`: does what the engine asks for; `driver`: gives it a thread and a timer.
//! - `background`: what is done while nobody looks; `usage`, `diagnostics`: what a shell shows of
//!   the app's own doing.
//! - `seal`: the key of the database.
//! - `enrol`: a code becomes a session, and later another; `tokens`: how it goes on; `wipe`: how
//!   everything ends.

mod background;
mod config;
mod diagnostics;
mod driver;
mod enrol;
mod handover;
mod inbox;
mod label;
mod link;
mod notices;
mod observe;
mod parcel;
mod preferences;
mod pump;
mod report;
mod screens;
mod seal;
mod taps;
mod tokens;
mod usage;
mod wipe;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

pub use config::Config;
pub use handover::{Handover, HandoverState, TakenOver};
pub use label::Scanned;
pub use observe::LookAgain;
pub use report::{SyncReport, Verdicts};

use crate::background::Background;
use crate::blob::Blobs;
use crate::clock::Clock;
use crate::error::Result;
use crate::keystore::Keystore;
use crate::observe::Observers;
use crate::rng::Rng;
use crate::space::{Space, StorageState};
use crate::store::{Changed, Store, StoreConfig};
use crate::sync::{Pace, Status, Sync};
use crate::transact::Transactor;
use crate::transport::{Meter, MeteredNetwork, Network};
use background::Asked;
use inbox::Inbox;
use link::Link;
use observe::Teller;
use pump::Pump;
use usage::Wakes;

/// An open profile.
pub struct App {
    shared: Arc<Shared>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// What the app's threads share.
struct Shared {
    door: Transactor,
    observers: Arc<Observers<Changed>>,
    blobs: Arc<dyn Blobs>,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    keystore: Arc<dyn Keystore>,
    network: Arc<dyn Network>,
    space: Arc<dyn Space>,
    background: Arc<dyn Background>,
    device_name: String,
    pace: Pace,
    /// Held while the engine is driven, exchanges included; by one thread at a time.
    pump: Mutex<Pump>,
    /// The way to the server, once there is one.
    link: Mutex<Option<Arc<Link>>>,
    status: Mutex<Status>,
    inbox: Inbox,
    teller: Teller,
    /// What the network was used for since it was last noted.
    meter: Arc<Meter>,
    wakes: Wakes,
    /// What the system was last asked to do while nobody looks.
    asked: Mutex<Asked>,
}

impl App {
    /// Opens a profile. Needs no session and no network: what is here can be read and written.
    ///
    /// # Errors
    /// Those of [`Store::open`], [`crate::error::Error::Sealed`] when the database's key is gone or is
    /// another one, [`crate::error::Error::Keystore`]; what was saved before is untouched.
    pub fn open(config: Config) -> Result<App> {
        let mut files = StoreConfig {
            vfs: config.vfs.clone(),
            ..StoreConfig::new(&config.folder)
        };
        wipe::finish(&config, &files)?;
        files.key = seal::key(&config, &files)?;
        let store = Store::open(files, config.clock.clone(), config.rng.clone())?;
        let observers = Arc::new(Observers::default());
        let meter = Arc::new(Meter::default());
        let shared = Arc::new(Shared {
            door: Transactor::new(Arc::new(store), observers.clone()),
            observers,
            blobs: config.blobs,
            clock: config.clock,
            rng: config.rng,
            keystore: config.keystore,
            network: Arc::new(MeteredNetwork::new(config.network, meter.clone())),
            space: config.space,
            background: config.background,
            device_name: config.device_name,
            pace: config.pace,
            pump: Mutex::new(Pump::new(Sync::new(config.pace))),
            link: Mutex::new(None),
            status: Mutex::new(Status::default()),
            inbox: Inbox::default(),
            teller: Teller::start()?,
            meter,
            wakes: Wakes::default(),
            asked: Mutex::default(),
        });
        {
            let mut status = lock(&shared.status);
            (status.last_receipt, status.revoked) = shared
                .store()
                .read(|reader| Ok((reader.heard_at()?, reader.handed_over()?)))?;
            status.needs_sign_in = status.revoked.is_some() || !shared.has_session()?;
        }
        let weak = Arc::downgrade(&shared);
        shared.observers.subscribe(move |changed| {
            if let Some(shared) = weak.upgrade() {
                shared.noticed(changed);
            }
        });
        Ok(App {
            shared,
            threads: Mutex::new(Vec::new()),
        })
    }
}

impl App {
    /// Returns the one door for writes, for commands.
    pub(crate) fn door(&self) -> &Transactor {
        &self.shared.door
    }

    /// Returns the attachments.
    #[must_use]
    pub fn blobs(&self) -> &dyn Blobs {
        &*self.shared.blobs
    }

    /// Returns the store, for questions.
    pub(crate) fn store(&self) -> &Store {
        self.shared.store()
    }
}

impl Shared {
    fn store(&self) -> &Store {
        self.door.store()
    }

    /// Says whether the next save will find room. Asks the shell: no lock may be held.
    fn storage(&self) -> StorageState {
        StorageState::of(self.space.free())
    }
}

/// Locks; a thread that panicked while it held the lock leaves nothing half done in it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
