//! Sealed parcels on their way from an old phone to a new one. The server cannot open them.

use outrider_model::id::{OrganisationId, PersonId};
use uuid::Uuid;

use super::StoreError;

/// A sealed parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// In which organisation.
    pub organisation: OrganisationId,
    /// Names it.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// What only the two phones can read.
    pub sealed: Vec<u8>,
    /// Until when it is kept, microseconds since 1970 (UTC).
    pub expires: i64,
    /// When the new phone said that it holds everything.
    pub taken: Option<i64>,
}

/// Keeps parcels.
pub trait Parcels {
    /// Stores a parcel in place of one of the same id and person.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when somebody else's has the id; nothing is then stored.
    fn save_parcel(&self, parcel: &Parcel) -> Result<(), StoreError>;

    /// Finds a person's parcel.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn parcel(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        id: Uuid,
        now: i64,
    ) -> Result<Option<Parcel>, StoreError>;

    /// Notes that a parcel was taken, and empties it; says whether it was there.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; it then waits as before.
    fn take_parcel(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        id: Uuid,
        now: i64,
    ) -> Result<bool, StoreError>;
}
