//! Agrees to a purpose.

use outrider_model::change::{Body, ConsentGiven};
use outrider_model::id::ChangeId;
use outrider_model::record::Purpose;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Agrees to a purpose, in the version of the words that were shown.
///
/// # Errors
/// [`crate::error::Error::Refused`] for version 0 or an unknown purpose; nothing is then written.
pub fn give(door: &Transactor, purpose: Purpose, version: u32) -> Result<Saved<ChangeId>> {
    door.transact(Op::GiveConsent, |pen| {
        let person = pen.profile()?.person;
        pen.change(Body::ConsentGiven(ConsentGiven {
            person,
            purpose,
            version,
        }))
    })
}
