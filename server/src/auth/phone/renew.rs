//! The next tokens for a phone's refresh token.

use outrider_model::wire::{TokenReply, TokenRequest, proof as words};
use serde_json::json;

use super::family::{self, Shown, Worth};
use super::handset::{Holder, holder};
use super::{Phone, TOKEN_LIFE, let_go, proof};
use crate::audit::{self, Action, Note};
use crate::auth::registrar::Registrar;
use crate::error::ServerError;
use crate::store::Family;

/// How often an exchange is begun anew because another one came in between.
const ROUNDS: usize = 4;
/// The longest nonce that is read.
const NONCE: usize = 128;

/// What came of an exchange.
enum Turned {
    /// The next refresh token.
    To(String),
    /// Nothing; whoever asks may ask again when he knows better.
    Refused,
    /// The token is in wrong hands.
    Stolen,
}

impl Registrar<'_> {
    /// Exchanges a refresh token, or answers nothing for one that brings nothing any more. A token
    /// that was stolen ends the family, with the sessions of the phone.
    ///
    /// The phone of somebody revoked gets a token in which it can hand over what it holds, and its
    /// refresh token stays as it is.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; the same exchange may then be tried again.
    pub fn renew(&self, request: &TokenRequest) -> Result<Option<TokenReply>, ServerError> {
        let is_nonce = !request.nonce.is_empty() && request.nonce.len() <= NONCE;
        let Some(shown) = family::read(&request.refresh).filter(|_| is_nonce) else {
            return Ok(None);
        };
        for _ in 0..ROUNDS {
            let found = match self.store.family(shown.organisation, shown.device) {
                Err(crate::store::StoreError::NoSuchOrganisation) => None,
                found => found?,
            };
            // Letters that nobody made mean nothing: whoever knows a phone's id cannot end it.
            let Some(family) = found.filter(|family| shown.is_of(family)) else {
                return Ok(None);
            };
            let phone = Phone {
                organisation: family.organisation,
                person: family.person,
                device: family.device,
            };
            match self.turn(&family, &shown, request)? {
                None => {}
                Some(Turned::Refused) => return Ok(None),
                Some(Turned::Stolen) => {
                    self.end_stolen(phone)?;
                    return Ok(None);
                }
                Some(Turned::To(refresh)) => {
                    let token = self.open_phone(phone)?;
                    return Ok(Some(TokenReply {
                        token: token.reveal().to_owned(),
                        lasts: TOKEN_LIFE,
                        refresh,
                    }));
                }
            }
        }
        Err(ServerError::Busy)
    }

    /// Turns the family; none when another exchange came in between.
    fn turn(
        &self,
        family: &Family,
        shown: &Shown<'_>,
        request: &TokenRequest,
    ) -> Result<Option<Turned>, ServerError> {
        let words = words::refresh(&request.refresh, &request.nonce);
        let has_key = proof::is_right(&family.key, &words, &request.proof);
        let worth = shown.worth(family, &request.nonce);
        let Holder { is_revoked, .. } = holder(
            self.store,
            family.organisation,
            family.person,
            family.device,
        )?;
        if is_revoked {
            return Ok(Some(match worth {
                Worth::Newest if has_key => Turned::To(request.refresh.clone()),
                Worth::Again if has_key => Turned::To(shown.turn(family, &request.nonce).1),
                Worth::Newest | Worth::Again | Worth::Late | Worth::Stolen => Turned::Refused,
            }));
        }
        if family.revoked.is_some() || family.expires <= self.seams.clock.wall() {
            return Ok(Some(Turned::Refused));
        }
        if !has_key {
            return Ok(Some(Turned::Stolen));
        }
        let (turned, token) = shown.turn(family, &request.nonce);
        match worth {
            Worth::Newest if shown.is_stored(family) => {
                let is_done = self.store.turn_family(&turned)?;
                Ok(is_done.then_some(Turned::To(token)))
            }
            Worth::Newest => {
                self.store.save_family(&turned)?;
                Ok(Some(Turned::To(token)))
            }
            Worth::Again => Ok(Some(Turned::To(token))),
            Worth::Late => Ok(Some(Turned::Refused)),
            Worth::Stolen => Ok(Some(Turned::Stolen)),
        }
    }

    fn end_stolen(&self, phone: Phone) -> Result<(), ServerError> {
        let now = self.seams.clock.wall();
        let (person, device) = (phone.person, phone.device);
        if let_go(self.store, phone.organisation, (person, device), now)? {
            tracing::warn!(%device, "a refresh token was used by somebody else");
            let note = Note::of(Action::PhoneRefused)
                .on(device)
                .to(device)
                .telling_of(person)
                .saying(json!({ "why": "its refresh token was used twice, or without its key" }));
            audit::note(self.store, phone.organisation, now, &note)?;
        }
        Ok(())
    }
}
