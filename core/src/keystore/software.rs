//! A key in memory.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};

use crate::error::{Error, Result};

/// A P-256 key that no hardware holds. Has no `Debug`: it is written nowhere but to its store.
pub struct SoftwareKey {
    pair: EcdsaKeyPair,
    pkcs8: Vec<u8>,
}

impl SoftwareKey {
    /// Makes a new key.
    ///
    /// # Errors
    /// [`Error::Keystore`] when the system gives no randomness.
    pub fn generate() -> Result<SoftwareKey> {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random);
        let pkcs8 = pkcs8.map_err(|_| Error::Keystore("no key could be made".into()))?;
        SoftwareKey::from_pkcs8(pkcs8.as_ref().to_vec())
    }

    /// Reads a key as it was kept.
    ///
    /// # Errors
    /// [`Error::Keystore`] when the bytes are no such key.
    pub fn from_pkcs8(pkcs8: Vec<u8>) -> Result<SoftwareKey> {
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &pkcs8, &random);
        let pair = pair.map_err(|_| Error::Keystore("this is no key".into()))?;
        Ok(SoftwareKey { pair, pkcs8 })
    }

    /// Returns the key to be kept.
    #[must_use]
    pub fn as_pkcs8(&self) -> &[u8] {
        &self.pkcs8
    }

    /// Returns the public half as an uncompressed point (SEC 1).
    #[must_use]
    pub fn public_key(&self) -> &[u8] {
        self.pair.public_key().as_ref()
    }

    /// Signs: ECDSA with SHA-256, as ASN.1 DER.
    ///
    /// # Errors
    /// [`Error::Keystore`] when the system gives no randomness.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>> {
        let signed = self.pair.sign(&SystemRandom::new(), message);
        let signed = signed.map_err(|_| Error::Keystore("the key does not sign".into()))?;
        Ok(signed.as_ref().to_vec())
    }
}

/// Writes a key or a proof as it travels: base64url without padding.
#[must_use]
pub fn as_text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
