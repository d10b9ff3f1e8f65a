//! A post office that keeps what it is given.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use outrider_model::id::OrganisationId;

use crate::post::{Full, Letter, Post};

/// How long a test waits for a letter before it fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// Keeps every letter.
#[derive(Default)]
pub(in super::super) struct Captured {
    letters: Mutex<Vec<Letter>>,
    came: Condvar,
}

impl Captured {
    /// Waits until so many letters came, and returns all.
    pub(super) fn wait_for(&self, count: usize) -> Vec<Letter> {
        let letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        let (letters, late) = self
            .came
            .wait_timeout_while(letters, PATIENCE, |letters| letters.len() < count)
            .unwrap_or_else(PoisonError::into_inner);
        assert!(!late.timed_out(), "{} letters came", letters.len());
        letters.clone()
    }
}

impl Post for Captured {
    fn send(&self, _organisation: OrganisationId, letter: Letter) -> Result<(), Full> {
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        letters.push(letter);
        self.came.notify_all();
        Ok(())
    }
}
