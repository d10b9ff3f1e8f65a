//! What is hashed, and how: in one place, for whoever writes the chain and whoever verifies it.

use outrider_model::id::{ChangeId, DeviceId, PersonId};
use outrider_model::stamp::Stamp;
use ring::hmac;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::key::Key;
use crate::store::AuditLine;

/// Tells hashes of this chain from all others.
const DOMAIN: &[u8] = b"outrider audit 1\n";
/// Tells hashes of rows from all others.
const ROW: &[u8] = b"outrider history 1\n";

/// What of a row of history is no secret.
pub(super) struct Row<'a> {
    pub(super) seq: u64,
    pub(super) change: ChangeId,
    pub(super) mends: Option<ChangeId>,
    pub(super) author: PersonId,
    pub(super) device: DeviceId,
    pub(super) sequence: Option<u64>,
    pub(super) from_phone: bool,
    pub(super) stamp: Stamp,
    pub(super) authority: Stamp,
    pub(super) received: i64,
    pub(super) verdict: &'a str,
    pub(super) is_accepted: bool,
}

/// Returns the hash of a row without its words.
pub(super) fn row(row: &Row<'_>) -> [u8; 16] {
    let hash: [u8; 32] = Sha256::new()
        .chain_update(ROW)
        .chain_update(row.seq.to_be_bytes())
        .chain_update(row.change.0.as_bytes())
        .chain_update([u8::from(row.mends.is_some())])
        .chain_update(row.mends.map(|id| id.0).unwrap_or_default().as_bytes())
        .chain_update(row.author.0.as_bytes())
        .chain_update(row.device.0.as_bytes())
        .chain_update([u8::from(row.sequence.is_some())])
        .chain_update(row.sequence.unwrap_or_default().to_be_bytes())
        .chain_update([u8::from(row.from_phone), u8::from(row.is_accepted)])
        .chain_update(row.stamp.0.to_be_bytes())
        .chain_update(row.authority.0.to_be_bytes())
        .chain_update(row.received.to_be_bytes())
        .chain_update(row.verdict)
        .finalize()
        .into();
    half(&hash)
}

/// Returns the keyed digest of a change's words, of which the hash stands for all.
pub(super) fn words(key: &Key, hash: &[u8; 32]) -> [u8; 16] {
    half(&digest(key, hash))
}

fn half(whole: &[u8; 32]) -> [u8; 16] {
    whole.first_chunk::<16>().copied().unwrap_or_default()
}

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
