//! Small facts about the profile, each a JSON value under a name.

use outrider_model::id::{DeviceId, OrganisationId, PersonId};
use rusqlite::{Connection, OptionalExtension as _};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

pub(super) const PROFILE: &str = "profile";
pub(super) const SERVER_TIME: &str = "server_time";
pub(super) const LOADING: &str = "loading";
pub(super) const FORMER: &str = "former";
pub(super) const WIPED: &str = "wiped";
pub(super) const HANDED: &str = "handed_over";
pub(super) const USAGE: &str = "usage";
pub(super) const LOCATION_MODE: &str = "location_mode";

/// Whose phone this is, and where its server stands. The token is not here but in the key store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Profile {
    /// The address of the server.
    pub server: String,
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// The person.
    pub person: PersonId,
    /// The person's name.
    pub person_name: String,
    /// The device, as the server calls it.
    pub device: DeviceId,
}

/// Why a profile is empty: somebody asked for this phone to be wiped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Wiped {
    /// The name of whoever asked for it; none where the phone did not hold it.
    pub by: Option<String>,
    /// When it was done, microseconds since 1970 (UTC).
    pub at: i64,
    /// How much was lost because it could not be sent.
    pub lost: u64,
}

pub(super) fn get<T: DeserializeOwned>(db: &Connection, name: &str) -> Result<Option<T>> {
    let value: Option<Vec<u8>> = db
        .prepare_cached("SELECT value FROM meta WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    value.map(|value| read(&value)).transpose()
}

pub(super) fn put(db: &Connection, name: &str, value: &impl Serialize) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO meta (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?
    .execute((name, write(value)?))?;
    Ok(())
}

pub(super) fn remove(db: &Connection, name: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM meta WHERE name = ?1")?
        .execute([name])?;
    Ok(())
}

/// Reads a value that Rust keeps as JSON in a cell.
pub(super) fn read<T: DeserializeOwned>(cell: &[u8]) -> Result<T> {
    serde_json::from_slice(cell).map_err(|error| Error::Malformed(error.into()))
}

/// Writes a value that Rust keeps as JSON in a cell.
pub(super) fn write(value: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(|error| Error::Malformed(error.into()))
}
