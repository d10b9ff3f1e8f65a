//! Customers.

mod add;
mod edit;
mod tag;

pub use add::add;
pub use edit::edit;
pub use tag::tag;
