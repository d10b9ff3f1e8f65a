//! How long positions stay precise.

use outrider_model::id::OrganisationId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::ServerError;
use crate::store::{Store, StoreError};

/// The setting's name.
const NAME: &str = "retention";
/// The longest time that positions may stay precise.
const LONGEST: u32 = 3650;

/// How long what is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Retention {
    /// After how many days positions are made coarse.
    pub positions_days: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Retention { positions_days: 90 }
    }
}

/// Reads how long an organisation keeps positions precise.
///
/// # Errors
/// [`StoreError`] when it cannot be read.
pub fn retention(store: &dyn Store, organisation: OrganisationId) -> Result<Retention, StoreError> {
    let stored = store.setting(organisation, NAME)?;
    match stored.as_deref().map(serde_json::from_str) {
        None => Ok(Retention::default()),
        Some(Ok(retention)) => Ok(retention),
        Some(Err(error)) => Err(StoreError::Broken(format!("a setting: {error}"))),
    }
}

/// Sets how long an organisation keeps positions precise. What was made coarse stays coarse.
///
/// # Errors
/// [`ServerError::Invalid`] outside of 1 to 3650 days; the earlier setting then stands.
pub fn set_retention(
    store: &dyn Store,
    organisation: OrganisationId,
    retention: Retention,
) -> Result<(), ServerError> {
    if !(1..=LONGEST).contains(&retention.positions_days) {
        return Err(ServerError::invalid(
            "positions_days",
            "positions stay precise for 1 to 3650 days",
        ));
    }
    let written = serde_json::to_string(&retention).map_err(ServerError::internal)?;
    Ok(store.save_setting(organisation, NAME, Some(&written))?)
}
