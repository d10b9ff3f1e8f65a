//! Settings of an organisation that are no record: they hold secrets, or are the server's alone.

use outrider_model::id::OrganisationId;

use super::StoreError;

/// Keeps settings by name.
pub trait Settings {
    /// Returns a setting, as JSON.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn setting(
        &self,
        organisation: OrganisationId,
        name: &str,
    ) -> Result<Option<String>, StoreError>;

    /// Stores a setting, or removes it.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; the earlier one then stands.
    fn save_setting(
        &self,
        organisation: OrganisationId,
        name: &str,
        value: Option<&str>,
    ) -> Result<(), StoreError>;
}
