//! A one-time code and a key become a phone.

use outrider_model::change::{Body, DeviceEnrolled};
use outrider_model::id::{ChangeId, DeviceId, OrganisationId, PersonId, RecordId};
use outrider_model::record::{Device, DeviceKind, Organisation};
use outrider_model::wire::{EnrolReply, EnrolRequest, FormerPhone, proof as words};

use super::{Phone, TOKEN_LIFE, family, proof};
use crate::audit::{self, Action, Note};
use crate::auth::registrar::Registrar;
use crate::auth::secret::Secret;
use crate::error::ServerError;
use crate::store::{Purpose, Tenant, Ticket};

/// How long an enrolment code can be used, in microseconds: a day.
pub const CODE_LIFE: i64 = 24 * 3600 * super::SECOND;
/// How many letters of a device's name are kept.
const NAME: usize = 80;

impl Registrar<'_> {
    /// Enrols a phone by a one-time code, or answers nothing for a code that cannot be used.
    ///
    /// # Errors
    /// [`ServerError::Invalid`] for what is no key, or a proof that was not made with it: the code
    /// can then still be used. [`ServerError`] when the store fails; the code may then be spent.
    pub fn enrol(&self, request: &EnrolRequest) -> Result<Option<EnrolReply>, ServerError> {
        let key = proof::key(&request.key)?;
        let shown = words::enrol(&request.code, &request.key);
        proof::demand("proof", &key, &shown, &request.proof)?;
        let (slug, code) = Secret::from_typed_code(&request.code);
        let now = self.seams.clock.wall();
        let Some(Tenant {
            id: organisation, ..
        }) = self.tenant(&slug)?
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
        let former = self.former(organisation, person)?;
        let device = self.add_phone(organisation, person, &request.device_name, None)?;
        let phone = Phone {
            organisation,
            person,
            device,
        };
        let (family, refresh) = family::begin(self.seams, phone, key)?;
        self.store.save_family(&family)?;
        self.expect_phone(phone)?;
        let token = self.open_phone(phone)?;
        let note = Note::of(Action::PhoneEnrolled)
            .by(person)
            .on(device)
            .to(device);
        audit::note(self.store, organisation, now, &note)?;
        let named = self.read::<Organisation>(organisation, organisation.into())?;
        Ok(Some(EnrolReply {
            token: token.reveal().to_owned(),
            lasts: TOKEN_LIFE,
            refresh,
            organisation,
            organisation_name: named.name,
            person,
            person_name: holder.name,
            device,
            former,
        }))
    }

    /// Finds the phone of a person that synced last.
    fn former(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<Option<FormerPhone>, ServerError> {
        let phones = self.store.devices(organisation)?.into_iter();
        let phones = phones.filter(|one| one.person == person && one.kind == DeviceKind::Phone);
        let Some((last, last_sync)) = phones
            .filter_map(|one| one.last_sync.map(|at| (one, at)))
            .max_by_key(|(one, at)| (*at, one.device))
        else {
            return Ok(None);
        };
        let record: Device = self.read(organisation, last.device.into())?;
        Ok(Some(FormerPhone {
            device: last.device,
            name: record.name,
            last_sync,
            waiting: last.waiting,
        }))
    }

    /// Makes the record of a phone, under an id of its own or a given one.
    pub(super) fn add_phone(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        name: &str,
        id: Option<ChangeId>,
    ) -> Result<DeviceId, ServerError> {
        let name = name.chars().filter(|sign| !sign.is_control());
        let enrolled = Device {
            person,
            is: DeviceKind::Phone,
            name: name.take(NAME).collect(),
            revoked: false,
            wipe: None,
            wiped: None,
        };
        let body = Body::DeviceEnrolled(DeviceEnrolled { enrolled });
        let id = self.say(organisation, id, body)?;
        Ok(RecordId::from(id).into())
    }

    /// Makes a one-time code by which a person's phone is enrolled; the organisation's short name
    /// stands before it.
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
        let mut tenants = self.store.tenants()?.into_iter();
        let tenant = tenants.find(|tenant| tenant.id == organisation);
        let slug = tenant.ok_or(ServerError::NotFound)?.slug;
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
        let whole = Secret::from_token(&format!("{slug}/{}", code.reveal()));
        Ok((whole, expires))
    }
}
