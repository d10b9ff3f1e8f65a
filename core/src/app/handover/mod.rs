//! From an old phone to a new one: what the server does not have goes sealed from the one to the
//! other, with a key that only the old phone's screen shows.
//!
//! - [`App::begin_handover`] on the old phone packs, seals, leaves the parcel with the server and
//!   returns what its screen shows as a QR code.
//! - [`App::take_over`] on the new phone enrols it, opens the parcel and takes everything in.
//! - [`App::finish_handover`] on the old phone lets go, once the new one holds everything.

mod label;
mod seal;

use outrider_model::wire::{HandoverRequest, ProblemCode};
use serde::Serialize;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::keystore::as_text;
use crate::store::{Luggage, PackedUpTo, Profile};
use crate::sync::{Event, Failure};
use crate::transport::Trouble;

use super::{App, Shared};
pub(super) use label::{Label, without_scheme, without_spaces};

/// The name in the key store of a handover that this phone began.
const BEGUN: &str = "handover";

/// A parcel that waits for the new phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Handover {
    /// What the QR code says. It holds the key: whoever reads it within a day is the new phone.
    pub label: String,
    /// How many changes are in the parcel.
    pub changes: usize,
    /// How many drafts.
    pub drafts: usize,
    /// How many points of the way.
    pub points: usize,
    /// Until when it is kept, microseconds since 1970 (UTC).
    pub expires: i64,
}

/// How a handover that this phone began stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum HandoverState {
    /// None was begun.
    None,
    /// The new phone has not taken it.
    Waiting,
    /// The new phone holds everything.
    Taken {
        /// Since when, microseconds since 1970 (UTC).
        at: i64,
        /// How much was written here since it was packed: it is not on the new phone.
        left: u64,
    },
}

/// What a new phone took over.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TakenOver {
    /// Whose phone it is now.
    pub profile: Profile,
    /// How many changes came along.
    pub changes: usize,
    /// How many drafts.
    pub drafts: usize,
}

#[derive(Serialize, serde::Deserialize)]
struct Begun {
    handover: Uuid,
    packed: PackedUpTo,
}

impl App {
    /// Packs everything that the server does not have, seals it and leaves it with the server for
    /// the new phone. Nothing is taken from this phone; to be called again after more was written.
    ///
    /// # Errors
    /// [`Error::Unreachable`] and [`Error::Denied`] when the parcel could not be left; nothing has
    /// then changed, but for an unused parcel.
    pub fn begin_handover(&self) -> Result<Handover> {
        let shared = &self.shared;
        let profile = shared.profile()?.ok_or(Error::NotEnrolled)?;
        let (luggage, packed) = self.store().read(|reader| reader.pack())?;
        let handover = crate::rng::mint(&*shared.clock, &*shared.rng);
        let mut key = [0; 32];
        shared.rng.fill(&mut key);
        let sealed = seal::seal(&key, handover, &luggage)?;
        let request = HandoverRequest {
            handover,
            sealed: as_text(&sealed),
        };
        let reply = shared.reach(|session| session.leave_parcel(&request))?;
        let begun = serde_json::to_string(&Begun { handover, packed })
            .map_err(|_| Error::Keystore("the handover cannot be written".into()))?;
        shared.keystore.put(BEGUN, &begun)?;
        Ok(Handover {
            label: Label {
                server: profile.server,
                handover,
                key,
                code: reply.code,
            }
            .write(),
            changes: luggage.changes.len(),
            drafts: luggage.drafts.len(),
            points: luggage.way.len(),
            expires: reply.expires,
        })
    }

    /// Asks how the handover that this phone began stands.
    ///
    /// # Errors
    /// [`Error::Unreachable`] and [`Error::Denied`] when the server does not say.
    pub fn handover_state(&self) -> Result<HandoverState> {
        let Some(Begun { handover, packed }) = self.shared.begun()? else {
            return Ok(HandoverState::None);
        };
        let parcel = match self.shared.reach(|session| session.parcel(handover)) {
            Err(Error::Denied(ProblemCode::NotFound)) => return Ok(HandoverState::None),
            parcel => parcel?,
        };
        Ok(match parcel.taken {
            Some(at) => HandoverState::Taken {
                at,
                left: self.store().read(|reader| reader.written_since(packed))?,
            },
            None => HandoverState::Waiting,
        })
    }

    /// Lets go of everything on this phone, once the new one holds it.
    ///
    /// # Errors
    /// [`Error::NotHandedOver`] while the new phone has not taken the parcel, or something was
    /// written since it was packed; nothing is then touched.
    pub fn finish_handover(&self) -> Result<()> {
        match self.handover_state()? {
            HandoverState::Taken { left: 0, .. } => {
                self.shared.keystore.remove(BEGUN)?;
                self.shared.destroy()
            }
            HandoverState::None | HandoverState::Waiting | HandoverState::Taken { .. } => {
                Err(Error::NotHandedOver)
            }
        }
    }

    /// Makes this phone the new one: enrols it by what the old one's QR code says, and takes in
    /// what the old one had not sent. When it was interrupted, the same again goes on with it.
    ///
    /// # Errors
    /// [`Error::NoLabel`] for a text that is no such code, [`Error::Denied`] when code or parcel
    /// are too old or were taken, [`Error::Unreachable`]; what came before that stays.
    pub fn take_over(&self, label: &str) -> Result<TakenOver> {
        let Label {
            server,
            handover,
            key,
            code,
        } = Label::read(label).ok_or(Error::NoLabel)?;
        let profile = match self.profile()? {
            Some(profile) if self.shared.has_session()? => profile,
            Some(_) | None => self.enrol(&server, &code)?,
        };
        let parcel = self.shared.reach(|session| session.parcel(handover))?;
        let luggage: Luggage = seal::open(&key, handover, &parcel.sealed)?;
        self.shared.write(|writing| {
            writing.unpack(&luggage)?;
            writing.note_former(None)
        })?;
        self.shared.reach(|session| session.take_parcel(handover))?;
        self.shared.inbox.post(Event::Asked);
        Ok(TakenOver {
            profile,
            changes: luggage.changes.len(),
            drafts: luggage.drafts.len(),
        })
    }
}

impl Shared {
    fn begun(&self) -> Result<Option<Begun>> {
        let kept = self.keystore.get(BEGUN)?;
        kept.map(|kept| serde_json::from_str(&kept))
            .transpose()
            .map_err(|_| Error::Keystore("the handover cannot be read".into()))
    }

    /// Does something in the session, for a person who waits for it.
    fn reach<T>(
        &self,
        mut work: impl FnMut(&crate::transport::Session<'_>) -> std::result::Result<T, Trouble>,
    ) -> Result<T> {
        let mut said = None;
        let mut ask = || {
            self.in_session(|session| {
                work(session).inspect_err(|trouble| {
                    if let Trouble::Denied(problem) = trouble {
                        said = Some(problem.code.clone());
                    }
                })
            })
        };
        // A connection that was cut while nobody used it is noticed by its first use alone.
        let done = match ask() {
            Err(Failure::Cut | Failure::Unreachable) => ask(),
            done => done,
        };
        done.map_err(|failure| match (said, failure) {
            (Some(code), _) => Error::Denied(code),
            (None, Failure::Unauthenticated) => Error::Denied(ProblemCode::Unauthenticated),
            (None, other) => Error::Unreachable(format!("{other:?}")),
        })
    }
}
