//! Prose as people type it: how long it may be, how it enters from UTF-16, what names it.

#[cfg(test)]
pub(crate) mod shared;
#[cfg(test)]
mod tests;

use std::fmt;
use std::fmt::Write as _;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// The longest text that may be saved, in bytes of UTF-8.
pub const LIMIT: usize = 256 * 1024;

/// A text is longer than [`LIMIT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the text has {bytes} bytes, {LIMIT} are allowed")]
pub struct TextTooLong {
    /// The length of the text in bytes.
    pub bytes: usize,
}

/// Admits a text that may be saved.
///
/// # Errors
/// [`TextTooLong`] when it has more than [`LIMIT`] bytes; nothing may then be written.
pub fn admit(text: &str) -> Result<(), TextTooLong> {
    if text.len() > LIMIT {
        Err(TextTooLong { bytes: text.len() })
    } else {
        Ok(())
    }
}

/// Reads UTF-16 as phones hand it over; each lone surrogate becomes a visible U+FFFD.
pub fn from_utf16_visibly(units: &[u16]) -> String {
    String::from_utf16_lossy(units)
}

/// Names a text by its content: the SHA-256 of its UTF-8 bytes, written in lower-case hex.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(value_type = String))]
pub struct TextHash([u8; 32]);

impl TextHash {
    /// Names `text`.
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// Takes a hash as it was stored.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes to store.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for TextHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// A text hash is not 64 digits of lower-case hex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a text hash is 64 digits of lower-case hex")]
pub struct MalformedTextHash;

impl FromStr for TextHash {
    type Err = MalformedTextHash;

    fn from_str(written: &str) -> Result<Self, MalformedTextHash> {
        let mut bytes = [0; 32];
        let mut digits = written.bytes();
        for byte in &mut bytes {
            *byte = digit(digits.next())? * 16 + digit(digits.next())?;
        }
        if digits.next().is_some() {
            Err(MalformedTextHash)
        } else {
            Ok(Self(bytes))
        }
    }
}

fn digit(written: Option<u8>) -> Result<u8, MalformedTextHash> {
    match written {
        Some(digit @ b'0'..=b'9') => Ok(digit - b'0'),
        Some(digit @ b'a'..=b'f') => Ok(digit - b'a' + 10),
        Some(_) | None => Err(MalformedTextHash),
    }
}

impl Serialize for TextHash {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut hex = String::with_capacity(64);
        write!(hex, "{self}").map_err(serde::ser::Error::custom)?;
        to.serialize_str(&hex)
    }
}

impl<'de> Deserialize<'de> for TextHash {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let hex = std::borrow::Cow::<'de, str>::deserialize(from)?;
        hex.parse().map_err(serde::de::Error::custom)
    }
}
