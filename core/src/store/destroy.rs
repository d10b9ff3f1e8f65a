//! The end of everything that a profile holds.

use std::fs;
use std::io::ErrorKind;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use super::{DatabaseKey, Store, StoreConfig, Turn, backup, open, seal};
use crate::error::{Error, Result};

impl Store {
    /// Destroys the database with everything in it and goes on with an empty one, which is
    /// nobody's, under another key where it was sealed.
    ///
    /// # Errors
    /// [`Error::StorageFailed`] when a file cannot be removed; what is left is then still there.
    pub fn destroy(&self, key: Option<DatabaseKey>) -> Result<()> {
        let mut pass = self.writer.pass(Turn::Interactive);
        *pass.value = None;
        // Until the new one stands nobody opens anything: neither what goes nor what is half made.
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        self.lives.fetch_add(1, Ordering::SeqCst);
        readers.clear();
        destroy(&self.config())?;
        self.config
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .key = key;
        let (writer, reader) = open::open(&self.config())?;
        *pass.value = Some(writer);
        readers.push(reader);
        Ok(())
    }
}

/// Destroys the files of a database that nobody has open.
///
/// # Errors
/// [`Error::StorageFailed`] when one cannot be removed; the others may be gone.
pub(crate) fn destroy(config: &StoreConfig) -> Result<()> {
    seal::forget(config)?;
    let file = config.file();
    let beside = |suffix: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        name.into()
    };
    let ballast = config.folder.join("ballast");
    let all = [
        beside("-wal"),
        beside("-shm"),
        beside("-journal"),
        file.clone(),
        ballast,
    ];
    let copies = backup::copies(&file);
    all.iter()
        .chain(&copies)
        .try_for_each(|path| match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(Error::StorageFailed(error.kind().to_string()))
            }
            Ok(()) | Err(_) => Ok(()),
        })
}
