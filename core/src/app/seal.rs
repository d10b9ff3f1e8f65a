//! The key of the database, where the app is built with a cipher: made before there is a database,
//! kept in the key store under its name, and the first thing that a wipe destroys.

use crate::error::{Error, Result};
use crate::rng::Rng;
use crate::store::{self, DatabaseKey, Found, StoreConfig};

use super::Config;

/// The name of the database's key in the key store.
pub(super) const DATABASE: &str = "database";

/// Whether databases are sealed: those of the apps' releases are.
const IS_SEALED: bool = cfg!(feature = "sqlcipher");

/// Returns the key of a profile's database, made now where there is nothing that needs an older
/// one; none in an app without a cipher.
pub(super) fn key(config: &Config, files: &StoreConfig) -> Result<Option<DatabaseKey>> {
    if !IS_SEALED {
        return Ok(None);
    }
    if let Some(kept) = config.keystore.get(DATABASE)? {
        let key = DatabaseKey::read(&kept).ok_or(Error::Sealed("what is kept is no key"))?;
        return Ok(Some(key));
    }
    if store::found(files)? == Found::Sealed {
        return Err(Error::Sealed("its key is gone"));
    }
    let key = DatabaseKey::make(&*config.rng);
    config.keystore.put(DATABASE, key.as_text())?;
    Ok(Some(key))
}

/// Makes the key of a database that is to take the place of a destroyed one.
pub(super) fn another(rng: &dyn Rng) -> Option<DatabaseKey> {
    IS_SEALED.then(|| DatabaseKey::make(rng))
}
