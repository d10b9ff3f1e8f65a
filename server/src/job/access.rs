//! Sessions of people and devices that were revoked: none of them counts any more, and none may come
//! back should the person come back.

use std::collections::BTreeSet;

use outrider_model::id::{OrganisationId, PersonId, RecordId};
use outrider_model::record::{DeviceKind, Person, Record};

use crate::store::{Query, Store, StoreError};

/// Ends the console sessions and tokens of people who were revoked. Phones' stay: what they send late
/// is put aside in their name. Returns how many ended.
///
/// # Errors
/// [`StoreError`] when the store fails; some may then have ended.
pub fn end_revoked(
    store: &dyn Store,
    organisation: OrganisationId,
    now: i64,
) -> Result<usize, StoreError> {
    let mut sessions = store.sessions(organisation, now)?;
    sessions.retain(|session| session.kind != DeviceKind::Phone);
    let people: BTreeSet<PersonId> = sessions.iter().map(|session| session.person).collect();
    let ids: Vec<RecordId> = people.into_iter().map(RecordId::from).collect();
    let most = ids.len();
    let mut revoked: BTreeSet<PersonId> = BTreeSet::new();
    for stored in store.records(organisation, &Query::Ids(ids), None, most, 0)? {
        let person = Record::parse(&stored.bytes)?.read::<Person>()?;
        if person.revoked {
            revoked.insert(stored.id.into());
        }
    }
    sessions.retain(|session| revoked.contains(&session.person));
    for session in &sessions {
        store.end_session(organisation, &session.token_hash, now)?;
    }
    Ok(sessions.len())
}
