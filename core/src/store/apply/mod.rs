//! Taking in a reply: one transaction, which moves the cursor.
//!
//! First the verdicts, so that what is judged is known; then the page, whose bytes are stored as
//! they came; at last the pending changes that touch what moved are judged again.

mod audience;
mod fork;
mod page;
mod verdict;

use std::collections::BTreeSet;

use outrider_model::id::RecordId;
use outrider_model::wire::Reply;

use super::{Changed, Store, Turn, Writing, bulk, cursor, text};
use crate::error::Result;

/// What taking in a reply came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Set when there is more to fetch now.
    pub has_more: bool,
    /// How many records the page brought or took.
    pub records: usize,
    /// Set when the phone begins a full fetch.
    pub is_anew: bool,
}

/// What a reply has moved so far: these records are taken back and replayed.
type Moved = BTreeSet<RecordId>;

impl Store {
    /// Takes in a reply in one transaction: verdicts, page and cursor together, or nothing.
    ///
    /// # Errors
    /// What the disk does, or [`crate::error::Error::NotEnrolled`]; nothing is then taken in.
    pub fn apply_page(&self, reply: &Reply<'_>) -> Result<(Applied, Changed)> {
        self.write(Turn::Background, |writing| writing.apply(reply))
    }
}

impl Writing<'_> {
    /// Takes in a reply.
    ///
    /// # Errors
    /// As [`Store::apply_page`].
    pub fn apply(&mut self, reply: &Reply<'_>) -> Result<Applied> {
        self.profile()?;
        self.hear(reply.head.now)?;
        self.take_back()?;
        let before = self.before(reply)?;
        text::forget_owed(self.db)?;
        let mut moved = Moved::new();
        let is_fork = reply.head.fork.is_some();
        if let Some(bound) = reply.head.fork {
            self.put_back(bound, &mut moved)?;
        }
        if is_fork || reply.head.resync {
            cursor::begin_anew(self.db)?;
        }
        self.take_verdicts(reply, &mut moved)?;
        // After a fork the phone holds what the server has forgotten: it fetches everything anew,
        // and this page is a part of nothing.
        let is_page = reply.head.resync || !is_fork;
        if is_page {
            self.take_page(reply, &mut moved)?;
        }
        self.changed.cursor = true;
        self.wake(&moved, reply)?;
        self.replay(moved)?;
        self.note_news(before, reply)?;
        Ok(Applied {
            has_more: reply.end.more || !is_page,
            records: if is_page { reply.records.len() } else { 0 },
            is_anew: is_fork || reply.head.resync,
        })
    }

    fn take_page(&mut self, reply: &Reply<'_>, moved: &mut Moved) -> Result<()> {
        if reply.end.more {
            bulk::begin(self.db)?;
        }
        let masks = self.take_audiences(&reply.head)?;
        self.take_judged(reply, moved)?;
        cursor::move_to(self.db, &reply.end.cursor)?;
        self.journal(&reply.end.cursor, moved)?;
        self.take_records(reply, &masks, moved)?;
        if let Some(backfilled) = &reply.end.backfilled {
            cursor::set_backfill(self.db, backfilled)?;
        }
        if !reply.end.more {
            bulk::end(self.db)?;
            self.sweep(moved)?;
        }
        Ok(())
    }
}
