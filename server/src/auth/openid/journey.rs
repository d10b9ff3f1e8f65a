//! One sign-in by a provider, step by step: the browser sets out with a state, comes back with a
//! code, and is handed a ticket that it spends for its session within a minute. Every step is bound
//! to the browser that set out, by a cookie.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use outrider_model::id::{OrganisationId, PersonId};
use outrider_model::record::{Organisation, Person, Role};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::id_token::Identity;
use super::provider::Provider;
use super::{Known, escaped};
use crate::audit::{Action, Note};
use crate::auth::public_key::letters;
use crate::auth::registrar::Registrar;
use crate::auth::secret::Secret;
use crate::auth::sign_in::Step;
use crate::error::ServerError;
use crate::store::{Account, Credential, CredentialKind, Purpose, StoreError, Tenant, Ticket};

const SECOND: i64 = 1_000_000;
/// How long somebody may take at the provider, in microseconds: ten minutes.
pub(super) const STATE_LIFE: i64 = 600 * SECOND;
/// How long the console may take to fetch its session, in microseconds: a minute.
pub(super) const TICKET_LIFE: i64 = 60 * SECOND;

/// Why somebody did not get in.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JourneyError {
    /// What came back was spent, is too old, never was, or comes from another browser.
    #[error("it was spent, is too old or belongs to another browser")]
    Spent,
    /// The provider knows him; nobody here has his e-mail address, or somebody has it by another
    /// account of the provider.
    #[error("nobody here has this e-mail address: {0}")]
    Nobody(&'static str),
    /// The server could not do it.
    #[error(transparent)]
    Failed(#[from] ServerError),
}

impl From<StoreError> for JourneyError {
    fn from(error: StoreError) -> Self {
        JourneyError::Failed(error.into())
    }
}

/// The secret in the browser's cookie.
pub type Browser = Secret;

/// What is remembered between setting out and coming back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journey {
    /// What the provider's word must repeat.
    pub nonce: String,
    /// What proves that whoever brings the code is who set out (PKCE).
    pub verifier: String,
    /// To which provider.
    issuer: String,
    /// As which client.
    client_id: String,
    #[serde(with = "letters")]
    browser: Vec<u8>,
}

/// Where a browser is sent, and what it must keep.
pub struct Departure {
    /// The address.
    pub location: String,
    /// The cookie's value.
    pub browser: Browser,
}

#[derive(Serialize, Deserialize)]
struct Arrived {
    #[serde(with = "letters")]
    browser: Vec<u8>,
}

impl Registrar<'_> {
    /// Lets a browser set out to its organisation's provider.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; there is then no state.
    pub fn set_out(
        &self,
        organisation: OrganisationId,
        provider: &Provider,
        known: &Known,
        redirect: &str,
    ) -> Result<Departure, ServerError> {
        let state = Secret::token(self.seams, organisation)?;
        let browser = Secret::bare(self.seams)?;
        let journey = Journey {
            nonce: Secret::bare(self.seams)?.reveal().to_owned(),
            verifier: Secret::bare(self.seams)?.reveal().to_owned(),
            issuer: provider.issuer.clone(),
            client_id: provider.client_id.clone(),
            browser: browser.digest().to_vec(),
        };
        let now = self.seams.clock.wall();
        self.store.save_ticket(&Ticket {
            organisation,
            hash: state.digest(),
            purpose: Purpose::OpenId,
            person: None,
            data: serde_json::to_string(&journey).map_err(ServerError::internal)?,
            made: now,
            expires: now.saturating_add(STATE_LIFE),
        })?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(journey.verifier.as_bytes()));
        let mut url = known
            .authorization(provider)
            .ok_or_else(|| ServerError::internal("the provider was looked at before"))?;
        let kept = url
            .query()
            .map(|query| format!("{query}&"))
            .unwrap_or_default();
        let asked = [
            ("response_type", "code"),
            ("client_id", &provider.client_id),
            ("redirect_uri", redirect),
            ("scope", "openid email profile"),
            ("state", state.reveal()),
            ("nonce", &journey.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        let asked = asked.map(|(name, value)| format!("{name}={}", escaped(value)));
        url.set_query(Some(&format!("{kept}{}", asked.join("&"))));
        Ok(Departure {
            location: url.into(),
            browser,
        })
    }

    /// Takes a browser back: of two who bring a state, one gets on, and only with the cookie of the
    /// browser that set out.
    ///
    /// # Errors
    /// [`JourneyError::Spent`]; the state is then spent too.
    pub fn come_back(
        &self,
        state: &Secret,
        browser: Option<&Browser>,
    ) -> Result<(OrganisationId, Provider, Journey), JourneyError> {
        let (organisation, ticket) = self.spend(&Purpose::OpenId, state)?;
        let journey: Journey = serde_json::from_str(&ticket.data).map_err(ServerError::internal)?;
        if !is_same(browser, &journey.browser) {
            return Err(JourneyError::Spent);
        }
        let provider = super::provider(self.store, organisation)?;
        // Not when it was changed or taken away meanwhile.
        let is_same = |provider: &Provider| {
            provider.issuer == journey.issuer && provider.client_id == journey.client_id
        };
        let provider = provider.filter(is_same).ok_or(JourneyError::Spent)?;
        Ok((organisation, provider, journey))
    }

    /// Finds the person of whom the provider speaks, and makes the ticket that the console spends
    /// for its session.
    ///
    /// # Errors
    /// [`JourneyError::Nobody`] when there is no such person, or one who was revoked.
    pub fn arrive(
        &self,
        organisation: OrganisationId,
        provider: &Provider,
        journey: &Journey,
        identity: &Identity,
    ) -> Result<Secret, JourneyError> {
        let person = match self.person_of(organisation, provider, identity) {
            Err(JourneyError::Nobody(why)) => {
                self.failed(organisation, None, "openid")?;
                return Err(JourneyError::Nobody(why));
            }
            found => found?,
        };
        if self.person(organisation, person)?.revoked {
            self.failed(organisation, Some(person), "openid")?;
            return Err(JourneyError::Nobody("the person was revoked"));
        }
        let ticket = Secret::token(self.seams, organisation).map_err(ServerError::from)?;
        let arrived = Arrived {
            browser: journey.browser.clone(),
        };
        let now = self.seams.clock.wall();
        self.store.save_ticket(&Ticket {
            organisation,
            hash: ticket.digest(),
            purpose: Purpose::Arrival,
            person: Some(person),
            data: serde_json::to_string(&arrived).map_err(ServerError::internal)?,
            made: now,
            expires: now.saturating_add(TICKET_LIFE),
        })?;
        Ok(ticket)
    }

    /// Exchanges the ticket for the rest of a sign-in, once, for the browser that set out: the
    /// provider's word stands in for the password, not for a second factor.
    ///
    /// # Errors
    /// [`JourneyError::Spent`]; the ticket is then spent too.
    pub fn enter_by_ticket(
        &self,
        ticket: &Secret,
        browser: Option<&Browser>,
        agent: &str,
    ) -> Result<Step, JourneyError> {
        let (organisation, spent) = self.spend(&Purpose::Arrival, ticket)?;
        let arrived: Arrived = serde_json::from_str(&spent.data).map_err(ServerError::internal)?;
        let person = spent.person.filter(|_| is_same(browser, &arrived.browser));
        let person = person.ok_or(JourneyError::Spent)?;
        if self.person(organisation, person)?.revoked {
            return Err(JourneyError::Spent);
        }
        let tenant = Tenant {
            id: organisation,
            slug: self.slug(organisation)?,
        };
        Ok(self.after_password(&tenant, person, agent)?)
    }

    fn spend(
        &self,
        purpose: &Purpose,
        secret: &Secret,
    ) -> Result<(OrganisationId, Ticket), JourneyError> {
        let organisation = self.organisation_of(secret)?.ok_or(JourneyError::Spent)?;
        let now = self.seams.clock.wall();
        let digest = secret.digest();
        let spent = self
            .store
            .spend_ticket(organisation, purpose, &digest, now)?;
        Ok((organisation, spent.ok_or(JourneyError::Spent)?))
    }

    /// Finds by (issuer, subject); the first time by a verified e-mail address.
    fn person_of(
        &self,
        organisation: OrganisationId,
        provider: &Provider,
        identity: &Identity,
    ) -> Result<PersonId, JourneyError> {
        let email = identity.email().filter(|email| provider.counts(email));
        if email.is_none() && !provider.domains.is_empty() {
            return Err(JourneyError::Nobody("it is of no domain that counts"));
        }
        let handle = format!("{}\n{}", provider.issuer, identity.subject).into_bytes();
        let kind = CredentialKind::OpenId;
        if let Some(tie) = self.store.credential(organisation, &kind, &handle)? {
            let now = self.seams.clock.wall();
            self.store
                .use_credential(organisation, &tie, &tie.data, now)?;
            return Ok(tie.person);
        }
        let email = email.ok_or(JourneyError::Nobody("the provider has verified none"))?;
        let person = match self.by_email(organisation, &email)? {
            Some(person) => person,
            None if provider.admit => self.admit(organisation, &email, identity)?,
            None => return Err(JourneyError::Nobody("an admin adds people")),
        };
        self.tie(organisation, provider, person, handle)?;
        Ok(person)
    }

    fn by_email(
        &self,
        organisation: OrganisationId,
        email: &str,
    ) -> Result<Option<PersonId>, JourneyError> {
        let accounts = self.store.accounts(organisation)?;
        let mut found = accounts.iter().filter(|account| {
            let known = Some(account.email.as_str()).filter(|known| !known.is_empty());
            known.unwrap_or(&account.login).eq_ignore_ascii_case(email)
        });
        match (found.next(), found.next()) {
            (Some(only), None) => Ok(Some(only.person)),
            (None, _) => Ok(None),
            (Some(_), Some(_)) => Err(JourneyError::Nobody("several have it")),
        }
    }

    /// Makes a rep of somebody whom nobody added.
    fn admit(
        &self,
        organisation: OrganisationId,
        email: &str,
        identity: &Identity,
    ) -> Result<PersonId, JourneyError> {
        if self.store.account(organisation, email)?.is_some() {
            return Err(JourneyError::Nobody("somebody has it as a login"));
        }
        let name = identity.name.as_deref().unwrap_or(email);
        let name: String = name
            .chars()
            .filter(|sign| !sign.is_control())
            .take(200)
            .collect();
        let name = Some(name.trim()).filter(|name| !name.is_empty());
        let zone = self
            .read::<Organisation>(organisation, organisation.into())?
            .zone;
        let person = Person {
            name: name.unwrap_or(email).to_owned(),
            role: Role::Rep,
            team: None,
            zone,
            hours: Default::default(),
            revoked: false,
            erased: false,
        };
        let person = self.add_person(organisation, person)?;
        let account = Account {
            person,
            login: email.to_owned(),
            password: String::new(),
            email: email.to_owned(),
        };
        self.store.save_account(organisation, &account)?;
        Ok(person)
    }

    /// Ties a person to a subject. Whoever is tied to another one of the same provider stays so: an
    /// address that was given to somebody new does not bring his things along.
    fn tie(
        &self,
        organisation: OrganisationId,
        provider: &Provider,
        person: PersonId,
        handle: Vec<u8>,
    ) -> Result<(), JourneyError> {
        let of_this = format!("{}\n", provider.issuer).into_bytes();
        let known = self.store.credentials(organisation, person)?;
        let is_tied = known
            .iter()
            .any(|one| one.kind == CredentialKind::OpenId && one.handle.starts_with(&of_this));
        if is_tied {
            return Err(JourneyError::Nobody(
                "it belongs to another account of the provider",
            ));
        }
        let now = self.seams.clock.wall();
        let tie = Credential {
            id: self.seams.id().map_err(ServerError::from)?,
            person,
            kind: CredentialKind::OpenId,
            name: provider.issuer.clone(),
            handle,
            data: "{}".to_owned(),
            made: now,
            used: Some(now),
        };
        self.store.save_credential(organisation, &tie)?;
        let note = Note::of(Action::FactorAdded).by(person).to(person);
        Ok(self.note(organisation, &note.saying(json!({ "kind": tie.kind })))?)
    }
}

fn is_same(browser: Option<&Browser>, digest: &[u8]) -> bool {
    browser.is_some_and(|browser| browser.digest().as_slice() == digest)
}
