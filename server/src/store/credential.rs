//! Second factors, passkeys and ties to other sign-ins: what proves who somebody is, beside a
//! password.

use outrider_model::id::{OrganisationId, PersonId};
use uuid::Uuid;

use super::StoreError;

outrider_model::words! {
    /// What a credential is.
    pub enum CredentialKind {
        /// A shared secret that shows six digits by the clock (RFC 6238).
        Totp = "totp",
        /// A key pair of WebAuthn.
        Passkey = "passkey",
        /// The one-time codes for the day on which everything else is lost.
        Recovery = "recovery",
        /// A subject of the organisation's OpenID provider.
        OpenId = "openid",
    }
}

/// One way in which a person proves who he is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Names it.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// What it is.
    pub kind: CredentialKind,
    /// What its owner calls it.
    pub name: String,
    /// By what it is found, unique in its kind: a passkey's id, a provider's subject. Else its id.
    pub handle: Vec<u8>,
    /// What proves it, as JSON; its form is that of the kind.
    pub data: String,
    /// When it was made, microseconds since 1970 (UTC).
    pub made: i64,
    /// When it was last used.
    pub used: Option<i64>,
}

/// Keeps credentials.
pub trait Credentials {
    /// Stores a credential in place of one of the same id.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when another one of its kind has the handle; nothing is then stored.
    fn save_credential(
        &self,
        organisation: OrganisationId,
        credential: &Credential,
    ) -> Result<(), StoreError>;

    /// Returns a person's credentials, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`] when they cannot be read.
    fn credentials(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<Vec<Credential>, StoreError>;

    /// Finds a credential by its handle.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn credential(
        &self,
        organisation: OrganisationId,
        kind: &CredentialKind,
        handle: &[u8],
    ) -> Result<Option<Credential>, StoreError>;

    /// Notes a use, with what the use changed: of two who saw the same data, one succeeds.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; the use then does not count.
    fn use_credential(
        &self,
        organisation: OrganisationId,
        seen: &Credential,
        data: &str,
        now: i64,
    ) -> Result<bool, StoreError>;

    /// Removes a person's credential; says whether it was there.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; it then stands.
    fn remove_credential(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        id: Uuid,
    ) -> Result<bool, StoreError>;
}
