//! Whoever writes changes, naming what he saw as a phone or console does.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::World;
use super::announced::assert_announced;
use super::cast;
use crate::change::{Bases, Body, Change, Seen};
use crate::decide::{Held as _, Look, Verdict};
use crate::id::{ChangeId, DeviceId, PersonId, RecordId};
use crate::record::{Field, Record, Task, consent_id, draft_id};
use crate::stamp::{Civil, Stamp};

/// A person with a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Author {
    pub(crate) person: PersonId,
    pub(crate) device: DeviceId,
    pub(crate) is_system: bool,
}

impl Author {
    pub(crate) fn of(person: PersonId) -> Author {
        Author {
            person,
            device: DeviceId(Uuid::from_u128(person.0.as_u128() + 0x1000)),
            is_system: false,
        }
    }

    pub(crate) fn on(self, device: u128) -> Author {
        Author {
            device: DeviceId(Uuid::from_u128(device)),
            ..self
        }
    }
}

/// The civil context of a device in Berlin in summer, at a wall clock.
pub(crate) fn civil(time: i64) -> Civil {
    Civil {
        time,
        offset: 7200,
        zone: "Europe/Berlin".into(),
    }
}

/// A change that names no base: its author saw everything as it was created.
pub(crate) fn blind(id: u128, stamp: i64, body: Body) -> Change {
    let id = ChangeId(Uuid::from_u128(id));
    Change {
        id,
        mends: None,
        stamp: Stamp(stamp),
        civil: civil(stamp),
        was: Bases::new(),
        body,
    }
}

impl World {
    /// Makes the change that somebody makes who sees this world.
    pub(crate) fn change(&self, id: u128, wall: i64, body: Body) -> Change {
        let mut change = blind(id, wall, body);
        for (id, fields) in written(&change) {
            let Look::Present(record) = self.record(id) else {
                continue;
            };
            for field in fields {
                let seen = seen(record, &field);
                if !seen.is_empty() {
                    change.was.entry(id).or_default().insert(field, seen);
                }
            }
        }
        let bases = change.bases();
        let created = written(&change)
            .into_iter()
            .filter_map(|(id, _)| match self.record(id) {
                Look::Present(record) => Some(record.created().stamp),
                Look::Absent | Look::NotHeld => None,
            });
        let stamps = bases.iter().filter_map(|base| match self.past(*base) {
            Look::Present(past) => Some(past.stamp),
            Look::Absent | Look::NotHeld => None,
        });
        change.stamp = Stamp::claim(Stamp(wall), stamps.chain(created));
        change
    }

    /// Makes a change and judges it at once; it must be accepted, and have said what it reads.
    pub(crate) fn does(&mut self, author: Author, id: u128, wall: i64, body: Body) -> Change {
        let change = self.change(id, wall, body);
        assert_announced(self, author, &change);
        let verdict = self.ingest(author, &change);
        assert!(is_accepted(&verdict), "{change:?}: {verdict:?}");
        change
    }

    /// Makes a change and judges it at once.
    pub(crate) fn tries(&mut self, author: Author, id: u128, wall: i64, body: Body) -> Verdict {
        let change = self.change(id, wall, body);
        assert_announced(self, author, &change);
        self.ingest(author, &change)
    }
}

pub(crate) fn is_accepted(verdict: &Verdict) -> bool {
    matches!(verdict.first(), Verdict::Applied | Verdict::Merged { .. })
}

/// What somebody who sees the record names as the writers of a field: nothing while it stands as
/// it was created.
fn seen(record: &Record, field: &Field) -> Seen {
    if field.as_str() == "status" {
        let heads = record.read::<Task>().unwrap().heads;
        return heads.keys().map(|id| (*id, true)).collect();
    }
    let (writer, created) = (record.writer(field).change, record.created().change);
    if writer == created && field.as_str() != "body" {
        Seen::new()
    } else {
        Seen::from([(writer, true)])
    }
}

/// Returns the fields that a change writes or whose writer gives the right to it, by record.
fn written(change: &Change) -> Vec<(RecordId, BTreeSet<Field>)> {
    let fields = |names: &[&str]| names.iter().map(|name| Field::from(*name)).collect();
    let with = |set: &crate::change::Fields, more: &[&str]| {
        set.keys()
            .cloned()
            .chain(more.iter().map(|name| Field::from(*name)))
            .collect()
    };
    let one = |id: RecordId, fields: BTreeSet<Field>| vec![(id, fields)];
    match &change.body {
        Body::OrganisationEdited(edited) => one(edited.record(), with(&edited.set, &[])),
        Body::ActivityTypeEdited(edited) => one(edited.record(), with(&edited.set, &[])),
        Body::SeriesEdited(edited) => one(edited.record(), with(&edited.set, &[])),
        Body::PersonEdited(edited) => one(edited.record(), with(&edited.set, &[])),
        Body::TeamEdited(edited) => one(edited.record(), with(&edited.set, &[])),
        Body::DeviceEdited(edited) => one(edited.record(), with(&edited.set, &[])),
        Body::CustomerEdited(edited) => one(edited.record(), with(&edited.set, &["owner"])),
        Body::CustomerMoved(moved) => one(moved.customer.into(), fields(&["owner"])),
        Body::CustomerTagged(tagged) => one(tagged.customer.into(), fields(&["owner"])),
        Body::CustomerRemoved(of) | Body::CustomerRestored(of) => {
            one(of.customer.into(), fields(&["removed"]))
        }
        Body::TaskEdited(edited) | Body::TaskRescheduled(edited) => {
            one(edited.record(), with(&edited.set, &["assignee"]))
        }
        Body::TaskReassigned(to) => one(to.task.into(), fields(&["assignee", "status"])),
        Body::TaskClaimed(task) => one(task.task.into(), fields(&["assignee"])),
        Body::TaskRemoved(task) | Body::TaskRestored(task) => {
            one(task.task.into(), fields(&["assignee", "removed"]))
        }
        Body::TaskAccepted(report)
        | Body::TaskDeclined(report)
        | Body::TaskStarted(report)
        | Body::TaskCompleted(report)
        | Body::TaskNotDone(report)
        | Body::TaskReopened(report)
        | Body::TaskCancelled(report)
        | Body::TaskClosed(report) => one(report.task.into(), fields(&["assignee", "status"])),
        Body::TaskChecked(checked) => {
            let item = format!("checklist/{}/done", checked.item);
            one(checked.task.into(), fields(&["assignee", &item]))
        }
        Body::CheckedOut(left) => one(left.check_in.into(), fields(&["out"])),
        Body::CheckOutWithdrawn(taken) => one(taken.check_in.into(), fields(&["out"])),
        Body::CheckInWithdrawn(taken) | Body::CheckInRestored(taken) => {
            one(taken.check_in.into(), fields(&["withdrawn"]))
        }
        Body::NoteEdited(edited) => one(edited.note.into(), with(&edited.set, &[])),
        Body::NoteWithdrawn(note) | Body::NoteRestored(note) => {
            one(note.note.into(), fields(&["withdrawn"]))
        }
        Body::DraftSaved(saved) => one(draft_id(saved.note).into(), fields(&["body"])),
        Body::DraftDiscarded(note) => one(draft_id(note.note).into(), fields(&["body"])),
        Body::DiarySettled(settled) => one(settled.entry.into(), fields(&["settled"])),
        Body::ConsentGiven(given) => one(
            consent_id(given.person, &given.purpose).into(),
            fields(&["given", "version"]),
        ),
        Body::ConsentWithdrawn(taken) => one(
            consent_id(taken.person, &taken.purpose).into(),
            fields(&["given"]),
        ),
        Body::WorkWithdrawn(of) | Body::WorkRestored(of) => {
            let step = format!("steps/{}/withdrawn", of.step);
            let correction = format!("corrections/{}/withdrawn", of.step);
            let settled = format!("corrections/{}/settled", of.step);
            one(of.work_day.into(), fields(&[&step, &correction, &settled]))
        }
        Body::WorkCorrectionSettled(settled) => {
            let field = format!("corrections/{}/settled", settled.correction);
            one(settled.work_day.into(), fields(&[&field]))
        }
        Body::TerritoryEdited(edited) => one(edited.record(), with(&edited.set, &[])),
        Body::TerritoryRemoved(of) => one(of.territory.into(), fields(&["removed"])),
        Body::DelegationEnded(of) => one(of.delegation.into(), fields(&["ended"])),
        Body::DeviceWipeAsked(device) | Body::DeviceWipeWithdrawn(device) => {
            one(device.target.into(), fields(&["wipe"]))
        }
        Body::DeviceWiped(wiped) => one(wiped.target.into(), fields(&["wiped"])),
        Body::WorkStarted(_)
        | Body::WorkPaused(_)
        | Body::WorkResumed(_)
        | Body::WorkEnded(_)
        | Body::WorkCorrectionAsked(_)
        | Body::TrackRecorded(_)
        | Body::TrackCoarsened(_)
        | Body::CheckInCoarsened(_)
        | Body::TaskCoarsened(_)
        | Body::LocationViewed(_)
        | Body::TerritoryCreated(_)
        | Body::TerritoryPersonAdded(_)
        | Body::TerritoryPersonRemoved(_)
        | Body::DelegationGiven(_)
        | Body::PersonErased(_)
        | Body::OrganisationFounded(_)
        | Body::ActivityTypeAdded(_)
        | Body::SeriesStarted(_)
        | Body::PersonAdded(_)
        | Body::TeamAdded(_)
        | Body::DeviceEnrolled(_)
        | Body::CustomerAdded(_)
        | Body::TaskAssigned(_)
        | Body::CheckedIn(_)
        | Body::NoteWritten(_) => Vec::new(),
    }
}

/// The server itself.
pub(crate) fn system() -> Author {
    Author {
        is_system: true,
        ..Author::of(cast::SYSTEM)
    }
}
