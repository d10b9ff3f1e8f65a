//! What refresh tokens are made of.
//!
//! A token names its organisation and its phone; behind that stand its generation, the digest of
//! the nonce that it was asked for with, and a code over all of it by the family's seed. So the same
//! nonce brings the same successor, and a token of the family is known for one however old it is,
//! though none is stored.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use outrider_model::id::{DeviceId, OrganisationId};
use ring::hmac;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Phone;
use crate::auth::secret::SecretDigest;
use crate::error::ServerError;
use crate::seam::Seams;
use crate::store::Family;

/// How long a family lives, whatever is rotated, in microseconds: 90 days.
const LIFE: i64 = 90 * 24 * 3600 * super::SECOND;

/// A refresh token that came from outside.
pub(super) struct Shown<'a> {
    pub(super) organisation: OrganisationId,
    pub(super) device: DeviceId,
    text: &'a str,
    generation: u64,
    nonce: SecretDigest,
    code: Vec<u8>,
}

/// What a token of the family is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Worth {
    /// It is the newest.
    Newest,
    /// It was the newest until the last exchange, which is tried again: its answer was lost.
    Again,
    /// It comes late from an exchange before the last one, and brings nobody anything.
    Late,
    /// Somebody else has it.
    Stolen,
}

/// Begins a family and returns its first token.
pub(super) fn begin(
    seams: &Seams,
    phone: Phone,
    key: Vec<u8>,
) -> Result<(Family, String), ServerError> {
    let mut family = Family {
        organisation: phone.organisation,
        device: phone.device,
        person: phone.person,
        key,
        seed: seams.random()?,
        generation: 0,
        current: [0; 32],
        previous: None,
        nonce: None,
        expires: seams.clock.wall().saturating_add(LIFE),
        revoked: None,
    };
    let token = write(&family, 0, &seams.random()?);
    family.current = digest(&token);
    Ok((family, token))
}

/// Reads a token, of whatever worth.
pub(super) fn read(text: &str) -> Option<Shown<'_>> {
    let mut parts = text.split('.').map(|part| URL_SAFE_NO_PAD.decode(part));
    let organisation = Uuid::from_slice(&parts.next()?.ok()?).ok()?;
    let device = Uuid::from_slice(&parts.next()?.ok()?).ok()?;
    let body = parts.next()?.ok()?;
    if parts.next().is_some() {
        return None;
    }
    let (generation, rest) = body.split_first_chunk::<8>()?;
    let (nonce, code) = rest.split_first_chunk::<32>()?;
    Some(Shown {
        organisation: OrganisationId(organisation),
        device: DeviceId(device),
        text,
        generation: u64::from_be_bytes(*generation),
        nonce: *nonce,
        code: code.to_vec(),
    })
}

impl Shown<'_> {
    /// Says whether the token was made of a family, whenever that was.
    pub(super) fn is_of(&self, family: &Family) -> bool {
        let message = message(family, self.generation, &self.nonce);
        hmac::verify(&key(family), &message, &self.code).is_ok()
    }

    /// Says what the token is worth that comes with a nonce. One that is newer than what is stored
    /// comes of a store that was put back.
    pub(super) fn worth(&self, family: &Family, nonce: &str) -> Worth {
        let digest = digest(self.text);
        let is_next = |known: Option<SecretDigest>| {
            let next = write(
                family,
                self.generation.saturating_add(1),
                &nonce_digest(nonce),
            );
            known == Some(self::digest(&next))
        };
        if self.generation > family.generation || digest == family.current {
            Worth::Newest
        } else if family.previous == Some(digest) && is_next(Some(family.current)) {
            Worth::Again
        } else if is_next(family.previous) {
            Worth::Late
        } else {
            Worth::Stolen
        }
    }

    /// Returns the family after the exchange of its newest token, and the next token.
    pub(super) fn turn(&self, family: &Family, nonce: &str) -> (Family, String) {
        let nonce = nonce_digest(nonce);
        let generation = self.generation.saturating_add(1);
        let token = write(family, generation, &nonce);
        let turned = Family {
            generation,
            current: digest(&token),
            previous: Some(digest(self.text)),
            nonce: Some(nonce),
            ..family.clone()
        };
        (turned, token)
    }

    /// Says whether the store has the generation that this token belongs to.
    pub(super) fn is_stored(&self, family: &Family) -> bool {
        self.generation == family.generation
    }
}

fn key(family: &Family) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, &family.seed)
}

fn message(family: &Family, generation: u64, nonce: &SecretDigest) -> Vec<u8> {
    [
        &family.organisation.0.as_bytes()[..],
        family.device.0.as_bytes(),
        &generation.to_be_bytes(),
        nonce,
    ]
    .concat()
}

fn write(family: &Family, generation: u64, nonce: &SecretDigest) -> String {
    let code = hmac::sign(&key(family), &message(family, generation, nonce));
    let body = [&generation.to_be_bytes()[..], nonce, code.as_ref()].concat();
    let parts = [
        &family.organisation.0.as_bytes()[..],
        family.device.0.as_bytes(),
        &body,
    ];
    parts.map(|part| URL_SAFE_NO_PAD.encode(part)).join(".")
}

fn digest(text: &str) -> SecretDigest {
    Sha256::digest(text.as_bytes()).into()
}

fn nonce_digest(nonce: &str) -> SecretDigest {
    digest(nonce)
}

#[cfg(test)]
mod tests {
    use outrider_model::id::PersonId;

    use super::*;

    fn family() -> (Family, String) {
        let phone = Phone {
            organisation: OrganisationId(Uuid::from_u128(1)),
            person: PersonId(Uuid::from_u128(2)),
            device: DeviceId(Uuid::from_u128(3)),
        };
        begin(&Seams::system(), phone, vec![4; 65]).unwrap()
    }

    #[test]
    fn a_token_is_worth_something_once_and_again_with_the_same_nonce() {
        let (first, zero) = family();
        let shown = read(&zero).unwrap();
        assert!(shown.is_of(&first));
        assert_eq!(shown.worth(&first, "a"), Worth::Newest);
        let (second, one) = shown.turn(&first, "a");
        assert_eq!(shown.turn(&first, "a").1, one);
        assert_ne!(shown.turn(&first, "b").1, one);
        assert_eq!(shown.worth(&second, "a"), Worth::Again);
        assert_eq!(shown.worth(&second, "b"), Worth::Stolen);
        let (third, two) = read(&one).unwrap().turn(&second, "c");
        assert_eq!(read(&two).unwrap().worth(&third, "d"), Worth::Newest);
        // The first exchange, once more, far too late: it brings nothing, and means no theft.
        assert_eq!(shown.worth(&third, "a"), Worth::Late);
        assert_eq!(shown.worth(&third, "b"), Worth::Stolen);
        let (fourth, _) = read(&two).unwrap().turn(&third, "d");
        assert_eq!(shown.worth(&fourth, "a"), Worth::Stolen);
        // A store that was put back to the beginning knows its tokens all the same.
        assert_eq!(read(&two).unwrap().worth(&first, "e"), Worth::Newest);
    }

    #[test]
    fn what_is_no_token_of_the_family_is_none() {
        let ((one, token), (other, _)) = (family(), family());
        assert!(!read(&token).unwrap().is_of(&other));
        let mut forged = URL_SAFE_NO_PAD
            .decode(token.rsplit('.').next().unwrap())
            .unwrap();
        for bit in 0..forged.len() * 8 {
            forged[bit / 8] ^= 1 << (bit % 8);
            let head = token.rsplit_once('.').unwrap().0;
            let text = format!("{head}.{}", URL_SAFE_NO_PAD.encode(&forged));
            assert!(
                !read(&text).is_some_and(|shown| shown.is_of(&one)),
                "bit {bit}"
            );
            forged[bit / 8] ^= 1 << (bit % 8);
        }
        for text in [
            "",
            ".",
            "..",
            "a.b.c",
            &token[..token.len() - 1],
            &format!("{token}.x"),
        ] {
            assert!(!read(text).is_some_and(|shown| shown.is_of(&one)), "{text}");
        }
    }
}
