//! Secrets that the server hands out once and keeps only as digests.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use outrider_model::id::OrganisationId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::AuthError;
use crate::seam::Seams;

/// The SHA-256 of a secret: what is stored and looked up.
pub type SecretDigest = [u8; 32];

/// A secret of 256 bits, or a one-time code; it is never written to a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// The letters of a one-time code: none that people mistake for another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many letters a one-time code has: 80 bits.
const CODE: usize = 16;
/// How many letters a recovery code has: 120 bits, for it is good until it is used.
const RECOVERY: usize = 24;

impl Secret {
    /// Makes a new token of 256 random bits, which says in which organisation it counts.
    ///
    /// # Errors
    /// [`AuthError::NoRandomness`] when the system gives none.
    pub fn token(seams: &Seams, organisation: OrganisationId) -> Result<Secret, AuthError> {
        Ok(Secret::token_of(organisation, &seams.random::<32>()?))
    }

    /// Makes the token of an organisation out of 256 bits.
    #[must_use]
    pub fn token_of(organisation: OrganisationId, bits: &[u8; 32]) -> Secret {
        let organisation = URL_SAFE_NO_PAD.encode(organisation.0.as_bytes());
        Secret(format!("{organisation}.{}", URL_SAFE_NO_PAD.encode(bits)))
    }

    /// Makes a secret of 256 random bits that belongs to no organisation.
    ///
    /// # Errors
    /// [`AuthError::NoRandomness`] when the system gives none.
    pub fn bare(seams: &Seams) -> Result<Secret, AuthError> {
        Ok(Secret(URL_SAFE_NO_PAD.encode(seams.random::<32>()?)))
    }

    /// Returns the organisation that a token names; whether it counts there is not said.
    #[must_use]
    pub fn organisation(&self) -> Option<OrganisationId> {
        let (organisation, _) = self.0.split_once('.')?;
        let bytes = URL_SAFE_NO_PAD.decode(organisation).ok()?;
        Uuid::from_slice(&bytes).ok().map(OrganisationId)
    }

    /// Makes a new one-time code that people can type, in groups of four.
    ///
    /// # Errors
    /// [`AuthError::NoRandomness`] when the system gives none.
    pub fn code(seams: &Seams) -> Result<Secret, AuthError> {
        Ok(Secret::letters(&seams.random::<CODE>()?))
    }

    /// Makes a new recovery code, typed in the same way.
    ///
    /// # Errors
    /// [`AuthError::NoRandomness`] when the system gives none.
    pub fn recovery_code(seams: &Seams) -> Result<Secret, AuthError> {
        Ok(Secret::letters(&seams.random::<RECOVERY>()?))
    }

    fn letters(random: &[u8]) -> Secret {
        let letters = random
            .iter()
            .filter_map(|byte| LETTERS.get(usize::from(byte & 31)));
        let letters: Vec<u8> = letters.copied().collect();
        let groups = letters.chunks(4).map(String::from_utf8_lossy);
        Secret(groups.collect::<Vec<_>>().join("-"))
    }

    /// Puts an organisation's short name before a one-time code, as people are given it.
    #[must_use]
    pub fn of(&self, slug: &str) -> Secret {
        Secret(format!("{slug}/{}", self.0))
    }

    /// Takes a token as it came in a request.
    #[must_use]
    pub fn from_token(text: &str) -> Secret {
        Secret(text.to_owned())
    }

    /// Takes a one-time code as somebody typed it, `acme/ABCD-EFGH-JKMN-PQRS`: case, dashes, spaces
    /// and the letters that look like digits do not matter. Returns the organisation's short name,
    /// empty where it was left out, and the code.
    #[must_use]
    pub fn from_typed_code(text: &str) -> (String, Secret) {
        let (slug, text) = text.split_once('/').unwrap_or(("", text));
        let letters: Vec<u8> = text
            .bytes()
            .take(4 * CODE)
            .map(|byte| byte.to_ascii_uppercase())
            .map(|byte| match byte {
                b'O' => b'0',
                b'I' | b'L' => b'1',
                other => other,
            })
            .filter(|byte| LETTERS.contains(byte))
            .collect();
        let groups = letters.chunks(4).map(String::from_utf8_lossy);
        let code = Secret(groups.collect::<Vec<_>>().join("-"));
        (slug.trim().to_lowercase(), code)
    }

    /// Returns the text, to be handed to its owner.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Returns what is stored of it.
    #[must_use]
    pub fn digest(&self) -> SecretDigest {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_again_however_it_is_typed() {
        let code = Secret::code(&Seams::system()).unwrap();
        assert_eq!(code.reveal().len(), 19);
        let typed = code
            .reveal()
            .to_lowercase()
            .replace('-', " ")
            .replace('0', "o")
            .replace('1', "l");
        let (slug, read) = Secret::from_typed_code(&format!(" ACME/ {typed}"));
        assert_eq!((slug.as_str(), read.digest()), ("acme", code.digest()));
    }

    #[test]
    fn a_secret_does_not_show_itself() {
        let organisation = OrganisationId(Uuid::from_u128(7));
        let token = Secret::token(&Seams::system(), organisation).unwrap();
        assert_eq!(token.reveal().len(), 22 + 1 + 43);
        assert_eq!(token.organisation(), Some(organisation));
        assert!(!format!("{token:?}").contains(token.reveal()));
        assert_ne!(
            token,
            Secret::token(&Seams::system(), organisation).unwrap()
        );
    }
}
