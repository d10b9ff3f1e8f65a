//! Secrets: the session's token and, later, the key of the database.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use crate::error::{Error, Result};

/// Where secrets stand. On phones it is the hardware's key store, handed in by the shell.
pub trait Keystore: Send + Sync {
    /// Returns a secret, or nothing when there is none of that name.
    ///
    /// # Errors
    /// [`Error::Keystore`] when the store cannot be read.
    fn get(&self, name: &str) -> Result<Option<String>>;

    /// Keeps a secret in place of an earlier one.
    ///
    /// # Errors
    /// [`Error::Keystore`] when it cannot be kept; the earlier one then stands.
    fn put(&self, name: &str, secret: &str) -> Result<()>;

    /// Forgets a secret; one that is not there is no error.
    ///
    /// # Errors
    /// [`Error::Keystore`] when it cannot be forgotten.
    fn remove(&self, name: &str) -> Result<()>;
}

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
        let path = self.path(name)?;
        fs::create_dir_all(&self.folder).map_err(|error| failed(&error))?;
        let beside = path.with_extension("new");
        write_private(&beside, secret.as_bytes()).map_err(|error| failed(&error))?;
        fs::rename(&beside, &path).map_err(|error| failed(&error))
    }

    fn remove(&self, name: &str) -> Result<()> {
        match fs::remove_file(self.path(name)?) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(failed(&error)),
        }
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
    fn a_name_that_leads_elsewhere_is_refused() {
        let keys = FolderKeystore::new("keys");
        assert!(keys.get("../token").is_err());
        assert!(keys.put("", "a").is_err());
    }
}
