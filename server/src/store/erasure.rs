//! What is forgotten of people, and of times long past.

use outrider_model::id::{OrganisationId, PersonId};

use super::StoreError;

/// Forgets what is no record: records are emptied through ingest, by changes.
pub trait Erasure {
    /// Removes a person's login, sessions, credentials, tickets, families, parcels and changes in
    /// quarantine.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; all then stands.
    fn forget_access(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<(), StoreError>;

    /// Removes sessions, tickets, families and parcels that ended before a moment. Returns how many.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; all then stand.
    fn sweep_access(&self, organisation: OrganisationId, before: i64) -> Result<usize, StoreError>;

    /// Makes the database give up the pages of what was forgotten, its log included. Others may
    /// write meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it could not; what was forgotten stays forgotten.
    fn scrub(&self) -> Result<(), StoreError>;
}
