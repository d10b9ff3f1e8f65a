//! Who did what, and who looked at whom: a log that is only ever added to, each line bound to the
//! one before by a hash.
//!
//! A line says in the clear who acted, what and when; what else is known of it is its detail. The
//! chain holds only a digest of the detail, made with a key of the person of whom the detail tells:
//! when the person is erased, key and detail go, and the chain still closes.
//!
//! # Where to start
//! - [`note`]: writes a line of an act; ingest writes one for each push by itself.
//! - [`Action`]: what can be noted.
//! - `chain`: what is hashed, and how.

mod action;
mod chain;
mod key;
mod write;

pub use action::Action;
pub use write::{Note, note, note_in};
