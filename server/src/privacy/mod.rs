//! What the organisation owes its people: that looks at where they were are told to them, that
//! positions grow coarse with time, and that somebody can be forgotten.
//!
//! # Where to start
//! - [`told()`]: tells people who looked at where they were, before the answer goes out.
//! - [`retain()`]: what grows old: positions made coarse, what was kept for a while swept.
//! - [`erase()`]: takes everything personal of somebody out, so that figures stay.

mod erase;
mod forgettable;
mod precise;
mod retain;
mod setting;
#[cfg(test)]
pub(crate) mod tests;
mod told;

pub use erase::{Erased, Going, erase, going, resume};
pub use retain::retain;
pub use setting::{Retention, retention, set_retention};
pub use told::{Told, told};
