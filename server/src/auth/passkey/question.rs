//! What a browser is asked, in the form that WebAuthn level 3 gives it in JSON
//! (`PublicKeyCredentialCreationOptionsJSON`, `PublicKeyCredentialRequestOptionsJSON`).

use serde::Serialize;
use utoipa::ToSchema;

use super::{PATIENCE, Site};

/// The signatures that are verified: ES256, EdDSA, RS256.
const ALGORITHMS: [i64; 3] = [-7, -8, -257];

/// Asks a browser to make a passkey.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PasskeyCreation)]
#[serde(rename_all = "camelCase")]
pub struct Creation {
    /// No statement about the authenticator is wanted.
    attestation: &'static str,
    /// Which authenticators are meant.
    authenticator_selection: Selection,
    /// To be signed.
    challenge: String,
    /// Passkeys that the person has.
    exclude_credentials: Vec<Descriptor>,
    /// Which keys are taken, the preferred first.
    pub_key_cred_params: Vec<Algorithm>,
    /// For which site.
    rp: Party,
    /// How long the browser waits, in milliseconds.
    timeout: i64,
    /// For whom.
    user: User,
}

impl Creation {
    /// Makes the question for a person: handle, login, name.
    pub(super) fn new(
        site: &Site,
        challenge: String,
        (id, login, name): (String, &str, &str),
        known: Vec<Descriptor>,
    ) -> Creation {
        let algorithm = |alg| Algorithm {
            alg,
            kind: "public-key",
        };
        Creation {
            attestation: "none",
            authenticator_selection: Selection {
                require_resident_key: true,
                resident_key: "required",
                user_verification: "preferred",
            },
            challenge,
            exclude_credentials: known,
            pub_key_cred_params: ALGORITHMS.map(algorithm).to_vec(),
            rp: Party {
                id: site.rp.clone(),
                name: "Outrider",
            },
            timeout: PATIENCE,
            user: User {
                display_name: name.to_owned(),
                id,
                name: login.to_owned(),
            },
        }
    }
}

/// Asks a browser to show a passkey.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PasskeyQuestion)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// The passkeys that are meant; none for any of this site.
    pub(super) allow_credentials: Vec<Descriptor>,
    /// To be signed.
    pub(super) challenge: String,
    /// For which site.
    pub(super) rp_id: String,
    /// How long the browser waits, in milliseconds.
    pub(super) timeout: i64,
    /// Whether the authenticator makes sure who touches it.
    pub(super) user_verification: &'static str,
}

impl Question {
    /// Returns what is to be signed.
    #[must_use]
    pub fn challenge(&self) -> &str {
        &self.challenge
    }
}

/// One passkey, as a browser finds it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PasskeyDescriptor)]
pub(super) struct Descriptor {
    /// Its id, in base64url.
    pub(super) id: String,
    /// How its authenticator is reached.
    pub(super) transports: Vec<String>,
    /// Always `public-key`.
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PasskeySelection)]
#[serde(rename_all = "camelCase")]
struct Selection {
    require_resident_key: bool,
    resident_key: &'static str,
    user_verification: &'static str,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PasskeyAlgorithm)]
struct Algorithm {
    /// The number of the algorithm (COSE).
    alg: i64,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PasskeySite)]
struct Party {
    id: String,
    name: &'static str,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PasskeyUser)]
#[serde(rename_all = "camelCase")]
struct User {
    display_name: String,
    /// The person's handle, in base64url.
    id: String,
    name: String,
}
