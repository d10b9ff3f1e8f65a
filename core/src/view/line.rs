//! What several screens show in one line.

use outrider_model::id::{CheckInId, CustomerId, NoteId, PersonId, RecordId, TaskId};
use outrider_model::place::{PlaceVerdict, Position, distance_mm};
use outrider_model::record::{Evidence, EvidenceDetail, MeetingNote, Outcome};
use outrider_model::stamp::Civil;
use serde::Serialize;
use std::collections::BTreeMap;

use crate::query::{ActivityName, CheckInRow, CustomerPlace, Names, NoteRow, Pending, SyncMark};

/// A kind of activity.
pub type ActivityLine = ActivityName;

/// A person, with the name where this phone holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Who {
    /// Who.
    pub person: PersonId,
    /// Full name; none when this phone does not hold it.
    pub name: Option<String>,
}

impl Who {
    pub(super) fn of(person: PersonId, names: &Names) -> Who {
        Who {
            person,
            name: names.people.get(&person).cloned(),
        }
    }
}

/// A reason: one of the organisation's, or a person's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReasonLine {
    /// The short name, where it is one of the organisation's.
    pub code: Option<String>,
    /// What people read.
    pub text: String,
}

impl ReasonLine {
    pub(super) fn of(reason: &str, names: &Names) -> Option<ReasonLine> {
        if reason.is_empty() {
            return None;
        }
        Some(match names.reasons.get(reason) {
            Some(known) => ReasonLine {
                code: Some(reason.to_owned()),
                text: known.text.clone(),
            },
            None => ReasonLine {
                code: None,
                text: reason.to_owned(),
            },
        })
    }
}

/// A customer of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CustomerLine {
    /// The customer.
    pub id: CustomerId,
    /// The name on the door.
    pub name: String,
    /// Postal address.
    pub address: String,
    /// How far its nearest site is, in millimetres; none when either place is not known.
    pub distance_mm: Option<i64>,
}

impl CustomerLine {
    pub(super) fn of(place: &CustomerPlace, at: Option<Position>) -> CustomerLine {
        CustomerLine {
            id: place.row.id,
            name: place.row.name.clone(),
            address: place.row.address.clone(),
            distance_mm: nearest(place, at),
        }
    }
}

/// Returns how far the nearest site of a customer is.
pub(super) fn nearest(place: &CustomerPlace, at: Option<Position>) -> Option<i64> {
    let at = at?;
    place.sites.iter().map(|site| distance_mm(&at, site)).min()
}

/// A note of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NoteLine {
    /// The note.
    pub id: NoteId,
    /// Who wrote it.
    pub by: Who,
    /// When, as the author's device showed it.
    pub at: Civil,
    /// For which task.
    pub task: Option<TaskId>,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// Whom one met.
    pub met: String,
    /// What was said.
    pub body: String,
    /// The task that its next step made.
    pub next: Option<TaskId>,
    /// Whether its author took it back.
    pub withdrawn: bool,
    /// Where it is safe.
    pub mark: SyncMark,
}

impl NoteLine {
    /// Returns none for a record of another shape than this version knows.
    pub(super) fn of(row: &NoteRow, names: &Names, pending: &Pending) -> Option<NoteLine> {
        let note: MeetingNote = row.record.read().ok()?;
        Some(NoteLine {
            id: row.id,
            by: Who::of(note.person, names),
            at: note.civil,
            task: note.task,
            outcome: note.outcome,
            met: note.met,
            body: note.body,
            next: note.next,
            withdrawn: note.withdrawn,
            mark: pending.mark(row.id.into()),
        })
    }
}

/// A visit of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct VisitLine {
    /// The visit.
    pub id: CheckInId,
    /// Who was there.
    pub by: Who,
    /// When it began.
    pub begun: Civil,
    /// When it ended; none while it goes on.
    pub ended: Option<Civil>,
    /// Whether the fix says inside, outside or uncertain, and why.
    pub verdict: Option<PlaceVerdict>,
    /// Signals kept with it; none of them is an accusation.
    pub evidence: BTreeMap<Evidence, EvidenceDetail>,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// Where it is safe.
    pub mark: SyncMark,
}

impl VisitLine {
    pub(super) fn of(row: &CheckInRow, names: &Names, pending: &Pending) -> VisitLine {
        let visit = &row.visit;
        VisitLine {
            id: row.id,
            by: Who::of(visit.person, names),
            begun: visit.begin.civil.clone(),
            ended: visit.end.as_ref().map(|leg| leg.civil.clone()),
            verdict: visit.verdict.clone(),
            evidence: visit.evidence.clone(),
            withdrawn: visit.withdrawn,
            mark: pending.mark(RecordId::from(row.id)),
        }
    }
}
