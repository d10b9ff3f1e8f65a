//! The secret that a person's authenticator and the server share: begun, confirmed by a first code,
//! used step by step.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use outrider_model::id::OrganisationId;
use outrider_model::record::Organisation;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::audit::Action;
use crate::auth::factor::plain;
use crate::auth::registrar::Registrar;
use crate::auth::secret::Secret;
use crate::auth::session::Caller;
use crate::auth::totp;
use crate::error::ServerError;
use crate::store::{Credential, CredentialKind};

/// How long a shared secret waits for its first code, in microseconds.
const PATIENCE: i64 = 3600 * 1_000_000;
/// How many factors a person may have.
const MOST: usize = 20;
/// A shared secret that waits for its first code.
#[derive(Clone, Serialize, ToSchema)]
#[schema(as = NewAuthenticator)]
pub struct NewTotp {
    /// Names it.
    pub id: Uuid,
    /// The secret, as people type it.
    pub secret: String,
    /// The secret, as a QR code shows it.
    pub uri: String,
}

/// What a shared secret is stored as.
#[derive(Serialize, Deserialize)]
struct Shared {
    secret: String,
    /// Whether its owner has shown a code of it.
    confirmed: bool,
    /// The newest step that was used.
    step: u64,
}

/// Says whether a shared secret was confirmed by a code: before, it counts for nothing.
pub(in crate::auth) fn is_confirmed(credential: &Credential) -> bool {
    shared(credential).is_some_and(|shared| shared.confirmed)
}

fn shared(credential: &Credential) -> Option<Shared> {
    let is_totp = credential.kind == CredentialKind::Totp;
    let read = || serde_json::from_str(&credential.data).ok();
    is_totp.then(read).flatten()
}

impl Registrar<'_> {
    /// Uses a step of a shared secret; of two who show the same code, one succeeds.
    pub(in crate::auth) fn uses_step(
        &self,
        organisation: OrganisationId,
        credential: &Credential,
        code: &str,
    ) -> Result<bool, ServerError> {
        let Some(shared) = shared(credential) else {
            return Ok(false);
        };
        let secret = URL_SAFE_NO_PAD
            .decode(&shared.secret)
            .map_err(ServerError::internal)?;
        let now = self.seams.clock.wall();
        let Some(step) = totp::step(&secret, code, now, shared.step) else {
            return Ok(false);
        };
        let used = Shared {
            confirmed: true,
            step,
            ..shared
        };
        let data = serde_json::to_string(&used).map_err(ServerError::internal)?;
        Ok(self
            .store
            .use_credential(organisation, credential, &data, now)?)
    }

    /// Begins to add an authenticator. An earlier beginning that was not confirmed is void.
    ///
    /// # Errors
    /// [`ServerError::Conflict`] for somebody who has too many.
    pub fn begin_totp(&self, caller: &Caller, name: &str) -> Result<NewTotp, ServerError> {
        let (organisation, person) = (caller.organisation, caller.person);
        let credentials = self.store.credentials(organisation, person)?;
        if credentials.len() >= MOST {
            return Err(ServerError::Conflict("there are enough".to_owned()));
        }
        let begun = |one: &&Credential| one.kind == CredentialKind::Totp && !is_confirmed(one);
        for old in credentials.iter().filter(begun) {
            self.store.remove_credential(organisation, person, old.id)?;
        }
        let secret: [u8; totp::SECRET] = self.seams.random()?;
        let id = self.seams.id()?;
        let shared = Shared {
            secret: URL_SAFE_NO_PAD.encode(secret),
            confirmed: false,
            step: 0,
        };
        let credential = Credential {
            id,
            person,
            kind: CredentialKind::Totp,
            name: plain(name),
            handle: id.as_bytes().to_vec(),
            data: serde_json::to_string(&shared).map_err(ServerError::internal)?,
            made: self.seams.clock.wall(),
            used: None,
        };
        self.store.save_credential(organisation, &credential)?;
        let settings: Organisation = self.read(organisation, organisation.into())?;
        let account = self.account_of(organisation, person)?;
        let login = account.map(|account| account.login);
        self.note(
            organisation,
            &caller
                .note(Action::FactorBegun)
                .saying(json!({ "kind": "totp" })),
        )?;
        Ok(NewTotp {
            id,
            secret: totp::base32(&secret),
            uri: totp::uri(&settings.name, &login.unwrap_or_default(), &secret),
        })
    }

    /// Makes an authenticator count, by a code of it. With the first factor the recovery codes come.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] when none of this name waits for its code,
    /// [`ServerError::Invalid`] for a wrong code; it may then be tried again.
    pub fn confirm_totp(
        &self,
        caller: &Caller,
        id: Uuid,
        code: &str,
    ) -> Result<Option<Vec<Secret>>, ServerError> {
        let (organisation, person) = (caller.organisation, caller.person);
        let credentials = self.store.credentials(organisation, person)?;
        let now = self.seams.clock.wall();
        let waits = |one: &&Credential| {
            let is_young = now < one.made.saturating_add(PATIENCE);
            one.id == id && one.kind == CredentialKind::Totp && !is_confirmed(one) && is_young
        };
        let credential = credentials.iter().find(waits);
        let credential = credential.ok_or(ServerError::NotFound)?;
        if !self.uses_step(organisation, credential, code)? {
            let why = "this is not the code that the authenticator shows now";
            return Err(ServerError::invalid("code", why));
        }
        self.added_factor(caller, &CredentialKind::Totp)
    }
}
