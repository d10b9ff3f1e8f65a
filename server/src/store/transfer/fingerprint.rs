//! Whether the rows of two tables are the same, whatever their order and the numbers of records.

use sha2::{Digest as _, Sha256};

use super::super::StoreError;
use super::{Cell, Holds, Outgoing, Table};

/// A sum over the hashes of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fingerprint {
    pub(super) rows: u64,
    sum: u128,
}

impl Fingerprint {
    /// Reads a table of a store that counts its records from `first`.
    pub(super) fn of(
        store: &mut dyn Outgoing,
        table: &'static Table,
        first: i64,
    ) -> Result<Fingerprint, StoreError> {
        let mut print = Fingerprint::default();
        store.rows(table, &mut |row| {
            print.add(table, row, first);
            Ok(())
        })?;
        Ok(print)
    }

    /// Takes in a row. A letter that PostgreSQL has no room for in words counts as what stands there
    /// in its place; kept texts and records hold every letter.
    pub(super) fn add(&mut self, table: &Table, row: &[Cell], first: i64) {
        let mut hash = Sha256::new();
        for (column, cell) in table.columns.iter().zip(row) {
            let (letter, bytes) = match cell {
                Cell::Absent => (b'-', Vec::new()),
                Cell::Whole(number) if column.holds == Holds::Place => {
                    (b'p', number.wrapping_sub(first).to_be_bytes().to_vec())
                }
                Cell::Whole(number) => (b'w', number.to_be_bytes().to_vec()),
                Cell::Text(text) => (b't', steady(table, text).into_bytes()),
                Cell::Bytes(bytes) => (b'b', bytes.clone()),
            };
            hash.update([letter]);
            hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(&bytes);
        }
        let hash: [u8; 32] = hash.finalize().into();
        let half = hash.first_chunk::<16>().copied().unwrap_or_default();
        self.sum = self.sum.wrapping_add(u128::from_be_bytes(half));
        self.rows += 1;
    }
}

fn steady(table: &Table, text: &str) -> String {
    if table.name == "text" {
        text.to_owned()
    } else {
        text.replace('\0', "\u{fffd}")
    }
}
