//! The facts of the enrolment.

use outrider_model::wire::FormerPhone;

use crate::error::Result;
use crate::store::{Profile, Reader, Wiped};

/// What the screen of the enrolment is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct EnrolmentFacts {
    /// Whose phone it is; none before it was enrolled.
    pub profile: Option<Profile>,
    /// What the device is called, once its record has arrived.
    pub device_name: Option<String>,
    /// How many changes are not on the server yet.
    pub waiting: u64,
    /// The person's phone before this one, while there is something to tell of it.
    pub former: Option<FormerPhone>,
    /// Why it is nobody's, where it was emptied from afar.
    pub wiped: Option<Wiped>,
}

/// Gathers the facts of the enrolment.
///
/// # Errors
/// Those of storage and of records.
pub fn enrolment(reader: &Reader<'_>, profile: Option<Profile>) -> Result<EnrolmentFacts> {
    let record = profile
        .as_ref()
        .map(|profile| reader.record(profile.device.into()))
        .transpose()?
        .flatten();
    let device = record
        .map(|record| record.read::<outrider_model::record::Device>())
        .transpose()?;
    let waiting = u64::try_from(reader.pending()?.len()).unwrap_or(u64::MAX);
    Ok(EnrolmentFacts {
        profile,
        device_name: device.map(|device| device.name),
        waiting,
        former: reader.former()?,
        wiped: reader.wiped()?,
    })
}
