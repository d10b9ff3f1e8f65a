//! The phone's audiences, each a bit of a record's slots.

use std::collections::BTreeSet;

use outrider_model::audience::Audience;
use outrider_model::id::RecordId;
use outrider_model::wire::ReplyHead;
use uuid::Uuid;

use super::super::Writing;
use super::super::cursor::{self, Slot};
use super::Moved;
use crate::error::Result;

impl Writing<'_> {
    /// Takes over the audiences of a reply and returns the bit of each, in the reply's order.
    /// Audiences that the phone has lost take with them what nobody else shows.
    pub(super) fn take_audiences(&mut self, head: &ReplyHead) -> Result<Vec<i64>> {
        let present: BTreeSet<&Audience> = head.audiences.iter().collect();
        let mut slots = cursor::slots(self.db)?;
        let lost: Vec<(Audience, Slot)> = slots
            .iter()
            .filter(|(audience, _)| !present.contains(audience) || head.drop.contains(audience))
            .map(|(audience, slot)| (*audience, *slot))
            .collect();
        let mut moved = Moved::new();
        for (audience, slot) in lost {
            self.drop_slot(slot, &mut moved)?;
            slots.remove(&audience);
        }
        let mut masks = Vec::with_capacity(head.audiences.len());
        for audience in &head.audiences {
            let slot = match slots.get(audience) {
                Some(slot) => *slot,
                None => cursor::add_slot(self.db, *audience, &slots)?,
            };
            slots.insert(*audience, slot);
            masks.push(slot.bit());
        }
        for backfill in &head.backfill {
            if slots
                .get(&backfill.audience)
                .is_some_and(|slot| slot.backfill.is_none())
            {
                cursor::set_backfill(self.db, backfill)?;
            }
        }
        self.replay(moved)?;
        Ok(masks)
    }

    fn drop_slot(&mut self, slot: Slot, moved: &mut Moved) -> Result<()> {
        let alone: Vec<RecordId> = {
            let mut statement = self
                .db
                .prepare("SELECT id FROM record WHERE slots = ?1 ORDER BY rid")?;
            let rows = statement.query_map([slot.bit()], |row| {
                Ok(RecordId(Uuid::from_bytes(row.get(0)?)))
            })?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        self.db.execute(
            "UPDATE record SET slots = slots & ~?1 WHERE slots & ?1 <> 0",
            [slot.bit()],
        )?;
        for id in alone {
            self.let_go(id, moved)?;
        }
        cursor::remove_slot(self.db, slot)
    }
}
