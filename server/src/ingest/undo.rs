//! What takes a change back, for whoever asks for it with the verdict. It is an ordinary change: its
//! author sends it, and it is judged as any other.

use outrider_model::change::{Bases, Body, Change, inverse};
use outrider_model::decide::{judged_by, seen_now, written};
use outrider_model::id::{ChangeId, RecordId};
use outrider_model::record::Record;
use outrider_model::stamp::{Civil, Stamp};

use super::admit::{Admitted, admit};
use super::bench::Bench;
use super::judge::decide_with;
use super::{Author, guard};
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
    id: ChangeId,
    key: ChangeId,
    civil: Civil,
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
            id: change.id,
            key: change.key(),
            civil: change.civil.clone(),
            record,
        })
    }

    /// Returns what takes the change back that was applied since; none where nothing does, or where
    /// its author may not do it.
    pub(super) fn undo(
        self,
        bench: &mut Bench<'_>,
        author: &Author,
    ) -> Result<Option<Undo>, StoreError> {
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
        let undo = Undo { body, was };
        let would_stand = self.would_stand(bench, author, &undo)?;
        Ok(would_stand.then_some(undo))
    }

    /// Asks the judge whether it would let the author do this next. Nothing of it is kept.
    fn would_stand(
        &self,
        bench: &mut Bench<'_>,
        author: &Author,
        undo: &Undo,
    ) -> Result<bool, StoreError> {
        let received = Stamp(bench.now.max(bench.ledger.head().received + 1));
        let change = Change {
            id: RecordId::from(self.id).derived("undo").into(),
            mends: None,
            stamp: received,
            civil: self.civil.clone(),
            was: undo.was.clone(),
            body: undo.body.clone(),
        };
        let Ok(bytes) = change.bytes() else {
            return Ok(false);
        };
        let Admitted::Change(change) = admit(&bytes) else {
            return Ok(false);
        };
        let mut judge = bench.judge(author);
        let decided = decide_with(bench, &mut judge, &change, received)?;
        let stands = match decided {
            Some(Ok(effects)) => {
                guard::refusal(bench, &judge, &change, received, &effects)?.is_none()
            }
            Some(Err(_)) | None => false,
        };
        bench.put_back(author, judge);
        Ok(stands)
    }
}
