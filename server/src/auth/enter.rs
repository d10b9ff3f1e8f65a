//! The four ways in: setting up, signing in, enrolling a phone, and handing out a code for that.
//! All of them block, on the store and on the hashing of passwords.

use outrider_model::change::{Body, DeviceEnrolled};
use outrider_model::id::{ChangeId, DeviceId, OrganisationId, PersonId, RecordId};
use outrider_model::record::{Device, DeviceKind, Organisation, Person, Role};
use outrider_model::wire::EnrolReply;
use serde::{Deserialize, Serialize};

use super::registrar::{Registrar, admit_login};
use super::secret::Secret;
use super::{password, session};
use crate::error::ServerError;
use crate::ingest::Author;
use crate::store::{DeviceSeen, Purpose, Query, Tenant, Ticket};

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

impl Registrar<'_> {
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
        slug: &str,
        code: &Secret,
        device_name: &str,
    ) -> Result<Option<EnrolReply>, ServerError> {
        let now = self.seams.clock.wall();
        let Some(Tenant {
            id: organisation, ..
        }) = self.tenant(slug)?
        else {
            return Ok(None);
        };
        let spent = self
            .store
            .spend_ticket(organisation, &Purpose::Enrol, &code.digest(), now)?;
        let Some(person) = spent.and_then(|ticket| ticket.person) else {
            return Ok(None);
        };
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
            wipe: None,
            wiped: None,
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
            waiting: 0,
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
        let now = self.seams.clock.wall();
        let expires = now.saturating_add(CODE_LIFE);
        self.store.save_ticket(&Ticket {
            organisation,
            hash: code.digest(),
            purpose: Purpose::Enrol,
            person: Some(person),
            data: String::new(),
            made: now,
            expires,
        })?;
        Ok((code, expires))
    }

    /// Finds an organisation by its short name, which may be left out where there is only one.
    fn tenant(&self, slug: &str) -> Result<Option<Tenant>, ServerError> {
        if !slug.is_empty() {
            return Ok(self.store.tenant(slug)?);
        }
        let mut tenants = self.store.tenants()?;
        Ok(tenants.pop().filter(|_| tenants.is_empty()))
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
                wipe: None,
                wiped: None,
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
}
