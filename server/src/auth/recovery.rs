//! Recovery codes: ten, each good once, for the day on which every other factor is lost. They are
//! shown once; only their digests are kept.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use outrider_model::id::{OrganisationId, PersonId, RecordId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::registrar::Registrar;
use super::secret::Secret;
use crate::error::ServerError;
use crate::store::{Credential, CredentialKind};

/// How many codes there are.
pub const CODES: usize = 10;

/// The codes that were not used, as their digests in base64url.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Left {
    codes: BTreeSet<String>,
}

/// Returns how many codes of a credential can still be used.
pub(super) fn left(credential: &Credential) -> usize {
    read(credential).codes.len()
}

fn read(credential: &Credential) -> Left {
    serde_json::from_str(&credential.data).unwrap_or_default()
}

impl Registrar<'_> {
    /// Makes new recovery codes; the earlier ones are void. They are stored nowhere.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; the earlier ones then stand.
    pub(super) fn make_recovery_codes(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<Vec<Secret>, ServerError> {
        let mut codes = Vec::new();
        for _ in 0..CODES {
            codes.push(Secret::recovery_code(self.seams)?);
        }
        let left = Left {
            codes: codes.iter().map(kept).collect(),
        };
        let id: Uuid = RecordId::from(person).derived("recovery").0;
        self.store.save_credential(
            organisation,
            &Credential {
                id,
                person,
                kind: CredentialKind::Recovery,
                name: String::new(),
                handle: id.as_bytes().to_vec(),
                data: written(&left)?,
                made: self.seams.clock.wall(),
                used: None,
            },
        )?;
        Ok(codes)
    }

    /// Uses a recovery code up. Of two who try the same, one succeeds.
    pub(super) fn spend_recovery_code(
        &self,
        organisation: OrganisationId,
        credentials: &[Credential],
        code: &str,
    ) -> Result<bool, ServerError> {
        let is_recovery = |one: &&Credential| one.kind == CredentialKind::Recovery;
        let Some(credential) = credentials.iter().find(is_recovery) else {
            return Ok(false);
        };
        let (_, code) = Secret::from_typed_code(code);
        let mut left = read(credential);
        if !left.codes.remove(&kept(&code)) {
            return Ok(false);
        }
        let now = self.seams.clock.wall();
        let data = written(&left)?;
        Ok(self
            .store
            .use_credential(organisation, credential, &data, now)?)
    }
}

fn written(left: &Left) -> Result<String, ServerError> {
    serde_json::to_string(left).map_err(ServerError::internal)
}

fn kept(code: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(code.digest())
}
