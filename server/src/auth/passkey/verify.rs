//! What a browser brings back, held against what was asked (WebAuthn level 3, 7.1 and 7.2).

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::authenticator::{Made, Said};
use super::cbor::Value;
use crate::auth::public_key::{PublicKey, Writing, letters};

/// What does not hold. Callers learn no more than that it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Wrong {
    /// It is not of the form that browsers send.
    #[error("the form")]
    Form,
    /// It was made for another act.
    #[error("the act")]
    Act,
    /// It was made for another page.
    #[error("the origin")]
    Origin,
    /// It was made for another name.
    #[error("the relying party")]
    RelyingParty,
    /// Nobody touched the authenticator.
    #[error("nobody was present")]
    Absent,
    /// The authenticator did not make sure who touched it.
    #[error("nobody was verified")]
    Unverified,
    /// The key is of a kind that was not asked for.
    #[error("the algorithm")]
    Algorithm,
    /// A statement about the authenticator, which was not asked for.
    #[error("the attestation")]
    Attestation,
    /// The signature was not made with the key.
    #[error("the signature")]
    Signature,
    /// The key was used elsewhere meanwhile: there is a copy.
    #[error("the counter")]
    Counter,
    /// The challenge is none that can be answered.
    #[error("the challenge")]
    Challenge,
    /// The credential is not known, or another person's.
    #[error("the credential")]
    Credential,
}

/// What the server expects of a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The name that keys are bound to.
    pub rp: String,
    /// Where the page comes from.
    pub origin: String,
}

/// What the browser was asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Create,
    Get,
}

/// What is kept of a passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) key: PublicKey,
    pub(super) counter: u32,
    pub(super) eligible: bool,
    pub(super) backed_up: bool,
    /// How a browser reaches the authenticator, as it said itself.
    #[serde(default)]
    pub(super) transports: Vec<String>,
}

#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    act: String,
    #[serde(with = "letters")]
    challenge: Vec<u8>,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    is_cross_origin: bool,
    #[serde(default, rename = "topOrigin")]
    top_origin: Option<String>,
}

/// Returns the challenge that was answered, once everything else that the browser states holds.
pub(super) fn challenge(client_data: &[u8], act: Act, site: &Site) -> Result<String, Wrong> {
    let said: ClientData = serde_json::from_slice(client_data).map_err(|_| Wrong::Form)?;
    let wanted = match act {
        Act::Create => "webauthn.create",
        Act::Get => "webauthn.get",
    };
    if said.act != wanted {
        return Err(Wrong::Act);
    }
    if said.origin != site.origin || said.is_cross_origin || said.top_origin.is_some() {
        return Err(Wrong::Origin);
    }
    String::from_utf8(said.challenge).map_err(|_| Wrong::Challenge)
}

/// Reads a new passkey. Statements about the authenticator are not asked for, and none is taken.
pub(super) fn created(attestation: &[u8], site: &Site) -> Result<(Made, Said), Wrong> {
    let object = Value::whole(attestation).ok_or(Wrong::Form)?;
    let is_none = object.named("fmt") == Some(&Value::Text("none".to_owned()))
        && object.named("attStmt") == Some(&Value::Map(Vec::new()));
    if !is_none {
        return Err(Wrong::Attestation);
    }
    let data = object.named("authData").and_then(Value::bytes);
    let mut said = Said::read(data.ok_or(Wrong::Form)?, &site.rp)?;
    let made = said.made.take().ok_or(Wrong::Form)?;
    Ok((made, said))
}

/// Holds an answer against the passkey that is kept; returns what is kept from now on.
pub(super) fn answered(
    kept: &Kept,
    site: &Site,
    (client_data, data, signature): (&[u8], &[u8], &[u8]),
    must_verify: bool,
) -> Result<Kept, Wrong> {
    let said = Said::read(data, &site.rp)?;
    if must_verify && !said.is_verified {
        return Err(Wrong::Unverified);
    }
    if said.is_eligible != kept.eligible || said.made.is_some() {
        return Err(Wrong::Form);
    }
    let signed = [data, Sha256::digest(client_data).as_slice()].concat();
    if !kept.key.has_signed(&signed, signature, Writing::Asn1) {
        return Err(Wrong::Signature);
    }
    let counts = said.counter != 0 || kept.counter != 0;
    if counts && said.counter <= kept.counter {
        return Err(Wrong::Counter);
    }
    Ok(Kept {
        counter: said.counter,
        backed_up: said.is_backed_up,
        ..kept.clone()
    })
}
