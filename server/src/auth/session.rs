//! Sessions: who calls, by the token that came with the request.

use outrider_model::decide::Rights;
use outrider_model::id::{DeviceId, OrganisationId, PersonId, RecordId};
use outrider_model::record::{Device, DeviceKind, Person, Record, Role};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::policy;
use super::scope::{self, Scope, Scopes};
use super::secret::{Secret, SecretDigest};
use crate::audit::{Action, Note};
use crate::error::ServerError;
use crate::ingest::{Author, Directories, Directory, keep_up, read_directory};
use crate::seam::Seams;
use crate::store::{Query, Session, Store};

const DAY: i64 = 24 * 3600 * 1_000_000;
/// How long a console's session lives.
pub const CONSOLE_LIFE: i64 = DAY / 2;
/// How long after its beginning a session may do what needs a proof of who somebody is.
pub const FRESH: i64 = 5 * 60 * 1_000_000;

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
    /// What the session is limited to; none for whatever its person may.
    pub scopes: Option<Scopes>,
    /// When the request came, microseconds since 1970 (UTC).
    pub at: i64,
    /// When its owner last proved who he is: the session began then.
    pub opened: i64,
    /// The session.
    pub token: SecretDigest,
}

impl Caller {
    /// Says whether its owner proved lately who he is.
    #[must_use]
    pub fn is_fresh(&self, now: i64) -> bool {
        now.saturating_sub(self.opened) < FRESH
    }

    /// Begins a note of what the caller did.
    #[must_use]
    pub fn note(&self, action: Action) -> Note {
        Note::of(action).by(self.person).on(self.device)
    }

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
    for organisation in organisations(store, token)? {
        if let Some(caller) = by_digest(store, now, organisation, &token.digest())? {
            return Ok(Some(caller));
        }
    }
    Ok(None)
}

/// How many letters a token had when it did not name its organisation yet.
const OLDER: usize = 43;

/// Returns the organisation in which a token may count: the one that it names; for one of an older
/// version, which is good until it ends, every one in turn.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn organisations(
    store: &dyn Store,
    token: &Secret,
) -> Result<Vec<OrganisationId>, ServerError> {
    if let Some(organisation) = token.organisation() {
        return Ok(vec![organisation]);
    }
    let text = token.reveal();
    let is_older = text.len() == OLDER
        && text
            .bytes()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_'));
    if !is_older {
        return Ok(Vec::new());
    }
    Ok(store
        .tenants()?
        .into_iter()
        .map(|tenant| tenant.id)
        .collect())
}

/// Brings what the calendar says to a caller: whoever stands in for a manager calls as one, and
/// sees what that manager's people are about, from the first moment to the last.
///
/// # Errors
/// [`ServerError`] when the store fails; nothing is then changed.
pub fn by_calendar(
    store: &dyn Store,
    directories: &Directories,
    caller: Caller,
) -> Result<Caller, ServerError> {
    let Caller {
        organisation,
        person,
        at,
        ..
    } = caller;
    let directory = directories.of(store, organisation)?;
    keep_up(store, &directory, organisation, person, at)?;
    let role = directory.rights(person, at).role;
    // Whoever stands in needs the second factor that he stands in for.
    let is_raised = caller.kind == DeviceKind::Console && role != caller.role;
    let scopes = if is_raised && policy::lacks_factor(store, organisation, person, &role)? {
        Some(Scopes::from([Scope::Factor]))
    } else {
        caller.scopes
    };
    Ok(Caller {
        role,
        scopes,
        ..caller
    })
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
    let Some(role) = role else { return Ok(None) };
    let scopes = limits(store, &session, &role)?;
    let Session {
        token_hash: token,
        person,
        device,
        kind,
        opened,
        ..
    } = session;
    Ok(Some(Caller {
        organisation,
        person,
        device,
        kind,
        role,
        scopes,
        at: now,
        opened,
        token,
    }))
}

/// Returns what a session is limited to. Whether its person lacks a second factor that he must have
/// is asked at each request, so that neither a new role nor a new rule leaves a session behind.
fn limits(
    store: &dyn Store,
    session: &Session,
    role: &Role,
) -> Result<Option<Scopes>, ServerError> {
    let is_console = session.kind == DeviceKind::Console;
    if is_console && policy::lacks_factor(store, session.organisation, session.person, role)? {
        return Ok(Some(Scopes::from([Scope::Factor])));
    }
    let words = session.scopes.as_deref();
    // A program without scopes may nothing.
    let words = words.or((session.kind == DeviceKind::Tool).then_some(""));
    Ok(words.map(scope::stored))
}

/// What distinguishes one session from another of the same device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// What its owner reads in the list.
    pub name: String,
    /// What it is limited to.
    pub scopes: Option<Scopes>,
    /// How long it lives, in microseconds.
    pub life: i64,
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
    opening: Opening,
) -> Result<Secret, ServerError> {
    let token = Secret::token(seams, organisation)?;
    let now = seams.clock.wall();
    store.open_session(&Session {
        organisation,
        token_hash: token.digest(),
        person: author.person,
        device: author.device,
        kind: author.kind.clone(),
        name: opening.name,
        scopes: opening.scopes.as_ref().map(scope::written),
        opened: now,
        expires: now.saturating_add(opening.life),
        revoked: None,
    })?;
    Ok(token)
}

/// Ends a person's console sessions, as a new password does; phones stay enrolled and tokens of
/// programs stand. The session `but`, which asks for it, goes on. Returns how many ended.
///
/// # Errors
/// [`ServerError`] when the store fails; some may then have ended.
pub fn end_console(
    store: &dyn Store,
    organisation: OrganisationId,
    person: PersonId,
    but: Option<&SecretDigest>,
    now: i64,
) -> Result<usize, ServerError> {
    let mut ended = 0;
    for session in store.sessions(organisation, now)? {
        let is_meant = session.person == person && session.kind == DeviceKind::Console;
        if is_meant && but != Some(&session.token_hash) {
            store.end_session(organisation, &session.token_hash, now)?;
            ended += 1;
        }
    }
    Ok(ended)
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

/// Reads everybody, every team and territory, and every delegation.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn directory(
    store: &dyn Store,
    organisation: OrganisationId,
) -> Result<Directory, ServerError> {
    Ok(read_directory(store, organisation)?)
}

/// Returns what a caller may do, and for whom.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn rights(store: &dyn Store, caller: &Caller) -> Result<Rights, ServerError> {
    Ok(directory(store, caller.organisation)?.rights(caller.person, caller.at))
}
