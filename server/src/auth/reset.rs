//! A forgotten password: a one-time link, made by an admin or asked for by e-mail.

use outrider_model::id::{OrganisationId, PersonId};
use outrider_model::record::Organisation;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::email::is_address;
use super::link::{Link, LinkFor};
use super::policy::is_second;
use super::registrar::Registrar;
use super::secret::Secret;
use super::session::{self, Caller};
use crate::audit::{Action, Note};
use crate::error::ServerError;
use crate::post::Letter;
use crate::store::{Account, CredentialKind, Purpose, Ticket};

/// How long a link can be used, in microseconds: an hour.
pub const LINK_LIFE: i64 = 3600 * 1_000_000;

/// What a link does beside setting a password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Terms {
    /// Whether the second factors go: they were lost too.
    forget_factors: bool,
}

/// Whoever chose a password, so that he can sign in with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ChosenPassword)]
pub struct Chosen {
    /// The organisation's short name.
    pub slug: String,
    /// The login.
    pub login: String,
    /// What the person is called.
    pub person_name: String,
}

/// A link that was used.
pub(super) struct Spent {
    pub(super) ticket: Ticket,
    pub(super) person: PersonId,
    pub(super) chosen: Chosen,
}

impl Registrar<'_> {
    /// Makes a one-time link by which a person chooses a new password; earlier ones are void. The
    /// caller is an admin, or none where the command line asks.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] for somebody who does not work here, [`ServerError::Conflict`] for
    /// somebody without a login.
    pub fn reset_link(
        &self,
        organisation: OrganisationId,
        caller: Option<&Caller>,
        person: PersonId,
        forget_factors: bool,
        address: &str,
    ) -> Result<Link, ServerError> {
        if self.person(organisation, person)?.revoked {
            return Err(ServerError::NotFound);
        }
        if self.account_of(organisation, person)?.is_none() {
            let why = "the person has no login yet";
            return Err(ServerError::Conflict(why.to_owned()));
        }
        let link = self.make_reset(organisation, person, Terms { forget_factors }, address)?;
        let note = match caller {
            Some(caller) => caller.note(Action::ResetLink),
            None => Note::of(Action::ResetLink),
        };
        let note = note.to(person).telling_of(person);
        let note = note.saying(json!({ "forget_factors": forget_factors }));
        self.note(organisation, &note)?;
        Ok(link)
    }

    /// Writes the letter to somebody who forgot his password; nothing where nobody has the login, or
    /// no address is known. Whoever asks must not learn which.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; there is then no link.
    pub fn forgotten(
        &self,
        slug: &str,
        login: &str,
        address: &str,
    ) -> Result<Option<(OrganisationId, Letter)>, ServerError> {
        let Some(tenant) = self.tenant(slug)? else {
            return Ok(None);
        };
        let account = self
            .store
            .account(tenant.id, &login.trim().to_lowercase())?;
        let Some((account, to)) = account.and_then(|one| Some((one.clone(), reached(&one)?)))
        else {
            return Ok(None);
        };
        let person = self.person(tenant.id, account.person)?;
        if person.revoked {
            return Ok(None);
        }
        let link = self.make_reset(tenant.id, account.person, Terms::default(), address)?;
        let note = Note::of(Action::ResetLink).to(account.person);
        let note = note.telling_of(account.person);
        self.note(tenant.id, &note.saying(json!({ "by": "letter" })))?;
        let settings: Organisation = self.read(tenant.id, tenant.id.into())?;
        let letter = Letter {
            to,
            subject: format!("A new password for {}", one_line(&settings.name)),
            text: format!(
                "Hello {},\n\nsomebody, probably you, forgot the password of the login {}.\n\
                 With this link you choose a new one, once and within an hour:\n\n{}\n\n\
                 If it was not you, there is nothing to do: the old password still holds.\n",
                one_line(&person.name),
                account.login,
                link.link
            ),
        };
        Ok(Some((tenant.id, letter)))
    }

    /// Sets a new password by the token of a link. The person's console sessions end; second factors
    /// stay unless the link says otherwise. Nothing for a link that cannot be used.
    ///
    /// # Errors
    /// [`ServerError::Invalid`] for a weak password; the link can then still be used.
    pub fn reset(&self, token: &Secret, password: &str) -> Result<Option<Chosen>, ServerError> {
        let Some(spent) = self.choose(&Purpose::Reset, token, password)? else {
            return Ok(None);
        };
        let Spent {
            ticket,
            person,
            chosen,
        } = spent;
        let organisation = ticket.organisation;
        let terms: Terms = serde_json::from_str(&ticket.data).map_err(ServerError::internal)?;
        if terms.forget_factors {
            self.forget(organisation, person, |one| {
                is_second(one)
                    || matches!(one.kind, CredentialKind::Recovery | CredentialKind::OpenId)
            })?;
        }
        let note = Note::of(Action::PasswordChanged).by(person).to(person);
        let note = note.saying(json!({ "by": "reset", "forget_factors": terms.forget_factors }));
        self.note(organisation, &note)?;
        Ok(Some(chosen))
    }

    /// Spends a link's ticket and stores the password that was chosen by it.
    pub(super) fn choose(
        &self,
        purpose: &Purpose,
        token: &Secret,
        password: &str,
    ) -> Result<Option<Spent>, ServerError> {
        let (digest, now) = (token.digest(), self.seams.clock.wall());
        let Some(organisation) = self.organisation_of(token)? else {
            return Ok(None);
        };
        let found = self.store.ticket(organisation, purpose, &digest, now)?;
        let Some(person) = found.and_then(|ticket| ticket.person) else {
            return Ok(None);
        };
        let holder = self.person(organisation, person)?;
        let account = self.account_of(organisation, person)?;
        let Some(account) = account.filter(|_| !holder.revoked) else {
            return Ok(None);
        };
        // Before the link is spent: whoever chose a weak one chooses again.
        let password = self.hash(organisation, person, &account.login, password)?;
        let spent = self
            .store
            .spend_ticket(organisation, purpose, &digest, now)?;
        let Some(ticket) = spent else {
            return Ok(None);
        };
        let login = account.login.clone();
        let account = Account {
            password,
            ..account
        };
        self.store.save_account(organisation, &account)?;
        session::end_console(self.store, organisation, person, None, now)?;
        self.store
            .void_tickets(organisation, person, Some(&Purpose::Factor))?;
        let chosen = Chosen {
            slug: self.slug(organisation)?,
            login,
            person_name: holder.name,
        };
        Ok(Some(Spent {
            ticket,
            person,
            chosen,
        }))
    }

    fn make_reset(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        terms: Terms,
        address: &str,
    ) -> Result<Link, ServerError> {
        let token = Secret::token(self.seams, organisation)?;
        let now = self.seams.clock.wall();
        let expires = now.saturating_add(LINK_LIFE);
        self.store
            .void_tickets(organisation, person, Some(&Purpose::Reset))?;
        self.store.save_ticket(&Ticket {
            organisation,
            hash: token.digest(),
            purpose: Purpose::Reset,
            person: Some(person),
            data: serde_json::to_string(&terms).map_err(ServerError::internal)?,
            made: now,
            expires,
        })?;
        Ok(Link::of(LinkFor::Reset, address, &token, expires))
    }
}

/// Returns where letters reach a person: his address, else a login that is one.
pub(super) fn reached(account: &Account) -> Option<String> {
    let known = [&account.email, &account.login];
    known.into_iter().find(|text| is_address(text)).cloned()
}

/// Names stand in a letter as people wrote them, but never in a line of their own.
pub(super) fn one_line(name: &str) -> String {
    name.chars()
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .collect()
}
