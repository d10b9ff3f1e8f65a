//! What an author names as seen: one rule for phones, consoles, the server's undo and the tests.

use std::collections::BTreeMap;

use crate::canonical::Malformed;
use crate::change::{Body, Fields, Seen};
use crate::id::{ChangeId, RecordId};
use crate::record::{Field, Kind, Record, Task, consent_id};
use crate::stamp::Stamp;

/// Returns the record that a change is judged against, and the fields that it writes or whose state
/// gives the right to it; none where nothing that stands is touched. Whoever writes a change names
/// what he saw of them.
#[must_use]
pub fn judged_by(body: &Body) -> Option<(RecordId, Vec<Field>)> {
    let edit = |target: RecordId, set: &Fields| (target, set.keys().cloned().collect::<Vec<_>>());
    let one = |target: RecordId, field: &str| (target, vec![Field::from(field)]);
    let assigned = |mut named: (RecordId, Vec<Field>)| {
        named.1.push(Field::from("assignee"));
        named
    };
    let owned = |mut named: (RecordId, Vec<Field>)| {
        named.1.push(Field::from("owner"));
        named
    };
    Some(match body {
        Body::OrganisationEdited(edited) => edit(edited.record(), &edited.set),
        Body::ActivityTypeEdited(edited) => edit(edited.record(), &edited.set),
        Body::SeriesEdited(edited) => edit(edited.record(), &edited.set),
        Body::PersonEdited(edited) => edit(edited.record(), &edited.set),
        Body::TeamEdited(edited) => edit(edited.record(), &edited.set),
        Body::DeviceEdited(edited) => edit(edited.record(), &edited.set),
        Body::CustomerEdited(edited) => owned(edit(edited.record(), &edited.set)),
        Body::CustomerTagged(tagged) => one(tagged.customer.into(), "owner"),
        Body::CustomerMoved(moved) => one(moved.customer.into(), "owner"),
        Body::CustomerRemoved(customer) | Body::CustomerRestored(customer) => {
            one(customer.customer.into(), "removed")
        }
        Body::TaskEdited(edited) | Body::TaskRescheduled(edited) => {
            assigned(edit(edited.record(), &edited.set))
        }
        Body::TaskReassigned(reassigned) => assigned(one(reassigned.task.into(), "status")),
        Body::TaskClaimed(task) => one(task.task.into(), "assignee"),
        Body::TaskAccepted(report)
        | Body::TaskDeclined(report)
        | Body::TaskStarted(report)
        | Body::TaskCompleted(report)
        | Body::TaskNotDone(report)
        | Body::TaskReopened(report)
        | Body::TaskCancelled(report)
        | Body::TaskClosed(report) => assigned(one(report.task.into(), "status")),
        Body::TaskChecked(checked) => assigned(one(
            checked.task.into(),
            &format!("checklist/{}/done", checked.item),
        )),
        Body::TaskRemoved(task) | Body::TaskRestored(task) => {
            assigned(one(task.task.into(), "removed"))
        }
        Body::CheckedOut(left) => one(left.check_in.into(), "out"),
        Body::CheckOutWithdrawn(taken) => one(taken.check_in.into(), "out"),
        Body::CheckInWithdrawn(taken) | Body::CheckInRestored(taken) => {
            one(taken.check_in.into(), "withdrawn")
        }
        Body::NoteEdited(edited) => {
            let mut named = edit(edited.note.into(), &edited.set);
            named
                .1
                .extend(edited.text.as_ref().map(|_| Field::from("body")));
            named
        }
        Body::NoteWithdrawn(note) | Body::NoteRestored(note) => one(note.note.into(), "withdrawn"),
        Body::DiarySettled(settled) => one(settled.entry.into(), "settled"),
        Body::ConsentGiven(given) => (
            consent_id(given.person, &given.purpose).into(),
            vec![Field::from("given"), Field::from("version")],
        ),
        Body::ConsentWithdrawn(taken) => {
            one(consent_id(taken.person, &taken.purpose).into(), "given")
        }
        Body::WorkWithdrawn(of) | Body::WorkRestored(of) => {
            let names = [
                "steps/*/withdrawn",
                "corrections/*/withdrawn",
                "corrections/*/settled",
            ];
            let named = names.map(|name| Field::new(&name.replace('*', &of.step.to_string())));
            (of.work_day.into(), named.to_vec())
        }
        Body::WorkCorrectionSettled(settled) => one(
            settled.work_day.into(),
            &format!("corrections/{}/settled", settled.correction),
        ),
        Body::TerritoryEdited(edited) => edit(edited.record(), &edited.set),
        Body::TemplateEdited(edited) => edit(edited.record(), &edited.set),
        Body::TemplateRemoved(of) | Body::TemplateRestored(of) => {
            one(of.template.into(), "removed")
        }
        Body::InboxDismissed(entry) | Body::InboxReturned(entry) => {
            one(entry.dismissal().id().into(), "dismissed")
        }
        Body::TerritoryRemoved(removed) => one(removed.territory.into(), "removed"),
        Body::DelegationEnded(ended) => one(ended.delegation.into(), "ended"),
        Body::DeviceWipeAsked(device) | Body::DeviceWipeWithdrawn(device) => {
            one(device.target.into(), "wipe")
        }
        Body::DeviceWiped(wiped) => one(wiped.target.into(), "wiped"),
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
        | Body::TemplateSaved(_)
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
        | Body::NoteWritten(_)
        | Body::DraftSaved(_)
        | Body::DraftDiscarded(_) => return None,
    })
}

/// Returns what somebody who sees a record as it stands names as seen of some of its fields, and the
/// stamps of who wrote them. A field that its creating change wrote is named by saying nothing.
///
/// # Errors
/// [`Malformed`] when a task has another shape than this version knows.
pub fn seen_now(
    record: &Record,
    fields: &[Field],
) -> Result<(BTreeMap<Field, Seen>, Vec<Stamp>), Malformed> {
    let created = record.created().change;
    let (mut seen, mut stamps) = (BTreeMap::<Field, Seen>::new(), Vec::new());
    for field in fields {
        for (change, stamp) in writers(record, field)? {
            stamps.push(stamp);
            if change != created || is_status(record, field) {
                seen.entry(field.clone()).or_default().insert(change, true);
            }
        }
    }
    Ok((seen, stamps))
}

/// Returns who wrote a field as it stands. A field has one writer; a status has every head that
/// nobody has superseded.
fn writers(record: &Record, field: &Field) -> Result<Vec<(ChangeId, Stamp)>, Malformed> {
    if is_status(record, field) {
        let task: Task = record.read()?;
        let heads = task.heads.iter();
        return Ok(heads.map(|(id, head)| (*id, head.stamp)).collect());
    }
    let writer = record.writer(field);
    Ok(vec![(writer.change, writer.stamp)])
}

fn is_status(record: &Record, field: &Field) -> bool {
    record.kind == Kind::Task && field.as_str() == "status"
}
