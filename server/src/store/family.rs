//! Families of refresh tokens: one for each enrolled phone, bound to its key.

use outrider_model::id::{DeviceId, OrganisationId, PersonId};

use super::StoreError;

/// The refresh tokens of one phone. Only the newest and the one before it mean anything; neither
/// is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// In which organisation.
    pub organisation: OrganisationId,
    /// Which phone.
    pub device: DeviceId,
    /// Whose.
    pub person: PersonId,
    /// The phone's public key: an uncompressed point of P-256 (SEC 1).
    pub key: Vec<u8>,
    /// From what the next token is made; useless without the phone's key.
    pub seed: [u8; 32],
    /// How often it was rotated.
    pub generation: u64,
    /// The SHA-256 of the newest token.
    pub current: [u8; 32],
    /// The SHA-256 of the token before it, none after enrolment.
    pub previous: Option<[u8; 32]>,
    /// The SHA-256 of the nonce that came with the last rotation.
    pub nonce: Option<[u8; 32]>,
    /// When the family ends, whatever is rotated, microseconds since 1970 (UTC).
    pub expires: i64,
    /// When it was revoked.
    pub revoked: Option<i64>,
}

/// Keeps families of tokens.
pub trait Families {
    /// Stores a family in place of the phone's earlier one.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; the earlier one then stands.
    fn save_family(&self, family: &Family) -> Result<(), StoreError>;

    /// Finds a phone's family, revoked or not.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn family(
        &self,
        organisation: OrganisationId,
        device: DeviceId,
    ) -> Result<Option<Family>, StoreError>;

    /// Stores a rotated family where its generation is the one after the stored and none has
    /// revoked it; says whether it was so. Of two rotations at once, one succeeds.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; the stored one then stands.
    fn turn_family(&self, family: &Family) -> Result<bool, StoreError>;

    /// Revokes the families of a person, of one phone or of all. Returns how many.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; all then stand.
    fn revoke_families(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        device: Option<DeviceId>,
        now: i64,
    ) -> Result<usize, StoreError>;
}
