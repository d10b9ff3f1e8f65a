//! Sessions: who calls, by the token that came with the request.

use outrider_model::decide::Rights;
use outrider_model::id::{DeviceId, OrganisationId, PersonId, RecordId};
use outrider_model::record::{Device, DeviceKind, Person, Record, Role};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::secret::{Secret, SecretDigest};
use crate::error::ServerError;
use crate::ingest::{Author, Directory};
use crate::seam::Seams;
use crate::store::{Query, Session, Store};

const DAY: i64 = 24 * 3600 * 1_000_000;
/// How long a phone's session lives without being renewed: longer than its time without signal.
const PHONE_LIFE: i64 = 90 * DAY;
/// How long a console's session lives.
const CONSOLE_LIFE: i64 = DAY / 2;

/// More people and teams than any organisation has.
const EVERYBODY: usize = 1_000_000;

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// In which organisation.
    pub organisation: OrganisationId,
    /// Who.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// What the device is.
    pub kind: DeviceKind,
    /// What the person may do.
    pub role: Role,
    /// The session.
    pub token: SecretDigest,
}

impl Caller {
    /// Returns whom the caller's changes are judged as.
    #[must_use]
    pub fn author(&self) -> Author {
        Author {
            person: self.person,
            device: self.device,
            kind: self.kind.clone(),
        }
    }

    /// Returns as whom the store is read: an admin sees everything, others what their audiences
    /// hold.
    #[must_use]
    pub fn viewer(&self) -> Option<PersonId> {
        (self.role != Role::Admin).then_some(self.person)
    }
}

/// Finds who calls. A session that ended, and one whose person or device was revoked, is none.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn caller(store: &dyn Store, now: i64, token: &Secret) -> Result<Option<Caller>, ServerError> {
    match token.organisation() {
        Some(organisation) => by_digest(store, now, organisation, &token.digest()),
        None => Ok(None),
    }
}

/// As [`caller`], of what is stored of a token.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn by_digest(
    store: &dyn Store,
    now: i64,
    organisation: OrganisationId,
    token: &SecretDigest,
) -> Result<Option<Caller>, ServerError> {
    let Some(session) = store.session(organisation, token)? else {
        return Ok(None);
    };
    if session.revoked.is_some() || session.expires <= now {
        return Ok(None);
    }
    let ids = vec![
        RecordId::from(session.person),
        RecordId::from(session.device),
    ];
    let records = store.records(session.organisation, &Query::Ids(ids), None, 2, 0)?;
    let mut role = None;
    for stored in records {
        let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
        if record.id == session.person.into() {
            let person: Person = record.read().map_err(ServerError::internal)?;
            role = Some(person.role).filter(|_| !person.revoked);
        } else if record.read::<Device>().is_ok_and(|device| device.revoked) {
            return Ok(None);
        }
    }
    let Session {
        token_hash: token,
        person,
        device,
        kind,
        ..
    } = session;
    Ok(role.map(|role| Caller {
        organisation,
        person,
        device,
        kind,
        role,
        token,
    }))
}

/// Opens a session and returns its token, which is stored nowhere.
///
/// # Errors
/// [`ServerError`] when nothing could be stored; there is then no session.
pub fn open(
    store: &dyn Store,
    seams: &Seams,
    organisation: OrganisationId,
    author: &Author,
) -> Result<Secret, ServerError> {
    let token = Secret::token(seams, organisation)?;
    let now = seams.clock.wall();
    let life = if author.kind == DeviceKind::Phone {
        PHONE_LIFE
    } else {
        CONSOLE_LIFE
    };
    store.open_session(&Session {
        organisation,
        token_hash: token.digest(),
        person: author.person,
        device: author.device,
        kind: author.kind.clone(),
        name: String::new(),
        scopes: None,
        opened: now,
        expires: now.saturating_add(life),
        revoked: None,
    })?;
    Ok(token)
}

/// Ends a person's console sessions, as a new password does; phones stay enrolled.
///
/// # Errors
/// [`ServerError`] when the store fails; some may then have ended.
pub fn end_console(
    store: &dyn Store,
    organisation: OrganisationId,
    person: PersonId,
    now: i64,
) -> Result<(), ServerError> {
    let is_meant =
        |session: &Session| session.person == person && session.kind == DeviceKind::Console;
    for session in store
        .sessions(organisation, now)?
        .iter()
        .filter(|session| is_meant(session))
    {
        store.end_session(organisation, &session.token_hash, now)?;
    }
    Ok(())
}

/// Returns the name under which a session is listed and ended; the token does not follow from it.
#[must_use]
pub fn public_id(token: &SecretDigest) -> Uuid {
    let digest: [u8; 32] = Sha256::new()
        .chain_update(b"session")
        .chain_update(token)
        .finalize()
        .into();
    let mut first = [0; 16];
    for (into, from) in first.iter_mut().zip(digest) {
        *into = from;
    }
    uuid::Builder::from_custom_bytes(first).into_uuid()
}

/// Reads everybody and every team.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn directory(
    store: &dyn Store,
    organisation: OrganisationId,
) -> Result<Directory, ServerError> {
    use outrider_model::record::Kind;
    let mut records = store.records(organisation, &Query::People, None, EVERYBODY, 0)?;
    records.extend(store.records(organisation, &Query::Kind(Kind::Team), None, EVERYBODY, 0)?);
    Ok(Directory::of(
        records.iter().map(|stored| stored.bytes.as_slice()),
    ))
}

/// Returns what a caller may do, and for whom.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn rights(store: &dyn Store, caller: &Caller) -> Result<Rights, ServerError> {
    Ok(directory(store, caller.organisation)?.rights(caller.person))
}
