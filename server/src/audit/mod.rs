//! Who did what, and who looked at whom: a log that is only ever added to, each line bound to the
//! one before by a hash.
//!
//! A line says in the clear who acted, what and when; what else is known of it is its detail. The
//! chain holds only a digest of the detail, made with a key of the person of whom the detail tells:
//! when the person is erased, key and detail go, and the chain still closes.
//!
//! # Where to start
//! - [`note()`]: writes a line of an act; ingest writes one for each push by itself.
//! - [`Action`]: what can be noted.
//! - [`read()`]: the lines as people read them.
//! - [`verify()`]: recomputes everything, and names the first row that is not as it was written.
//! - `chain`: what is hashed, and how.
//! - `push`: how rows of history are bound.

mod action;
mod chain;
mod forget;
mod key;
mod push;
mod read;
mod verify;
mod write;

pub use action::Action;
pub(crate) use forget::{Why, forget};
pub(crate) use push::Binder;
pub use read::{Asked, Shown, Told, hex, read};
pub use verify::{Finding, Outcome, Place, verify};
pub use write::{Note, head, note, note_in};
