//! What a profile is opened with.

use std::sync::Arc;

use outrider_core::app::Config;
use outrider_core::transport::HttpNetwork;

use crate::seams;
use crate::seams::Background;
use crate::seams::DeviceClock;
use crate::seams::FreeSpace;
use crate::seams::SecretStore;

/// What a profile is opened with; what is left out is done by the operating system and the folder.
#[derive(uniffi::Record)]
pub struct PhoneConfig {
    /// The profile's folder; it is made when it is missing.
    pub folder: String,
    /// What the owner calls the device.
    pub device_name: String,
    /// The IANA name of the zone that the device is in.
    pub zone: String,
    /// Where secrets stand: the hardware's key store. Left out, they are files in the folder.
    #[uniffi(default = None)]
    pub secrets: Option<Arc<dyn SecretStore>>,
    /// What time it is. Left out, the operating system's.
    #[uniffi(default = None)]
    pub clock: Option<Arc<dyn DeviceClock>>,
    /// How much room is left on the disk. Left out, nobody knows.
    #[uniffi(default = None)]
    pub space: Option<Arc<dyn FreeSpace>>,
    /// What wakes the app in the background. Left out, nothing does.
    #[uniffi(default = None)]
    pub background: Option<Arc<dyn Background>>,
    /// Root certificates in DER that are trusted in place of the platform's; none for the platform's.
    #[uniffi(default = [])]
    pub roots: Vec<Vec<u8>>,
}

impl From<PhoneConfig> for Config {
    fn from(config: PhoneConfig) -> Config {
        let mut inner = Config::new(config.folder, &config.zone);
        inner.device_name = config.device_name;
        if let Some(secrets) = config.secrets {
            inner.keystore = Arc::new(seams::Keys(secrets));
        }
        if let Some(clock) = config.clock {
            inner.clock = Arc::new(seams::Ticks::of(clock, &config.zone));
        }
        if let Some(space) = config.space {
            inner.space = Arc::new(seams::Room(space));
        }
        if let Some(background) = config.background {
            inner.background = Arc::new(seams::Sleep(background));
        }
        inner.network = Arc::new(HttpNetwork::trusting(config.roots));
        inner
    }
}
