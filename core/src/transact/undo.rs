//! Undo: the last tap is taken back, as if it had not been where it has not been sent, by its
//! inverse where it has.

use outrider_model::id::ChangeId;

use super::{Op, Pen, Saved, Transactor};
use crate::error::{Error, Result};
use crate::store::UndoGroup;

fn undoable() -> Vec<&'static str> {
    Op::ALL
        .iter()
        .filter(|op| op.is_undoable())
        .map(|op| op.as_str())
        .collect()
}

impl Transactor {
    /// Returns what the undo button would take back now.
    ///
    /// # Errors
    /// What the disk does.
    pub fn undo_offer(&self) -> Result<Option<Op>> {
        let group = self.store.read(|reader| reader.last_tap(&undoable()))?;
        Ok(group.and_then(|group| {
            Op::ALL
                .iter()
                .copied()
                .find(|op| op.as_str() == group.operation)
        }))
    }

    /// Takes the last tap back. Returns the changes that do so; none where nothing had been sent.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`] when there is no such tap, or nothing takes it back any more.
    pub fn undo(&self) -> Result<Saved<Vec<ChangeId>>> {
        self.transact(Op::Undo, |pen| {
            let group = pen
                .writing()
                .last_tap(&undoable())?
                .ok_or(Error::NothingToUndo)?;
            pen.undo_group(&group)
        })
    }
}

impl Pen<'_, '_> {
    fn undo_group(&mut self, group: &UndoGroup) -> Result<Vec<ChangeId>> {
        if self.is_unsent(group)? {
            for row in group.rows.iter().rev() {
                self.writing().withdraw(row.change)?;
            }
            return Ok(Vec::new());
        }
        self.takes_back(group.batch);
        let mut made = Vec::new();
        for row in group.rows.iter().rev() {
            if let Some(body) = self.writing().inverse_of(row)? {
                made.push(self.change(body)?);
            }
        }
        if made.is_empty() {
            Err(Error::NothingToUndo)
        } else {
            Ok(made)
        }
    }

    /// Nothing of a tap has been in a request, and nothing outside it was built upon it.
    fn is_unsent(&mut self, group: &UndoGroup) -> Result<bool> {
        let own: Vec<ChangeId> = group.rows.iter().map(|row| row.change).collect();
        for row in &group.rows {
            if !self.writing().is_withdrawable_with(row.change, &own)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
