//! What is hashed, and how: in one place, for whoever writes the chain and whoever verifies it.

use ring::hmac;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::key::Key;
use crate::store::AuditLine;

/// Tells hashes of this chain from all others.
const DOMAIN: &[u8] = b"outrider audit 1\n";

/// Returns the keyed digest of a detail.
pub(super) fn digest(key: &Key, detail: &[u8]) -> [u8; 32] {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), detail);
    let mut digest = [0; 32];
    for (to, from) in digest.iter_mut().zip(tag.as_ref()) {
        *to = *from;
    }
    digest
}

/// Returns the hash of a line: over the hash before and all that it says but its detail, of which
/// the digest stands.
pub(super) fn hash(before: &[u8; 32], line: &AuditLine) -> [u8; 32] {
    let id = |id: Option<Uuid>| *id.unwrap_or_default().as_bytes();
    let action = line.action.as_bytes();
    let length = u64::try_from(action.len()).unwrap_or(u64::MAX);
    Sha256::new()
        .chain_update(DOMAIN)
        .chain_update(before)
        .chain_update(line.number.to_be_bytes())
        .chain_update(line.at.to_be_bytes())
        .chain_update(id(line.actor.map(|id| id.0)))
        .chain_update(id(line.device.map(|id| id.0)))
        .chain_update(length.to_be_bytes())
        .chain_update(action)
        .chain_update(id(line.subject.map(|id| id.0)))
        .chain_update(id(line.keyed_by.map(|id| id.0)))
        .chain_update(line.digest)
        .finalize()
        .into()
}
