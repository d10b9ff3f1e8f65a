//! Invitations: a person with a login, and a one-time link by which he chooses his password.

use outrider_model::id::{OrganisationId, PersonId, TeamId};
use outrider_model::record::{Organisation, Person, Role};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::link::{Link, LinkFor};
use super::registrar::{Registrar, admit_login};
use super::reset::{Chosen, one_line, reached};
use super::secret::Secret;
use super::session::{self, Caller};
use crate::audit::{Action, Note};
use crate::error::ServerError;
use crate::post::Letter;
use crate::store::{Account, Purpose, Ticket};

/// How long an invitation can be accepted, in microseconds: a week.
pub const INVITATION_LIFE: i64 = 7 * 24 * 3600 * 1_000_000;

/// An invitation that was not accepted yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Invitation {
    /// Names it; the link does not follow from it.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// What the person is called.
    pub person_name: String,
    /// The login.
    pub login: String,
    /// When it was made, microseconds since 1970 (UTC).
    pub made: i64,
    /// Until when it can be accepted.
    pub expires: i64,
}

impl Registrar<'_> {
    /// Checks what is said of somebody who is to be invited, as far as the one door for writes does
    /// not: a team that the caller does not manage is as if it were not there.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] for such a team, [`ServerError::Invalid`] for no name and for a
    /// role that is none.
    pub fn invitee(
        &self,
        caller: &Caller,
        name: String,
        role: Role,
        team: Option<TeamId>,
        zone: Option<String>,
    ) -> Result<Person, ServerError> {
        if name.trim().is_empty() {
            return Err(ServerError::invalid("name", "there is no name"));
        }
        if !Role::KNOWN.contains(&role) {
            return Err(ServerError::invalid("role", "write rep, manager or admin"));
        }
        let manages = session::rights(self.store, caller)?.manages;
        match team {
            Some(team) if !manages.contains(&team) => return Err(ServerError::NotFound),
            None if caller.role != Role::Admin => {
                return Err(ServerError::invalid("team", "name a team of yours"));
            }
            Some(_) | None => {}
        }
        let organisation: Organisation =
            self.read(caller.organisation, caller.organisation.into())?;
        Ok(Person {
            name,
            role,
            team,
            zone: zone.unwrap_or(organisation.zone),
            hours: Default::default(),
            revoked: false,
            erased: false,
        })
    }

    /// Reserves a login for a person who is about to be added; see [`Registrar::unreserve`].
    ///
    /// # Errors
    /// [`ServerError::Conflict`] when somebody has the login, [`ServerError::Invalid`] for a login
    /// or an address that is none.
    pub fn reserve(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        login: &str,
        email: &str,
    ) -> Result<(), ServerError> {
        let account = Account {
            person,
            login: admit_login(login)?,
            password: String::new(),
            email: super::account::admit_email(email)?,
        };
        Ok(self.store.save_account(organisation, &account)?)
    }

    /// Gives a login back whose person was not added.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; the login then stays reserved.
    pub fn unreserve(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<(), ServerError> {
        Ok(self.store.forget_access(organisation, person)?)
    }

    /// Makes the link of an invitation, and the letter where an address is known.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] for somebody who is not there or has no login.
    pub fn invite(
        &self,
        caller: &Caller,
        person: PersonId,
        address: &str,
    ) -> Result<(Link, Option<Letter>), ServerError> {
        let organisation = caller.organisation;
        let holder = self.person(organisation, person)?;
        let account = self.account_of(organisation, person)?;
        let account = account.ok_or(ServerError::NotFound)?;
        let token = Secret::token(self.seams, organisation)?;
        let now = self.seams.clock.wall();
        let expires = now.saturating_add(INVITATION_LIFE);
        self.store.save_ticket(&Ticket {
            organisation,
            hash: token.digest(),
            purpose: Purpose::Invite,
            person: Some(person),
            data: String::new(),
            made: now,
            expires,
        })?;
        let link = Link::of(LinkFor::Invitation, address, &token, expires);
        let note = caller.note(Action::Invited).to(person).telling_of(person);
        self.note(organisation, &note.saying(json!({ "role": holder.role })))?;
        let settings: Organisation = self.read(organisation, organisation.into())?;
        let letter = reached(&account).map(|to| Letter {
            to,
            subject: format!("Your way into {}", one_line(&settings.name)),
            text: format!(
                "Hello {},\n\n{} plans its work with Outrider, and you are part of it. Your login \
                 is {}.\nWith this link you choose your password, once and within a week:\n\n{}\n",
                one_line(&holder.name),
                one_line(&settings.name),
                account.login,
                link.link
            ),
        });
        Ok((link, letter))
    }

    /// Sets the first password by the token of an invitation; nothing for one that cannot be used.
    ///
    /// # Errors
    /// [`ServerError::Invalid`] for a weak password; the invitation then stands.
    pub fn accept(&self, token: &Secret, password: &str) -> Result<Option<Chosen>, ServerError> {
        let Some(spent) = self.choose(&Purpose::Invite, token, password)? else {
            return Ok(None);
        };
        let (organisation, person) = (spent.ticket.organisation, spent.person);
        let note = Note::of(Action::PasswordChanged).by(person).to(person);
        let note = note.saying(json!({ "by": "invitation" }));
        self.note(organisation, &note)?;
        Ok(Some(spent.chosen))
    }

    /// Lists the invitations that stand, as far as the caller manages whom they are for.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read.
    pub fn invitations(&self, caller: &Caller) -> Result<Vec<Invitation>, ServerError> {
        let organisation = caller.organisation;
        let mine = session::rights(self.store, caller)?.people;
        let accounts = self.store.accounts(organisation)?;
        let mut items = Vec::new();
        for ticket in self.standing(organisation)? {
            let Some(person) = ticket.person.filter(|person| mine.contains(person)) else {
                continue;
            };
            let Person { name, .. } = self.person(organisation, person)?;
            let account = accounts.iter().find(|one| one.person == person);
            items.push(Invitation {
                id: session::public_id(&ticket.hash),
                person,
                person_name: name,
                login: account.map(|one| one.login.clone()).unwrap_or_default(),
                made: ticket.made,
                expires: ticket.expires,
            });
        }
        Ok(items)
    }

    /// Makes an invitation void. The person stays, without a way in.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] for one that is not there, or not the caller's to see.
    pub fn withdraw_invitation(&self, caller: &Caller, id: Uuid) -> Result<(), ServerError> {
        let (organisation, now) = (caller.organisation, self.seams.clock.wall());
        let mine = session::rights(self.store, caller)?.people;
        let standing = self.standing(organisation)?;
        let found = standing.iter().find(|one| {
            let is_mine = one.person.is_some_and(|person| mine.contains(&person));
            is_mine && session::public_id(&one.hash) == id
        });
        let found = found.ok_or(ServerError::NotFound)?;
        let (purpose, person) = (Purpose::Invite, found.person);
        self.store
            .spend_ticket(organisation, &purpose, &found.hash, now)?;
        let mut note = caller.note(Action::InvitationWithdrawn);
        if let Some(person) = person {
            note = note.to(person);
        }
        self.note(organisation, &note)
    }

    fn standing(&self, organisation: OrganisationId) -> Result<Vec<Ticket>, ServerError> {
        let now = self.seams.clock.wall();
        Ok(self.store.tickets(organisation, &Purpose::Invite, now)?)
    }
}
