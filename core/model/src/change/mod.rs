//! Changes: what one person on one device says happened; the only thing that is ever sent.
//!
//! A change is hashed, stored and re-sent as the very bytes it was first written as. Author,
//! device and organisation come from the session, the sequence from the request; none of them
//! stands in a change.

mod body;
mod check;
mod undo;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

pub use body::{
    ActivityTypeAdded, Body, BuiltIn, CheckInCoarsened, CheckInWithdrawn, CheckedIn, CheckedOut,
    ConsentGiven, ConsentWithdrawn, CustomerAdded, CustomerMoved, CustomerRef, CustomerTagged,
    DelegationGiven, DelegationRef, DeviceEnrolled, DeviceRef, DeviceWiped, DiarySettled,
    DraftSaved, Edited, Fields, InboxEntry, LocationViewed, NextStep, NoteEdited, NoteRef,
    NoteWritten, OrganisationFounded, PersonAdded, PersonRef, SeriesStarted, StatusReport,
    TaskAssigned, TaskChecked, TaskCoarsened, TaskReassigned, TaskRef, TeamAdded, TemplateRef,
    TemplateSaved, TerritoryCreated, TerritoryPersonAdded, TerritoryPersonRemoved, TerritoryRef,
    TextEdit, TrackCoarsened, TrackRecorded, WorkCorrectionAsked, WorkCorrectionSettled, WorkEnded,
    WorkPaused, WorkResumed, WorkStarted, WorkStepRef,
};
pub use undo::inverse;

use crate::canonical::{self, Malformed, Nulls};
use crate::id::{ChangeId, PersonId, RecordId};
use crate::record::Field;
use crate::stamp::{Civil, Stamp};

/// The writers that a change's author had seen, for each record and field it writes. A field that
/// is not named was seen as its creating change wrote it.
pub type Bases = BTreeMap<RecordId, BTreeMap<Field, Seen>>;

/// A set of changes, written as an object of id → true.
pub type Seen = BTreeMap<ChangeId, bool>;

/// What one person on one device says happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Names it for ever.
    pub id: ChangeId,
    /// The refused change that this one takes the place of.
    pub mends: Option<ChangeId>,
    /// The author's claim of its order.
    pub stamp: Stamp,
    /// What the author's device showed.
    pub civil: Civil,
    /// What the author had seen.
    pub was: Bases,
    /// What happened.
    pub body: Body,
}

/// What stands in a change beside what happened.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = ChangeEnvelope))]
pub(crate) struct Envelope {
    /// Names it for ever.
    id: ChangeId,
    /// The refused change that this one takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mends: Option<ChangeId>,
    /// The author's claim of its order.
    stamp: Stamp,
    /// What the author's device showed.
    civil: Civil,
    /// The writers that the author had seen, for each record and field that it writes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, BTreeMap<String, BTreeMap<String, bool>>>))]
    was: Bases,
    /// The version of this format; only a format of the future has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    version: Option<u32>,
}

/// What came of reading a change.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    /// A change that this version knows.
    Known(Box<Change>),
    /// A change of a kind or version that this version does not know.
    Unsupported(ChangeId),
}

impl Change {
    /// Returns the id under which the change writes: its own, or that of the change it mends.
    #[must_use]
    pub fn key(&self) -> ChangeId {
        self.mends.unwrap_or(self.id)
    }

    /// Returns the canonical bytes, as they are stored, hashed and sent.
    ///
    /// # Errors
    /// [`Malformed`] when a field holds a number out of range; nothing is then written.
    pub fn bytes(&self) -> Result<Vec<u8>, Malformed> {
        let envelope = Envelope {
            id: self.id,
            mends: self.mends,
            stamp: self.stamp,
            civil: self.civil.clone(),
            was: self.was.clone(),
            version: None,
        };
        let mut object = Map::new();
        for part in [
            serde_json::to_value(&envelope)?,
            serde_json::to_value(&self.body)?,
        ] {
            if let Value::Object(part) = part {
                object.extend(part);
            }
        }
        canonical::write(&object, Nulls::Kept)
    }

    /// Reads a change of its canonical bytes. Fields that this version does not know stay in the
    /// bytes and have no effect.
    ///
    /// # Errors
    /// [`Malformed::NotCanonical`] for other than canonical bytes, [`Malformed::Reserved`] for a
    /// field that only the session, the request or the server may state, [`Malformed::Shape`] for
    /// a known kind of another shape.
    pub fn read(bytes: &[u8]) -> Result<Read, Malformed> {
        let mut object = canonical::read(bytes, Nulls::Kept)?;
        check::refuse_reserved(&object)?;
        // An empty body is omitted like everything that is empty.
        object
            .entry("body")
            .or_insert_with(|| Value::Object(Map::new()));
        let value = Value::Object(object);
        let envelope = Envelope::deserialize(&value)?;
        if envelope.version.is_some() || Body::is_unknown(&value) {
            return Ok(Read::Unsupported(envelope.id));
        }
        let body = Body::deserialize(&value)?;
        let Envelope {
            id,
            mends,
            stamp,
            civil,
            was,
            version: _,
        } = envelope;
        Ok(Read::Known(Box::new(Change {
            id,
            mends,
            stamp,
            civil,
            was,
            body,
        })))
    }

    /// Returns what the author had seen of a field; none means "as its creating change wrote it".
    #[must_use]
    pub fn seen(&self, record: RecordId, field: &Field) -> Option<BTreeSet<ChangeId>> {
        self.was
            .get(&record)?
            .get(field)
            .map(|seen| seen.keys().copied().collect())
    }

    /// Returns every change that this one names as a base, the additions of tags and people that it
    /// removes included.
    #[must_use]
    pub fn bases(&self) -> BTreeSet<ChangeId> {
        let untagged = if let Body::CustomerTagged(tagged) = &self.body {
            Some(tagged.remove.values())
        } else {
            None
        };
        let unlisted = if let Body::TerritoryPersonRemoved(left) = &self.body {
            Some(&left.seen)
        } else {
            None
        };
        self.was
            .values()
            .flat_map(BTreeMap::values)
            .chain(untagged.into_iter().flatten())
            .chain(unlisted)
            .flat_map(BTreeMap::keys)
            .copied()
            .collect()
    }
}

/// The SHA-256 of (author id ‖ canonical bytes): tells the same change from another under its id.
#[must_use]
pub fn hash(author: PersonId, bytes: &[u8]) -> [u8; 32] {
    Sha256::new()
        .chain_update(author.0.as_bytes())
        .chain_update(bytes)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests;
