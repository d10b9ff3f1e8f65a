//! What is sent and what comes back, between the store and the wire.

use std::collections::BTreeSet;
use std::time::Duration;

use outrider_model::id::{ChangeId, RequestId};
use outrider_model::wire::{
    Cursor, MAX_BYTES, MAX_PAGE, Reply, Request, RequestHead, write_request,
};

use crate::error::{Error, Result};
use crate::store::{Changed, Turn, Writing};
use crate::sync::{Facts, Page};

use super::{LookAgain, Shared};

/// A request, ready to be sent as often as needed.
pub(super) struct Parcel {
    /// Its id, which the reply must echo.
    pub(super) request: RequestId,
    /// The changes in it.
    pub(super) changes: Vec<ChangeId>,
    /// Its lines.
    pub(super) lines: Vec<u8>,
    /// Where the phone stood.
    cursor: Option<Cursor>,
}

impl Shared {
    /// Writes to the store as one who waits for it, and has what changed told.
    pub(super) fn write<T>(&self, work: impl FnOnce(&mut Writing<'_>) -> Result<T>) -> Result<T> {
        let (value, changed) = self.store().write(Turn::Interactive, work)?;
        self.announce(&changed);
        Ok(value)
    }

    /// Returns what the outbox holds.
    pub(super) fn facts(&self) -> Result<Facts> {
        let (waiting, now) = self
            .store()
            .read(|reader| Ok((reader.waiting()?, reader.now()?)))?;
        Ok(Facts {
            waiting: waiting.unjudged,
            sendable: waiting.ready,
            attention: waiting.parked,
            due_in: waiting
                .next_at
                .map(|at| Duration::from_micros(at.saturating_sub(now).max(0).unsigned_abs())),
        })
    }

    /// Packs the next changes, the texts that the server asked for and where the phone stands. The
    /// changes' bytes are fixed from here on, which is on disk before this returns.
    pub(super) fn pack(&self, changes: usize, records: u32) -> Result<Parcel> {
        let request = RequestId(crate::rng::mint(&*self.clock, &*self.rng));
        let sent = self.store().next_batch(changes, MAX_BYTES)?;
        let (place, texts, waiting) = self
            .store()
            .read(|reader| Ok((reader.place()?, reader.texts_owed()?, reader.unsent()?)))?;
        let head = RequestHead {
            request,
            can: BTreeSet::new(),
            cursor: place.cursor,
            backfill: place.backfill,
            limit: records.min(MAX_PAGE),
            clock: self.clock.wall(),
            waiting: Some(waiting),
        };
        let lines = write_request(&Request {
            head,
            changes: sent.changes,
            texts,
        })?;
        Ok(Parcel {
            request,
            changes: sent.ids,
            lines,
            cursor: place.cursor,
        })
    }

    /// Takes in a reply in one transaction.
    pub(super) fn apply(&self, parcel: &Parcel, reply: &Reply<'_>) -> Result<Page> {
        let begun = self.monotonic();
        let (applied, changed) = match self.store().apply_page(reply) {
            Err(Error::StorageFull) => {
                self.store().make_room()?;
                self.store().apply_page(reply)?
            }
            taken => taken?,
        };
        let took = self.monotonic().saturating_sub(begun);
        self.announce(&changed);
        let is_judged = reply.verdicts.iter().any(|line| line.verdict.is_final());
        let is_elsewhere =
            parcel.cursor != Some(reply.end.cursor) || reply.end.backfilled.is_some();
        let wipe = self.is_to_be_wiped()?;
        if wipe {
            // What cannot be kept any more is lost, and counted by the receipt.
            let _ = self.keep_what_is_open();
        }
        Ok(Page {
            records: applied.records as u64,
            seq: reply.end.cursor.seq,
            moved: applied.is_anew || is_judged || is_elsewhere,
            more: applied.has_more,
            took,
            wipe,
        })
    }

    /// Parks a change that is larger than the server reads.
    pub(super) fn refuse_too_large(&self, change: ChangeId) -> Result<()> {
        self.write(|writing| writing.refuse_too_large(change))
    }

    fn announce(&self, changed: &Changed) {
        if !changed.is_empty() {
            self.observers.announce(changed);
        }
    }

    /// Has told what a transaction changed, and wakes the driver when something waits to be sent.
    pub(super) fn noticed(&self, changed: &Changed) {
        self.teller.tell(LookAgain::from(changed));
        if changed.outbox {
            self.inbox.post_saved();
        }
    }
}
