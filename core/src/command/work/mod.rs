//! The work day: begun, paused, resumed and ended by the person himself.
//!
//! A step is a fact with what the clocks read. One that was forgotten is not made up: it stays open
//! until the person asks for another end and a manager agrees.

mod ask_correction;
mod duty;
mod end;
mod pause;
mod resume;
mod start;

pub use ask_correction::ask_correction;
pub(super) use duty::{Duty, duty};
pub use end::end;
pub use pause::pause;
pub use resume::resume;
pub use start::start;
