//! How a line is written: under the organisation's lock, after the newest one.

use outrider_model::id::{DeviceId, OrganisationId, PersonId, RecordId};
use serde_json::Value;

use super::key::{self, OF_NOBODY};
use super::{Action, chain};
use crate::store::{AuditLine, AuditTip, Ledger, Store, StoreError};

/// What is to be noted.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    action: Action,
    actor: Option<PersonId>,
    device: Option<DeviceId>,
    subject: Option<RecordId>,
    tells_of: Option<PersonId>,
    detail: Value,
}

impl Note {
    /// Begins a note of an act of the server itself, or of somebody whom nobody knows.
    #[must_use]
    pub fn of(action: Action) -> Note {
        Note {
            action,
            actor: None,
            device: None,
            subject: None,
            tells_of: None,
            detail: Value::Null,
        }
    }

    /// Says who acted, and that the detail tells of him unless [`Note::telling_of`] says otherwise.
    #[must_use]
    pub fn by(mut self, actor: PersonId) -> Note {
        self.actor = Some(actor);
        self.tells_of = self.tells_of.or(Some(actor));
        self
    }

    /// Says on which device.
    #[must_use]
    pub fn on(mut self, device: DeviceId) -> Note {
        self.device = Some(device);
        self
    }

    /// Says to what.
    #[must_use]
    pub fn to(mut self, subject: impl Into<RecordId>) -> Note {
        self.subject = Some(subject.into());
        self
    }

    /// Says of whom the detail tells, when that is not who acted: with him it is forgotten.
    #[must_use]
    pub fn telling_of(mut self, person: PersonId) -> Note {
        self.tells_of = Some(person);
        self
    }

    /// Says that the detail holds nothing personal, and stands whoever is erased.
    #[must_use]
    pub(crate) fn telling_of_nobody(mut self) -> Note {
        self.tells_of = None;
        self
    }

    /// Adds what else is known. Secrets have no place in it, nor has the personal data of anybody
    /// but the one of whom it tells.
    #[must_use]
    pub fn saying(mut self, detail: Value) -> Note {
        self.detail = detail;
        self
    }
}

/// Notes an act, in a transaction of its own. Acts that ingest stores are noted by ingest.
///
/// # Errors
/// [`StoreError`] when it cannot be stored; there is then no line.
pub fn note(
    store: &dyn Store,
    organisation: OrganisationId,
    now: i64,
    note: &Note,
) -> Result<(), StoreError> {
    store.transact(organisation, &mut |ledger| note_in(ledger, now, note))
}

/// Notes an act in the transaction that does it.
///
/// # Errors
/// [`StoreError`] when it cannot be stored; the transaction has then to be given up.
pub fn note_in(ledger: &mut dyn Ledger, now: i64, note: &Note) -> Result<(), StoreError> {
    let tip = ledger.audit_tip()?;
    append(ledger, tip, now, note).map(|_| ())
}

/// Returns the newest line's number and hash: kept elsewhere, they show whether the log was cut off
/// or written anew.
///
/// # Errors
/// [`StoreError`] when it cannot be read.
pub fn head(store: &dyn Store, organisation: OrganisationId) -> Result<AuditTip, StoreError> {
    let mut tip = AuditTip::default();
    store.transact(organisation, &mut |ledger| {
        tip = ledger.audit_tip()?;
        Ok(())
    })?;
    Ok(tip)
}

/// Appends a line after the tip and returns the new tip.
pub(super) fn append(
    ledger: &mut dyn Ledger,
    tip: AuditTip,
    now: i64,
    note: &Note,
) -> Result<AuditTip, StoreError> {
    let detail = (!note.detail.is_null()).then(|| note.detail.to_string());
    let keyed_by = note.tells_of.filter(|_| detail.is_some());
    let key = match keyed_by {
        Some(person) => key::of(ledger, person)?,
        None => Some(OF_NOBODY),
    };
    // Of somebody who was erased nothing is written down any more.
    let detail = detail.filter(|_| key.is_some());
    let digest = chain::digest(
        &key.unwrap_or(OF_NOBODY),
        detail.as_deref().unwrap_or_default().as_bytes(),
    );
    let mut line = AuditLine {
        number: tip.number + 1,
        at: now,
        actor: note.actor,
        device: note.device,
        action: note.action.as_str().to_owned(),
        subject: note.subject,
        keyed_by,
        detail,
        digest,
        hash: [0; 32],
    };
    line.hash = chain::hash(&tip.hash, &line);
    ledger.append_audit(&line)?;
    Ok(AuditTip {
        number: line.number,
        hash: line.hash,
    })
}
