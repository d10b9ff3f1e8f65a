//! How much there is.

use std::collections::BTreeMap;

use super::super::Reader;
use crate::error::Result;

/// How much the store holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Bytes of the database file.
    pub bytes: u64,
    /// Bytes of it that are free to be used again.
    pub free: u64,
    /// Records of each kind.
    pub records: BTreeMap<String, u64>,
}

/// Counts side rows, since the rows of `record` are long; the small kinds stand in an index.
const COUNTS: &str = "SELECT 'task', count(*) FROM task
     UNION ALL SELECT 'customer', count(*) FROM customer
     UNION ALL SELECT 'note', count(*) FROM note
     UNION ALL SELECT 'check_in', count(*) FROM check_in
     UNION ALL SELECT 'diary', count(*) FROM diary
     UNION ALL SELECT 'draft', count(*) FROM draft_record
     UNION ALL SELECT kind, count(*) FROM record
        WHERE kind NOT IN ('task', 'customer', 'note', 'check_in', 'diary', 'draft') GROUP BY kind";

impl Reader<'_> {
    /// Measures the store.
    ///
    /// # Errors
    /// Those of storage.
    pub fn sizes(&self) -> Result<Sizes> {
        let pragma = |sql: &str| {
            self.one(sql, [], |row| super::number(row, 0))
                .map(|found| found.unwrap_or(0))
        };
        let page = pragma("PRAGMA page_size")?;
        let records = self.list(COUNTS, [], |row| Ok((row.get(0)?, super::number(row, 1)?)))?;
        Ok(Sizes {
            bytes: page * pragma("PRAGMA page_count")?,
            free: page * pragma("PRAGMA freelist_count")?,
            records: records
                .into_iter()
                .filter(|(_, count)| *count > 0)
                .collect(),
        })
    }
}
