//! A sealed database: every page of file and log is encrypted (SQLCipher) with a key that stands in
//! the key store alone.

use std::fmt;
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension as _};

use super::{StoreConfig, backup, open};
use crate::error::{Error, Result};
use crate::rng::Rng;

/// How many characters a key has as text: two for each of its 32 bytes.
const LENGTH: usize = 64;
/// With what every database begins that is not sealed.
const PLAIN: &[u8; 16] = b"SQLite format 3\0";

/// The key of a sealed database: 32 bytes in hexadecimal. It tells nobody what it is.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseKey(String);

impl DatabaseKey {
    /// Makes a new key.
    #[must_use]
    pub fn make(rng: &dyn Rng) -> DatabaseKey {
        let mut bytes = [0; LENGTH / 2];
        rng.fill(&mut bytes);
        DatabaseKey(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Reads a key as it was kept; none of what is no key.
    #[must_use]
    pub fn read(kept: &str) -> Option<DatabaseKey> {
        let is_key = kept.len() == LENGTH && kept.bytes().all(|one| one.is_ascii_hexdigit());
        is_key.then(|| DatabaseKey(kept.to_owned()))
    }

    /// Returns the key to be kept.
    #[must_use]
    pub fn as_text(&self) -> &str {
        &self.0
    }

    /// The key as SQLCipher takes one that needs no stretching.
    fn raw(&self) -> String {
        format!("x'{}'", self.0)
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DatabaseKey")
    }
}

/// What stands under the name of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing yet.
    Nothing,
    /// A database that is not sealed.
    Plain,
    /// Something else: a sealed one, as far as can be told without its key.
    Sealed,
}

/// Looks at the file while nobody has it open here: closing it would drop SQLite's locks on it.
pub(crate) fn found(config: &StoreConfig) -> Result<Found> {
    let mut file = match File::open(config.file()) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(failed(&error)),
    };
    let mut head = [0; PLAIN.len()];
    match file.read_exact(&mut head) {
        Ok(()) if head == *PLAIN => Ok(Found::Plain),
        Ok(()) => Ok(Found::Sealed),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(Found::Nothing),
        Err(error) => Err(failed(&error)),
    }
}

/// Puts the key in force, before anything else is said over a connection.
pub(super) fn unlock(connection: &Connection, key: &DatabaseKey) -> Result<()> {
    // What goes wrong here must not repeat the key.
    connection
        .execute_batch(&format!("PRAGMA key = \"{}\"", key.raw()))
        .map_err(|_| Error::Sealed("the key was not taken"))?;
    let cipher: Option<String> = connection
        .query_row("PRAGMA cipher_version", [], |row| row.get(0))
        .optional()?;
    // SQLite takes no notice of a key: everything would be written plainly.
    cipher.ok_or(Error::Sealed("this version of the app has no cipher"))?;
    let read = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    read.map_err(|error| {
        let error = Error::from(error);
        if matches!(error, Error::StorageDamaged(_)) {
            Error::Sealed("it does not open with this key")
        } else {
            error
        }
    })
}

/// Seals a plain database of an earlier version. Until the sealed one has taken its place as a
/// whole, the plain one stands; what is left of an attempt that was cut off is made anew.
pub(super) fn take_over(config: &StoreConfig, key: &DatabaseKey) -> Result<()> {
    let (file, part) = (config.file(), beside(config, ".sealing"));
    forget(config)?;
    let made = export(config, key, &part).and_then(|()| {
        let written = File::open(&part).and_then(|part| part.sync_all());
        written.map_err(|error| failed(&error))?;
        fs::rename(&part, &file).map_err(|error| failed(&error))?;
        backup::sync_folder(&file)
    });
    if made.is_err() {
        let _left = forget(config);
        return made;
    }
    // Older copies are plain too.
    for copy in backup::copies(&file) {
        fs::remove_file(copy).map_err(|error| failed(&error))?;
    }
    Ok(())
}

fn export(config: &StoreConfig, key: &DatabaseKey, part: &Path) -> Result<()> {
    let plain = open::bare(config)?;
    // The plain log is folded in and gone before the sealed file takes its place: its pages would
    // be read as some of that file's.
    let mode: String = plain.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    if mode != "delete" {
        return Err(Error::NotDurable("the plain log cannot be folded in"));
    }
    let version: i64 = plain.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    plain.execute(
        "ATTACH DATABASE ?1 AS sealed KEY ?2",
        [part.to_string_lossy().as_ref(), &key.raw()],
    )?;
    plain.query_row("SELECT sqlcipher_export('sealed')", [], |_| Ok(()))?;
    plain.pragma_update(Some("sealed"), "user_version", version)?;
    let is_whole: bool = plain.query_row(
        "SELECT (SELECT count(*) FROM main.sqlite_schema) = (SELECT count(*) FROM sealed.sqlite_schema)",
        [],
        |row| row.get(0),
    )?;
    plain.execute("DETACH DATABASE sealed", [])?;
    if is_whole {
        Ok(())
    } else {
        Err(Error::StorageFailed("not everything was sealed".to_owned()))
    }
}

/// Removes what is left of an attempt to seal.
pub(super) fn forget(config: &StoreConfig) -> Result<()> {
    for end in [".sealing", ".sealing-wal", ".sealing-journal"] {
        match fs::remove_file(beside(config, end)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(&error)),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

fn beside(config: &StoreConfig, end: &str) -> PathBuf {
    let mut name = config.file().into_os_string();
    name.push(end);
    PathBuf::from(name)
}

fn failed(error: &std::io::Error) -> Error {
    if error.kind() == ErrorKind::StorageFull {
        Error::StorageFull
    } else {
        Error::StorageFailed(error.kind().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::SeededRng;

    #[test]
    fn a_key_comes_back_as_it_was_kept_and_shows_itself_to_nobody() {
        let key = DatabaseKey::make(&SeededRng::new(1));
        assert_eq!(DatabaseKey::read(key.as_text()), Some(key.clone()));
        assert_ne!(key, DatabaseKey::make(&SeededRng::new(2)));
        assert!(!format!("{key:?}").contains(&key.as_text()[..4]));
        for no_key in ["", "x", &"g".repeat(LENGTH), &"a".repeat(LENGTH + 1)] {
            assert_eq!(DatabaseKey::read(no_key), None, "{no_key}");
        }
    }

    #[cfg(not(feature = "sqlcipher"))]
    #[test]
    fn where_there_is_no_cipher_a_key_is_refused_and_nothing_is_written_plainly() {
        let connection = Connection::open_in_memory().unwrap();
        let key = DatabaseKey::make(&SeededRng::new(1));
        assert!(matches!(unlock(&connection, &key), Err(Error::Sealed(_))));
    }
}
