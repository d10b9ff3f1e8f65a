//! What the person chose for this phone alone.

use crate::error::Result;
use crate::query::LocationMode;

use super::App;

impl App {
    /// Returns how closely the way on duty is followed.
    ///
    /// # Errors
    /// Those of storage.
    pub fn location_mode(&self) -> Result<LocationMode> {
        self.store().read(|reader| reader.location_mode())
    }

    /// Chooses how closely the way on duty is followed, from the next point on. It stays on this
    /// phone.
    ///
    /// # Errors
    /// Those of storage; the choice of before then stands.
    pub fn set_location_mode(&self, mode: LocationMode) -> Result<()> {
        self.shared.write(|writing| writing.set_location_mode(mode))
    }
}
