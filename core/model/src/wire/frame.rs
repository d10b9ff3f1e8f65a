//! Lines with an end that proves them whole.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::WireError;
use crate::canonical::Malformed;

/// Writes lines and keeps count and digest of them.
#[derive(Debug, Default)]
pub struct Lines {
    out: Vec<u8>,
    count: u64,
}

impl Lines {
    /// Writes a line of a value.
    ///
    /// # Errors
    /// [`Malformed::Shape`] when the value cannot be JSON; nothing is then written.
    pub fn put(&mut self, value: &impl Serialize) -> Result<(), Malformed> {
        let line = serde_json::to_vec(value)?;
        self.put_raw(&[&line]);
        Ok(())
    }

    /// Writes a line of parts that together are JSON without a line break.
    pub fn put_raw(&mut self, parts: &[&[u8]]) {
        for part in parts {
            self.out.extend_from_slice(part);
        }
        self.out.push(b'\n');
        self.count += 1;
    }

    /// Returns how many bytes stand so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Says whether nothing stands yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// Returns count and digest of the lines so far.
    #[must_use]
    pub fn seal(&self) -> (u64, String) {
        (self.count, digest(&self.out))
    }

    /// Returns the bytes.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.out
    }
}

/// Splits a message into its lines but the last, and the last, which must be the end.
pub(super) fn split(bytes: &[u8]) -> Result<(Vec<&[u8]>, &[u8], &[u8]), WireError> {
    let body = bytes.strip_suffix(b"\n").ok_or(WireError::Cut)?;
    let cut = body.iter().rposition(|byte| *byte == b'\n').ok_or(WireError::Cut)?;
    let (before, end) = bytes.split_at_checked(cut + 1).ok_or(WireError::Cut)?;
    let lines = before.strip_suffix(b"\n").unwrap_or(before).split(|byte| *byte == b'\n').collect();
    Ok((lines, before, end.strip_suffix(b"\n").unwrap_or(end)))
}

/// Returns the SHA-256 as lower-case hex.
pub(super) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Writes bytes as lower-case hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
