//! Asks for the content of a phone to be destroyed.

use outrider_model::change::{Body, DeviceRef};
use outrider_model::id::{ChangeId, DeviceId};

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Asks for the content of one of the person's phones to be destroyed. That phone first sends what
/// it still has, as soon as it finds a network.
///
/// # Errors
/// [`crate::error::Error::Refused`] for a device that is no phone, or of somebody else; nothing is
/// then written.
pub fn ask_wipe(door: &Transactor, phone: DeviceId) -> Result<Saved<ChangeId>> {
    door.transact(Op::AskWipe, |pen| {
        pen.change(Body::DeviceWipeAsked(DeviceRef { target: phone }))
    })
}
