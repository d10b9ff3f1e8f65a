//! Edits a customer.

use outrider_model::change::{Body, Edited, Fields};
use outrider_model::id::{ChangeId, CustomerId};
use serde_json::Value;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// Writes what of the fields is new; null clears one. Returns the change; none when nothing is.
///
/// # Errors
/// [`crate::error::Error::NoRecord`] when the customer is not here,
/// [`crate::error::Error::Refused`] for a field that cannot be that; nothing is then written.
pub fn edit(
    door: &Transactor,
    customer: CustomerId,
    set: Fields,
) -> Result<Saved<Option<ChangeId>>> {
    door.transact(Op::EditCustomer, |pen| {
        let was = pen.record(customer)?;
        let is_nothing = |value: &Value| value.is_null() || value.as_str() == Some("");
        let is_new = |field: &_, value: &Value| {
            was.get(field) != value && !(is_nothing(was.get(field)) && is_nothing(value))
        };
        let set: Fields = set
            .into_iter()
            .filter(|(field, value)| is_new(field, value))
            .collect();
        if set.is_empty() {
            return Ok(None);
        }
        pen.change(Body::CustomerEdited(Edited {
            target: customer,
            set,
        }))
        .map(Some)
    })
}
