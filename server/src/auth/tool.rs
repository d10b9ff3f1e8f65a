//! Tokens for programs: sessions of a device of their own, for up to a year, limited to scopes and
//! to what their person may.

use outrider_model::change::{Body, DeviceEnrolled};
use outrider_model::id::{DeviceId, PersonId, RecordId};
use outrider_model::record::{Device, DeviceKind, Role};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::factor::plain;
use super::registrar::Registrar;
use super::scope::{self, Scope, Scopes};
use super::secret::Secret;
use super::session::{self, Caller, Opening};
use crate::audit::Action;
use crate::error::ServerError;
use crate::ingest::Author;
use crate::store::Session;

const DAY: i64 = 24 * 3600 * 1_000_000;
/// The most days that a token may live.
pub const LONGEST: u32 = 365;

/// A token, as its owner sees it; the token itself is shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ProgramToken)]
pub struct Token {
    /// Names it; the token does not follow from it.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// What its owner calls it.
    pub name: String,
    /// What it may do.
    #[schema(value_type = Vec<Scope>)]
    pub scopes: Scopes,
    /// The device in whose name it writes.
    pub device: DeviceId,
    /// When it was made, microseconds since 1970 (UTC).
    pub made: i64,
    /// When it ends.
    pub expires: i64,
}

impl Registrar<'_> {
    /// Makes a token in the caller's name.
    ///
    /// # Errors
    /// [`ServerError::Invalid`] for no name, for scopes that no token has, for more days than a
    /// year; there is then no token.
    pub fn make_token(
        &self,
        caller: &Caller,
        name: &str,
        scopes: &[String],
        days: u32,
    ) -> Result<(Secret, Token), ServerError> {
        let (organisation, person) = (caller.organisation, caller.person);
        let name = plain(name);
        if name.is_empty() {
            return Err(ServerError::invalid("name", "there is no name"));
        }
        let scopes = scope::asked(scopes)?;
        if !(1..=LONGEST).contains(&days) {
            let why = format!("a token lives for 1 to {LONGEST} days");
            return Err(ServerError::invalid("days", why));
        }
        let enrolled = Device {
            person,
            is: DeviceKind::Tool,
            name: name.clone(),
            revoked: false,
            wipe: None,
            wiped: None,
        };
        let body = Body::DeviceEnrolled(DeviceEnrolled { enrolled });
        let device = DeviceId::from(RecordId::from(self.say(organisation, None, body)?));
        let author = Author {
            person,
            device,
            kind: DeviceKind::Tool,
        };
        let opening = Opening {
            name: name.clone(),
            scopes: Some(scopes.clone()),
            life: i64::from(days) * DAY,
        };
        let made = self.seams.clock.wall();
        let expires = made.saturating_add(opening.life);
        let secret = session::open(self.store, self.seams, organisation, &author, opening)?;
        let note = caller.note(Action::TokenMade).to(RecordId::from(device));
        self.note(organisation, &note.saying(json!({ "scopes": scopes })))?;
        let token = Token {
            id: session::public_id(&secret.digest()),
            person,
            name,
            scopes,
            device,
            made,
            expires,
        };
        Ok((secret, token))
    }

    /// Lists the tokens that stand: one's own, for an admin everybody's.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read.
    pub fn tokens(&self, caller: &Caller) -> Result<Vec<Token>, ServerError> {
        let found = self.seen_tokens(caller)?;
        let tokens = found.into_iter().map(|one| Token {
            id: session::public_id(&one.token_hash),
            person: one.person,
            name: one.name,
            scopes: scope::stored(one.scopes.as_deref().unwrap_or_default()),
            device: one.device,
            made: one.opened,
            expires: one.expires,
        });
        Ok(tokens.collect())
    }

    /// Takes a token back: one's own, for an admin anybody's.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] for one that is not there, or not the caller's to see.
    pub fn revoke_token(&self, caller: &Caller, id: Uuid) -> Result<(), ServerError> {
        let (organisation, now) = (caller.organisation, self.seams.clock.wall());
        let seen = self.seen_tokens(caller)?;
        let found = seen
            .iter()
            .find(|one| session::public_id(&one.token_hash) == id);
        let found = found.ok_or(ServerError::NotFound)?;
        self.store
            .end_session(organisation, &found.token_hash, now)?;
        let note = caller.note(Action::TokenRevoked);
        self.note(organisation, &note.to(RecordId::from(found.device)))
    }

    fn seen_tokens(&self, caller: &Caller) -> Result<Vec<Session>, ServerError> {
        let now = self.seams.clock.wall();
        let mut all = self.store.sessions(caller.organisation, now)?;
        all.retain(|one| {
            let is_seen = caller.role == Role::Admin || one.person == caller.person;
            one.kind == DeviceKind::Tool && is_seen
        });
        Ok(all)
    }
}
