//! A copy of the profile's file as it was, before it is brought up to this version.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::error::{Error, Result};

/// What the name of a copy goes on with, behind that of the file.
const MARK: &str = ".before-";

/// Copies the file beside itself as `NAME.before-N`, for the version `N` that is to come; the copy
/// is on the disk when this returns. Copies of earlier versions go: a phone has little room.
///
/// # Errors
/// [`Error::StorageFull`] or [`Error::StorageFailed`] when no whole copy could be made; no part of
/// one is then left, and the database is as it was.
pub(super) fn before(connection: &Connection, file: &Path, next: i64) -> Result<()> {
    let copy = with(file, &format!("{MARK}{next}"));
    let part = with(file, &format!("{MARK}{next}.part"));
    // A part of an attempt that was cut off; one that was never made is no error.
    let _left = fs::remove_file(&part);
    let made = write(connection, &part).and_then(|()| {
        fs::rename(&part, &copy).map_err(|why| failed(&why))?;
        sync_folder(file)
    });
    if made.is_err() {
        let _left = fs::remove_file(&part);
        return made;
    }
    forget_others(file, &copy);
    Ok(())
}

fn write(connection: &Connection, part: &Path) -> Result<()> {
    connection.execute("VACUUM INTO ?1", [part.to_string_lossy()])?;
    let written = File::open(part).and_then(|part| part.sync_all());
    written.map_err(|why| failed(&why))
}

/// Removes the copies of earlier versions; one that stays does no harm.
fn forget_others(file: &Path, copy: &Path) {
    for path in copies(file) {
        if path != copy {
            let _stays = fs::remove_file(path);
        }
    }
}

/// Returns the copies that stand beside a file.
pub(super) fn copies(file: &Path) -> Vec<PathBuf> {
    let begin = with(file, MARK);
    let begin = begin.as_os_str().as_encoded_bytes();
    let entries = file.parent().and_then(|folder| fs::read_dir(folder).ok());
    let paths = entries.into_iter().flatten().flatten();
    let paths = paths.map(|entry| entry.path());
    paths
        .filter(|path| path.as_os_str().as_encoded_bytes().starts_with(begin))
        .collect()
}

fn with(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

#[cfg(unix)]
pub(super) fn sync_folder(file: &Path) -> Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(|why| failed(&why))
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> Result<()> {
    Ok(())
}

fn failed(error: &io::Error) -> Error {
    if error.kind() == io::ErrorKind::StorageFull {
        Error::StorageFull
    } else {
        Error::StorageFailed(error.kind().to_string())
    }
}
