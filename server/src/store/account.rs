//! Who may sign in, and with what: none of it is a record, none of it ever leaves the server.

use outrider_model::id::{DeviceId, OrganisationId, PersonId};
use outrider_model::record::DeviceKind;

use super::StoreError;

/// How a person signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Whose.
    pub person: PersonId,
    /// The name or address typed at sign-in, in lower case; unique in the organisation.
    pub login: String,
    /// The argon2id hash as a PHC string; empty for one that signs in otherwise.
    pub password: String,
    /// Where letters reach the person; empty where that is not known.
    pub email: String,
}

/// A session; the token itself is nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// In which organisation.
    pub organisation: OrganisationId,
    /// The SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// Whose.
    pub person: PersonId,
    /// The device that writes in it.
    pub device: DeviceId,
    /// What that device is.
    pub kind: DeviceKind,
    /// What its owner reads in the list of sessions.
    pub name: String,
    /// What it may do; none for everything that its person may.
    pub scopes: Option<String>,
    /// When it began, microseconds since 1970 (UTC).
    pub opened: i64,
    /// When it ends.
    pub expires: i64,
    /// When it was ended before its time.
    pub revoked: Option<i64>,
}

/// When a device was last seen, and how far it had come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceSeen {
    /// Which.
    pub device: DeviceId,
    /// Whose.
    pub person: PersonId,
    /// What it is.
    pub kind: DeviceKind,
    /// Its last whole sync, microseconds since 1970 (UTC); none before the first.
    pub last_sync: Option<i64>,
    /// The sequence up to which it had applied the feed then.
    pub seq: u64,
    /// How often one of its numbers came with two changes: a copied or put-back phone.
    pub forks: u64,
    /// How much waited on it unsent, as it last said.
    pub waiting: u64,
}

/// Keeps logins, sessions and devices.
pub trait Accounts {
    /// Stores or replaces a person's login.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when another person has this login; the old one then stands.
    fn save_account(
        &self,
        organisation: OrganisationId,
        account: &Account,
    ) -> Result<(), StoreError>;

    /// Finds a login, which is compared in lower case.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn account(
        &self,
        organisation: OrganisationId,
        login: &str,
    ) -> Result<Option<Account>, StoreError>;

    /// Returns every login of an organisation, by login.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn accounts(&self, organisation: OrganisationId) -> Result<Vec<Account>, StoreError>;

    /// Stores a new session.
    ///
    /// # Errors
    /// [`StoreError::Taken`] for a token that exists; nothing is then stored.
    fn open_session(&self, session: &Session) -> Result<(), StoreError>;

    /// Stores a new session in place of all others of its device, which are then as if they had
    /// never been.
    ///
    /// # Errors
    /// [`StoreError::Taken`] for a token that exists; the others then stand.
    fn replace_sessions(&self, session: &Session) -> Result<(), StoreError>;

    /// Finds a session by its token's hash, ended or not.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn session(
        &self,
        organisation: OrganisationId,
        token_hash: &[u8; 32],
    ) -> Result<Option<Session>, StoreError>;

    /// Returns the sessions of an organisation that have not ended, by person and token hash.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn sessions(&self, organisation: OrganisationId, now: i64) -> Result<Vec<Session>, StoreError>;

    /// Ends one session.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; the session then stands.
    fn end_session(
        &self,
        organisation: OrganisationId,
        token_hash: &[u8; 32],
        now: i64,
    ) -> Result<(), StoreError>;

    /// Ends every session of a person, of one device or of all. Returns how many ended.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; all then stand.
    fn end_sessions(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        device: Option<DeviceId>,
        now: i64,
    ) -> Result<usize, StoreError>;

    /// Notes when devices were last seen; `forks` is left as it is.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written.
    fn saw(&self, organisation: OrganisationId, seen: &[DeviceSeen]) -> Result<(), StoreError>;

    /// Returns every device that was ever seen, by person and device.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn devices(&self, organisation: OrganisationId) -> Result<Vec<DeviceSeen>, StoreError>;
}
