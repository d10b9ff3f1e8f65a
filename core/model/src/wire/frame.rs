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

/// A message taken apart, its end not yet proven.
pub(super) struct Framed<'a> {
    /// Every line but the last.
    pub(super) lines: Vec<&'a [u8]>,
    /// The bytes of those lines, line breaks included.
    pub(super) before: &'a [u8],
    /// The last line.
    pub(super) end: &'a [u8],
}

impl Framed<'_> {
    /// Proves that count and digest of the end fit what stands before it.
    pub(super) fn prove(&self, count: u64, sha256: &str) -> Result<(), WireError> {
        let is_whole =
            usize::try_from(count) == Ok(self.lines.len()) && sha256 == digest(self.before);
        if is_whole {
            Ok(())
        } else {
            Err(WireError::Cut)
        }
    }
}

/// Splits a message into its lines and its end.
pub(super) fn split(bytes: &[u8]) -> Result<Framed<'_>, WireError> {
    let body = bytes.strip_suffix(b"\n").ok_or(WireError::Cut)?;
    let cut = body
        .iter()
        .rposition(|byte| *byte == b'\n')
        .ok_or(WireError::Cut)?;
    let (before, end) = bytes.split_at_checked(cut + 1).ok_or(WireError::Cut)?;
    let lines = before
        .strip_suffix(b"\n")
        .unwrap_or(before)
        .split(|byte| *byte == b'\n')
        .collect();
    Ok(Framed {
        lines,
        before,
        end: end.strip_suffix(b"\n").unwrap_or(end),
    })
}

/// Returns the SHA-256 as lower-case hex.
pub(super) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Writes bytes as lower-case hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
