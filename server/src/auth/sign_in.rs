//! Signing in, step by step: the password, the second factor of whoever has one, a session. All of it
//! blocks, on the store and on the hashing of passwords.

use outrider_model::change::{Body, DeviceEnrolled};
use outrider_model::id::{ChangeId, DeviceId, OrganisationId, PersonId, RecordId};
use outrider_model::record::{Device, DeviceKind, Person, Role};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::registrar::Registrar;
use super::scope::{Scope, Scopes};
use super::secret::Secret;
use super::session::{self, CONSOLE_LIFE, Opening};
use super::{factor, password, policy};
use crate::audit::{Action, Note};
use crate::error::ServerError;
use crate::ingest::Author;
use crate::store::{CredentialKind, Purpose, Query, Tenant, Ticket};

/// How long the second step may take, in microseconds.
pub const PENDING_LIFE: i64 = 10 * 60 * 1_000_000;

/// Who wants to sign in, or is to be able to.
#[derive(Clone, Deserialize, ToSchema)]
pub struct Credentials {
    /// The organisation's short name; may be left out where there is only one.
    #[serde(default)]
    pub organisation: String,
    /// The login, in any case.
    pub login: String,
    /// The password.
    pub password: String,
}

/// A console session.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SignedIn {
    /// The bearer token; none where a cookie bears it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// When it ends, microseconds since 1970 (UTC).
    pub expires: i64,
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its short name.
    pub slug: String,
    /// Who.
    pub person: PersonId,
    /// What the person is called.
    pub person_name: String,
    /// What the person may do.
    pub role: Role,
    /// The device in whose name this session writes.
    pub device: DeviceId,
    /// What the session is limited to: `factor` for somebody who has to set a second factor up
    /// first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<Scope>>)]
    pub scopes: Option<Scopes>,
}

/// The password was right; a second factor is to be shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PendingSignIn)]
pub struct Pending {
    /// Stands for the first step.
    pub pending: String,
    /// What can be shown.
    pub factors: Vec<CredentialKind>,
    /// Until when, microseconds since 1970 (UTC).
    pub expires: i64,
}

/// How far a sign-in came.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SignInStep)]
#[serde(untagged)]
pub enum Step {
    /// To its end.
    In(Box<SignedIn>),
    /// To the second factor.
    Pending(Pending),
}

/// Who is between the two steps of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// In which organisation.
    pub organisation: OrganisationId,
    /// Who.
    pub person: PersonId,
}

impl Registrar<'_> {
    /// Takes the first step of a sign-in, or answers nothing: for an unknown login after the same
    /// work as for a wrong password.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails.
    pub fn sign_in(
        &self,
        credentials: &Credentials,
        agent: &str,
    ) -> Result<Option<Step>, ServerError> {
        let tenant = self.tenant(&credentials.organisation)?;
        let account = match &tenant {
            Some(tenant) => self
                .store
                .account(tenant.id, &credentials.login.trim().to_lowercase())?,
            None => None,
        };
        let stored = account
            .as_ref()
            .map(|account| account.password.as_str())
            .filter(|hash| !hash.is_empty());
        let is_right = password::is_right(&credentials.password, stored);
        let Some(tenant) = tenant else {
            return Ok(None);
        };
        let person = account.map(|account| account.person);
        if is_right
            && let Some(person) = person
            && !self.person(tenant.id, person)?.revoked
        {
            return self.after_password(&tenant, person, agent).map(Some);
        }
        self.failed(tenant.id, person, "password")?;
        Ok(None)
    }

    /// Goes on with somebody whose first proof was right: to the second factor, or to the end.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; there is then no session.
    pub fn after_password(
        &self,
        tenant: &Tenant,
        person: PersonId,
        agent: &str,
    ) -> Result<Step, ServerError> {
        let factors = factor::to_show(&self.store.credentials(tenant.id, person)?);
        if factors.is_empty() {
            let signed_in = self.open_console(tenant.id, person, agent)?;
            return Ok(Step::In(Box::new(signed_in)));
        }
        let pending = Secret::token(self.seams, tenant.id)?;
        let now = self.seams.clock.wall();
        let expires = now.saturating_add(PENDING_LIFE);
        self.store.save_ticket(&Ticket {
            organisation: tenant.id,
            hash: pending.digest(),
            purpose: Purpose::Factor,
            person: Some(person),
            data: String::new(),
            made: now,
            expires,
        })?;
        self.note(
            tenant.id,
            &Note::of(Action::SignInBegun).by(person).to(person),
        )?;
        Ok(Step::Pending(Pending {
            pending: pending.reveal().to_owned(),
            factors,
            expires,
        }))
    }

    /// Finds who is between the two steps; none once that took too long.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read.
    pub fn waiting(&self, pending: &Secret) -> Result<Option<Waiting>, ServerError> {
        let now = self.seams.clock.wall();
        let Some(organisation) = self.organisation_of(pending)? else {
            return Ok(None);
        };
        let ticket = self
            .store
            .ticket(organisation, &Purpose::Factor, &pending.digest(), now)?;
        let person = ticket.and_then(|ticket| ticket.person);
        Ok(person.map(|person| Waiting {
            organisation,
            person,
        }))
    }

    /// Takes the second step by a code, or answers nothing for a wrong one; the first step then
    /// stands for another try.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails.
    pub fn show_code(
        &self,
        waiting: &Waiting,
        pending: &Secret,
        code: &str,
        agent: &str,
    ) -> Result<Option<SignedIn>, ServerError> {
        let (organisation, person) = (waiting.organisation, waiting.person);
        if !self.shows_code(organisation, person, code)? {
            self.failed(organisation, Some(person), "factor")?;
            return Ok(None);
        }
        self.after_factor(waiting, pending, agent)
    }

    /// Ends a sign-in whose second factor was right; nothing where the first step was used up.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; there is then no session.
    pub fn after_factor(
        &self,
        waiting: &Waiting,
        pending: &Secret,
        agent: &str,
    ) -> Result<Option<SignedIn>, ServerError> {
        let (organisation, person) = (waiting.organisation, waiting.person);
        let (purpose, now) = (Purpose::Factor, self.seams.clock.wall());
        let spent = self
            .store
            .spend_ticket(organisation, &purpose, &pending.digest(), now)?;
        if spent.is_none() || self.person(organisation, person)?.revoked {
            return Ok(None);
        }
        self.open_console(organisation, person, agent).map(Some)
    }

    /// Opens a console session for somebody who proved who he is, and notes it.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; there is then no session.
    pub fn open_console(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        agent: &str,
    ) -> Result<SignedIn, ServerError> {
        let device = self.console_of(organisation, person)?;
        let author = Author {
            person,
            device,
            kind: DeviceKind::Console,
        };
        let opening = Opening {
            name: super::agent::named(agent),
            scopes: None,
            life: CONSOLE_LIFE,
        };
        let expires = self.seams.clock.wall().saturating_add(CONSOLE_LIFE);
        let token = session::open(self.store, self.seams, organisation, &author, opening)?;
        let Person {
            name: person_name,
            role,
            ..
        } = self.person(organisation, person)?;
        let lacks = policy::lacks_factor(self.store, organisation, person, &role)?;
        self.note(
            organisation,
            &Note::of(Action::SignIn).by(person).on(device).to(person),
        )?;
        Ok(SignedIn {
            token: Some(token.reveal().to_owned()),
            expires,
            organisation,
            slug: self.slug(organisation)?,
            person,
            person_name,
            role,
            device,
            scopes: lacks.then(|| Scopes::from([Scope::Factor])),
        })
    }

    /// Returns the device in whose name a person's console sessions write.
    fn console_of(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<DeviceId, ServerError> {
        let device = RecordId::from(person).derived("device/console");
        let query = Query::Ids(vec![device]);
        if self
            .store
            .records(organisation, &query, None, 1, 0)?
            .is_empty()
        {
            let enrolled = Device {
                person,
                is: DeviceKind::Console,
                name: "Console".to_owned(),
                revoked: false,
                wipe: None,
                wiped: None,
            };
            let body = Body::DeviceEnrolled(DeviceEnrolled { enrolled });
            self.say(organisation, Some(ChangeId::from(device)), body)?;
        }
        Ok(device.into())
    }

    /// Notes that somebody was not let in. What was typed is not written down: it may be a password.
    pub(super) fn failed(
        &self,
        organisation: OrganisationId,
        person: Option<PersonId>,
        step: &str,
    ) -> Result<(), ServerError> {
        let mut note = Note::of(Action::SignInFailed).saying(json!({ "step": step }));
        if let Some(person) = person {
            note = note.to(person).telling_of(person);
        }
        self.note(organisation, &note)
    }

    /// Finds an organisation by its short name, which may be left out where there is only one.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read.
    pub fn tenant(&self, slug: &str) -> Result<Option<Tenant>, ServerError> {
        if !slug.is_empty() {
            return Ok(self.store.tenant(slug)?);
        }
        let mut tenants = self.store.tenants()?;
        Ok(tenants.pop().filter(|_| tenants.is_empty()))
    }
}
