//! What the server takes out of records and of history: positions that have grown old, the words
//! of a person who is erased. It is stored as every write is, with its place in the feed, and the
//! audit log says what was forgotten; but no change tells of it, for the change would outlast it.

use std::collections::BTreeSet;

use outrider_model::decide::Effects;
use outrider_model::id::{OrganisationId, PersonId, RecordId};
use outrider_model::record::Record;

use super::bench::{Bench, with_bench};
use super::{Author, Push, apply};
use crate::audit::{self, Why};
use crate::store::{Store, StoreError};

/// How many records or changes are rewritten in one commit.
pub const REWRITTEN_AT_ONCE: usize = 500;

/// What is taken out in one commit.
pub(crate) struct Rewriting<'a> {
    /// Why.
    pub(crate) why: Why,
    /// Of whom, where it is one person.
    pub(crate) of: Option<PersonId>,
    /// Changes that the server states before, each as its canonical bytes.
    pub(crate) changes: Vec<Vec<u8>>,
    /// Records that are rewritten.
    pub(crate) records: Vec<RecordId>,
    /// Takes out of a record what has to go, and says whether anything went.
    pub(crate) rewrite: &'a dyn Fn(&mut Record) -> Result<bool, StoreError>,
    /// Places in history whose words go.
    pub(crate) forgotten: Vec<u64>,
}

/// Takes it out. Doing it again changes nothing.
///
/// # Errors
/// [`StoreError`] when it cannot be stored; nothing of this commit has then changed.
pub(crate) fn rewrite(
    store: &dyn Store,
    organisation: OrganisationId,
    now: i64,
    rewriting: &Rewriting<'_>,
) -> Result<(), StoreError> {
    let author = Author::system(organisation);
    let push = Push::unnumbered(author.clone(), rewriting.changes.iter().cloned());
    with_bench(store, organisation, now, &mut None, &mut |bench| {
        if !push.changes.is_empty() {
            bench.push(&push)?;
            bench.close(&author)?;
        }
        let puts = rewritten(bench, rewriting)?;
        if !puts.is_empty() {
            let seq = bench.next_seq();
            let effects = Effects {
                puts,
                ..Effects::default()
            };
            apply::apply(bench, &push, effects, seq)?;
        }
        audit::forget(
            bench.ledger,
            now,
            rewriting.why,
            rewriting.of.map(RecordId::from),
            rewriting.forgotten.clone(),
        )
    })
}

fn rewritten(bench: &mut Bench<'_>, rewriting: &Rewriting<'_>) -> Result<Vec<Record>, StoreError> {
    let mut puts = Vec::new();
    for id in rewriting.records.iter().collect::<BTreeSet<_>>() {
        let Some(in_hand) = bench.record(*id)? else {
            continue;
        };
        let mut record = in_hand.record.clone();
        if (rewriting.rewrite)(&mut record)? {
            puts.push(record);
        }
    }
    Ok(puts)
}
