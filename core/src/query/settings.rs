//! The facts of the settings.

use outrider_model::decide::Judge;
use outrider_model::record::{Device, Organisation, Person};

use super::{Moment, Names};
use crate::error::Result;
use crate::store::rows::Sizes;
use crate::store::{Profile, Reader};
use outrider_model::record::Kind;

/// What the screen of the settings is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingsFacts {
    /// As whom.
    pub judge: Judge,
    /// When.
    pub moment: Moment,
    /// Whose phone it is.
    pub profile: Profile,
    /// The person, once his record has arrived.
    pub person: Option<Person>,
    /// The organisation, once its record has arrived.
    pub organisation: Option<Organisation>,
    /// The device, once its record has arrived.
    pub device: Option<Device>,
    /// Kinds of activity, teams, reasons.
    pub names: Names,
    /// How much the phone holds.
    pub sizes: Sizes,
    /// How many changes are not on the server yet.
    pub waiting: u64,
}

/// Gathers the facts of the settings.
///
/// # Errors
/// Those of storage and of records.
pub fn settings(
    reader: &Reader<'_>,
    judge: Judge,
    moment: Moment,
    profile: Profile,
) -> Result<SettingsFacts> {
    let person = reader
        .record(profile.person.into())?
        .map(|record| record.read())
        .transpose()?;
    let device = reader
        .record(profile.device.into())?
        .map(|record| record.read())
        .transpose()?;
    let organisation = reader
        .small_records(&Kind::Organisation)?
        .first()
        .map(|record| record.read())
        .transpose()?;
    let waiting = u64::try_from(reader.pending()?.len()).unwrap_or(u64::MAX);
    let (names, sizes) = (Names::read(reader)?, reader.sizes()?);
    Ok(SettingsFacts {
        judge,
        moment,
        profile,
        person,
        organisation,
        device,
        names,
        sizes,
        waiting,
    })
}
