//! As whom the person of this phone is judged.

use outrider_model::decide::Judge;
use outrider_model::stamp::Stamp;

use crate::error::{Error, Result};
use crate::store::Reader;

/// Returns the person of this phone with what he may do now.
///
/// # Errors
/// [`Error::NotEnrolled`] before enrolment; those of storage.
pub fn judge(reader: &Reader<'_>) -> Result<Judge> {
    let profile = reader.profile()?.ok_or(Error::NotEnrolled)?;
    let stamp = Stamp(reader.now()?);
    Ok(Judge {
        author: profile.person,
        device: profile.device,
        rights: reader.rights()?,
        stamp,
        authority: stamp,
    })
}
