//! Attachments as files, named by their content.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::error::{Error, Result};

/// The SHA-256 of an attachment.
pub type BlobHash = [u8; 32];

/// Where attachments stand.
pub trait Blobs: Send + Sync {
    /// Keeps an attachment and returns its name; one that is there already is no error.
    ///
    /// # Errors
    /// [`Error::Blobs`] when it cannot be kept; nothing then stands under its name.
    fn put(&self, bytes: &[u8]) -> Result<BlobHash>;

    /// Returns an attachment, or nothing when it is not here.
    ///
    /// # Errors
    /// [`Error::Blobs`] when it cannot be read, or its content is not what its name says.
    fn get(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>>;

    /// Destroys every attachment.
    ///
    /// # Errors
    /// [`Error::Blobs`] when one cannot be destroyed; others may be gone.
    fn clear(&self) -> Result<()>;
}

/// Attachments in a folder.
#[derive(Clone, Debug)]
pub struct FolderBlobs {
    folder: PathBuf,
}

impl FolderBlobs {
    /// Keeps attachments in a folder, which is made with the first of them.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> FolderBlobs {
        FolderBlobs {
            folder: folder.into(),
        }
    }

    fn path(&self, hash: &BlobHash) -> PathBuf {
        let name: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        self.folder.join(name)
    }
}

fn failed(error: &std::io::Error) -> Error {
    Error::Blobs(error.kind().to_string())
}

impl Blobs for FolderBlobs {
    fn put(&self, bytes: &[u8]) -> Result<BlobHash> {
        let hash: BlobHash = Sha256::digest(bytes).into();
        let path = self.path(&hash);
        if path.exists() {
            return Ok(hash);
        }
        fs::create_dir_all(&self.folder).map_err(|error| failed(&error))?;
        write_whole(&path, bytes).map_err(|error| failed(&error))?;
        Ok(hash)
    }

    fn get(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>> {
        let bytes = match fs::read(self.path(hash)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(&error)),
        };
        if BlobHash::from(Sha256::digest(&bytes)) == *hash {
            Ok(Some(bytes))
        } else {
            Err(Error::Blobs("the content is not what the name says".into()))
        }
    }

    fn clear(&self) -> Result<()> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(failed(&error)),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

/// A file appears under its name only when all of it is on disk.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = path.with_extension("part");
    let mut file = fs::File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    match path.parent() {
        Some(folder) => fs::File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attachment_comes_back_by_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = FolderBlobs::new(folder.path().join("blobs"));
        let hash = blobs.put(b"a photo").unwrap();
        assert_eq!(blobs.put(b"a photo").unwrap(), hash);
        assert_eq!(
            blobs.get(&hash).unwrap().as_deref(),
            Some(b"a photo".as_slice())
        );
        assert_eq!(blobs.get(&[0; 32]).unwrap(), None);
    }

    #[test]
    fn a_damaged_attachment_is_not_handed_out() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = FolderBlobs::new(folder.path());
        let hash = blobs.put(b"a photo").unwrap();
        fs::write(blobs.path(&hash), b"a ph0to").unwrap();
        assert!(blobs.get(&hash).is_err());
    }
}
