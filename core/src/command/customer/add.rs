//! Adds a customer.

use outrider_model::change::{Body, CustomerAdded};
use outrider_model::id::{CustomerId, SiteId};
use outrider_model::place::{Fence, Position};
use outrider_model::record::Site;

use crate::error::Result;
use crate::transact::{Op, Saved, Transactor};

/// How far around the place where a rep adds a customer it counts as being there, in millimetres.
const AROUND_MM: i64 = 100_000;

/// What a rep enters of a customer that he adds in the field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NewCustomer {
    /// The name on the door.
    pub name: String,
    /// Telephone.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Postal address, in lines.
    pub address: String,
    /// What one should know.
    pub about: String,
    /// Where it is, where the rep stands before it.
    pub at: Option<Position>,
}

/// Adds what a rep entered, as his own; its place counts for a hundred metres around.
///
/// # Errors
/// Those of [`add`].
pub fn add_here(door: &Transactor, new: NewCustomer) -> Result<Saved<CustomerId>> {
    door.transact(Op::AddCustomer, |pen| {
        let site = |at| Site {
            name: String::new(),
            at,
            fence: Fence {
                radius_mm: AROUND_MM,
            },
        };
        let sites = new.at.map(|at| (SiteId(pen.mint()), site(at)));
        let added = CustomerAdded {
            name: new.name,
            phone: new.phone,
            email: new.email,
            address: new.address,
            about: new.about,
            owner: Some(pen.profile()?.person),
            sites: sites.into_iter().collect(),
            ..CustomerAdded::default()
        };
        pen.change(Body::CustomerAdded(added))
            .map(|change| CustomerId(change.0))
    })
}

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
