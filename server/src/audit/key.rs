//! Keys of details: one for each person, made when the first line tells of him.

use outrider_model::id::PersonId;

use crate::rng::{Rng, SystemRng};
use crate::store::{Ledger, StoreError};

/// A person's key.
pub(super) type Key = [u8; 32];

/// With what a detail is digested that tells of nobody.
pub(super) const OF_NOBODY: Key = [0; 32];

/// Returns a person's key, made now where there is none yet; none once it was destroyed.
pub(super) fn of(ledger: &mut dyn Ledger, person: PersonId) -> Result<Option<Key>, StoreError> {
    if let Some(key) = ledger.audit_key(person)? {
        return Ok(Some(key));
    }
    let mut key = OF_NOBODY;
    // No test may know a key, so it does not come through a seam that tests hold.
    SystemRng
        .fill(&mut key)
        .map_err(|why| StoreError::database("making a key of the audit log", why))?;
    let is_kept = ledger.keep_audit_key(person, &key)?;
    Ok(is_kept.then_some(key))
}
