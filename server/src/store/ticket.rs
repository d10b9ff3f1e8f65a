//! One-time secrets: enrolment codes, invitations, resets, steps of a sign-in. The secret itself is
//! nowhere.

use outrider_model::id::{OrganisationId, PersonId};

use super::StoreError;

outrider_model::words! {
    /// What a ticket is good for.
    pub enum Purpose {
        /// Enrolling a phone.
        Enrol = "enrol",
        /// Choosing the first password.
        Invite = "invite",
        /// Choosing a new password.
        Reset = "reset",
        /// Showing the second factor after the password.
        Factor = "factor",
        /// Answering a passkey's challenge.
        Challenge = "challenge",
        /// Coming back from an OpenID provider.
        OpenId = "openid",
        /// Fetching the session after coming back from one.
        Arrival = "arrival",
    }
}

/// A one-time secret, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// In which organisation.
    pub organisation: OrganisationId,
    /// The SHA-256 of the secret.
    pub hash: [u8; 32],
    /// What for.
    pub purpose: Purpose,
    /// For whom; none where that is not known yet.
    pub person: Option<PersonId>,
    /// What has to be remembered until it is spent, as JSON; may be empty.
    pub data: String,
    /// When it was made, microseconds since 1970 (UTC).
    pub made: i64,
    /// Until when it can be spent.
    pub expires: i64,
}

/// Keeps one-time secrets.
pub trait Tickets {
    /// Stores a ticket.
    ///
    /// # Errors
    /// [`StoreError::Taken`] for a secret that exists; nothing is then stored.
    fn save_ticket(&self, ticket: &Ticket) -> Result<(), StoreError>;

    /// Finds a ticket that can still be spent.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn ticket(
        &self,
        organisation: OrganisationId,
        purpose: &Purpose,
        hash: &[u8; 32],
        now: i64,
    ) -> Result<Option<Ticket>, StoreError>;

    /// Returns the tickets of a purpose that can still be spent, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`] when they cannot be read.
    fn tickets(
        &self,
        organisation: OrganisationId,
        purpose: &Purpose,
        now: i64,
    ) -> Result<Vec<Ticket>, StoreError>;

    /// Spends a ticket: of two who try, one gets it. None for one that was spent, is too old, is
    /// for something else or never was.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; it can then still be spent.
    fn spend_ticket(
        &self,
        organisation: OrganisationId,
        purpose: &Purpose,
        hash: &[u8; 32],
        now: i64,
    ) -> Result<Option<Ticket>, StoreError>;

    /// Voids a person's tickets, of one purpose or of all. Returns how many.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; all then stand.
    fn void_tickets(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        purpose: Option<&Purpose>,
    ) -> Result<usize, StoreError>;
}
