//! A server that was put back to an older copy, and the end of a full fetch.

use std::collections::BTreeSet;

use outrider_model::id::RecordId;
use uuid::Uuid;

use super::super::Writing;
use super::super::cursor::{self, as_cell};
use super::super::replay::{Pends, pends};
use super::Moved;
use crate::error::Result;

impl Writing<'_> {
    /// Verdicts above the bound count no more: their changes are sent again, as they were.
    pub(super) fn put_back(&mut self, bound: u64, moved: &mut Moved) -> Result<()> {
        let mut statement = self.db.prepare_cached(
            "UPDATE outbox
             SET state = 'sent', verdict = NULL, epoch = NULL, seq = NULL, retry_at = NULL, judged_at = NULL
             WHERE seq > ?1 AND state IN ('sent', 'parked', 'judged')
             RETURNING sequence",
        )?;
        let rows = statement.query_map([as_cell(bound)], |row| row.get(0))?;
        let sequences: BTreeSet<i64> = rows.collect::<rusqlite::Result<_>>()?;
        drop(statement);
        self.changed.outbox = !sequences.is_empty();
        moved.extend(self.written_by(&sequences)?);
        Ok(())
    }

    /// At the end of a full fetch, what it did not bring goes; what still waits to be judged goes
    /// after that.
    pub(super) fn sweep(&mut self, moved: &mut Moved) -> Result<()> {
        let place = cursor::place(self.db)?;
        if !place.is_sweeping {
            return Ok(());
        }
        let unseen: Vec<RecordId> = {
            let mut statement = self.db.prepare_cached(
                "SELECT id FROM record WHERE generation < ?1 AND slots <> 0 ORDER BY rid",
            )?;
            let rows = statement.query_map([place.generation], |row| {
                Ok(RecordId(Uuid::from_bytes(row.get(0)?)))
            })?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        for id in unseen {
            self.let_go(id, moved)?;
        }
        cursor::end_sweep(self.db)
    }

    /// The server shows a record no longer: it goes, unless something of it waits to be judged.
    /// The words of a refused change stand in the outbox; they hold no record back that its
    /// author may see no longer.
    pub(super) fn let_go(&mut self, id: RecordId, moved: &mut Moved) -> Result<()> {
        if pends(self.db, id)? != Pends::Live && !moved.contains(&id) {
            return self.remove_record(id);
        }
        self.db
            .prepare_cached("UPDATE record SET slots = 0 WHERE id = ?1")?
            .execute([id.0.into_bytes()])?;
        moved.insert(id);
        Ok(())
    }
}
