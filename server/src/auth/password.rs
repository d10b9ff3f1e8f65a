//! Passwords: argon2id, and the same work for a login that nobody has.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use outrider_model::text;

use super::{AuthError, strength};
use crate::seam::Seams;

/// The memory of one hash, in KiB.
const MEMORY: u32 = 19 * 1024;
/// The passes over it.
const PASSES: u32 = 2;
/// The shortest password that is taken.
pub const SHORTEST: usize = 10;
/// The longest password that is read, in bytes.
pub const LONGEST: usize = 1024;

/// What is verified against when a login has no password: made of nothing that anybody typed.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$b3V0cmlkZXItbm9ib2R5$\
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes a password to be stored; `about` is what its owner, his login and his organisation are
/// called.
///
/// # Errors
/// [`AuthError::Length`], [`AuthError::Common`] or [`AuthError::Personal`] for one that could be
/// guessed; nothing is then made.
pub fn hash(password: &str, about: &[&str], seams: &Seams) -> Result<String, AuthError> {
    strength::admit(password, about)?;
    let salt: [u8; 16] = seams.random()?;
    let hashed = hasher()?.hash_password_with_salt(password.as_bytes(), &salt);
    Ok(hashed.map_err(|_| AuthError::Hashing)?.to_string())
}

/// Says whether a password is the stored one. Without a stored one the same work is done, and the
/// answer is no.
#[must_use]
pub fn is_right(password: &str, stored: Option<&str>) -> bool {
    if password.len() > LONGEST.min(text::LIMIT) {
        return false;
    }
    let against = stored.unwrap_or(NOBODY);
    let fits =
        hasher().is_ok_and(|hasher| hasher.verify_password(password.as_bytes(), against).is_ok());
    fits && stored.is_some()
}

fn hasher() -> Result<Argon2<'static>, AuthError> {
    let params = Params::new(MEMORY, PASSES, 1, None).map_err(|_| AuthError::Hashing)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_hashed_with_the_stated_work_and_verified() {
        let stored = hash("correct horse battery", &["anna"], &Seams::system()).unwrap();
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        assert!(is_right("correct horse battery", Some(&stored)));
        assert!(!is_right("correct horse batterz", Some(&stored)));
    }

    #[test]
    fn nobody_has_a_password_that_fits() {
        use argon2::password_hash::phc::PasswordHash;
        let nobody = PasswordHash::new(NOBODY).unwrap();
        assert_eq!(nobody.params.to_string(), "m=19456,t=2,p=1");
        assert!(!is_right("", None));
        assert!(!is_right("anything at all", None));
    }
}
