//! Second factors: what a person has, how one is added, shown and taken away.

use outrider_model::id::{OrganisationId, PersonId};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::policy::{self, is_second};
use super::registrar::Registrar;
use super::secret::Secret;
use super::session::Caller;
use super::{recovery, totp};
use crate::audit::Action;
use crate::error::ServerError;
use crate::store::{Credential, CredentialKind};

/// The longest name of a factor.
const NAME: usize = 80;

/// A second factor, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Factor {
    /// Names it.
    pub id: Uuid,
    /// What it is.
    pub kind: CredentialKind,
    /// What its owner calls it.
    pub name: String,
    /// When it was added, microseconds since 1970 (UTC).
    pub made: i64,
    /// When it was last used.
    #[schema(required)]
    pub used: Option<i64>,
}

/// Returns what a person can show after the password, by its word; nothing where he has no second
/// factor.
pub(super) fn to_show(credentials: &[Credential]) -> Vec<CredentialKind> {
    let second = credentials.iter().filter(|one| is_second(one));
    let mut kinds: Vec<CredentialKind> = second.map(|one| one.kind.clone()).collect();
    if kinds.is_empty() {
        return kinds;
    }
    kinds.extend(
        credentials
            .iter()
            .filter(|one| one.kind == CredentialKind::Recovery && recovery::left(one) > 0)
            .map(|one| one.kind.clone()),
    );
    kinds.sort();
    kinds.dedup();
    kinds
}

impl Registrar<'_> {
    /// Returns a person's second factors, and how many recovery codes are left.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read.
    pub fn factors(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<(Vec<Factor>, usize), ServerError> {
        let credentials = self.store.credentials(organisation, person)?;
        let codes = credentials
            .iter()
            .filter(|one| one.kind == CredentialKind::Recovery);
        let left = codes.map(recovery::left).sum();
        let second = credentials.into_iter().filter(is_second);
        let factors = second.map(|one| Factor {
            id: one.id,
            kind: one.kind,
            name: one.name,
            made: one.made,
            used: one.used,
        });
        Ok((factors.collect(), left))
    }

    /// Checks a code of an authenticator or a recovery code, and uses it up.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; the code is then not used.
    pub fn shows_code(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        code: &str,
    ) -> Result<bool, ServerError> {
        let credentials = self.store.credentials(organisation, person)?;
        if !credentials.iter().any(is_second) {
            return Ok(false);
        }
        if !totp::is_code(code) {
            return self.spend_recovery_code(organisation, &credentials, code);
        }
        for credential in credentials.iter().filter(|one| totp::is_confirmed(one)) {
            if self.uses_step(organisation, credential, code)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Does what follows from a new second factor: the rule of the organisation, the audit line, and
    /// recovery codes for whoever has none. They are to be shown once.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; the factor then stands.
    pub fn added_factor(
        &self,
        caller: &Caller,
        kind: &CredentialKind,
    ) -> Result<Option<Vec<Secret>>, ServerError> {
        let (organisation, person) = (caller.organisation, caller.person);
        self.begin_rule(organisation, person)?;
        let note = caller.note(Action::FactorAdded);
        self.note(organisation, &note.saying(json!({ "kind": kind })))?;
        let (_, left) = self.factors(organisation, person)?;
        if left > 0 {
            return Ok(None);
        }
        self.make_recovery_codes(organisation, person).map(Some)
    }

    /// Takes a second factor away.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] when the caller has none of this name, [`ServerError::Conflict`]
    /// when it is the last one of somebody who has to have one.
    pub fn remove_factor(&self, caller: &Caller, id: Uuid) -> Result<(), ServerError> {
        let (organisation, person) = (caller.organisation, caller.person);
        let credentials = self.store.credentials(organisation, person)?;
        let second: Vec<&Credential> = credentials.iter().filter(|one| is_second(one)).collect();
        let found = second.iter().find(|one| one.id == id);
        let kind = found.ok_or(ServerError::NotFound)?.kind.clone();
        let is_last = second.len() == 1;
        if is_last && policy::must_have_factor(self.store, organisation, &caller.role)? {
            let why = "your organisation asks for a second factor: add another one first";
            return Err(ServerError::Conflict(why.to_owned()));
        }
        self.store.remove_credential(organisation, person, id)?;
        if is_last {
            // Without a factor to stand in for, recovery codes would be one.
            self.forget(organisation, person, |one| {
                one.kind == CredentialKind::Recovery
            })?;
        }
        let note = caller.note(Action::FactorRemoved);
        self.note(organisation, &note.saying(json!({ "kind": kind })))
    }

    /// Makes new recovery codes for whoever has a second factor; the earlier ones are void.
    ///
    /// # Errors
    /// [`ServerError::Conflict`] for somebody without a second factor.
    pub fn renew_recovery_codes(&self, caller: &Caller) -> Result<Vec<Secret>, ServerError> {
        let (organisation, person) = (caller.organisation, caller.person);
        let (factors, _) = self.factors(organisation, person)?;
        if factors.is_empty() {
            let why = "there is no second factor that recovery codes could stand in for";
            return Err(ServerError::Conflict(why.to_owned()));
        }
        let codes = self.make_recovery_codes(organisation, person)?;
        let note = caller.note(Action::FactorAdded);
        let note = note.saying(json!({ "kind": CredentialKind::Recovery }));
        self.note(organisation, &note)?;
        Ok(codes)
    }

    /// Removes a person's credentials as far as they are meant.
    pub(super) fn forget(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        is_meant: impl Fn(&Credential) -> bool,
    ) -> Result<(), ServerError> {
        for one in self.store.credentials(organisation, person)? {
            if is_meant(&one) {
                self.store.remove_credential(organisation, person, one.id)?;
            }
        }
        Ok(())
    }
}

/// Takes a name as somebody typed it.
pub(super) fn plain(name: &str) -> String {
    let signs = name.trim().chars().filter(|sign| !sign.is_control());
    signs.take(NAME).collect()
}
