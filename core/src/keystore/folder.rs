//! Secrets as files in a folder.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::{Keystore, SoftwareKey};
use crate::error::{Error, Result};

/// Secrets as files in a folder that only their owner may read: for desks and demos, which have
/// no key store.
#[derive(Clone, Debug)]
pub struct FolderKeystore {
    folder: PathBuf,
}

impl FolderKeystore {
    /// Keeps secrets in a folder, which is made with the first of them.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> FolderKeystore {
        FolderKeystore {
            folder: folder.into(),
        }
    }

    fn path(&self, name: &str) -> Result<PathBuf> {
        let is_plain = !name.is_empty()
            && name
                .chars()
                .all(|one| one.is_ascii_alphanumeric() || one == '_');
        if is_plain {
            Ok(self.folder.join(name))
        } else {
            Err(Error::Keystore("no such name".into()))
        }
    }
}

impl FolderKeystore {
    fn key_path(&self, name: &str) -> Result<PathBuf> {
        Ok(self.path(name)?.with_extension("p8"))
    }

    fn key(&self, name: &str) -> Result<Option<SoftwareKey>> {
        match fs::read(self.key_path(name)?) {
            Ok(bytes) => SoftwareKey::from_pkcs8(bytes).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }

    /// A secret stands under its name wholly or not at all, also after a power cut.
    fn keep(&self, path: PathBuf, secret: &[u8]) -> Result<()> {
        fs::create_dir_all(&self.folder).map_err(|error| failed(&error))?;
        let beside = path.with_extension("new");
        write_private(&beside, secret).map_err(|error| failed(&error))?;
        fs::rename(&beside, &path).map_err(|error| failed(&error))?;
        let folder = fs::File::open(&self.folder).and_then(|folder| folder.sync_all());
        folder.map_err(|error| failed(&error))
    }
}

fn failed(error: &std::io::Error) -> Error {
    Error::Keystore(error.kind().to_string())
}

impl Keystore for FolderKeystore {
    fn get(&self, name: &str) -> Result<Option<String>> {
        match fs::read_to_string(self.path(name)?) {
            Ok(secret) => Ok(Some(secret)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }

    fn put(&self, name: &str, secret: &str) -> Result<()> {
        self.keep(self.path(name)?, secret.as_bytes())
    }

    fn remove(&self, name: &str) -> Result<()> {
        forget(&self.path(name)?)
    }

    fn make_key(&self, name: &str) -> Result<()> {
        self.keep(self.key_path(name)?, SoftwareKey::generate()?.as_pkcs8())
    }

    fn public_key(&self, name: &str) -> Result<Option<Vec<u8>>> {
        Ok(self.key(name)?.map(|key| key.public_key().to_vec()))
    }

    fn sign(&self, name: &str, message: &[u8]) -> Result<Vec<u8>> {
        let key = self.key(name)?;
        let key = key.ok_or_else(|| Error::Keystore("no such key".into()))?;
        key.sign(message)
    }

    fn remove_key(&self, name: &str) -> Result<()> {
        forget(&self.key_path(name)?)
    }
}

fn forget(path: &std::path::Path) -> Result<()> {
    match fs::remove_file(path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(failed(&error)),
    }
}

fn write_private(path: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_comes_back_until_it_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let keys = FolderKeystore::new(folder.path().join("keys"));
        assert_eq!(keys.get("token").unwrap(), None);
        keys.put("token", "a").unwrap();
        keys.put("token", "b").unwrap();
        assert_eq!(keys.get("token").unwrap().as_deref(), Some("b"));
        keys.remove("token").unwrap();
        keys.remove("token").unwrap();
        assert_eq!(keys.get("token").unwrap(), None);
    }

    #[test]
    fn a_key_signs_until_it_is_destroyed_and_only_its_owner_may_read_it() {
        use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
        let folder = tempfile::tempdir().unwrap();
        let keys = FolderKeystore::new(folder.path());
        assert_eq!(keys.public_key("device").unwrap(), None);
        assert!(keys.sign("device", b"words").is_err());
        keys.make_key("device").unwrap();
        let public = keys.public_key("device").unwrap().unwrap();
        let proof = keys.sign("device", b"words").unwrap();
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &public);
        assert!(public.len() == 65 && key.verify(b"words", &proof).is_ok());
        assert!(key.verify(b"other words", &proof).is_err());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(folder.path().join("device.p8"))
                .unwrap()
                .permissions();
            assert_eq!(mode.mode() & 0o777, 0o600);
        }
        keys.make_key("device").unwrap();
        assert_ne!(keys.public_key("device").unwrap().unwrap(), public);
        keys.remove_key("device").unwrap();
        keys.remove_key("device").unwrap();
        assert_eq!(keys.public_key("device").unwrap(), None);
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_refused() {
        let keys = FolderKeystore::new("keys");
        assert!(keys.get("../token").is_err());
        assert!(keys.put("", "a").is_err());
    }
}
