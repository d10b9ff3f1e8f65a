//! Sealing a parcel: JSON, compressed, then ChaCha20-Poly1305 (RFC 8439) under a key that seals
//! nothing else. The parcel's id is sealed along, so that it cannot take another's place.

use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::error::{Error, Result};

/// The most that a parcel is unpacked to.
const LARGEST: u64 = 256 * 1024 * 1024;

pub(super) fn seal(key: &[u8; 32], handover: Uuid, content: &impl Serialize) -> Result<Vec<u8>> {
    let written = serde_json::to_vec(content).map_err(|error| Error::Malformed(error.into()))?;
    let mut sealed = zstd::bulk::compress(&written, 3).map_err(|_| Error::BadParcel)?;
    lock(key)?
        .seal_in_place_append_tag(nonce(), Aad::from(handover.as_bytes()), &mut sealed)
        .map_err(|_| Error::BadParcel)?;
    Ok(sealed)
}

pub(super) fn open<T: DeserializeOwned>(key: &[u8; 32], handover: Uuid, sealed: &str) -> Result<T> {
    let mut sealed = URL_SAFE_NO_PAD
        .decode(sealed)
        .map_err(|_| Error::BadParcel)?;
    let opened = lock(key)?
        .open_in_place(nonce(), Aad::from(handover.as_bytes()), &mut sealed)
        .map_err(|_| Error::BadParcel)?;
    let written = zstd::Decoder::new(&*opened).map_err(|_| Error::BadParcel)?;
    serde_json::from_reader(written.take(LARGEST)).map_err(|_| Error::BadParcel)
}

fn lock(key: &[u8; 32]) -> Result<LessSafeKey> {
    let key = UnboundKey::new(&CHACHA20_POLY1305, key).map_err(|_| Error::BadParcel)?;
    Ok(LessSafeKey::new(key))
}

/// A key seals one parcel once: the nonce may stand.
fn nonce() -> Nonce {
    Nonce::assume_unique_for_key([0; 12])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_key_opens_only_the_right_parcel_and_a_changed_byte_is_noticed() {
        let (key, id) = ([7; 32], Uuid::from_u128(1));
        let sealed = seal(&key, id, &vec!["They like it.".to_owned()]).unwrap();
        let text = URL_SAFE_NO_PAD.encode(&sealed);
        assert_eq!(
            open::<Vec<String>>(&key, id, &text).unwrap(),
            ["They like it."]
        );
        assert!(open::<Vec<String>>(&[8; 32], id, &text).is_err());
        assert!(open::<Vec<String>>(&key, Uuid::from_u128(2), &text).is_err());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            let text = URL_SAFE_NO_PAD.encode(&changed);
            assert!(matches!(
                open::<Vec<String>>(&key, id, &text),
                Err(Error::BadParcel)
            ));
        }
    }
}
