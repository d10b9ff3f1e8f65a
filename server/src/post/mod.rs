//! Letters to people: handed over at once, sent in the background.
//!
//! # Where to start
//! - [`Post`]: what everybody else knows of it.
//! - [`Queue`]: a thread that sends one letter after the other, and again where that may help.
//! - [`smtp`]: how one letter gets to an organisation's relay.

mod queue;
pub mod smtp;

use std::fmt;

use outrider_model::id::OrganisationId;
use thiserror::Error;

pub use queue::Queue;

/// A letter in plain text.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The address it goes to.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text; may hold a one-time link, and is therefore never logged.
    pub text: String,
}

impl fmt::Debug for Letter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Letter(…)")
    }
}

/// There are too many letters on their way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("too many letters wait to be sent")]
pub struct Full;

/// Takes letters.
pub trait Post: Send + Sync {
    /// Takes a letter in the name of an organisation. It returns before anything is sent and
    /// whether or not the organisation has a relay, so that its time says nothing about who is
    /// known here.
    ///
    /// # Errors
    /// [`Full`] when too many wait; the letter is then not sent.
    fn send(&self, organisation: OrganisationId, letter: Letter) -> Result<(), Full>;
}
