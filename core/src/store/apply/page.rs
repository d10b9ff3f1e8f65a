//! The records of a page: bytes as they came, in the audiences that the page names.

use std::collections::BTreeSet;

use outrider_model::id::RecordId;
use outrider_model::record::kind_and_id;
use outrider_model::wire::{RecordLine, Reply};
use uuid::Uuid;

use super::super::Writing;
use super::super::cursor;
use super::super::record::Seen;
use super::Moved;
use crate::error::{Error, Result};

impl Writing<'_> {
    pub(super) fn take_records(
        &mut self,
        reply: &Reply<'_>,
        masks: &[i64],
        moved: &mut Moved,
    ) -> Result<()> {
        let generation = cursor::place(self.db)?.generation;
        let live = self.live()?;
        for line in &reply.records {
            let slots = mask(line, masks)?;
            match line.bytes {
                Some(bytes) if slots != 0 => {
                    let (kind, _) = kind_and_id(bytes)?;
                    let seen = Seen { slots, generation };
                    if live.contains(&line.id) || moved.contains(&line.id) {
                        moved.insert(line.id);
                        self.take_mirror(line.id, &kind, bytes, seen)?;
                    } else {
                        self.take_record(line.id, &kind, bytes, seen)?;
                    }
                }
                Some(_) | None => self.let_go(line.id, moved)?,
            }
        }
        Ok(())
    }

    /// Returns the records of which changes pend that the phone shows.
    fn live(&self) -> Result<BTreeSet<RecordId>> {
        let mut statement = self.db.prepare_cached(
            "SELECT DISTINCT touch.record FROM outbox INDEXED BY outbox_pending
             CROSS JOIN touch USING (sequence)
             WHERE outbox.state IN ('unsent', 'sent', 'parked') AND outbox.state <> 'parked'
               AND touch.writes = 1 ORDER BY touch.record",
        )?;
        let rows = statement.query_map([], |row| Ok(RecordId(Uuid::from_bytes(row.get(0)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn mask(line: &RecordLine<'_>, masks: &[i64]) -> Result<i64> {
    line.seen_in.iter().try_fold(0, |slots, place| {
        let bit = masks.get(usize::from(*place));
        let unknown = || {
            Error::Malformed(outrider_model::canonical::Malformed::Shape(
                "no such audience".into(),
            ))
        };
        bit.map(|bit| slots | bit).ok_or_else(unknown)
    })
}
