//! What the person chose for this phone alone. It stays here: nothing of it is sent.

use serde::{Deserialize, Serialize};

use super::{Reader, Writing, meta};
use crate::error::Result;

/// How closely the way on duty is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum LocationMode {
    /// Not at all: a position is asked for at a check-in alone.
    CheckIn,
    /// A point a minute.
    #[default]
    Balanced,
    /// A point every quarter of a minute.
    Precise,
}

impl LocationMode {
    /// Every mode, the thriftiest first.
    pub const ALL: [LocationMode; 3] = [
        LocationMode::CheckIn,
        LocationMode::Balanced,
        LocationMode::Precise,
    ];

    /// Returns how many seconds points of the way are apart at least; none where there is no way.
    #[must_use]
    pub fn apart(self) -> Option<u32> {
        match self {
            LocationMode::CheckIn => None,
            LocationMode::Balanced => Some(60),
            LocationMode::Precise => Some(15),
        }
    }
}

impl Reader<'_> {
    /// Returns how closely the way on duty is followed.
    ///
    /// # Errors
    /// What the disk does.
    pub fn location_mode(&self) -> Result<LocationMode> {
        Ok(meta::get(self.db, meta::LOCATION_MODE)?.unwrap_or_default())
    }
}

impl Writing<'_> {
    /// Returns how closely the way on duty is followed.
    ///
    /// # Errors
    /// What the disk does.
    pub fn location_mode(&self) -> Result<LocationMode> {
        Ok(meta::get(self.db, meta::LOCATION_MODE)?.unwrap_or_default())
    }

    /// Chooses how closely the way on duty is followed.
    ///
    /// # Errors
    /// What the disk does; the choice of before then stands.
    pub fn set_location_mode(&mut self, mode: LocationMode) -> Result<()> {
        self.changed.cursor = true;
        meta::put(self.db, meta::LOCATION_MODE, &mode)
    }
}
