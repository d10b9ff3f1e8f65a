//! What an authenticator says of itself: the bytes that it signs, and the key it made.

use sha2::{Digest, Sha256};

use super::cbor::Value;
use super::verify::Wrong;
use crate::auth::public_key::PublicKey;

/// The longest credential id that WebAuthn allows.
const LONGEST_ID: usize = 1023;
const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const ELIGIBLE: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const ATTESTED: u8 = 1 << 6;
const EXTENDED: u8 = 1 << 7;

/// What stands in authenticator data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// Whether it knew its owner: by a finger, a face, a PIN.
    pub(super) is_verified: bool,
    /// Whether the key may be copied to the owner's other devices.
    pub(super) is_eligible: bool,
    /// Whether it was.
    pub(super) is_backed_up: bool,
    /// How often the key signed; 0 for those that do not count.
    pub(super) counter: u32,
    /// The key that was made.
    pub(super) made: Option<Made>,
}

/// A key that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) id: Vec<u8>,
    pub(super) key: PublicKey,
}

impl Said {
    /// Reads authenticator data for a relying party.
    pub(super) fn read(data: &[u8], rp: &str) -> Result<Said, Wrong> {
        let (hash, rest) = data.split_at_checked(32).ok_or(Wrong::Form)?;
        let (flags, rest) = rest.split_first().ok_or(Wrong::Form)?;
        let (counter, rest) = rest.split_first_chunk::<4>().ok_or(Wrong::Form)?;
        if hash != Sha256::digest(rp.as_bytes()).as_slice() {
            return Err(Wrong::RelyingParty);
        }
        if flags & PRESENT == 0 {
            return Err(Wrong::Absent);
        }
        if flags & BACKED_UP != 0 && flags & ELIGIBLE == 0 {
            return Err(Wrong::Form);
        }
        let (made, rest) = if flags & ATTESTED == 0 {
            (None, rest)
        } else {
            let (made, rest) = attested(rest)?;
            (Some(made), rest)
        };
        let rest = if flags & EXTENDED == 0 {
            rest
        } else {
            let (extensions, rest) = Value::read(rest).ok_or(Wrong::Form)?;
            if !matches!(extensions, Value::Map(_)) {
                return Err(Wrong::Form);
            }
            rest
        };
        if !rest.is_empty() {
            return Err(Wrong::Form);
        }
        Ok(Said {
            is_verified: flags & VERIFIED != 0,
            is_eligible: flags & ELIGIBLE != 0,
            is_backed_up: flags & BACKED_UP != 0,
            counter: u32::from_be_bytes(*counter),
            made,
        })
    }
}

fn attested(bytes: &[u8]) -> Result<(Made, &[u8]), Wrong> {
    let (_model, rest) = bytes.split_at_checked(16).ok_or(Wrong::Form)?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or(Wrong::Form)?;
    let length = usize::from(u16::from_be_bytes(*length));
    if length == 0 || length > LONGEST_ID {
        return Err(Wrong::Form);
    }
    let (id, rest) = rest.split_at_checked(length).ok_or(Wrong::Form)?;
    let (key, rest) = Value::read(rest).ok_or(Wrong::Form)?;
    let key = key_of(&key).ok_or(Wrong::Algorithm)?;
    let id = id.to_vec();
    Ok((Made { id, key }, rest))
}

/// Reads a COSE key of one of the algorithms that were asked for.
fn key_of(key: &Value) -> Option<PublicKey> {
    let number = |at: i64| match key.at(at) {
        Some(Value::Number(number)) => Some(*number),
        Some(_) | None => None,
    };
    let bytes = |at: i64| key.at(at).and_then(Value::bytes).map(<[u8]>::to_vec);
    let sized = |at: i64, size: usize| bytes(at).filter(|bytes| bytes.len() == size);
    match (number(1)?, number(3)?) {
        (2, -7) if number(-1) == Some(1) => Some(PublicKey::Es256 {
            x: sized(-2, 32)?,
            y: sized(-3, 32)?,
        }),
        (1, -8) if number(-1) == Some(6) => Some(PublicKey::EdDsa { x: sized(-2, 32)? }),
        (3, -257) => Some(PublicKey::Rs256 {
            n: bytes(-1)?,
            e: bytes(-2)?,
        }),
        _ => None,
    }
}
