//! Whether this phone's content is to be destroyed, and on whose word.

use outrider_model::record::{Device, Wipe};

use crate::error::Result;
use crate::store::Reader;

/// Returns the word that stands; none where nobody has asked for it, or nobody is enrolled.
///
/// # Errors
/// Those of storage and of records.
pub fn wipe_asked(reader: &Reader<'_>) -> Result<Option<Wipe>> {
    let record = match reader.profile()? {
        Some(profile) => reader.record(profile.device.into())?,
        None => None,
    };
    let device = record.map(|record| record.read::<Device>()).transpose()?;
    Ok(device.and_then(|device| device.wipe.filter(|_| device.wiped.is_none())))
}

/// Returns the name of whoever asked for it, where this phone holds it.
///
/// # Errors
/// As [`wipe_asked`].
pub fn wiper(reader: &Reader<'_>) -> Result<Option<String>> {
    let Some(wipe) = wipe_asked(reader)? else {
        return Ok(None);
    };
    Ok(reader.person(wipe.asked_by)?.map(|person| person.name))
}
