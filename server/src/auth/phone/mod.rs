//! Phones: how one is enrolled, how its tokens go on, and what becomes of it in the end.
//!
//! A phone makes a key that it never shows. Its bearer token lives for minutes; a refresh token
//! brings the next one, once, and only together with a proof by the key. Both are made of the
//! phone's *family*: whoever shows an old one, or a right one without the key, has stolen it, and
//! ends the family.
//!
//! - `enrol`: a one-time code and a key become a phone; `remint`: a copy becomes a phone of its own.
//! - `renew`: the next tokens; `family`: what they are made of.
//! - [`handset`]: which phone calls, revoked ones included, which may still hand over.
//! - `handover`: sealed parcels between two phones of a person.
//! - `wiped`: the receipt of a phone whose content was destroyed.

mod enrol;
mod family;
mod handover;
mod handset;
mod proof;
mod remint;
mod renew;
mod wiped;

use outrider_model::id::{DeviceId, OrganisationId, PersonId};
use outrider_model::record::DeviceKind;

pub use enrol::CODE_LIFE;
pub use handset::{Handset, handset};

use super::registrar::Registrar;
use super::secret::Secret;
use crate::error::ServerError;
use crate::store::{DeviceSeen, Session, Store};

/// How many seconds a phone's bearer token lives.
pub const TOKEN_LIFE: u32 = 15 * 60;
const SECOND: i64 = 1_000_000;

/// A phone of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Phone {
    organisation: OrganisationId,
    person: PersonId,
    device: DeviceId,
}

impl Registrar<'_> {
    /// Opens the phone's session in place of its earlier ones and returns the token.
    fn open_phone(&self, phone: Phone) -> Result<Secret, ServerError> {
        let token = Secret::token(self.seams, phone.organisation)?;
        let now = self.seams.clock.wall();
        self.store.replace_sessions(&Session {
            organisation: phone.organisation,
            token_hash: token.digest(),
            person: phone.person,
            device: phone.device,
            kind: DeviceKind::Phone,
            name: String::new(),
            scopes: None,
            opened: now,
            expires: now.saturating_add(i64::from(TOKEN_LIFE) * SECOND),
            revoked: None,
        })?;
        Ok(token)
    }

    /// Makes a phone known before its first sync, so that whoever asks sees that there was none.
    fn expect_phone(&self, phone: Phone) -> Result<(), ServerError> {
        let seen = DeviceSeen {
            device: phone.device,
            person: phone.person,
            kind: DeviceKind::Phone,
            last_sync: None,
            seq: 0,
            forks: 0,
            waiting: 0,
        };
        Ok(self.store.saw(phone.organisation, &[seen])?)
    }
}

/// Ends a phone's session for good: neither its token nor its refresh token means anything then.
/// Returns whether there was anything to end.
///
/// # Errors
/// [`ServerError`] when the store fails; the refresh token may then have ended alone.
pub fn let_go(
    store: &dyn Store,
    organisation: OrganisationId,
    (person, device): (PersonId, DeviceId),
    now: i64,
) -> Result<bool, ServerError> {
    let families = store.revoke_families(organisation, person, Some(device), now)?;
    let sessions = store.end_sessions(organisation, person, Some(device), now)?;
    Ok(families + sessions > 0)
}
