//! The receipt of a phone whose content was destroyed.

use outrider_model::change::{Body, DeviceWiped};
use outrider_model::record::Device;
use outrider_model::wire::WipedRequest;
use serde_json::json;

use super::let_go;
use crate::audit::{self, Action};
use crate::auth::registrar::Registrar;
use crate::auth::session::Caller;
use crate::error::ServerError;

impl Registrar<'_> {
    /// Notes that a phone destroys its content now, and ends its session. Said again, it changes
    /// nothing.
    ///
    /// # Errors
    /// [`ServerError::Conflict`] when nobody asked for that; [`ServerError`] when the store fails.
    pub fn wiped(&self, caller: &Caller, request: WipedRequest) -> Result<(), ServerError> {
        let organisation = caller.organisation;
        let device: Device = self.read(organisation, caller.device.into())?;
        if device.wipe.is_none() {
            let why = "nobody asked for this phone to be wiped";
            return Err(ServerError::Conflict(why.to_owned()));
        }
        let now = self.seams.clock.wall();
        if device.wiped.is_none() {
            let receipt = DeviceWiped {
                target: caller.device,
                unsent: request.unsent,
            };
            self.say(organisation, None, Body::DeviceWiped(receipt))?;
            let note = caller
                .note(Action::Wiped)
                .to(caller.device)
                .saying(json!({ "unsent": request.unsent }));
            audit::note(self.store, organisation, now, &note)?;
        }
        let_go(
            self.store,
            organisation,
            (caller.person, caller.device),
            now,
        )?;
        Ok(())
    }
}
