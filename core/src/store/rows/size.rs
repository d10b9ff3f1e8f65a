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
        let records = self.list(
            "SELECT kind, count(*) FROM record GROUP BY kind",
            [],
            |row| Ok((row.get(0)?, super::number(row, 1)?)),
        )?;
        Ok(Sizes {
            bytes: page * pragma("PRAGMA page_count")?,
            free: page * pragma("PRAGMA freelist_count")?,
            records: records.into_iter().collect(),
        })
    }
}
