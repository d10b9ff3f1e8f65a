//! The one-time link by which the first person sets a server up. Only its digest is held, and only
//! in memory: a new start makes a new link.

use std::sync::{Mutex, PoisonError};

use crate::auth::AuthError;
use crate::auth::secret::{Secret, SecretDigest};
use crate::seam::Seams;

/// How long the link can be used, in microseconds: a day.
const LIFE: i64 = 24 * 3600 * 1_000_000;

/// The link, while it can be used.
#[derive(Debug, Default)]
pub struct SetUpLink {
    held: Mutex<Option<Held>>,
}

#[derive(Clone, Copy, Debug)]
struct Held {
    digest: SecretDigest,
    until: i64,
}

impl SetUpLink {
    /// Makes a new link's token; an older one can no more be used.
    ///
    /// # Errors
    /// [`AuthError::NoRandomness`] when the system gives none; the older link then stands.
    pub fn mint(&self, seams: &Seams) -> Result<Secret, AuthError> {
        let token = Secret::bare(seams)?;
        let held = Held {
            digest: token.digest(),
            until: seams.clock.steady().saturating_add(LIFE),
        };
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = Some(held);
        Ok(token)
    }

    /// Takes the link out of use and answers whether this was the right token, in time. A wrong
    /// token leaves the link as it is.
    pub fn take(&self, token: &Secret, now: i64) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let is_right = held.is_some_and(|held| held.digest == token.digest() && now < held.until);
        if is_right {
            *held = None;
        }
        is_right
    }

    /// Makes a token usable that was taken and then led to nothing.
    pub fn put_back(&self, token: &Secret, now: i64) {
        let held = Held {
            digest: token.digest(),
            until: now.saturating_add(LIFE),
        };
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = Some(held);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_used_once_and_in_time() {
        let (link, seams) = (SetUpLink::default(), Seams::system());
        let now = seams.clock.steady();
        assert!(!link.take(&Secret::from_token(""), now));
        let token = link.mint(&seams).unwrap();
        assert!(!link.take(&Secret::from_token("guess"), now));
        assert!(link.take(&token, now));
        assert!(!link.take(&token, now));
        let late = link.mint(&seams).unwrap();
        assert!(!link.take(&late, seams.clock.steady() + LIFE + 1));
    }
}
