//! What people do with their own way in: the password, the address, a new proof of who they are.

use outrider_model::id::PersonId;
use outrider_model::record::{DeviceKind, Role};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::email::is_address;
use super::factor::Factor;
use super::password;
use super::policy;
use super::registrar::Registrar;
use super::session::{self, Caller};
use super::sign_in::SignedIn;
use crate::audit::Action;
use crate::error::ServerError;
use crate::store::Account;

/// One's own way in, as one sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Own {
    /// The login; none for somebody who signs in otherwise.
    pub login: Option<String>,
    /// Where letters reach the person; may be empty.
    pub email: String,
    /// Whether there is a password.
    pub has_password: bool,
    /// Whether the organisation asks for a second factor of people in this role.
    pub must_have_factor: bool,
    /// The second factors.
    pub factors: Vec<Factor>,
    /// How many recovery codes are left.
    pub recovery_codes: usize,
}

/// What proves once more who somebody is: one of both.
#[derive(Clone, Deserialize, ToSchema)]
#[schema(as = NewProof)]
pub struct Proof {
    /// The password.
    #[serde(default)]
    pub password: Option<String>,
    /// A code of an authenticator, or a recovery code.
    #[serde(default)]
    pub code: Option<String>,
}

impl Registrar<'_> {
    /// Reads one's own way in.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read.
    pub fn own(&self, caller: &Caller) -> Result<Own, ServerError> {
        let (organisation, person) = (caller.organisation, caller.person);
        let account = self.account_of(organisation, person)?;
        let (factors, recovery_codes) = self.factors(organisation, person)?;
        let has_password = account.as_ref().is_some_and(|one| !one.password.is_empty());
        Ok(Own {
            has_password,
            must_have_factor: policy::must_have_factor(self.store, organisation, &caller.role)?,
            factors,
            recovery_codes,
            email: account
                .as_ref()
                .map(|one| one.email.clone())
                .unwrap_or_default(),
            login: account.map(|one| one.login),
        })
    }

    /// Takes a new proof of who somebody is: a new session in place of the one that asks, since a
    /// token that was seen before the proof must not gain by it.
    ///
    /// # Errors
    /// [`ServerError::Invalid`] for a wrong proof, which names its field; the session then stands.
    pub fn proves(
        &self,
        caller: &Caller,
        proof: &Proof,
        agent: &str,
    ) -> Result<SignedIn, ServerError> {
        let (organisation, person) = (caller.organisation, caller.person);
        match (&proof.password, &proof.code) {
            (Some(password), None) => {
                let account = self.account_of(organisation, person)?;
                if !is_right(account.as_ref(), password) {
                    return self.refused(caller, "password");
                }
            }
            (None, Some(code)) => {
                if !self.shows_code(organisation, person, code)? {
                    return self.refused(caller, "code");
                }
            }
            (Some(_), Some(_)) | (None, None) => {
                let why = "give the password or a code, and not both";
                return Err(ServerError::invalid("password", why));
            }
        }
        let now = self.seams.clock.wall();
        self.store.end_session(organisation, &caller.token, now)?;
        self.open_console(organisation, person, agent)
    }

    fn refused<T>(&self, caller: &Caller, field: &str) -> Result<T, ServerError> {
        let note = caller.note(Action::SignInFailed).to(caller.person);
        self.note(
            caller.organisation,
            &note.saying(json!({ "step": "again" })),
        )?;
        Err(ServerError::invalid(field, "that is not right"))
    }

    /// Changes one's own password by the old one. Other console sessions end.
    ///
    /// # Errors
    /// [`ServerError::Invalid`] for a wrong old or a weak new password; the old one then stands.
    pub fn change_password(
        &self,
        caller: &Caller,
        old: &str,
        new: &str,
    ) -> Result<(), ServerError> {
        let (organisation, person) = (caller.organisation, caller.person);
        let account = self.account_of(organisation, person)?;
        let is_right = is_right(account.as_ref(), old);
        let Some(account) = account.filter(|_| is_right) else {
            return self.refused(caller, "old");
        };
        let hashed = self.hash(organisation, person, &account.login, new);
        let password = hashed.map_err(|error| named(error, "new"))?;
        let account = Account {
            password,
            ..account
        };
        self.store.save_account(organisation, &account)?;
        let now = self.seams.clock.wall();
        session::end_console(self.store, organisation, person, Some(&caller.token), now)?;
        self.note(
            organisation,
            &caller.note(Action::PasswordChanged).to(person),
        )
    }

    /// Changes where letters reach oneself.
    ///
    /// # Errors
    /// [`ServerError::Invalid`] for what is no address, [`ServerError::Conflict`] for somebody
    /// without a login.
    pub fn change_email(&self, caller: &Caller, email: &str) -> Result<(), ServerError> {
        let (organisation, person) = (caller.organisation, caller.person);
        let email = admit_email(email)?;
        let account = self.account_of(organisation, person)?;
        let Some(account) = account else {
            let why = "the person has no login yet";
            return Err(ServerError::Conflict(why.to_owned()));
        };
        self.store
            .save_account(organisation, &Account { email, ..account })?;
        self.note(organisation, &caller.note(Action::EmailChanged).to(person))
    }

    /// Ends the session that asks.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; the session then stands.
    pub fn sign_out(&self, caller: &Caller) -> Result<(), ServerError> {
        let (organisation, now) = (caller.organisation, self.seams.clock.wall());
        self.store.end_session(organisation, &caller.token, now)?;
        if caller.kind == DeviceKind::Phone {
            let device = Some(caller.device);
            self.store
                .revoke_families(organisation, caller.person, device, now)?;
        }
        self.note(organisation, &caller.note(Action::SignOut))
    }

    /// Ends a session by the name it is listed under: one's own, for an admin anybody's. With a
    /// phone's session end the tokens that would bring the next one.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] for one that is not there, or not the caller's to see.
    pub fn end_one(&self, caller: &Caller, id: Uuid) -> Result<(), ServerError> {
        let (organisation, now) = (caller.organisation, self.seams.clock.wall());
        let all = self.store.sessions(organisation, now)?;
        let found = all.iter().find(|one| {
            let is_seen = caller.role == Role::Admin || one.person == caller.person;
            let is_listed = is_seen && one.kind != DeviceKind::Tool;
            is_listed && session::public_id(&one.token_hash) == id
        });
        let found = found.ok_or(ServerError::NotFound)?;
        self.store
            .end_session(organisation, &found.token_hash, now)?;
        if found.kind == DeviceKind::Phone {
            let device = Some(found.device);
            self.store
                .revoke_families(organisation, found.person, device, now)?;
        }
        let note = caller.note(Action::SessionEnded).to(found.person);
        self.note(organisation, &note.saying(json!({ "is": found.kind })))
    }

    /// Ends all console sessions of a person but the one that asks: one's own, for an admin those of
    /// anybody. Returns how many.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] for somebody who is not there, or not the caller's to see.
    pub fn end_others(
        &self,
        caller: &Caller,
        person: Option<PersonId>,
    ) -> Result<usize, ServerError> {
        let (organisation, now) = (caller.organisation, self.seams.clock.wall());
        let person = person.unwrap_or(caller.person);
        if person != caller.person && caller.role != Role::Admin {
            return Err(ServerError::NotFound);
        }
        self.person(organisation, person)?;
        let but = Some(&caller.token);
        let ended = session::end_console(self.store, organisation, person, but, now)?;
        let note = caller.note(Action::SessionEnded).to(person);
        self.note(organisation, &note.saying(json!({ "ended": ended })))?;
        Ok(ended)
    }
}

/// The same work with a password and without one.
fn is_right(account: Option<&Account>, password: &str) -> bool {
    let stored = account.map(|account| account.password.as_str());
    password::is_right(password, stored.filter(|hash| !hash.is_empty()))
}

/// Takes an address; an empty one is none.
pub(super) fn admit_email(email: &str) -> Result<String, ServerError> {
    let email = email.trim();
    if email.is_empty() || is_address(email) {
        Ok(email.to_owned())
    } else {
        Err(ServerError::invalid(
            "email",
            "this is no address of e-mail",
        ))
    }
}

/// Names the field of a request that a weak password stood in.
fn named(error: ServerError, field: &str) -> ServerError {
    match error {
        ServerError::Invalid { why, .. } => ServerError::invalid(field, why),
        other @ (ServerError::Busy
        | ServerError::Conflict(_)
        | ServerError::NotFound
        | ServerError::Internal(_)) => other,
    }
}
