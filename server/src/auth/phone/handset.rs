//! Which phone calls.

use outrider_model::id::{DeviceId, OrganisationId, PersonId, RecordId};
use outrider_model::record::{Device, DeviceKind, Person, Record, Role};

use crate::auth::secret::Secret;
use crate::auth::session::{Caller, organisations};
use crate::error::ServerError;
use crate::store::{Query, Store};

/// A phone that calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handset {
    /// Whose, and which.
    pub caller: Caller,
    /// Whether its person or itself was revoked: what it sends is kept apart, and nothing is
    /// served.
    pub is_revoked: bool,
    /// Whether its content is to be destroyed, and no receipt of that is there.
    pub is_to_be_wiped: bool,
}

/// What the records say of a phone and its person.
pub(super) struct Holder {
    pub(super) role: Role,
    pub(super) is_revoked: bool,
    pub(super) is_to_be_wiped: bool,
}

/// Finds the phone that a token belongs to. One that was revoked is found by any token that it ever
/// had and that stands in the store; any other by one that has not ended.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn handset(
    store: &dyn Store,
    now: i64,
    token: &Secret,
) -> Result<Option<Handset>, ServerError> {
    for organisation in organisations(store, token)? {
        if let Some(handset) = of(store, now, organisation, token)? {
            return Ok(Some(handset));
        }
    }
    Ok(None)
}

/// As [`handset`], in one organisation.
fn of(
    store: &dyn Store,
    now: i64,
    organisation: OrganisationId,
    token: &Secret,
) -> Result<Option<Handset>, ServerError> {
    let session = store.session(organisation, &token.digest())?;
    let Some(session) = session.filter(|session| session.kind == DeviceKind::Phone) else {
        return Ok(None);
    };
    let holder = holder(store, organisation, session.person, session.device)?;
    let has_ended = session.revoked.is_some() || session.expires <= now;
    if has_ended && !holder.is_revoked {
        return Ok(None);
    }
    Ok(Some(Handset {
        caller: Caller {
            organisation,
            person: session.person,
            device: session.device,
            kind: session.kind,
            role: holder.role,
            scopes: None,
            at: now,
            opened: session.opened,
            token: session.token_hash,
        },
        is_revoked: holder.is_revoked,
        is_to_be_wiped: holder.is_to_be_wiped,
    }))
}

/// Reads what the records say. A phone whose person is not there is a revoked one.
pub(super) fn holder(
    store: &dyn Store,
    organisation: OrganisationId,
    person: PersonId,
    device: DeviceId,
) -> Result<Holder, ServerError> {
    let ids = vec![RecordId::from(person), RecordId::from(device)];
    let (mut found, mut phone) = (None, None);
    for stored in store.records(organisation, &Query::Ids(ids), None, 2, 0)? {
        let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
        if record.id == person.into() {
            found = Some(record.read::<Person>().map_err(ServerError::internal)?);
        } else {
            phone = Some(record.read::<Device>().map_err(ServerError::internal)?);
        }
    }
    let is_phone_revoked = phone.as_ref().is_none_or(|phone| phone.revoked);
    let is_person_revoked = found.as_ref().is_none_or(|person| person.revoked);
    Ok(Holder {
        role: found.map_or(Role::Rep, |person| person.role),
        is_revoked: is_phone_revoked || is_person_revoked,
        is_to_be_wiped: phone.is_some_and(|phone| phone.wipe.is_some() && phone.wiped.is_none()),
    })
}
