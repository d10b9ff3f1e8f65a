//! A copy of the file as it was, before it is brought up to this version.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::super::StoreError;
use super::failed;
use super::migrate::schema;

/// What is being done when it fails.
const DOING: &str =
    "copying it aside before bringing it up to this version, which needs as much room again";

/// Copies a database of schema `found` beside itself, as `NAME.before-N` for the schema `N` that is
/// to come, in the place of an earlier such copy; the copy is on the disk when this returns.
///
/// # Errors
/// [`StoreError::Database`] when there is no room, or another fault; no part of a copy is then left
/// and the database is as it was.
pub(super) fn before(
    connection: &Connection,
    path: &Path,
    found: u32,
    next: u32,
) -> Result<PathBuf, StoreError> {
    let copy = named(path, &format!(".before-{next}"));
    let part = named(path, &format!(".before-{next}.part-{}", std::process::id()));
    let copied = write(connection, &part).and_then(|()| {
        // Somebody may have migrated meanwhile; then his copy stands, and is the right one.
        if schema(&open(&part)?)? == found {
            fs::rename(&part, &copy).map_err(unwritten)?;
        } else {
            fs::remove_file(&part).map_err(unwritten)?;
        }
        sync_folder(path)
    });
    if copied.is_err() {
        // What cannot be removed was perhaps never made.
        let _left = fs::remove_file(&part);
    }
    copied.map(|()| copy)
}

fn write(connection: &Connection, part: &Path) -> Result<(), StoreError> {
    connection
        .execute("VACUUM INTO ?1", [part.to_string_lossy()])
        .map_err(failed(DOING))?;
    File::open(part)
        .and_then(|file| file.sync_all())
        .map_err(unwritten)
}

fn open(part: &Path) -> Result<Connection, StoreError> {
    Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed(DOING))
}

fn named(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> Result<(), StoreError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(unwritten)
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<(), StoreError> {
    Ok(())
}

fn unwritten(error: io::Error) -> StoreError {
    StoreError::database(DOING, error)
}
