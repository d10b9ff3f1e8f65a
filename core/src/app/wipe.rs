//! The end of a phone's content, on somebody's word: first what is typed and what waits is sent, then
//! the server is told, then everything is destroyed but who had asked for it.
//!
//! It waits for nobody: a lost phone is in other hands. What the server has refused and what it takes
//! later only is lost with it.

use outrider_model::record::Kind;
use outrider_model::wire::WipedRequest;

use crate::error::Result;
use crate::keystore::Keystore;
use crate::query;
use crate::store::{self, StoreConfig, Wiped};
use crate::sync::{Failure, Status};

use super::seal::{self, DATABASE};
use super::tokens::{KEYS, OLDER, SESSION};
use super::{App, Config, LookAgain, Shared, lock};

/// Stands in the key store while a profile is being destroyed: what is left of it goes at the next
/// opening.
const WIPE: &str = "wipe";

impl App {
    /// Gives up a profile that cannot be opened any more, its key being gone: destroys what is left
    /// of it, so that the next opening begins with an empty one.
    ///
    /// # Errors
    /// [`crate::error::Error::Keystore`] and what the disk does; the next opening then goes on with
    /// it.
    pub fn give_up(config: &Config) -> Result<()> {
        config.keystore.put(WIPE, "begun")?;
        finish(config, &StoreConfig::new(&config.folder))
    }
}

impl Shared {
    /// Says whether somebody asked for this phone's content to be destroyed.
    pub(super) fn is_to_be_wiped(&self) -> Result<bool> {
        let asked = self.store().read(query::wipe_asked)?;
        Ok(asked.is_some())
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
        let by = self.store().read(query::wiper).ok().flatten();
        self.destroy().map_err(|_| Failure::Store)?;
        let wiped = Wiped {
            by,
            at: self.clock.wall(),
            lost: u64::from(unsent),
        };
        // The phone is empty; that it cannot say why mends nothing.
        let _ = self.write(|writing| writing.note_wiped(&wiped));
        Ok(())
    }

    pub(super) fn destroy(&self) -> Result<()> {
        self.keystore.put(WIPE, "begun")?;
        self.relink(None);
        destroy_keys(&*self.keystore)?;
        let key = seal::another(&*self.rng);
        self.store().destroy(key.clone())?;
        self.blobs.clear()?;
        self.forget_usage();
        if let Some(key) = key {
            self.keystore.put(DATABASE, key.as_text())?;
        }
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
    keystore.remove(DATABASE)?;
    keystore.remove(SESSION)?;
    keystore.remove(OLDER)?;
    KEYS.iter().try_for_each(|key| keystore.remove_key(key))
}
