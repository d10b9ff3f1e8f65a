//! The four ways in: setting up, signing in, enrolling a phone, and handing out a code for that.
//! All of them block, on the store and on the hashing of passwords.

use outrider_model::change::{Body, Change, DeviceEnrolled, PersonAdded};
use outrider_model::id::{ChangeId, DeviceId, OrganisationId, PersonId, RecordId};
use outrider_model::record::{Device, DeviceKind, Organisation, Person, Record, Role};
use outrider_model::stamp::{Civil, Stamp};
use outrider_model::wire::EnrolReply;
use serde::{Deserialize, Serialize};

use super::secret::Secret;
use super::{password, session};
use crate::error::ServerError;
use crate::ingest::{Author, Founding, Push, found, ingest_batch};
use crate::seam::Seams;
use crate::store::{Account, DeviceSeen, EnrolCode, Query, Store};

/// How long an enrolment code can be used, in microseconds: a day.
pub const CODE_LIFE: i64 = 24 * 3600 * 1_000_000;

/// Who wants to sign in, or is to be able to.
#[derive(Clone, Deserialize)]
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
#[derive(Clone, Debug, Serialize)]
pub struct SignedIn {
    /// The bearer token.
    pub token: String,
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
}

/// A new organisation with its first admin.
#[derive(Clone, Debug)]
pub struct FirstPerson {
    /// The organisation's short name.
    pub slug: String,
    /// Its settings.
    pub settings: Organisation,
    /// The admin's name.
    pub name: String,
    /// The admin's login.
    pub login: String,
    /// The admin's password.
    pub password: String,
}

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
        let login = admit_login(login)?;
        let password = password::hash(password, &login, self.seams)?;
        self.store.save_account(
            organisation,
            &Account {
                person,
                login,
                password,
            },
        )?;
        session::end_console(self.store, organisation, person, self.seams.clock.wall())
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
        };
        Ok(self.store.save_account(organisation, &account)?)
    }

    /// Founds the organisation of whoever sets the server up, and signs him in.
    ///
    /// # Errors
    /// As [`Registrar::found`] and [`Registrar::set_password`]; an organisation that was founded
    /// before the error stays, and the command line can go on with it.
    pub fn set_up(&self, first: &FirstPerson) -> Result<SignedIn, ServerError> {
        let login = admit_login(&first.login)?;
        password::hash(&first.password, &login, self.seams)?;
        if first.name.trim().is_empty() {
            return Err(ServerError::invalid("name", "there is no name"));
        }
        let organisation = self.found(&first.slug, &first.settings)?;
        let person = Person {
            name: first.name.clone(),
            role: Role::Admin,
            team: None,
            zone: first.settings.zone.clone(),
            hours: Default::default(),
            revoked: false,
        };
        let person = self.add_person(organisation, person)?;
        self.set_password(organisation, person, &login, &first.password)?;
        self.open_console(organisation, &first.slug, person)
    }

    /// Signs a person in, or answers nothing: for an unknown login after the same work as for a
    /// wrong password.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails.
    pub fn sign_in(&self, credentials: &Credentials) -> Result<Option<SignedIn>, ServerError> {
        let tenants = self.store.tenants()?;
        let named = tenants
            .iter()
            .find(|tenant| tenant.slug == credentials.organisation);
        let only = tenants
            .first()
            .filter(|_| credentials.organisation.is_empty() && tenants.len() == 1);
        let tenant = named.or(only);
        let account = match tenant {
            Some(tenant) => self
                .store
                .account(tenant.id, &credentials.login.trim().to_lowercase())?,
            None => None,
        };
        let stored = account
            .as_ref()
            .map(|account| account.password.as_str())
            .filter(|hash| !hash.is_empty());
        if !password::is_right(&credentials.password, stored) {
            return Ok(None);
        }
        let (Some(tenant), Some(account)) = (tenant, account) else {
            return Ok(None);
        };
        let person = self.person(tenant.id, account.person)?;
        if person.revoked {
            return Ok(None);
        }
        self.open_console(tenant.id, &tenant.slug, account.person)
            .map(Some)
    }

    /// Enrols a phone by a one-time code, or answers nothing for a code that cannot be used.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; the code may then be spent.
    pub fn enrol(
        &self,
        code: &Secret,
        device_name: &str,
    ) -> Result<Option<EnrolReply>, ServerError> {
        let now = self.seams.clock.wall();
        let Some(spent) = self.store.spend_code(&code.digest(), now)? else {
            return Ok(None);
        };
        let EnrolCode {
            organisation,
            person,
            ..
        } = spent;
        let holder = self.person(organisation, person)?;
        if holder.revoked {
            return Ok(None);
        }
        let name: String = device_name
            .chars()
            .filter(|sign| !sign.is_control())
            .take(80)
            .collect();
        let enrolled = Device {
            person,
            is: DeviceKind::Phone,
            name,
            revoked: false,
        };
        let id = self.say(
            organisation,
            None,
            Body::DeviceEnrolled(DeviceEnrolled { enrolled }),
        )?;
        let device = DeviceId::from(RecordId::from(id));
        let author = Author {
            person,
            device,
            kind: DeviceKind::Phone,
        };
        // Known before its first sync, so that whoever asks sees that there was none yet.
        let seen = DeviceSeen {
            device,
            person,
            kind: DeviceKind::Phone,
            last_sync: None,
            seq: 0,
            forks: 0,
        };
        self.store.saw(organisation, &[seen])?;
        let token = session::open(self.store, self.seams, organisation, &author)?;
        Ok(Some(EnrolReply {
            token: token.reveal().to_owned(),
            organisation,
            organisation_name: self
                .read::<Organisation>(organisation, organisation.into())?
                .name,
            person,
            person_name: holder.name,
            device,
        }))
    }

    /// Makes a one-time code by which a person's phone is enrolled.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] for somebody who does not work here.
    pub fn mint_code(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<(Secret, i64), ServerError> {
        if self.person(organisation, person)?.revoked {
            return Err(ServerError::NotFound);
        }
        let code = Secret::code(self.seams)?;
        let expires = self.seams.clock.wall().saturating_add(CODE_LIFE);
        self.store.save_code(&EnrolCode {
            organisation,
            code_hash: code.digest(),
            person,
            expires,
        })?;
        Ok((code, expires))
    }

    fn open_console(
        &self,
        organisation: OrganisationId,
        slug: &str,
        person: PersonId,
    ) -> Result<SignedIn, ServerError> {
        let device = RecordId::from(person).derived("device/console");
        if self
            .store
            .records(organisation, &Query::Ids(vec![device]), None, 1, 0)?
            .is_empty()
        {
            let enrolled = Device {
                person,
                is: DeviceKind::Console,
                name: "Console".to_owned(),
                revoked: false,
            };
            let body = Body::DeviceEnrolled(DeviceEnrolled { enrolled });
            self.say(organisation, Some(ChangeId::from(device)), body)?;
        }
        let author = Author {
            person,
            device: device.into(),
            kind: DeviceKind::Console,
        };
        let token = session::open(self.store, self.seams, organisation, &author)?;
        let Person {
            name: person_name,
            role,
            ..
        } = self.person(organisation, person)?;
        let (token, device) = (token.reveal().to_owned(), author.device);
        Ok(SignedIn {
            token,
            organisation,
            slug: slug.to_owned(),
            person,
            person_name,
            role,
            device,
        })
    }

    fn person(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<Person, ServerError> {
        self.read(organisation, person.into())
    }

    fn read<T: serde::de::DeserializeOwned>(
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

fn refused(verdict: &outrider_model::decide::Verdict) -> ServerError {
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
    let is_good = (2..=40).contains(&slug.len())
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

fn admit_login(login: &str) -> Result<String, ServerError> {
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
