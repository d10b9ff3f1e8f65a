//! What somebody revoked still sends: kept, not judged.

use std::collections::BTreeSet;

use outrider_model::id::{ChangeId, OrganisationId};

use super::admit::{Admitted, admit};
use super::{Author, Pushed};
use crate::store::{Custody, Detained, Store, StoreError};

/// How many changes of one device may wait in quarantine.
pub const MOST_CHANGES: u64 = 5_000;
/// How many bytes of them.
pub const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// Takes changes into quarantine, the first ones first, as long as there is room. Returns how many
/// need not be sent again (those kept now or before, those judged before, and what is no change),
/// and how many are new here.
///
/// # Errors
/// [`StoreError`] when nothing could be stored; all may then be sent again.
pub fn detain(
    store: &dyn Store,
    organisation: OrganisationId,
    now: i64,
    author: &Author,
    changes: Vec<Pushed>,
) -> Result<(u64, u64), StoreError> {
    let ids: Vec<Option<ChangeId>> = changes.iter().map(|one| id_of(&one.bytes)).collect();
    let held = store.quarantined(organisation, Some(author.person))?;
    let mut held: BTreeSet<ChangeId> = held.iter().map(|detained| detained.change).collect();
    held.extend(judged(store, organisation, &ids)?);
    let (mut count, mut bytes) = store.detained(organisation, author.device)?;
    let (mut done, mut new) = (0, Vec::new());
    for (Pushed { bytes: change, .. }, id) in changes.into_iter().zip(ids) {
        if let Some(id) = id.filter(|id| !held.contains(id)) {
            bytes += u64::try_from(change.len()).unwrap_or(u64::MAX);
            count += 1;
            if count > MOST_CHANGES || bytes > MOST_BYTES {
                break;
            }
            held.insert(id);
            // Each has a moment of its own, so that their order is kept.
            let received = now.saturating_add(i64::try_from(new.len()).unwrap_or(i64::MAX));
            new.push(Detained {
                change: id,
                author: author.person,
                device: author.device,
                received,
                bytes: change,
                custody: Custody::Waiting,
                settled_by: None,
                settled: None,
            });
        }
        done += 1;
    }
    let kept = store.quarantine(organisation, &new)?;
    Ok((done, u64::try_from(kept).unwrap_or(u64::MAX)))
}

fn id_of(bytes: &[u8]) -> Option<ChangeId> {
    match admit(bytes) {
        Admitted::Change(change) => Some(change.id),
        Admitted::Unsupported(id) => Some(id),
        Admitted::Refused(..) => None,
    }
}

/// Returns which of the changes history has already.
fn judged(
    store: &dyn Store,
    organisation: OrganisationId,
    ids: &[Option<ChangeId>],
) -> Result<BTreeSet<ChangeId>, StoreError> {
    let mut judged = BTreeSet::new();
    store.transact(organisation, &mut |ledger| {
        judged.clear();
        for id in ids.iter().flatten() {
            if ledger.known(*id)?.is_some() {
                judged.insert(*id);
            }
        }
        Ok(())
    })?;
    Ok(judged)
}
