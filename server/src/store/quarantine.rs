//! Changes of people and phones that were revoked before they arrived: kept, not judged.

use outrider_model::id::{ChangeId, DeviceId, OrganisationId, PersonId};

use super::StoreError;

outrider_model::words! {
    /// What became of a change in quarantine.
    pub enum Custody {
        /// Nobody has looked at it.
        Waiting = "waiting",
        /// It was judged as its author's.
        Accepted = "accepted",
        /// It was looked at and left.
        Discarded = "discarded",
    }
}

/// A change in quarantine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detained {
    /// The change.
    pub change: ChangeId,
    /// Who wrote it: the session's person.
    pub author: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// When it arrived, microseconds since 1970 (UTC).
    pub received: i64,
    /// Its canonical bytes, as they came.
    pub bytes: Vec<u8>,
    /// What became of it.
    pub custody: Custody,
    /// Who decided.
    pub settled_by: Option<PersonId>,
    /// When.
    pub settled: Option<i64>,
}

/// Keeps changes in quarantine.
pub trait Quarantine {
    /// Stores changes; one that is there already stays as it is. Returns how many are new.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; none is then stored.
    fn quarantine(
        &self,
        organisation: OrganisationId,
        changes: &[Detained],
    ) -> Result<usize, StoreError>;

    /// Returns changes in quarantine in the order of their arrival, of one author or of all.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn quarantined(
        &self,
        organisation: OrganisationId,
        author: Option<PersonId>,
    ) -> Result<Vec<Detained>, StoreError>;

    /// Counts what waits in quarantine of one device, and its bytes.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn detained(
        &self,
        organisation: OrganisationId,
        device: DeviceId,
    ) -> Result<(u64, u64), StoreError>;

    /// Notes what became of changes that wait; returns those that did.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; all then wait.
    fn settle_quarantine(
        &self,
        organisation: OrganisationId,
        changes: &[ChangeId],
        custody: &Custody,
        by: PersonId,
        now: i64,
    ) -> Result<Vec<ChangeId>, StoreError>;

    /// Removes what arrived before a moment. Returns how many.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; all then stand.
    fn empty_quarantine(
        &self,
        organisation: OrganisationId,
        before: i64,
    ) -> Result<usize, StoreError>;
}
