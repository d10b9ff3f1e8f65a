//! The end of a phone's content, on somebody's word: first what waits is sent, then the server is
//! told, then everything is destroyed.

use outrider_model::record::{Device, Kind};
use outrider_model::wire::WipedRequest;

use crate::error::Result;
use crate::keystore::Keystore;
use crate::store::{self, StoreConfig};
use crate::sync::{Failure, Status};

use super::tokens::{KEYS, OLDER, SESSION};
use super::{Config, LookAgain, Shared, lock};

/// Stands in the key store while a profile is being destroyed: what is left of it goes at the next
/// opening.
const WIPE: &str = "wipe";

impl Shared {
    /// Says whether somebody asked for this phone's content to be destroyed.
    pub(super) fn is_to_be_wiped(&self) -> Result<bool> {
        let record = self.store().read(|reader| match reader.profile()? {
            Some(profile) => reader.record(profile.device.into()),
            None => Ok(None),
        })?;
        let device = record.map(|record| record.read::<Device>()).transpose()?;
        Ok(device.is_some_and(|device| device.wipe.is_some() && device.wiped.is_none()))
    }

    /// Leaves the receipt and destroys everything. A server that will not take the receipt has
    /// still given the word.
    pub(super) fn wipe(&self) -> std::result::Result<(), Failure> {
        let unsent = self.store().read(|reader| reader.unsent());
        let unsent = u32::try_from(unsent.map_err(|_| Failure::Store)?).unwrap_or(u32::MAX);
        match self.in_session(|session| session.wiped(&WipedRequest { unsent })) {
            Ok(()) | Err(Failure::Unauthenticated | Failure::Revoked { .. }) => {}
            Err(failure) => return Err(failure),
        }
        self.destroy().map_err(|_| Failure::Store)
    }

    pub(super) fn destroy(&self) -> Result<()> {
        self.keystore.put(WIPE, "begun")?;
        self.relink(None);
        destroy_keys(&*self.keystore)?;
        self.store().destroy()?;
        self.blobs.clear()?;
        self.keystore.remove(WIPE)?;
        *lock(&self.status) = Status {
            needs_sign_in: true,
            ..Status::default()
        };
        self.teller.tell(LookAgain {
            kinds: Kind::KNOWN.iter().cloned().collect(),
            drafts: true,
            sync: true,
        });
        Ok(())
    }
}

/// Destroys what a killed app has left of a profile that was to be destroyed.
pub(super) fn finish(config: &Config, files: &StoreConfig) -> Result<()> {
    if config.keystore.get(WIPE)?.is_none() {
        return Ok(());
    }
    destroy_keys(&*config.keystore)?;
    store::destroy(files)?;
    config.blobs.clear()?;
    config.keystore.remove(WIPE)
}

/// Without its keys nothing of what is left speaks for anybody.
fn destroy_keys(keystore: &dyn Keystore) -> Result<()> {
    keystore.remove(SESSION)?;
    keystore.remove(OLDER)?;
    KEYS.iter().try_for_each(|key| keystore.remove_key(key))
}
