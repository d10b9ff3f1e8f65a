//! Changes that a server has taken that serves this phone no more. They stay where they are, and
//! are sent again if it ever does.

use std::collections::BTreeSet;

use outrider_model::id::ChangeId;
use rusqlite::Connection;

use super::super::{Writing, meta};
use crate::error::Result;

/// The changes that were handed over.
type Handed = BTreeSet<ChangeId>;

impl Writing<'_> {
    /// Notes changes that were handed over. Returns how many there are by now.
    ///
    /// # Errors
    /// What the disk does; none is then noted.
    pub fn hand_over(&mut self, changes: &[ChangeId]) -> Result<u64> {
        let mut handed = handed(self.db)?.unwrap_or_default();
        handed.extend(changes);
        meta::put(self.db, meta::HANDED, &handed)?;
        self.changed.outbox |= !changes.is_empty();
        Ok(handed.len() as u64)
    }

    /// Forgets that anything was handed over, and that the phone was to be signed in: the server
    /// serves it again.
    pub(in super::super) fn take_back(&mut self) -> Result<()> {
        meta::remove(self.db, meta::HANDED)?;
        self.forget_sign_in()
    }
}

fn handed(db: &Connection) -> Result<Option<Handed>> {
    meta::get(db, meta::HANDED)
}

/// Returns what is not to be sent: what was handed over.
pub(super) fn in_custody(db: &Connection) -> Result<Handed> {
    Ok(handed(db)?.unwrap_or_default())
}

/// Returns how many changes were handed over; none while the phone is served.
pub(in super::super) fn handed_over(db: &Connection) -> Result<Option<u64>> {
    Ok(handed(db)?.map(|handed| handed.len() as u64))
}

/// Counts what is on this phone alone: changes that no server has judged or taken, and drafts that
/// are no changes yet.
pub(in super::super) fn unsent(db: &Connection) -> Result<u64> {
    let handed = in_custody(db)?;
    let mut statement = db.prepare_cached(
        "SELECT change FROM outbox
         WHERE state IN ('unsent', 'sent', 'parked') AND state <> 'parked' AND seq IS NULL",
    )?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let change = ChangeId(uuid::Uuid::from_bytes(row.get(0)?));
        count += u64::from(!handed.contains(&change));
    }
    let drafts: i64 = db
        .prepare_cached("SELECT count(*) FROM draft WHERE sent_at IS NULL")?
        .query_row([], |row| row.get(0))?;
    Ok(count + drafts.unsigned_abs())
}
