//! The sync engine: a state machine without I/O.
//!
//! Events and the time go in, actions come out; whoever drives it does the exchange, applies the
//! page and keeps the one timer. It reads no clock, throws no dice, and knows neither network nor
//! store, so that bad networks are tried by the thousand in a test.
//!
//! - [`Sync::handle`]: the whole interface.
//! - [`Event`]: what can happen; [`Action`]: what is then to be done.
//! - [`Status`]: what a screen shows of it.
//! - [`Pace`]: how long it waits for what.

mod action;
mod backoff;
mod engine;
mod event;
mod load;
mod status;

pub use action::Action;
pub use backoff::Pace;
pub use engine::Sync;
pub use event::{Event, Facts, Failure, Now, Page};
pub use status::{Headline, Status};

#[cfg(test)]
mod tests;
