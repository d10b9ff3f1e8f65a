//! A phone's key, and the requests that are made with it.

use outrider_core::keystore::{SoftwareKey, as_text};
use outrider_model::wire::{EnrolRequest, RemintRequest, TokenRequest, proof};

/// A key that a phone signs with.
pub struct Key(SoftwareKey);

impl std::fmt::Debug for Key {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Key(…)")
    }
}

impl Default for Key {
    fn default() -> Self {
        Key::new()
    }
}

impl Key {
    /// Makes a new key.
    pub fn new() -> Key {
        Key(SoftwareKey::generate().expect("a key can be made"))
    }

    /// Takes a key as a phone keeps it.
    pub fn of(pkcs8: Vec<u8>) -> Key {
        Key(SoftwareKey::from_pkcs8(pkcs8).expect("it is a key"))
    }

    /// Gives the public half, as it travels.
    pub fn public(&self) -> String {
        as_text(self.0.public_key())
    }

    /// Signs words, as a proof travels.
    pub fn signs(&self, words: &[u8]) -> String {
        as_text(&self.0.sign(words).expect("a key signs"))
    }

    /// Asks for a phone to be enrolled by a code.
    pub fn enrols(&self, code: &str, device_name: &str) -> EnrolRequest {
        let key = self.public();
        EnrolRequest {
            code: code.to_owned(),
            device_name: device_name.to_owned(),
            proof: self.signs(&proof::enrol(code, &key)),
            key,
        }
    }

    /// Asks for the next tokens.
    pub fn renews(&self, refresh: &str, nonce: &str) -> TokenRequest {
        TokenRequest {
            refresh: refresh.to_owned(),
            nonce: nonce.to_owned(),
            proof: self.signs(&proof::refresh(refresh, nonce)),
        }
    }

    /// Asks for a device of its own that is bound to another key.
    pub fn remints(&self, token: &str, new: &Key) -> RemintRequest {
        let key = new.public();
        let words = proof::remint(token, &key);
        RemintRequest {
            proof: new.signs(&words),
            present: self.signs(&words),
            key,
        }
    }
}
