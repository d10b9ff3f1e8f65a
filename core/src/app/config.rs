//! What a profile is opened with.

use std::path::PathBuf;
use std::sync::Arc;

use crate::background::{Background, NoBackground};
use crate::blob::{Blobs, FolderBlobs};
use crate::clock::{Clock, SystemClock};
use crate::keystore::{FolderKeystore, Keystore};
use crate::rng::{Rng, SystemRng};
use crate::space::{Space, UnknownSpace};
use crate::sync::Pace;
use crate::transport::{HttpNetwork, Network};

/// What a profile is opened with; the shells hand in what only they have.
#[derive(Clone)]
pub struct Config {
    /// The profile's folder; it is made when it is missing.
    pub folder: PathBuf,
    /// The name of a SQLite VFS in place of the default one.
    pub vfs: Option<String>,
    /// What the owner calls the device.
    pub device_name: String,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Bytes that nobody can guess.
    pub rng: Arc<dyn Rng>,
    /// Ways to servers.
    pub network: Arc<dyn Network>,
    /// Where the session's token stands.
    pub keystore: Arc<dyn Keystore>,
    /// Where attachments stand.
    pub blobs: Arc<dyn Blobs>,
    /// How much room the disk has.
    pub space: Arc<dyn Space>,
    /// What wakes the app up while nobody looks at it.
    pub background: Arc<dyn Background>,
    /// How long the sync waits for what.
    pub pace: Pace,
}

impl Config {
    /// Opens a folder with the operating system's clock, randomness and network, and with secrets
    /// and attachments in the folder; a phone hands in its own key store.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>, zone: &str) -> Config {
        let folder = folder.into();
        Config {
            vfs: None,
            device_name: "phone".into(),
            clock: Arc::new(SystemClock::new(zone, &SystemRng)),
            rng: Arc::new(SystemRng),
            network: Arc::new(HttpNetwork::default()),
            keystore: Arc::new(FolderKeystore::new(folder.join("keys"))),
            blobs: Arc::new(FolderBlobs::new(folder.join("blobs"))),
            space: Arc::new(UnknownSpace),
            background: Arc::new(NoBackground),
            pace: Pace::default(),
            folder,
        }
    }
}
