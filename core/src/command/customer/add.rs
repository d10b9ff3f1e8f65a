//! Adds a customer.

use outrider_model::change::{Body, CustomerAdded};
use outrider_model::id::CustomerId;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Adds a customer; without an owner it becomes the phone's person's. Returns its id.
///
/// # Errors
/// [`crate::error::Error::Refused`] without a name; nothing is then written.
pub fn add(door: &Transactor, added: CustomerAdded) -> Result<Saved<CustomerId>> {
    door.transact(Op::AddCustomer, |pen| {
        let owner = added.owner.unwrap_or(pen.profile()?.person);
        let added = CustomerAdded {
            owner: Some(owner),
            ..added
        };
        pen.change(Body::CustomerAdded(added))
            .map(|change| CustomerId(change.0))
    })
}
