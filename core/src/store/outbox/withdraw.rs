//! Before a change enters a request it may be replaced or withdrawn.

use std::collections::BTreeSet;

use outrider_model::change::{Change, hash};
use outrider_model::id::{ChangeId, RecordId};

use super::super::Writing;
use super::{OutboxRow, RowState, depend, find, select};
use crate::error::{Error, Result};

impl Writing<'_> {
    /// Says whether a change has never been in a request and nothing depends on it.
    ///
    /// # Errors
    /// What the disk does.
    pub fn is_withdrawable(&self, change: ChangeId) -> Result<bool> {
        self.is_withdrawable_with(change, &[])
    }

    /// As [`Writing::is_withdrawable`], where others go with it.
    ///
    /// # Errors
    /// What the disk does.
    pub fn is_withdrawable_with(&self, change: ChangeId, others: &[ChangeId]) -> Result<bool> {
        let Some(row) = find(self.db, change)?.filter(|row| row.state == RowState::Unsent) else {
            return Ok(false);
        };
        for sequence in depend::dependents(self.db, row.sequence)? {
            let dependent = select(self.db, "sequence = ?1", [sequence])?;
            if !dependent.iter().all(|row| others.contains(&row.change)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Withdraws a change as if it had never been.
    ///
    /// # Errors
    /// [`Error::NoChange`] when it has been in a request or something depends on it.
    pub fn withdraw(&mut self, change: ChangeId) -> Result<()> {
        let row = find(self.db, change)?.ok_or(Error::NoChange(change))?;
        if !self.is_withdrawable(change)? {
            return Err(Error::NoChange(change));
        }
        let records = self.written_by(&BTreeSet::from([row.sequence]))?;
        self.db
            .execute("DELETE FROM outbox WHERE sequence = ?1", [row.sequence])?;
        self.db
            .execute("DELETE FROM touch WHERE sequence = ?1", [row.sequence])?;
        self.db
            .execute("DELETE FROM base WHERE sequence = ?1", [row.sequence])?;
        self.changed.outbox = true;
        self.replay(records)
    }

    /// Puts other content into a change that has never been in a request; its id, sequence and
    /// place stay.
    ///
    /// # Errors
    /// [`Error::NoChange`] when it has been in a request.
    pub fn replace(&mut self, change: &Change) -> Result<()> {
        let row = find(self.db, change.id)?.filter(|row| row.state == RowState::Unsent);
        let row = row.ok_or(Error::NoChange(change.id))?;
        let bytes = change.bytes()?;
        let hash = hash(self.profile()?.person, &bytes);
        self.db.execute(
            "UPDATE outbox SET bytes = ?2, hash = ?3, saved_at = ?4 WHERE sequence = ?1",
            (row.sequence, &bytes, hash, self.now()),
        )?;
        self.note_made(row.sequence, change)?;
        self.changed.outbox = true;
        self.replay_changes(&BTreeSet::from([row.sequence]))
    }

    /// Returns the newest unsent change of an operation that writes a record.
    ///
    /// # Errors
    /// What the disk does.
    pub fn unsent_writing(&self, record: RecordId, operation: &str) -> Result<Option<OutboxRow>> {
        let condition = "state = 'unsent' AND operation = ?2
             AND sequence IN (SELECT sequence FROM touch WHERE record = ?1 AND writes = 1)";
        Ok(select(self.db, condition, (record.0.into_bytes(), operation))?.pop())
    }
}
