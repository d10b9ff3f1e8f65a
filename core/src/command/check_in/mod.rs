//! Visits.

mod arrive;
mod leave;
mod withdraw;

pub use arrive::arrive;
pub use leave::leave;
pub use withdraw::withdraw;
