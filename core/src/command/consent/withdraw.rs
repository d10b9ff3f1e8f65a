//! Agrees to a purpose no more.

use outrider_model::change::{Body, ConsentWithdrawn};
use outrider_model::id::ChangeId;
use outrider_model::record::Purpose;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Agrees to a purpose no more. What of a way has not left the phone is then forgotten.
///
/// # Errors
/// [`crate::error::Error::Refused`] for an unknown purpose; nothing is then written.
pub fn withdraw(door: &Transactor, purpose: Purpose) -> Result<Saved<ChangeId>> {
    door.transact(Op::WithdrawConsent, |pen| {
        let person = pen.profile()?.person;
        if purpose == Purpose::OnDutyLocation {
            pen.forget_way()?;
        }
        pen.change(Body::ConsentWithdrawn(ConsentWithdrawn { person, purpose }))
    })
}
