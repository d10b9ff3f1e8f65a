//! Secrets: the session's tokens, the device's key, and the key of a sealed database.
//!
//! - [`Keystore`]: what the hardware of a phone is to do.
//! - [`SoftwareKey`]: a device's key where there is no such hardware.
//! - [`FolderKeystore`]: files, for desks and demos.

mod folder;
mod software;

pub use folder::FolderKeystore;
pub use software::{SoftwareKey, as_text};

use crate::error::Result;

/// Where secrets stand. On phones it is the hardware's key store, handed in by the shell.
pub trait Keystore: Send + Sync {
    /// Returns a secret, or nothing when there is none of that name.
    ///
    /// # Errors
    /// [`crate::error::Error::Keystore`] when the store cannot be read.
    fn get(&self, name: &str) -> Result<Option<String>>;

    /// Keeps a secret in place of an earlier one; when this returns it survives a power cut.
    ///
    /// # Errors
    /// [`crate::error::Error::Keystore`] when it cannot be kept; the earlier one then stands.
    fn put(&self, name: &str, secret: &str) -> Result<()>;

    /// Forgets a secret; one that is not there is no error.
    ///
    /// # Errors
    /// [`crate::error::Error::Keystore`] when it cannot be forgotten.
    fn remove(&self, name: &str) -> Result<()>;

    /// Makes a P-256 key in place of an earlier one of that name. It never leaves the store.
    ///
    /// # Errors
    /// [`crate::error::Error::Keystore`] when none can be made.
    fn make_key(&self, name: &str) -> Result<()>;

    /// Returns the public half of a key as an uncompressed point (SEC 1); none where there is no
    /// such key.
    ///
    /// # Errors
    /// [`crate::error::Error::Keystore`] when the store cannot be read.
    fn public_key(&self, name: &str) -> Result<Option<Vec<u8>>>;

    /// Signs with a key: ECDSA with SHA-256, as ASN.1 DER.
    ///
    /// # Errors
    /// [`crate::error::Error::Keystore`] when there is no such key, or it does not sign.
    fn sign(&self, name: &str, message: &[u8]) -> Result<Vec<u8>>;

    /// Destroys a key; one that is not there is no error.
    ///
    /// # Errors
    /// [`crate::error::Error::Keystore`] when it cannot be destroyed.
    fn remove_key(&self, name: &str) -> Result<()>;
}
