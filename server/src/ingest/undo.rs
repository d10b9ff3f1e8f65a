//! What takes a change back, for whoever asks for it with the verdict. It is an ordinary change: its
//! author sends it, and it is judged as any other.

use outrider_model::change::{Bases, Body, Change, inverse};
use outrider_model::decide::{judged_by, seen_now, written};
use outrider_model::id::ChangeId;
use outrider_model::record::Record;

use super::bench::Bench;
use crate::store::StoreError;

/// What takes a change back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    /// What is to happen.
    pub body: Body,
    /// What its author has seen by then: the record as the change left it.
    pub was: Bases,
}

/// A change, and what it is about as it stood before.
pub(super) struct Before {
    body: Body,
    key: ChangeId,
    record: Option<Record>,
}

impl Before {
    /// Remembers what a change is about.
    pub(super) fn of(bench: &mut Bench<'_>, change: &Change) -> Result<Before, StoreError> {
        let record = match written(change).first() {
            Some(main) => bench.record(*main)?.map(|found| found.record.clone()),
            None => None,
        };
        Ok(Before {
            body: change.body.clone(),
            key: change.key(),
            record,
        })
    }

    /// Returns what takes the change back that was applied since; none where nothing does.
    pub(super) fn undo(self, bench: &mut Bench<'_>) -> Result<Option<Undo>, StoreError> {
        let Some(body) = inverse(&self.body, self.key, self.record.as_ref()) else {
            return Ok(None);
        };
        let mut was = Bases::new();
        if let Some((id, fields)) = judged_by(&body)
            && let Some(found) = bench.record(id)?
        {
            let (seen, _) = seen_now(&found.record, &fields)?;
            if !seen.is_empty() {
                was.insert(id, seen);
            }
        }
        Ok(Some(Undo { body, was }))
    }
}
