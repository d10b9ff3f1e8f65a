//! Adds and removes tags of a customer.

use std::collections::BTreeSet;

use outrider_model::change::{Body, CustomerTagged};
use outrider_model::id::{ChangeId, CustomerId};
use outrider_model::record::Customer;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Adds and removes tags. A removal takes away only what the phone's person sees: a tag that
/// somebody else adds meanwhile stays.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the customer is not here,
/// [`crate::error::Error::Refused`] for an empty tag; nothing is then written.
pub fn tag(
    door: &Transactor,
    customer: CustomerId,
    add: &BTreeSet<String>,
    remove: &BTreeSet<String>,
) -> Result<Saved<ChangeId>> {
    door.transact(Op::TagCustomer, |pen| {
        let was: Customer = pen.read(customer)?;
        pen.change(Body::CustomerTagged(CustomerTagged {
            customer,
            add: add.iter().map(|tag| (tag.clone(), true)).collect(),
            remove: was
                .tags
                .into_iter()
                .filter(|(tag, _)| remove.contains(tag))
                .collect(),
        }))
    })
}
