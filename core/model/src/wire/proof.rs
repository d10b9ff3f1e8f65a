//! What a phone signs with its key, as bytes.

use sha2::{Digest as _, Sha256};

use super::frame::hex;

/// Over the code as it is sent, and the key.
#[must_use]
pub fn enrol(code: &str, key: &str) -> Vec<u8> {
    format!("outrider-enrol\n{}\n{key}", digest(code)).into_bytes()
}

/// Over the refresh token and the nonce.
#[must_use]
pub fn refresh(refresh: &str, nonce: &str) -> Vec<u8> {
    format!("outrider-refresh\n{}\n{nonce}", digest(refresh)).into_bytes()
}

/// Over the bearer token of the session that asks, and the new key.
#[must_use]
pub fn remint(token: &str, key: &str) -> Vec<u8> {
    remint_by(&Sha256::digest(token.as_bytes()), key)
}

/// As [`remint`], where only the SHA-256 of the token is known.
#[must_use]
pub fn remint_by(token: &[u8], key: &str) -> Vec<u8> {
    format!("outrider-remint\n{}\n{key}", hex(token)).into_bytes()
}

fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}
