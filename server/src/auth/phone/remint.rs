//! A copy becomes a phone of its own.

use outrider_model::id::{ChangeId, DeviceId, RecordId};
use outrider_model::record::Device;
use outrider_model::wire::{RemintReply, RemintRequest, proof as words};

use super::{Phone, TOKEN_LIFE, family, proof};
use crate::audit::{self, Action};
use crate::auth::registrar::Registrar;
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::store::Query;

impl Registrar<'_> {
    /// Gives a phone that shares its device with a copy a device of its own, bound to a new key.
    /// The device's id follows from the old one and the new key: asked again, it is the same one.
    /// The old device stays with whichever phone was not told to ask.
    ///
    /// # Errors
    /// [`ServerError::Invalid`] for what is no key and for proofs that were not made with the two
    /// keys; [`ServerError::NotFound`] when the phone has no key here, or the device that it asks
    /// for was revoked.
    pub fn remint(
        &self,
        caller: &Caller,
        request: &RemintRequest,
    ) -> Result<RemintReply, ServerError> {
        let (organisation, person) = (caller.organisation, caller.person);
        let key = proof::key(&request.key)?;
        let shown = words::remint_by(&caller.token, &request.key);
        proof::demand("proof", &key, &shown, &request.proof)?;
        let present = self.store.family(organisation, caller.device)?;
        let present = present.ok_or(ServerError::NotFound)?;
        proof::demand("present", &present.key, &shown, &request.present)?;
        let id = RecordId::from(caller.device).derived(&format!("remint/{}", request.key));
        let known = self
            .store
            .records(organisation, &Query::Ids(vec![id]), None, 1, 0)?;
        if known.is_empty() {
            let name = self
                .read::<Device>(organisation, caller.device.into())?
                .name;
            self.add_phone(organisation, person, &name, Some(ChangeId::from(id)))?;
        } else if self.read::<Device>(organisation, id)?.revoked {
            return Err(ServerError::NotFound);
        }
        let device = DeviceId::from(id);
        let phone = Phone {
            organisation,
            person,
            device,
        };
        let (family, refresh) = family::begin(self.seams, phone, key)?;
        self.store.save_family(&family)?;
        self.expect_phone(phone)?;
        let token = self.open_phone(phone)?;
        let note = caller.note(Action::Reminted).to(device);
        audit::note(self.store, organisation, self.seams.clock.wall(), &note)?;
        Ok(RemintReply {
            device,
            token: token.reveal().to_owned(),
            lasts: TOKEN_LIFE,
            refresh,
        })
    }
}
