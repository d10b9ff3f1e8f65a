//! Public keys of others, and what was signed with them: the three algorithms that passkeys and
//! OpenID providers use. The arithmetic is ring's.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::{Deserialize, Serialize};

/// A key that somebody else signs with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "alg")]
pub enum PublicKey {
    /// ECDSA on P-256 with SHA-256.
    #[serde(rename = "ES256")]
    Es256 {
        /// The first coordinate.
        #[serde(with = "letters")]
        x: Vec<u8>,
        /// The second coordinate.
        #[serde(with = "letters")]
        y: Vec<u8>,
    },
    /// Ed25519.
    #[serde(rename = "EdDSA")]
    EdDsa {
        /// The point.
        #[serde(with = "letters")]
        x: Vec<u8>,
    },
    /// RSA with PKCS #1 v1.5 padding and SHA-256.
    #[serde(rename = "RS256")]
    Rs256 {
        /// The modulus.
        #[serde(with = "letters")]
        n: Vec<u8>,
        /// The exponent.
        #[serde(with = "letters")]
        e: Vec<u8>,
    },
}

/// How an ECDSA signature is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// As ASN.1, as WebAuthn does.
    Asn1,
    /// As two numbers of 32 bytes, as JSON Web Signatures do.
    Fixed,
}

impl PublicKey {
    /// Returns the name of the algorithm in JSON Web Signatures.
    #[must_use]
    pub fn algorithm(&self) -> &'static str {
        match self {
            PublicKey::Es256 { .. } => "ES256",
            PublicKey::EdDsa { .. } => "EdDSA",
            PublicKey::Rs256 { .. } => "RS256",
        }
    }

    /// Says whether a signature over a message was made with this key. A key that is none of its
    /// curve, or an RSA key under 2048 bits, has signed nothing.
    #[must_use]
    pub fn has_signed(&self, message: &[u8], signature: &[u8], writing: Writing) -> bool {
        let outcome = match self {
            PublicKey::Es256 { x, y } => {
                if x.len() != 32 || y.len() != 32 {
                    return false;
                }
                let point = [&[4][..], x, y].concat();
                let algorithm = match writing {
                    Writing::Asn1 => &ECDSA_P256_SHA256_ASN1,
                    Writing::Fixed => &ECDSA_P256_SHA256_FIXED,
                };
                UnparsedPublicKey::new(algorithm, point).verify(message, signature)
            }
            PublicKey::EdDsa { x } => {
                UnparsedPublicKey::new(&ED25519, x).verify(message, signature)
            }
            PublicKey::Rs256 { n, e } => RsaPublicKeyComponents {
                n: without_zeroes(n),
                e: without_zeroes(e),
            }
            .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature),
        };
        outcome.is_ok()
    }
}

fn without_zeroes(number: &[u8]) -> &[u8] {
    let zeroes = number.iter().take_while(|byte| **byte == 0).count();
    number.get(zeroes..).unwrap_or_default()
}

/// Bytes as base64url without padding.
pub(super) mod letters {
    use super::{Engine, URL_SAFE_NO_PAD};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(in crate::auth) fn serialize<S: Serializer>(
        bytes: &[u8],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(&URL_SAFE_NO_PAD.encode(bytes))
    }

    pub(in crate::auth) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        URL_SAFE_NO_PAD.decode(text).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use ring::rand::SystemRandom;
    use ring::signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair,
        Ed25519KeyPair, KeyPair,
    };

    use super::*;

    #[test]
    fn a_signature_counts_for_its_message_its_key_and_its_writing() {
        let random = SystemRandom::new();
        for (writing, algorithm, other) in [
            (
                Writing::Asn1,
                &ECDSA_P256_SHA256_ASN1_SIGNING,
                Writing::Fixed,
            ),
            (
                Writing::Fixed,
                &ECDSA_P256_SHA256_FIXED_SIGNING,
                Writing::Asn1,
            ),
        ] {
            let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
            let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).unwrap();
            let point = pair.public_key().as_ref();
            let (x, y) = (point[1..33].to_vec(), point[33..].to_vec());
            let key = PublicKey::Es256 {
                x: x.clone(),
                y: y.clone(),
            };
            let signature = pair.sign(&random, b"message").unwrap();
            assert!(key.has_signed(b"message", signature.as_ref(), writing));
            assert!(!key.has_signed(b"massage", signature.as_ref(), writing));
            assert!(!key.has_signed(b"message", signature.as_ref(), other));
            assert!(!key.has_signed(b"message", b"", writing));
            let swapped = PublicKey::Es256 {
                x: y.clone(),
                y: x.clone(),
            };
            assert!(!swapped.has_signed(b"message", signature.as_ref(), writing));
            let short = PublicKey::Es256 {
                x: x[1..].to_vec(),
                y,
            };
            assert!(!short.has_signed(b"message", signature.as_ref(), writing));
            let as_another = PublicKey::EdDsa { x };
            assert!(!as_another.has_signed(b"message", signature.as_ref(), writing));
        }
        let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
        let key = PublicKey::EdDsa {
            x: pair.public_key().as_ref().to_vec(),
        };
        let signature = pair.sign(b"message");
        assert!(key.has_signed(b"message", signature.as_ref(), Writing::Fixed));
        assert!(!key.has_signed(b"message!", signature.as_ref(), Writing::Fixed));
        let small = PublicKey::Rs256 {
            n: vec![0xff; 128],
            e: vec![1, 0, 1],
        };
        assert!(!small.has_signed(b"message", &[1; 128], Writing::Fixed));
    }
}
