//! What time alone changes: standing that lapses, delegations that begin and end, texts that no
//! merge needs any more.

use std::collections::BTreeSet;

use outrider_model::id::OrganisationId;
use outrider_model::record::Record;

use super::apply;
use super::bench::with_bench;
use crate::store::{Store, StoreError};

/// How many causes one sweep takes away in one commit.
pub const SWEEP_LIMIT: usize = 500;
/// How long the bases of merges are kept.
const TEXTS: i64 = 120 * 24 * 3600 * 1_000_000;

/// Lets lapsed standing go, moves memberships by the calendar and forgets old texts, a commit's
/// worth. Returns whether there is more.
///
/// # Errors
/// [`StoreError`] when it cannot be stored; nothing has then changed.
pub fn sweep(
    store: &dyn Store,
    organisation: OrganisationId,
    now: i64,
) -> Result<bool, StoreError> {
    let mut is_full = false;
    with_bench(store, organisation, now, &mut None, &mut |bench| {
        let lapsed = bench.ledger.lapsed(now, SWEEP_LIMIT)?;
        is_full = lapsed.len() == SWEEP_LIMIT;
        bench.ledger.prune_texts(now.saturating_sub(TEXTS))?;
        for person in bench.directory.delegates(None) {
            apply::enlist(bench, person, None)?;
        }
        if lapsed.is_empty() {
            return Ok(());
        }
        let mut moved = BTreeSet::new();
        for place in lapsed {
            let record = Record::parse(&bench.ledger.at(place)?.bytes)?;
            moved.extend(apply::recause(bench, place, &record)?);
        }
        let seq = bench.next_seq();
        apply::spread(bench, moved, &BTreeSet::new(), seq)
    })?;
    Ok(is_full)
}
