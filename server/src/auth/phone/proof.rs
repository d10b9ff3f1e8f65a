//! Proofs by a phone's key.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};

use crate::error::ServerError;

/// How long an uncompressed point of P-256 is.
const POINT: usize = 65;

/// Reads a public key as it travels.
pub(super) fn key(text: &str) -> Result<Vec<u8>, ServerError> {
    let why = "a key is an uncompressed point of P-256 in base64url";
    URL_SAFE_NO_PAD
        .decode(text)
        .ok()
        .filter(|key| key.len() == POINT && key.first() == Some(&4))
        .ok_or_else(|| ServerError::invalid("key", why))
}

/// Says whether words were signed with the private half of a key.
pub(super) fn is_right(key: &[u8], words: &[u8], proof: &str) -> bool {
    let Ok(signature) = URL_SAFE_NO_PAD.decode(proof) else {
        return false;
    };
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, key)
        .verify(words, &signature)
        .is_ok()
}

/// Refuses what was not signed with the private half of a key.
pub(super) fn demand(
    field: &str,
    key: &[u8],
    words: &[u8],
    proof: &str,
) -> Result<(), ServerError> {
    if is_right(key, words, proof) {
        Ok(())
    } else {
        Err(ServerError::invalid(field, "it was not made with the key"))
    }
}
