//! Signing in with a passkey: alone, or after the password.

use outrider_model::id::{OrganisationId, PersonId};

use super::{Answer, Created, Listed, PasskeyError, Passkeys, Wrong};
use crate::auth::registrar::Registrar;
use crate::auth::secret::Secret;
use crate::auth::session::Caller;
use crate::auth::sign_in::{SignedIn, Waiting};
use crate::error::ServerError;
use crate::store::CredentialKind;

/// A passkey that was made, and the recovery codes that come with the first factor.
pub type Added = (Listed, Option<Vec<Secret>>);

impl Registrar<'_> {
    /// Returns login and name of a person, as a browser shows them beside a passkey.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read.
    pub fn names(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<(String, String), ServerError> {
        let name = self.person(organisation, person)?.name;
        let login = self.account_of(organisation, person)?;
        Ok((
            login.map_or_else(|| name.clone(), |account| account.login),
            name,
        ))
    }

    /// Takes the passkey that a person's browser made, and does what follows from a new factor.
    ///
    /// # Errors
    /// As [`Passkeys::create`].
    pub fn add_passkey(
        &self,
        passkeys: &Passkeys<'_>,
        caller: &Caller,
        name: &str,
        created: &Created,
    ) -> Result<Added, PasskeyError> {
        let made = passkeys.create(caller.organisation, caller.person, name, created)?;
        let codes = self.added_factor(caller, &CredentialKind::Passkey)?;
        Ok((made, codes))
    }

    /// Signs a person in by a passkey alone, or answers nothing.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; there is then no session.
    pub fn enter_by_passkey(
        &self,
        passkeys: &Passkeys<'_>,
        answer: &Answer,
        agent: &str,
    ) -> Result<Option<SignedIn>, ServerError> {
        match passkeys.answer_alone(answer) {
            Ok((organisation, person)) if !self.person(organisation, person)?.revoked => {
                self.open_console(organisation, person, agent).map(Some)
            }
            Ok((organisation, person)) => {
                self.failed(organisation, Some(person), "passkey")?;
                Ok(None)
            }
            Err(PasskeyError::Wrong(_)) => {
                let named = passkeys
                    .challenged(answer)
                    .map(|one| self.organisation_of(&one));
                if let Some(organisation) = named.transpose()?.flatten() {
                    self.failed(organisation, None, "passkey")?;
                }
                Ok(None)
            }
            Err(PasskeyError::Failed(error)) => Err(error),
        }
    }

    /// Takes the second step of a sign-in by a passkey, or answers nothing for one that does not
    /// hold; the first step then stands for another try.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails.
    pub fn show_passkey(
        &self,
        passkeys: &Passkeys<'_>,
        (waiting, pending): (&Waiting, &Secret),
        answer: &Answer,
        agent: &str,
    ) -> Result<Option<SignedIn>, ServerError> {
        let (organisation, person) = (waiting.organisation, waiting.person);
        match passkeys.answer_second(organisation, person, answer) {
            Ok(()) => self.after_factor(waiting, pending, agent),
            Err(PasskeyError::Wrong(_)) => {
                self.failed(organisation, Some(person), "factor")?;
                Ok(None)
            }
            Err(PasskeyError::Failed(error)) => Err(error),
        }
    }
}

impl From<Wrong> for ServerError {
    fn from(why: Wrong) -> Self {
        ServerError::invalid("passkey", format_args!("it does not hold: {why}"))
    }
}
