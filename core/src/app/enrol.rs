//! Enrolment: a one-time code becomes a session.

use outrider_model::wire::{EnrolRequest, proof};

use crate::error::{Error, Result};
use crate::keystore::as_text;
use crate::store::Profile;
use crate::sync::Event;
use crate::transport;

use super::link::{Link, as_error};
use super::tokens::{OLDER, SESSION, spare};
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
        let before = shared.tokens()?.map(|tokens| tokens.key);
        let name = spare(before.as_deref());
        let request = shared.introduce(name, code.trim())?;
        let reply = transport::enrol(&*transport, &request).map_err(as_error)?;
        let profile = Profile {
            server: server.trim().to_owned(),
            organisation: reply.organisation,
            organisation_name: reply.organisation_name,
            person: reply.person,
            person_name: reply.person_name,
            device: reply.device,
        };
        // Signed in again, a phone has everything that it had before.
        let own = shared.profile()?.map(|before| before.device);
        let former = reply.former.filter(|former| Some(former.device) != own);
        // The profile first: it refuses another person's code.
        shared.write(|writing| {
            writing.enrol(profile.clone())?;
            writing.note_former(former.as_ref())
        })?;
        let tokens = shared.fresh(reply.token, reply.refresh, reply.lasts, name);
        shared.keep(&tokens)?;
        if let Some(before) = before {
            // A key that stays is of no use to anybody: its session is forgotten.
            let _ = shared.keystore.remove_key(&before);
        }
        shared.relink(Some(Link::new(transport, tokens)));
        shared.set_signed_in(true);
        shared.inbox.post(Event::SignedIn);
        Ok(profile)
    }

    /// Ends the session on this phone. Everything that was written stays, and can be read and
    /// written on; nothing is sent until the profile is enrolled again.
    ///
    /// # Errors
    /// [`crate::error::Error::Keystore`] when the tokens cannot be removed; they then stay.
    pub fn sign_out(&self) -> Result<()> {
        self.shared.keystore.remove(SESSION)?;
        self.shared.keystore.remove(OLDER)?;
        self.shared.relink(None);
        self.shared.set_signed_in(false);
        self.shared.inbox.post(Event::SignedOut);
        Ok(())
    }

    /// Returns how much is on this phone alone: changes that no server has judged or taken, and
    /// drafts that are no changes yet. To be said before somebody signs out or gives the phone away.
    ///
    /// # Errors
    /// Those of storage.
    pub fn unsent(&self) -> Result<u64> {
        self.store().read(|reader| reader.unsent())
    }

    /// Puts aside what is told of the person's phone before this one.
    ///
    /// # Errors
    /// Those of storage.
    pub fn dismiss_former(&self) -> Result<()> {
        self.shared.write(|writing| writing.note_former(None))
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
    /// Makes a key and shows with it that the code came to this phone.
    fn introduce(&self, name: &str, code: &str) -> Result<EnrolRequest> {
        self.keystore.make_key(name)?;
        let key = self.keystore.public_key(name)?;
        let key = key.ok_or_else(|| Error::Keystore("the key is gone".into()))?;
        let key = as_text(&key);
        let proof = self.keystore.sign(name, &proof::enrol(code, &key))?;
        Ok(EnrolRequest {
            code: code.to_owned(),
            device_name: self.device_name.clone(),
            proof: as_text(&proof),
            key,
        })
    }

    pub(super) fn profile(&self) -> Result<Option<Profile>> {
        self.store().read(|reader| reader.profile())
    }

    fn set_signed_in(&self, is_signed_in: bool) {
        let mut status = lock(&self.status);
        status.needs_sign_in = !is_signed_in;
        status.revoked = None;
        drop(status);
        self.teller.tell(LookAgain {
            sync: true,
            ..LookAgain::default()
        });
    }
}
