//! Who has to have a second factor. It is optional until the first admin has one; from then on every
//! manager and admin needs one, unless the organisation says otherwise.

use outrider_model::id::{OrganisationId, PersonId};
use outrider_model::record::Role;

use super::registrar::Registrar;
use crate::error::ServerError;
use crate::store::{Credential, CredentialKind, Store};

/// The setting's name.
const SETTING: &str = "second_factor";

outrider_model::words! {
    /// What an organisation asks of its managers and admins.
    pub enum SecondFactor {
        /// Whoever wants has one.
        Optional = "optional",
        /// Each has one, and can do nothing else before.
        Required = "required",
    }
}

/// Reads what an organisation asks for. A word that this version does not know asks for it.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn second_factor(
    store: &dyn Store,
    organisation: OrganisationId,
) -> Result<SecondFactor, ServerError> {
    let setting = store.setting(organisation, SETTING)?;
    let read = |text: &str| serde_json::from_str(text).map_err(ServerError::internal);
    let setting = setting.as_deref().map(read).transpose()?;
    Ok(setting.unwrap_or(SecondFactor::Optional))
}

/// Says whether people of a role have to have a second factor.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn must_have_factor(
    store: &dyn Store,
    organisation: OrganisationId,
    role: &Role,
) -> Result<bool, ServerError> {
    Ok(*role != Role::Rep && second_factor(store, organisation)? != SecondFactor::Optional)
}

/// Says whether a person has to set a second factor up before anything else.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn lacks_factor(
    store: &dyn Store,
    organisation: OrganisationId,
    person: PersonId,
    role: &Role,
) -> Result<bool, ServerError> {
    if !must_have_factor(store, organisation, role)? {
        return Ok(false);
    }
    let credentials = store.credentials(organisation, person)?;
    Ok(!credentials.iter().any(is_second))
}

/// Says whether a credential counts as a second factor: recovery codes alone do not, nor does one
/// that was never confirmed, nor another sign-in that takes the place of the password.
#[must_use]
pub fn is_second(credential: &Credential) -> bool {
    match credential.kind {
        CredentialKind::Totp => super::totp::is_confirmed(credential),
        CredentialKind::Passkey => true,
        CredentialKind::Recovery | CredentialKind::OpenId | CredentialKind::Unknown(_) => false,
    }
}

impl Registrar<'_> {
    /// Notes that a person has a second factor now: with the first admin's it becomes the rule,
    /// where the organisation has said nothing.
    pub(super) fn begin_rule(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<(), ServerError> {
        let is_said = self.store.setting(organisation, SETTING)?.is_some();
        if is_said || self.person(organisation, person)?.role != Role::Admin {
            return Ok(());
        }
        let required = serde_json::to_string(&SecondFactor::Required);
        let required = required.map_err(ServerError::internal)?;
        Ok(self
            .store
            .save_setting(organisation, SETTING, Some(&required))?)
    }
}
