//! The diary: what somebody lost or should know.

mod dismiss;
mod restore;

pub use dismiss::dismiss;
pub use restore::restore;
