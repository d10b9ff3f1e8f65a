//! Secrets that the server hands out once and keeps only as digests.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

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

impl Secret {
    /// Makes a new token of 256 random bits.
    ///
    /// # Errors
    /// [`AuthError::NoRandomness`] when the system gives none.
    pub fn token(seams: &Seams) -> Result<Secret, AuthError> {
        Ok(Secret(URL_SAFE_NO_PAD.encode(seams.random::<32>()?)))
    }

    /// Makes a new one-time code that people can type, in groups of four.
    ///
    /// # Errors
    /// [`AuthError::NoRandomness`] when the system gives none.
    pub fn code(seams: &Seams) -> Result<Secret, AuthError> {
        let random: [u8; CODE] = seams.random()?;
        let letters = random
            .iter()
            .filter_map(|byte| LETTERS.get(usize::from(byte & 31)));
        let letters: Vec<u8> = letters.copied().collect();
        let groups = letters.chunks(4).map(String::from_utf8_lossy);
        Ok(Secret(groups.collect::<Vec<_>>().join("-")))
    }

    /// Takes a token as it came in a request.
    #[must_use]
    pub fn from_token(text: &str) -> Secret {
        Secret(text.to_owned())
    }

    /// Takes a one-time code as somebody typed it: case, dashes, spaces and the letters that look
    /// like digits do not matter.
    #[must_use]
    pub fn from_typed_code(text: &str) -> Secret {
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
        Secret(groups.collect::<Vec<_>>().join("-"))
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
        assert_eq!(Secret::from_typed_code(&typed).digest(), code.digest());
    }

    #[test]
    fn a_secret_does_not_show_itself() {
        let token = Secret::token(&Seams::system()).unwrap();
        assert_eq!(token.reveal().len(), 43);
        assert!(!format!("{token:?}").contains(token.reveal()));
        assert_ne!(token, Secret::token(&Seams::system()).unwrap());
    }
}
