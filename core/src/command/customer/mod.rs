//! Customers.

mod add;
mod edit;
mod tag;

pub use add::{NewCustomer, add, add_here};
pub use edit::edit;
pub use tag::tag;
