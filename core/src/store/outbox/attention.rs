//! What needs its author's attention: refused changes, each with what waits for it.

use outrider_model::change::Change;
use outrider_model::decide::{Code, Reproach, Verdict};
use outrider_model::id::ChangeId;
use rusqlite::Connection;

use super::super::{Writing, meta};
use super::{OutboxRow, RowState, depend, find, select, set_state};
use crate::error::{Error, Result};

/// A refused change with what waits for it.
#[derive(Clone, Debug, PartialEq)]
pub struct AttentionItem {
    /// The refused change.
    pub row: OutboxRow,
    /// Why it was refused.
    pub why: Reproach,
    /// The changes that wait for it, in order.
    pub dependents: Vec<OutboxRow>,
}

impl AttentionItem {
    /// Returns the ids of the changes that wait for it.
    #[must_use]
    pub fn dependent_ids(&self) -> Vec<ChangeId> {
        self.dependents.iter().map(|row| row.change).collect()
    }
}

pub(in super::super) fn needs_attention(db: &Connection) -> Result<Vec<AttentionItem>> {
    let mut items = Vec::new();
    for row in select(db, "state = 'parked'", [])? {
        let Some(Verdict::Refused(why)) = row.verdict.as_ref().map(Verdict::first).cloned() else {
            continue;
        };
        let waiting = depend::dependents(db, row.sequence)?;
        let dependents = select(db, "state IN ('unsent', 'sent', 'parked')", [])?;
        let dependents = dependents
            .into_iter()
            .filter(|other| waiting.contains(&other.sequence))
            .collect();
        items.push(AttentionItem {
            row,
            why,
            dependents,
        });
    }
    Ok(items)
}

impl Writing<'_> {
    /// Returns what needs attention.
    ///
    /// # Errors
    /// What the disk does.
    pub fn needs_attention(&self) -> Result<Vec<AttentionItem>> {
        needs_attention(self.db)
    }

    /// Returns a parked change, to be mended.
    ///
    /// # Errors
    /// [`Error::NoChange`] when it is not parked.
    pub fn parked(&self, change: ChangeId) -> Result<(OutboxRow, Change)> {
        let row = find(self.db, change)?.filter(|row| row.state == RowState::Parked);
        let row = row.ok_or(Error::NoChange(change))?;
        let read = row.read()?.ok_or(Error::NoChange(change))?;
        Ok((row, read))
    }

    /// Parks a change that is larger than the server reads, as if it had been refused.
    ///
    /// # Errors
    /// [`Error::NoChange`] when no such change waits.
    pub fn refuse_too_large(&mut self, change: ChangeId) -> Result<()> {
        let verdict = Verdict::Refused(Reproach {
            code: Code::TooLarge,
            field: String::new(),
        });
        let waits = |row: &OutboxRow| matches!(row.state, RowState::Unsent | RowState::Sent);
        let row = find(self.db, change)?
            .filter(waits)
            .ok_or(Error::NoChange(change))?;
        self.db.execute(
            "UPDATE outbox SET state = 'parked', verdict = ?2, judged_at = ?3 WHERE sequence = ?1",
            (row.sequence, meta::write(&verdict)?, self.now()),
        )?;
        self.changed.outbox = true;
        self.replay_changes(&[row.sequence].into())
    }

    /// Notes that a parked change has been mended by another.
    ///
    /// # Errors
    /// [`Error::NoChange`] when it is not parked.
    pub fn settle(&mut self, change: ChangeId) -> Result<()> {
        let (row, _) = self.parked(change)?;
        set_state(self.db, row.sequence, RowState::Settled)?;
        self.changed.outbox = true;
        Ok(())
    }

    /// Discards a parked change and everything that waits for it. Their rows stay in the journal.
    ///
    /// # Errors
    /// [`Error::NoChange`] when it is not parked.
    pub fn discard(&mut self, change: ChangeId) -> Result<()> {
        let row = find(self.db, change)?.filter(|row| row.state == RowState::Parked);
        let row = row.ok_or(Error::NoChange(change))?;
        let mut sequences = depend::dependents(self.db, row.sequence)?;
        sequences.insert(row.sequence);
        for sequence in &sequences {
            self.db
                .prepare_cached("UPDATE outbox SET state = ?2, judged_at = ?3 WHERE sequence = ?1")?
                .execute((sequence, RowState::Settled.as_str(), self.now()))?;
        }
        self.changed.outbox = true;
        self.replay_changes(&sequences)
    }
}
