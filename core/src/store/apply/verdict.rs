//! Verdicts, from the reply to a request and from what a page states as judged.

use outrider_model::change::Change;
use outrider_model::change::Read;
use outrider_model::change::hash as hash_of;
use outrider_model::decide::Verdict;
use outrider_model::id::{EpochId, RecordId};
use outrider_model::wire::{Cursor, JudgedLine, Reply, VerdictLine};

use super::super::cursor::as_cell;
use super::super::outbox::{self, OutboxRow, RowState};
use super::super::{Writing, meta, text};
use super::Moved;
use crate::error::Result;

impl Writing<'_> {
    /// Notes the verdicts on what was sent.
    pub(super) fn take_verdicts(&mut self, reply: &Reply<'_>, moved: &mut Moved) -> Result<()> {
        for line in &reply.verdicts {
            let Some(row) = outbox::find(self.db, line.change)? else {
                continue;
            };
            if !matches!(row.state, RowState::Unsent | RowState::Sent) {
                continue;
            }
            self.changed.outbox = true;
            self.take_verdict(&row, line, reply.head.epoch, moved)?;
        }
        Ok(())
    }

    fn take_verdict(
        &mut self,
        row: &OutboxRow,
        line: &VerdictLine,
        epoch: EpochId,
        moved: &mut Moved,
    ) -> Result<()> {
        self.forget_awaited(row.sequence)?;
        let later = outbox::retry_of(self.now());
        match line.verdict.first() {
            Verdict::Refused(_) => self.park(row, &line.verdict, epoch, line.seq, moved),
            Verdict::Applied | Verdict::Merged { .. } | Verdict::Duplicate { .. } => match line.seq
            {
                Some(seq) => {
                    self.note_verdict(row, RowState::Sent, &line.verdict, Some((epoch, seq)))
                }
                None => Ok(()),
            },
            Verdict::Waits { ids } => {
                for id in ids {
                    self.db
                        .prepare_cached(
                            "INSERT OR IGNORE INTO awaited (record, sequence) VALUES (?1, ?2)",
                        )?
                        .execute((id.0.into_bytes(), row.sequence))?;
                }
                self.put_off(row, &line.verdict, Some(later))
            }
            Verdict::NeedBase { record, hash } => {
                let is_here = text::find(self.db, *record, hash)?.is_some();
                if is_here {
                    text::owe(self.db, *record, hash)?;
                }
                self.put_off(row, &line.verdict, (!is_here).then_some(later))
            }
            Verdict::Unsupported => self.put_off(row, &line.verdict, Some(later)),
            Verdict::Busy => self.put_off(row, &line.verdict, None),
        }
    }

    /// Notes what a page states as judged. A row whose words are others than those that were
    /// judged under its id keeps its words, under a new id.
    pub(super) fn take_judged(&mut self, reply: &Reply<'_>, moved: &mut Moved) -> Result<()> {
        for line in &reply.judged {
            let Some(row) = outbox::find(self.db, line.judged)? else {
                continue;
            };
            if row.state == RowState::Settled {
                continue;
            }
            self.changed.outbox = true;
            self.forget_awaited(row.sequence)?;
            if is_hash(&row, line) {
                self.take_judged_line(&row, line, reply.head.epoch, moved)?;
            } else {
                self.mint_anew(&row, moved)?;
            }
        }
        Ok(())
    }

    fn take_judged_line(
        &mut self,
        row: &OutboxRow,
        line: &JudgedLine,
        epoch: EpochId,
        moved: &mut Moved,
    ) -> Result<()> {
        if matches!(line.verdict.first(), Verdict::Refused(_)) {
            return self.park(row, &line.verdict, epoch, Some(line.seq), moved);
        }
        if row.state != RowState::Judged {
            moved.extend(self.written_by(&[row.sequence].into())?);
        }
        self.note_verdict(
            row,
            RowState::Judged,
            &line.verdict,
            Some((epoch, line.seq)),
        )
    }

    /// What was judged and has arrived becomes journal.
    pub(super) fn journal(&mut self, cursor: &Cursor, moved: &mut Moved) -> Result<()> {
        let arrived = outbox::select(
            self.db,
            "state IN ('unsent', 'sent', 'parked') AND state = 'sent' AND seq <= ?1",
            [as_cell(cursor.seq)],
        )?;
        for row in arrived {
            moved.extend(self.written_by(&[row.sequence].into())?);
            outbox::set_state(self.db, row.sequence, RowState::Judged)?;
            self.db
                .prepare_cached("UPDATE outbox SET judged_at = ?2 WHERE sequence = ?1")?
                .execute((row.sequence, self.now()))?;
            self.changed.outbox = true;
        }
        Ok(())
    }

    fn park(
        &mut self,
        row: &OutboxRow,
        verdict: &Verdict,
        epoch: EpochId,
        seq: Option<u64>,
        moved: &mut Moved,
    ) -> Result<()> {
        moved.extend(self.written_by(&[row.sequence].into())?);
        self.note_verdict(row, RowState::Parked, verdict, seq.map(|seq| (epoch, seq)))
    }

    fn note_verdict(
        &self,
        row: &OutboxRow,
        state: RowState,
        verdict: &Verdict,
        at: Option<(EpochId, u64)>,
    ) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE outbox SET state = ?2, verdict = ?3, epoch = ?4, seq = ?5, retry_at = NULL, judged_at = ?6
                 WHERE sequence = ?1",
            )?
            .execute((
                row.sequence,
                state.as_str(),
                meta::write(verdict)?,
                at.map(|(epoch, _)| epoch.0.into_bytes()),
                at.map(|(_, seq)| as_cell(seq)),
                self.now(),
            ))?;
        Ok(())
    }

    fn put_off(&self, row: &OutboxRow, verdict: &Verdict, retry_at: Option<i64>) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE outbox SET state = 'sent', verdict = ?2, retry_at = ?3 WHERE sequence = ?1",
            )?
            .execute((row.sequence, meta::write(verdict)?, retry_at))?;
        Ok(())
    }

    fn forget_awaited(&self, sequence: i64) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM awaited WHERE sequence = ?1")?
            .execute([sequence])?;
        Ok(())
    }

    /// Changes that waited for what moved, or was judged now, are ready again.
    pub(super) fn wake(&self, moved: &Moved, reply: &Reply<'_>) -> Result<()> {
        let mut awaited = self.db.prepare_cached("SELECT count(*) FROM awaited")?;
        if awaited.query_row([], |row| row.get::<_, i64>(0))? == 0 {
            return Ok(());
        }
        let judged = reply
            .verdicts
            .iter()
            .filter(|line| line.verdict.is_final())
            .map(|line| line.change);
        let judged = judged
            .chain(reply.judged.iter().map(|line| line.judged))
            .map(RecordId::from);
        let brought = reply.records.iter().map(|line| line.id);
        for id in moved.iter().copied().chain(judged).chain(brought) {
            self.db
                .prepare_cached(
                    "UPDATE outbox SET retry_at = NULL
                     WHERE sequence IN (SELECT sequence FROM awaited WHERE record = ?1)",
                )?
                .execute([id.0.into_bytes()])?;
            self.db
                .prepare_cached("DELETE FROM awaited WHERE record = ?1")?
                .execute([id.0.into_bytes()])?;
        }
        Ok(())
    }

    /// Gives the words of a row another id: its own belongs to other words.
    fn mint_anew(&mut self, row: &OutboxRow, moved: &mut Moved) -> Result<()> {
        let Read::Known(change) = Change::read(&row.bytes)? else {
            return Ok(());
        };
        moved.extend(self.written_by(&[row.sequence].into())?);
        let change = Change {
            id: self.mint_change(),
            mends: None,
            ..*change
        };
        let bytes = change.bytes()?;
        let sequence = self
            .db
            .prepare_cached(
                "INSERT INTO outbox (place, change, key, batch, operation, undoes, inverse, bytes, hash, state,
                                     stamp, authority, saved_at)
                 SELECT place, ?2, ?2, batch, operation, undoes, NULL, ?3, ?4, 'unsent', stamp, authority, saved_at
                 FROM outbox WHERE sequence = ?1",
            )?
            .insert((row.sequence, change.id.0.into_bytes(), &bytes, hash_of(self.profile()?.person, &bytes)))?;
        self.note_made(sequence, &change)?;
        moved.extend(self.written_by(&[sequence].into())?);
        for forget in [
            "DELETE FROM outbox WHERE sequence = ?1",
            "DELETE FROM touch WHERE sequence = ?1",
            "DELETE FROM base WHERE sequence = ?1",
        ] {
            self.db.execute(forget, [row.sequence])?;
        }
        Ok(())
    }
}

fn is_hash(row: &OutboxRow, line: &JudgedLine) -> bool {
    let hex: String = row.hash.iter().map(|byte| format!("{byte:02x}")).collect();
    hex == line.hash
}
