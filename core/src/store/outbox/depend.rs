//! What depends on a change: whatever touches a record that it made, or names it as a base.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::error::Result;

/// Returns the pending changes that depend on one, directly or through others.
pub(super) fn dependents(db: &Connection, sequence: i64) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    let mut next = vec![sequence];
    while let Some(at) = next.pop() {
        for dependent in direct(db, at)? {
            if dependent != sequence && found.insert(dependent) {
                next.push(dependent);
            }
        }
    }
    Ok(found)
}

fn direct(db: &Connection, sequence: i64) -> Result<Vec<i64>> {
    let Some(key) = super::key_of(db, sequence)? else {
        return Ok(Vec::new());
    };
    let mut statement = db.prepare_cached(
        "SELECT outbox.sequence FROM outbox
         WHERE outbox.state IN ('unsent', 'sent', 'parked') AND outbox.sequence <> ?1 AND outbox.key <> ?2
           AND (outbox.sequence IN (SELECT base.sequence FROM base WHERE base.change = ?2)
             OR outbox.sequence IN (
                SELECT other.sequence FROM touch AS made JOIN touch AS other ON other.record = made.record
                WHERE made.sequence = ?1 AND made.makes = 1))
         ORDER BY outbox.place, outbox.sequence",
    )?;
    let rows = statement.query_map((sequence, key), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns the pending changes that depend on a parked one: they wait with it.
pub(super) fn held_back(db: &Connection) -> Result<BTreeSet<i64>> {
    let mut statement =
        db.prepare_cached(
            "SELECT sequence FROM outbox
             WHERE state IN ('unsent', 'sent', 'parked') AND state = 'parked' ORDER BY place, sequence",
        )?;
    let parked: Vec<i64> = statement
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut held = BTreeSet::new();
    for sequence in parked {
        held.extend(dependents(db, sequence)?);
    }
    Ok(held)
}
