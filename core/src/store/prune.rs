//! What is forgotten, and when.

use super::Writing;
use crate::error::Result;

const DAY: i64 = 86_400 * 1_000_000;
/// The journal is kept this long: a server put back to an older copy gets it again.
const JOURNAL: i64 = 35 * DAY;
/// A text is kept this long after it was last a base.
const TEXTS: i64 = 120 * DAY;

impl Writing<'_> {
    /// Forgets journal rows and texts that nobody can need any more.
    pub(super) fn prune(&mut self) -> Result<()> {
        let now = self.now();
        self.db.execute(
            "DELETE FROM outbox WHERE state IN ('judged', 'settled') AND coalesce(judged_at, saved_at) < ?1",
            [now - JOURNAL],
        )?;
        self.db.execute(
            "DELETE FROM touch WHERE sequence NOT IN (SELECT sequence FROM outbox)",
            [],
        )?;
        self.db.execute(
            "DELETE FROM base WHERE sequence NOT IN (SELECT sequence FROM outbox)",
            [],
        )?;
        self.db.execute(
            "DELETE FROM text WHERE kept_at < ?1 AND record NOT IN (
                SELECT touch.record FROM touch JOIN outbox USING (sequence)
                WHERE outbox.state IN ('unsent', 'sent', 'parked'))",
            [now - TEXTS],
        )?;
        Ok(())
    }
}
