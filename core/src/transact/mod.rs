//! The one door for writes: a record and the change that made it are on disk together, or not.
//!
//! [`Transactor::transact`] runs a tap in one transaction with a [`Pen`], the only thing that
//! writes; when it returns, everything is on disk and observers have been told.

mod op;
mod pen;
mod undo;

use std::sync::Arc;

use outrider_model::decide::Verdict;
use outrider_model::id::ChangeId;

pub use op::Op;
pub use pen::Pen;

pub use crate::store::{AttentionItem, DraftContent, DraftRow, PinnedText, Profile, WayPoint};

use crate::error::{Error, Result};
use crate::observe::Observers;
use crate::store::{Changed, Store, Turn};

/// The door.
#[derive(Clone)]
pub struct Transactor {
    store: Arc<Store>,
    observers: Arc<Observers<Changed>>,
}

/// What a tap came to, once it is on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved<T> {
    /// What the tap returned.
    pub value: T,
    /// What it changed.
    pub changed: Changed,
    /// The changes of which this phone thinks that the server will refuse them, and why. They are
    /// saved and sent all the same.
    pub forecasts: Vec<(ChangeId, Verdict)>,
}

impl Transactor {
    /// Opens the door to a store; observers are told what every transaction changed.
    #[must_use]
    pub fn new(store: Arc<Store>, observers: Arc<Observers<Changed>>) -> Transactor {
        Transactor { store, observers }
    }

    /// Returns the store, for questions.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Runs a tap. When this returns, the records, the changes and whatever hangs on them are on
    /// disk, and observers have been told.
    ///
    /// # Errors
    /// [`crate::error::Error::Refused`] or [`crate::error::Error::TooLong`] when what was entered
    /// cannot be, [`crate::error::Error::NotEnrolled`], or what the disk does; nothing is then
    /// written.
    pub fn transact<T>(
        &self,
        op: Op,
        tap: impl FnOnce(&mut Pen<'_, '_>) -> Result<T>,
    ) -> Result<Saved<T>> {
        let written = self.store.write(Turn::Interactive, |writing| {
            let mut pen = Pen::new(writing, op);
            let value = tap(&mut pen)?;
            Ok((value, pen.into_forecasts()))
        });
        if matches!(written, Err(Error::StorageFull)) {
            // This tap is refused and says so; the next one shall find room, if there is any.
            let _ = self.store.make_room();
        }
        let ((value, forecasts), changed) = written?;
        self.tell(&changed);
        Ok(Saved {
            value,
            changed,
            forecasts,
        })
    }

    fn tell(&self, changed: &Changed) {
        if !changed.is_empty() {
            self.observers.announce(changed);
        }
    }
}
