//! Acts in the name of the server itself: organisations, people, logins. All of them block, on the
//! store and on the hashing of passwords.

use outrider_model::change::{Body, Change, PersonAdded};
use outrider_model::id::{ChangeId, OrganisationId, PersonId, RecordId};
use outrider_model::record::{Organisation, Person, Record};
use outrider_model::stamp::{Civil, Stamp};

use super::secret::Secret;
use super::{password, session};
use crate::audit::{self, Action, Note};
use crate::error::ServerError;
use crate::ingest::{Author, Founding, Push, found, ingest_batch};
use crate::seam::Seams;
use crate::store::{Account, Query, Store, StoreError};

/// Acts on the store in the name of the server itself.
#[derive(Clone, Copy)]
pub struct Registrar<'a> {
    /// Where everything is kept.
    pub store: &'a dyn Store,
    /// Time and randomness.
    pub seams: &'a Seams,
}

impl Registrar<'_> {
    /// Founds an organisation.
    ///
    /// # Errors
    /// [`ServerError::Conflict`] when the short name is in use, [`ServerError::Invalid`] for one
    /// that cannot stand in an address, or settings that are not valid.
    pub fn found(
        &self,
        slug: &str,
        settings: &Organisation,
    ) -> Result<OrganisationId, ServerError> {
        admit_slug(slug)?;
        jiff::tz::TimeZone::get(&settings.zone)
            .map_err(|_| ServerError::invalid("zone", "no such time zone"))?;
        let is_code = settings.currency.len() == 3
            && settings
                .currency
                .bytes()
                .all(|byte| byte.is_ascii_uppercase());
        if !is_code {
            return Err(ServerError::invalid(
                "currency",
                "a currency has three capital letters",
            ));
        }
        let id = OrganisationId(self.seams.id()?);
        let epoch = outrider_model::id::EpochId(self.seams.id()?);
        let founding = Founding {
            id,
            slug: slug.to_owned(),
            settings: settings.clone(),
            epoch,
        };
        found(self.store, &founding, self.seams.clock.wall())?;
        Ok(id)
    }

    /// Adds a person.
    ///
    /// # Errors
    /// [`ServerError::Invalid`] when the change is refused; nothing is then stored.
    pub fn add_person(
        &self,
        organisation: OrganisationId,
        person: Person,
    ) -> Result<PersonId, ServerError> {
        let id = self.say(
            organisation,
            None,
            Body::PersonAdded(PersonAdded { person }),
        )?;
        Ok(RecordId::from(id).into())
    }

    /// Lets the server say that something happened, through the one door for writes. The change's
    /// id may be given: saying it again then says nothing new.
    ///
    /// # Errors
    /// [`ServerError::Invalid`] when it is refused; nothing is then stored.
    pub fn say(
        &self,
        organisation: OrganisationId,
        id: Option<ChangeId>,
        body: Body,
    ) -> Result<ChangeId, ServerError> {
        let id = id.map_or_else(|| self.seams.id().map(ChangeId), Ok)?;
        let now = self.seams.clock.wall();
        let change = change(id, now, body);
        let bytes = change.bytes().map_err(ServerError::internal)?;
        let push = Push::unnumbered(Author::system(organisation), [bytes]);
        let judged = ingest_batch(self.store, organisation, now, &[push])?;
        match judged.into_iter().flatten().next() {
            Some(judged) if judged.is_accepted() => Ok(id),
            Some(judged) => Err(refused(&judged.verdict)),
            None => Err(ServerError::Internal("a change was not judged".to_owned())),
        }
    }

    /// Stores a login with its password.
    ///
    /// # Errors
    /// [`ServerError::Conflict`] when another person has the login, [`ServerError::Invalid`] for a
    /// weak password; the old login then stands.
    pub fn set_password(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        login: &str,
        password: &str,
    ) -> Result<(), ServerError> {
        self.keep_password(organisation, person, login, password)?;
        self.note(organisation, &Note::of(Action::PasswordChanged).to(person))
    }

    /// Stores a login with its password for whoever notes it himself.
    pub(super) fn keep_password(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        login: &str,
        password: &str,
    ) -> Result<(), ServerError> {
        let login = admit_login(login)?;
        let password = self.hash(organisation, person, &login, password)?;
        let email = self.email(organisation, person)?;
        let account = Account {
            person,
            login,
            password,
            email,
        };
        self.store.save_account(organisation, &account)?;
        let now = self.seams.clock.wall();
        session::end_console(self.store, organisation, person, None, now)?;
        Ok(())
    }

    /// Gives a person a login without a password, by which imports and the command line name him;
    /// nobody can sign in with it.
    ///
    /// # Errors
    /// [`ServerError::Conflict`] when another person has the login.
    pub fn set_login(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        login: &str,
    ) -> Result<(), ServerError> {
        let account = Account {
            person,
            login: admit_login(login)?,
            password: String::new(),
            email: self.email(organisation, person)?,
        };
        Ok(self.store.save_account(organisation, &account)?)
    }

    /// Hashes what is to be a person's password: neither a common one, nor what he, his login or his
    /// organisation are called.
    pub(super) fn hash(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        login: &str,
        password: &str,
    ) -> Result<String, ServerError> {
        let settings: Organisation = self.read(organisation, organisation.into())?;
        let (name, slug) = (
            self.person(organisation, person)?.name,
            self.slug(organisation)?,
        );
        let about = [login, &*name, &*settings.name, &*slug];
        Ok(password::hash(password, &about, self.seams)?)
    }

    /// Returns an organisation's short name.
    pub(super) fn slug(&self, organisation: OrganisationId) -> Result<String, ServerError> {
        let tenants = self.store.tenants()?;
        let tenant = tenants.into_iter().find(|one| one.id == organisation);
        Ok(tenant.ok_or(ServerError::NotFound)?.slug)
    }

    /// Returns the organisation that a token names, where there is one.
    pub(super) fn organisation_of(
        &self,
        token: &Secret,
    ) -> Result<Option<OrganisationId>, ServerError> {
        let Some(organisation) = token.organisation() else {
            return Ok(None);
        };
        match self.store.head(organisation) {
            Ok(_) => Ok(Some(organisation)),
            Err(StoreError::NoSuchOrganisation) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Returns a person's way to sign in, where he has one.
    pub(super) fn account_of(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<Option<Account>, ServerError> {
        let accounts = self.store.accounts(organisation)?;
        Ok(accounts.into_iter().find(|one| one.person == person))
    }

    /// Writes a line of the audit log.
    pub(super) fn note(
        &self,
        organisation: OrganisationId,
        note: &Note,
    ) -> Result<(), ServerError> {
        let now = self.seams.clock.wall();
        Ok(audit::note(self.store, organisation, now, note)?)
    }

    fn email(&self, organisation: OrganisationId, person: PersonId) -> Result<String, ServerError> {
        let account = self.account_of(organisation, person)?;
        Ok(account.map(|account| account.email).unwrap_or_default())
    }

    pub(super) fn person(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<Person, ServerError> {
        self.read(organisation, person.into())
    }

    pub(super) fn read<T: serde::de::DeserializeOwned>(
        &self,
        organisation: OrganisationId,
        id: RecordId,
    ) -> Result<T, ServerError> {
        let stored = self
            .store
            .records(organisation, &Query::Ids(vec![id]), None, 1, 0)?;
        let stored = stored.first().ok_or(ServerError::NotFound)?;
        Record::parse(&stored.bytes)
            .and_then(|record| record.read())
            .map_err(ServerError::internal)
    }
}

/// Returns a change as the server and the command line make them, in UTC.
#[must_use]
pub fn change(id: ChangeId, now: i64, body: Body) -> Change {
    let civil = Civil {
        time: now,
        offset: 0,
        zone: "UTC".to_owned(),
    };
    Change {
        id,
        mends: None,
        stamp: Stamp(now),
        civil,
        was: Default::default(),
        body,
    }
}

/// Returns the error that a verdict is, for whoever asked for one act alone.
pub(crate) fn refused(verdict: &outrider_model::decide::Verdict) -> ServerError {
    let said = serde_json::to_value(verdict).unwrap_or_default();
    let word = |name: &str| {
        said.get(name)
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let (field, code) = (word("field"), word("code"));
    ServerError::Invalid {
        field,
        why: if code.is_empty() {
            word("verdict")
        } else {
            code
        },
    }
}

fn admit_slug(slug: &str) -> Result<(), ServerError> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    // There browsers come back from OpenID providers.
    let is_route = slug == "return";
    let is_good = (2..=40).contains(&slug.len())
        && !is_route
        && slug.bytes().all(is_plain)
        && slug
            .bytes()
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic());
    let why = "a short name has 2 to 40 small letters, digits and dashes, and begins with a letter";
    if is_good {
        Ok(())
    } else {
        Err(ServerError::invalid("slug", why))
    }
}

pub(super) fn admit_login(login: &str) -> Result<String, ServerError> {
    let login = login.trim().to_lowercase();
    let is_good = (1..=200).contains(&login.len())
        && !login
            .chars()
            .any(|sign| sign.is_whitespace() || sign.is_control());
    if is_good {
        Ok(login)
    } else {
        Err(ServerError::invalid(
            "login",
            "a login has 1 to 200 letters and no spaces",
        ))
    }
}
