//! What a judgement looks things up in: the bench, filled before it asks.

use std::cell::RefCell;
use std::collections::BTreeSet;

use outrider_model::decide::{Held, Look, Need, Past};
use outrider_model::id::{ChangeId, PersonId, RecordId};
use outrider_model::record::Record;
use outrider_model::text::TextHash;

use super::bench::Bench;
use crate::store::StoreError;

/// Brings to hand what is needed and is not there yet.
pub(super) fn fetch(bench: &mut Bench<'_>, needs: &[Need]) -> Result<(), StoreError> {
    for need in needs {
        match need {
            Need::Record(id) => {
                bench.record(*id)?;
            }
            Need::Past(id) => {
                bench.past(*id)?;
            }
            Need::Text(of, hash) => {
                let text = bench.ledger.text(*of, hash)?;
                bench.texts.insert((*of, *hash), text);
            }
            Need::Standing(home) => {
                bench.standing_at(*home)?;
            }
        }
    }
    Ok(())
}

/// What is at hand, as a judgement asks for it. What it asks for in vain is noted, to be fetched
/// before it is asked again.
pub(super) struct Hand<'b, 'l> {
    bench: &'b Bench<'l>,
    missed: RefCell<BTreeSet<Need>>,
}

impl<'b, 'l> Hand<'b, 'l> {
    pub(super) fn of(bench: &'b Bench<'l>) -> Hand<'b, 'l> {
        Hand {
            bench,
            missed: RefCell::default(),
        }
    }

    /// Returns what was asked for in vain.
    pub(super) fn missed(self) -> Vec<Need> {
        self.missed.into_inner().into_iter().collect()
    }

    fn answer<'a, T: ?Sized>(
        &self,
        held: Option<Option<&'a T>>,
        need: impl FnOnce() -> Need,
    ) -> Look<&'a T> {
        match held {
            Some(Some(value)) => Look::Present(value),
            Some(None) => Look::Absent,
            None => {
                self.missed.borrow_mut().insert(need());
                Look::Absent
            }
        }
    }
}

impl Held for Hand<'_, '_> {
    fn record(&self, id: RecordId) -> Look<&Record> {
        let held = self.bench.records.get(&id);
        let held = held.map(|held| held.as_ref().map(|in_hand| &in_hand.record));
        self.answer(held, || Need::Record(id))
    }

    fn past(&self, id: ChangeId) -> Look<&Past> {
        self.answer(self.bench.pasts.get(&id).map(Option::as_ref), || {
            Need::Past(id)
        })
    }

    fn text(&self, of: RecordId, hash: &TextHash) -> Look<&str> {
        let held = self.bench.texts.get(&(of, *hash)).map(Option::as_deref);
        self.answer(held, || Need::Text(of, *hash))
    }

    fn stands(&self, person: PersonId, home: RecordId) -> Look<()> {
        let Some(standing) = self.bench.standing.get(&home) else {
            self.missed.borrow_mut().insert(Need::Standing(home));
            return Look::Absent;
        };
        let now = self.bench.moment();
        let audiences = if self.bench.vouched == Some(person) {
            self.bench.directory.audiences_before(person, now)
        } else {
            self.bench.directory.audiences(person, now)
        };
        if audiences.is_disjoint(standing) {
            Look::Absent
        } else {
            Look::Present(())
        }
    }
}
