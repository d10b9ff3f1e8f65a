//! Parcels from an old phone to a new one of the same person. The server keeps them for a day and
//! cannot open them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use outrider_model::wire::{HandoverParcel, HandoverReply, HandoverRequest};
use uuid::Uuid;

use crate::audit::{self, Action, Note};
use crate::auth::registrar::Registrar;
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::store::Parcel;

/// The most bytes of a parcel.
const LARGEST: usize = 16 * 1024 * 1024;

impl Registrar<'_> {
    /// Keeps a parcel, and answers with a code by which the new phone is enrolled.
    ///
    /// # Errors
    /// [`ServerError::Invalid`] for what is no parcel, [`ServerError::Conflict`] when somebody
    /// else's has the id; nothing is then kept.
    pub fn leave_parcel(
        &self,
        caller: &Caller,
        asked: &HandoverRequest,
    ) -> Result<HandoverReply, ServerError> {
        let sealed = URL_SAFE_NO_PAD
            .decode(&asked.sealed)
            .ok()
            .filter(|sealed| (1..=LARGEST).contains(&sealed.len()))
            .ok_or_else(|| {
                ServerError::invalid("sealed", "a parcel has 1 byte to 16 MiB, in base64url")
            })?;
        let (code, expires) = self.mint_code(caller.organisation, caller.person)?;
        self.store.save_parcel(&Parcel {
            organisation: caller.organisation,
            id: asked.handover,
            person: caller.person,
            sealed,
            expires,
            taken: None,
        })?;
        self.note_parcel(caller, Action::HandoverBegun)?;
        Ok(HandoverReply {
            code: code.reveal().to_owned(),
            expires,
        })
    }

    /// Returns a parcel of the person's own; another's is as if it were not there.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] where there is none.
    pub fn parcel(&self, caller: &Caller, id: Uuid) -> Result<HandoverParcel, ServerError> {
        let now = self.seams.clock.wall();
        let found = self
            .store
            .parcel(caller.organisation, caller.person, id, now)?;
        let parcel = found.ok_or(ServerError::NotFound)?;
        Ok(HandoverParcel {
            sealed: URL_SAFE_NO_PAD.encode(&parcel.sealed),
            taken: parcel.taken,
        })
    }

    /// Notes that the new phone holds everything, and forgets the parcel's content.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] where there is none.
    pub fn take_parcel(&self, caller: &Caller, id: Uuid) -> Result<(), ServerError> {
        let now = self.seams.clock.wall();
        let is_there = self
            .store
            .take_parcel(caller.organisation, caller.person, id, now)?;
        if !is_there {
            return Err(ServerError::NotFound);
        }
        self.note_parcel(caller, Action::ParcelTaken)
    }

    fn note_parcel(&self, caller: &Caller, action: Action) -> Result<(), ServerError> {
        let note = Note::of(action).by(caller.person).on(caller.device);
        let now = self.seams.clock.wall();
        Ok(audit::note(self.store, caller.organisation, now, &note)?)
    }
}
