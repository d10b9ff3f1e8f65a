//! What a viewer sees now, as a set of row numbers that a statement asks row by row.
//!
//! Lists of everything are long, and whoever sees half of them would look up each row's audiences:
//! the set is gathered once of the feed and kept until something is committed.

use outrider_model::id::PersonId;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, params};

/// How many viewers' sets a connection keeps.
const KEPT: usize = 8;
/// The bytes of a set before its bits: the least number that it may hold.
const HEAD: usize = 8;

/// The sets of one connection's last viewers, as long as nobody writes.
#[derive(Debug, Default)]
pub(super) struct Kept {
    version: i64,
    sets: Vec<((i64, PersonId), Vec<u8>)>,
}

impl Kept {
    /// Returns what a viewer sees in the state that the connection reads.
    pub(super) fn of(
        &mut self,
        reader: &Connection,
        org: i64,
        viewer: PersonId,
    ) -> rusqlite::Result<Vec<u8>> {
        // Another number as soon as another connection has committed anything.
        let version = reader
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        if self.version != version {
            self.version = version;
            self.sets.clear();
        }
        let key = (org, viewer);
        if let Some((_, set)) = self.sets.iter().find(|(of, _)| *of == key) {
            return Ok(set.clone());
        }
        let set = gathered(reader, org, viewer)?;
        if self.sets.len() == KEPT {
            self.sets.remove(0);
        }
        self.sets.push((key, set.clone()));
        Ok(set)
    }
}

/// What stands in the viewer's audiences; and, for whoever manages a team (an audience whose letter
/// is `m`), the customers that nobody owns, since those stand nowhere and somebody has to give them
/// to somebody.
fn gathered(reader: &Connection, org: i64, viewer: PersonId) -> rusqlite::Result<Vec<u8>> {
    let mut statement = reader.prepare_cached(
        "SELECT feed.rid FROM membership JOIN feed \
         ON feed.org = ?1 AND feed.audience = membership.audience \
         WHERE membership.org = ?1 AND membership.person = ?2 AND membership.until IS NULL \
         AND feed.gone = 0 \
         UNION ALL SELECT customer.rid FROM customer WHERE customer.org = ?1 \
         AND customer.owner IS NULL AND customer.removed = 0 \
         AND EXISTS (SELECT 1 FROM membership WHERE membership.org = ?1 \
         AND membership.person = ?2 AND membership.until IS NULL \
         AND membership.audience >= x'6d' AND membership.audience < x'6e')",
    )?;
    let rows = statement.query_map(params![org, viewer.0.as_bytes()], |row| row.get(0))?;
    let rows: Vec<i64> = rows.collect::<Result<_, _>>()?;
    Ok(set_of(&rows))
}

/// Writes numbers as a set: the least, then a bit for each from it on.
fn set_of(rows: &[i64]) -> Vec<u8> {
    let first = rows.iter().copied().min().unwrap_or_default();
    let mut set = first.to_be_bytes().to_vec();
    for row in rows {
        let Some((byte, bit)) = place(first, *row) else {
            continue;
        };
        if set.len() <= byte {
            set.resize(byte + 1, 0);
        }
        if let Some(byte) = set.get_mut(byte) {
            *byte |= bit;
        }
    }
    set
}

fn holds(set: &[u8], row: i64) -> bool {
    let Some(first) = set.first_chunk::<HEAD>() else {
        return false;
    };
    place(i64::from_be_bytes(*first), row)
        .and_then(|(byte, bit)| set.get(byte).map(|byte| byte & bit != 0))
        .unwrap_or(false)
}

/// In which byte of a set a number has its bit, and that bit.
fn place(first: i64, row: i64) -> Option<(usize, u8)> {
    let from_first = usize::try_from(row.checked_sub(first)?).ok()?;
    Some((HEAD + from_first / 8, 1 << (from_first % 8)))
}

/// Teaches a connection `is_seen(set, rid)`.
pub(super) fn teach(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("is_seen", 2, flags, |asked: &Context<'_>| {
        let row: i64 = asked.get(1)?;
        Ok(holds(asked.get_raw(0).as_blob()?, row))
    })
}

#[cfg(test)]
mod tests {
    use super::{holds, set_of};

    #[test]
    fn a_set_holds_what_was_put_into_it_and_nothing_else() {
        for rows in [vec![], vec![7], vec![3, 12, 4, 12, 700], vec![i64::MAX]] {
            let set = set_of(&rows);
            for row in [
                -1,
                0,
                1,
                2,
                3,
                4,
                5,
                7,
                8,
                11,
                12,
                13,
                699,
                700,
                701,
                i64::MAX,
            ] {
                assert_eq!(holds(&set, row), rows.contains(&row), "{row} of {rows:?}");
            }
        }
        assert!(!holds(&[], 0));
    }
}
