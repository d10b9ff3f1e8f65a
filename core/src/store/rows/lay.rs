//! Lays records into a store, as if the server had sent them.

use outrider_model::record::Record;

use super::super::record::Seen;
use super::super::{Store, Turn};
use crate::error::Result;

impl Store {
    /// Lays records into the store; each is seen in the first of the phone's audiences.
    pub(crate) fn lay(&self, records: &[Record]) -> Result<()> {
        let seen = Seen {
            slots: 1,
            generation: 0,
        };
        let lay = |writing: &mut super::super::Writing<'_>| {
            records.iter().try_for_each(|record| {
                writing.take_record(record.id, &record.kind, &record.bytes()?, seen)
            })
        };
        self.write(Turn::Interactive, lay).map(|_| ())
    }
}
