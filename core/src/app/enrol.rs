//! Enrolment: a one-time code becomes a session.

use outrider_model::wire::EnrolRequest;

use crate::error::Result;
use crate::store::Profile;
use crate::sync::Event;
use crate::transport;

use super::link::{Link, TOKEN, as_error};
use super::{App, LookAgain, Shared, lock};

impl App {
    /// Enrols the profile at a server with a one-time code, for the first time or again. Again, by
    /// the same person, everything that was written is kept and goes on under the new session.
    ///
    /// # Errors
    /// [`crate::error::Error::Denied`] when the server refuses the code,
    /// [`crate::error::Error::Unreachable`] when it is not reached or its answer is lost (the code
    /// may then be spent), [`crate::error::Error::OtherProfile`] when the code belongs to another
    /// person or organisation than the profile; in all of these nothing is changed.
    pub fn enrol(&self, server: &str, code: &str) -> Result<Profile> {
        let shared = &self.shared;
        let transport = shared.network.open(server).map_err(as_error)?;
        let request = EnrolRequest {
            code: code.trim().to_owned(),
            device_name: shared.device_name.clone(),
        };
        let reply = transport::enrol(&*transport, &request).map_err(as_error)?;
        let profile = Profile {
            server: server.trim().to_owned(),
            organisation: reply.organisation,
            organisation_name: reply.organisation_name,
            person: reply.person,
            person_name: reply.person_name,
            device: reply.device,
        };
        // The profile first: were the app killed in between, the old token is refused and the
        // screen asks to enrol again; the other way round, the new device would send old numbers.
        shared.write(|writing| writing.enrol(profile.clone()))?;
        shared.keystore.put(TOKEN, &reply.token)?;
        shared.relink(Some(Link::new(transport, reply.token)));
        shared.set_signed_in(true);
        shared.inbox.post(Event::SignedIn);
        Ok(profile)
    }

    /// Ends the session on this phone. Everything that was written stays, and can be read and
    /// written on; nothing is sent until the profile is enrolled again.
    ///
    /// # Errors
    /// [`crate::error::Error::Keystore`] when the token cannot be removed; it then stays.
    pub fn sign_out(&self) -> Result<()> {
        self.shared.keystore.remove(TOKEN)?;
        self.shared.relink(None);
        self.shared.set_signed_in(false);
        self.shared.inbox.post(Event::SignedOut);
        Ok(())
    }

    /// Returns whose profile this is; none before it is enrolled.
    ///
    /// # Errors
    /// Those of storage.
    pub fn profile(&self) -> Result<Option<Profile>> {
        self.shared.profile()
    }
}

impl Shared {
    pub(super) fn profile(&self) -> Result<Option<Profile>> {
        self.store().read(|reader| reader.profile())
    }

    fn set_signed_in(&self, is_signed_in: bool) {
        lock(&self.status).needs_sign_in = !is_signed_in;
        self.teller.tell(LookAgain {
            sync: true,
            ..LookAgain::default()
        });
    }
}
