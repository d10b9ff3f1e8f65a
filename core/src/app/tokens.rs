//! The phone's tokens: they stand in the key store alone, and are renewed before they end.
//!
//! A refresh token is good once. So that a lost answer locks nobody out, the nonce of an exchange
//! is on disk before the exchange begins: tried again, it brings the same tokens.

use std::sync::MutexGuard;

use outrider_model::wire::{ProblemCode, RemintReply, RemintRequest, TokenRequest, proof};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::keystore::as_text;
use crate::store::Profile;
use crate::sync::Failure;
use crate::transport::{self, Session, Trouble};

use super::link::Link;
use super::pump::failure;
use super::{Shared, lock};

/// The name of the tokens in the key store.
pub(super) const SESSION: &str = "session";
/// The name of the token that phones held before they had keys. It is good until it ends, and is not
/// renewed.
pub(super) const OLDER: &str = "session_token";
/// The names of the device's key. There are two, so that one stands until the other has taken its
/// place.
pub(super) const KEYS: [&str; 2] = ["device_key_a", "device_key_b"];

/// What one enrolled phone holds. Has no `Debug`: it is written nowhere but to the key store.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Tokens {
    /// The bearer token.
    pub(super) access: String,
    refresh: String,
    /// The name of the key that all of it is bound to.
    pub(super) key: String,
    /// Up to when the bearer token is surely good, by the monotonic clock of this boot.
    boot: Uuid,
    until: i64,
    /// The nonce of an exchange whose answer has not come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nonce: Option<String>,
    /// Whether the phone is to ask for a device of its own. The other key is then made for that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    remint: bool,
}

/// Returns the name of the key that is not in use.
pub(super) fn spare(key: Option<&str>) -> &'static str {
    let [first, second] = KEYS;
    if key == Some(first) { second } else { first }
}

impl Shared {
    /// Reads the tokens; none without a session.
    pub(super) fn tokens(&self) -> Result<Option<Tokens>> {
        let Some(kept) = self.keystore.get(SESSION)? else {
            let older = self.keystore.get(OLDER)?;
            return Ok(older.map(|access| self.keyless(access)));
        };
        let read = serde_json::from_str(&kept).map(Some);
        read.map_err(|_| Error::Keystore("the tokens cannot be read".into()))
    }

    /// What a phone holds that was enrolled before there were keys.
    fn keyless(&self, access: String) -> Tokens {
        Tokens {
            access,
            refresh: String::new(),
            key: String::new(),
            boot: self.clock.boot(),
            until: i64::MAX,
            nonce: None,
            remint: false,
        }
    }

    /// Keeps the tokens.
    pub(super) fn keep(&self, tokens: &Tokens) -> Result<()> {
        let written = serde_json::to_string(tokens)
            .map_err(|_| Error::Keystore("the tokens cannot be written".into()))?;
        self.keystore.put(SESSION, &written)?;
        self.keystore.remove(OLDER)
    }

    /// Puts together what an answer brought.
    pub(super) fn fresh(&self, access: String, refresh: String, lasts: u32, key: &str) -> Tokens {
        // A fifth of the time is left for the way, and for clocks that run unlike.
        let good = i64::from(lasts).saturating_mul(800_000);
        Tokens {
            access,
            refresh,
            key: key.to_owned(),
            boot: self.clock.boot(),
            until: self.clock.monotonic().saturating_add(good),
            nonce: None,
            remint: false,
        }
    }

    /// Does something in the phone's session: with a token that is good by the clock, and once more
    /// with a new one when the server says that it is not.
    pub(super) fn in_session<T>(
        &self,
        mut work: impl FnMut(&Session<'_>) -> std::result::Result<T, Trouble>,
    ) -> std::result::Result<T, Failure> {
        let link = self.ready()?;
        let token = link.tokens().access;
        match work(&Session::new(link.transport(), &token)) {
            Err(trouble) if is_unauthenticated(&trouble) => {
                self.renew(&link, &token)?;
                let token = link.tokens().access;
                work(&Session::new(link.transport(), &token)).map_err(failure)
            }
            done => done.map_err(failure),
        }
    }

    /// Returns the way to the server with a token that is good by the clock.
    pub(super) fn ready(&self) -> std::result::Result<std::sync::Arc<Link>, Failure> {
        let link = match self.link() {
            Ok(Some(link)) => link,
            Ok(None) if matches!(self.has_session(), Ok(false)) => {
                return Err(Failure::Unauthenticated);
            }
            Ok(None) => return Err(Failure::Stopped),
            Err(_) => return Err(Failure::Store),
        };
        let turn = link.turn();
        let tokens = link.tokens();
        if tokens.boot != self.clock.boot() || self.clock.monotonic() >= tokens.until {
            self.rotate(&link, &turn)?;
        }
        if link.tokens().remint {
            self.remint(&link, &turn)?;
        }
        drop(turn);
        Ok(link)
    }

    /// Renews a token that the server would not have, unless somebody else just did.
    fn renew(&self, link: &Link, used: &str) -> std::result::Result<(), Failure> {
        let turn = link.turn();
        if link.tokens().access == used {
            self.rotate(link, &turn)?;
        }
        Ok(())
    }

    /// Exchanges the refresh token for the next ones.
    fn rotate(&self, link: &Link, _turn: &MutexGuard<'_, ()>) -> std::result::Result<(), Failure> {
        let mut tokens = link.tokens();
        if tokens.key.is_empty() {
            return Err(Failure::Unauthenticated);
        }
        let nonce = match &tokens.nonce {
            Some(nonce) => nonce.clone(),
            None => {
                let mut random = [0; 16];
                self.rng.fill(&mut random);
                let nonce = as_text(&random);
                tokens.nonce = Some(nonce.clone());
                self.take(link, &tokens)?;
                nonce
            }
        };
        let proof = self.sign(&tokens.key, &proof::refresh(&tokens.refresh, &nonce))?;
        let request = TokenRequest {
            refresh: tokens.refresh.clone(),
            nonce,
            proof,
        };
        let reply = transport::renew(link.transport(), &request).map_err(of_little)?;
        let next = Tokens {
            remint: tokens.remint,
            ..self.fresh(reply.token, reply.refresh, reply.lasts, &tokens.key)
        };
        self.take(link, &next)
    }

    /// Notes that the phone is to ask for a device of its own, and makes the key for it.
    pub(super) fn note_remint(&self) -> std::result::Result<(), Failure> {
        let Ok(Some(link)) = self.link() else {
            return Ok(());
        };
        let _turn = link.turn();
        let tokens = link.tokens();
        if tokens.remint || tokens.key.is_empty() {
            return Ok(());
        }
        let made = self.keystore.make_key(spare(Some(&tokens.key)));
        made.map_err(|_| Failure::Store)?;
        self.take(
            &link,
            &Tokens {
                remint: true,
                ..tokens
            },
        )
    }

    /// Asks for a device of the phone's own and goes on under it. What waits keeps its numbers:
    /// the new device has given out none.
    fn remint(&self, link: &Link, turn: &MutexGuard<'_, ()>) -> std::result::Result<(), Failure> {
        let mut asked = self.ask_remint(link);
        if matches!(&asked, Ok(Err(trouble)) if is_unauthenticated(trouble)) {
            self.rotate(link, turn)?;
            asked = self.ask_remint(link);
        }
        let tokens = link.tokens();
        let reply = match asked? {
            Ok(reply) => reply,
            // A server that will not do it counts forks, and nothing is lost by that.
            Err(Trouble::Denied(problem)) if problem.status < 500 => {
                let as_before = Tokens {
                    remint: false,
                    ..tokens
                };
                return self.take(link, &as_before);
            }
            Err(trouble) => return Err(of_little(trouble)),
        };
        let key = spare(Some(&tokens.key));
        // The profile first, as at an enrolment; asked again, the server names the same device.
        let moved = self.profile().and_then(|profile| {
            let profile = profile.ok_or(Error::NotEnrolled)?;
            self.write(|writing| {
                writing.enrol(Profile {
                    device: reply.device,
                    ..profile
                })
            })
        });
        moved.map_err(|_| Failure::Store)?;
        let next = self.fresh(reply.token, reply.refresh, reply.lasts, key);
        self.take(link, &next)?;
        // A key that stays is of no use to anybody: its family ends with its device.
        let _ = self.keystore.remove_key(&tokens.key);
        Ok(())
    }

    fn ask_remint(
        &self,
        link: &Link,
    ) -> std::result::Result<std::result::Result<RemintReply, Trouble>, Failure> {
        let tokens = link.tokens();
        let name = spare(Some(&tokens.key));
        let key = self.keystore.public_key(name);
        let key = as_text(&key.map_err(|_| Failure::Store)?.ok_or(Failure::Store)?);
        let words = proof::remint(&tokens.access, &key);
        let request = RemintRequest {
            proof: self.sign(name, &words)?,
            present: self.sign(&tokens.key, &words)?,
            key,
        };
        Ok(Session::new(link.transport(), &tokens.access).remint(&request))
    }

    /// Signs with a key. A phone that has lost it, as one restored from a copy of its files, has
    /// no session any more.
    fn sign(&self, key: &str, words: &[u8]) -> std::result::Result<String, Failure> {
        match self.keystore.public_key(key) {
            Ok(Some(_)) => {}
            Ok(None) => return Err(Failure::Unauthenticated),
            Err(_) => return Err(Failure::Store),
        }
        let proof = self.keystore.sign(key, words);
        proof
            .map(|proof| as_text(&proof))
            .map_err(|_| Failure::Store)
    }

    /// Keeps tokens on disk, then uses them.
    fn take(&self, link: &Link, tokens: &Tokens) -> std::result::Result<(), Failure> {
        // Whoever signed out meanwhile stays signed out.
        if !matches!(self.has_session(), Ok(true)) {
            return Err(Failure::Unauthenticated);
        }
        self.keep(tokens).map_err(|_| Failure::Store)?;
        link.set(tokens.clone());
        Ok(())
    }
}

pub(super) fn is_unauthenticated(trouble: &Trouble) -> bool {
    matches!(trouble, Trouble::Denied(problem) if problem.code == ProblemCode::Unauthenticated)
}

/// Says what trouble with a few words means: a smaller request would not have helped.
fn of_little(trouble: Trouble) -> Failure {
    match failure(trouble) {
        Failure::Timeout | Failure::Cut | Failure::TooLarge | Failure::TooLargeOnTheWay => {
            Failure::Unreachable
        }
        Failure::Server => Failure::Busy(None),
        other @ (Failure::Unreachable
        | Failure::Foreign
        | Failure::Unauthenticated
        | Failure::Revoked { .. }
        | Failure::Busy(_)
        | Failure::Store
        | Failure::Stopped) => other,
    }
}

impl Link {
    /// Waits for its turn to change the tokens; one does so at a time.
    pub(super) fn turn(&self) -> MutexGuard<'_, ()> {
        lock(&self.turn)
    }
}
