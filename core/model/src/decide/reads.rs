//! What a judgement will look up, known beforehand, so that a store can prefetch in a batch.

use std::collections::BTreeSet;

use super::{Held, Look, Need};
use crate::change::{Body, Change};
use crate::id::{ChangeId, CustomerId, RecordId};
use crate::record::{
    Field, Kind, Purpose, Record, built_in_id, consent_id, draft_id, location_view_id,
    occurrence_id, work_day_id,
};

/// Returns everything that judging `change` looks up, as far as `held` already shows it. Fetch
/// what is new and ask again until nothing is; the third call adds nothing.
#[must_use]
pub fn reads(change: &Change, held: &dyn Held) -> BTreeSet<Need> {
    let mut needs: BTreeSet<Need> = change.bases().into_iter().map(Need::Past).collect();
    needs.extend(change.mends.map(Need::Past));
    needs.extend(followed(change).into_iter().map(Need::Past));
    needs.extend(written(change).into_iter().map(Need::Record));
    needs.extend(mentioned(change).into_iter().map(Need::Record));
    if let Body::NoteEdited(edited) = &change.body {
        needs.extend(
            edited
                .text
                .as_ref()
                .map(|text| Need::Text(edited.note.into(), text.base)),
        );
    }
    for customer in customers(change, held) {
        needs.insert(Need::Record(customer.into()));
        needs.insert(Need::Standing(customer.into()));
    }
    for id in written(change) {
        if let Look::Present(record) = held.record(id) {
            needs.extend(after_look(record));
        }
    }
    needs
}

/// Returns the records that a change writes to, those it creates included.
#[must_use]
pub fn written(change: &Change) -> Vec<RecordId> {
    let key = RecordId::from(change.key());
    match &change.body {
        Body::OrganisationFounded(founded) => vec![founded.target.into()],
        Body::OrganisationEdited(edited) => vec![edited.record()],
        Body::ActivityTypeAdded(_)
        | Body::SeriesStarted(_)
        | Body::PersonAdded(_)
        | Body::TeamAdded(_)
        | Body::DeviceEnrolled(_)
        | Body::CustomerAdded(_)
        | Body::CheckedIn(_) => vec![key],
        Body::ActivityTypeEdited(edited) => vec![edited.record()],
        Body::SeriesEdited(edited) => vec![edited.record()],
        Body::PersonEdited(edited) => vec![edited.record()],
        Body::TeamEdited(edited) => vec![edited.record()],
        Body::DeviceEdited(edited) => vec![edited.record()],
        Body::CustomerEdited(edited) => vec![edited.record()],
        Body::CustomerMoved(moved) => vec![moved.customer.into()],
        Body::CustomerTagged(tagged) => vec![tagged.customer.into()],
        Body::CustomerRemoved(customer) | Body::CustomerRestored(customer) => {
            vec![customer.customer.into()]
        }
        Body::TaskAssigned(assigned) => match (assigned.series, assigned.plan_day) {
            (Some(series), Some(day)) => vec![occurrence_id(series, day).into()],
            (Some(_), None) | (None, Some(_) | None) => vec![key],
        },
        Body::TaskEdited(edited) | Body::TaskRescheduled(edited) => vec![edited.record()],
        Body::TaskReassigned(reassigned) => vec![reassigned.task.into()],
        Body::TaskClaimed(task) | Body::TaskRemoved(task) | Body::TaskRestored(task) => {
            vec![task.task.into()]
        }
        Body::TaskAccepted(report)
        | Body::TaskDeclined(report)
        | Body::TaskStarted(report)
        | Body::TaskCompleted(report)
        | Body::TaskNotDone(report)
        | Body::TaskReopened(report)
        | Body::TaskCancelled(report)
        | Body::TaskClosed(report) => vec![report.task.into()],
        Body::TaskChecked(checked) => vec![checked.task.into()],
        Body::CheckedOut(left) => vec![left.check_in.into()],
        Body::CheckOutWithdrawn(taken)
        | Body::CheckInWithdrawn(taken)
        | Body::CheckInRestored(taken) => {
            vec![taken.check_in.into()]
        }
        Body::NoteWritten(written) => {
            let note = written.note.map_or(key, RecordId::from);
            let next = written.next.as_ref().map(|next| next.task.into());
            std::iter::once(note).chain(next).collect()
        }
        Body::NoteEdited(edited) => vec![edited.note.into()],
        Body::NoteWithdrawn(note) | Body::NoteRestored(note) => vec![note.note.into()],
        Body::DraftSaved(saved) => vec![draft_id(saved.note).into()],
        Body::DraftDiscarded(discarded) => vec![draft_id(discarded.note).into()],
        Body::DiarySettled(settled) => vec![settled.entry.into()],
        Body::ConsentGiven(given) => vec![consent_id(given.person, &given.purpose).into()],
        Body::ConsentWithdrawn(taken) => vec![consent_id(taken.person, &taken.purpose).into()],
        Body::WorkStarted(started) => vec![work_day_id(started.person, started.day).into()],
        Body::WorkPaused(paused) => vec![paused.work_day.into()],
        Body::WorkResumed(resumed) => vec![resumed.work_day.into()],
        Body::WorkEnded(ended) => vec![ended.work_day.into()],
        Body::WorkWithdrawn(step) | Body::WorkRestored(step) => vec![step.work_day.into()],
        Body::WorkCorrectionAsked(asked) => vec![asked.work_day.into()],
        Body::WorkCorrectionSettled(settled) => vec![settled.work_day.into()],
        Body::TrackRecorded(_)
        | Body::TerritoryCreated(_)
        | Body::DelegationGiven(_)
        | Body::TemplateSaved(_) => vec![key],
        Body::TrackCoarsened(coarsened) => vec![coarsened.track.into()],
        Body::CheckInCoarsened(coarsened) => vec![coarsened.check_in.into()],
        Body::TaskCoarsened(coarsened) => vec![coarsened.task.into()],
        Body::LocationViewed(view) => {
            vec![location_view_id(view.subject, view.viewer, &view.what, view.day).into()]
        }
        Body::TerritoryEdited(edited) => vec![edited.record()],
        Body::TerritoryRemoved(removed) => vec![removed.territory.into()],
        Body::TerritoryPersonAdded(added) => vec![added.territory.into()],
        Body::TerritoryPersonRemoved(left) => vec![left.territory.into()],
        Body::DelegationEnded(ended) => vec![ended.delegation.into()],
        Body::DeviceWipeAsked(device) | Body::DeviceWipeWithdrawn(device) => {
            vec![device.target.into()]
        }
        Body::DeviceWiped(wiped) => vec![wiped.target.into()],
        Body::PersonErased(erased) => vec![erased.person.into()],
        Body::TemplateEdited(edited) => vec![edited.record()],
        Body::TemplateRemoved(of) | Body::TemplateRestored(of) => vec![of.template.into()],
        Body::InboxDismissed(entry) | Body::InboxReturned(entry) => {
            vec![entry.dismissal().id().into()]
        }
    }
}

/// The steps of a work day that a change follows.
fn followed(change: &Change) -> Vec<ChangeId> {
    if let Body::WorkPaused(paused) = &change.body {
        vec![paused.period]
    } else if let Body::WorkResumed(resumed) = &change.body {
        vec![resumed.period, resumed.pause]
    } else if let Body::WorkEnded(ended) = &change.body {
        vec![ended.period]
    } else if let Body::WorkWithdrawn(of) | Body::WorkRestored(of) = &change.body {
        vec![of.step]
    } else if let Body::WorkCorrectionAsked(asked) = &change.body {
        vec![asked.period]
    } else if let Body::WorkCorrectionSettled(settled) = &change.body {
        vec![settled.correction]
    } else {
        Vec::new()
    }
}

/// The drafts, persons and teams that a change mentions and that rules look at when present.
fn mentioned(change: &Change) -> Vec<RecordId> {
    let key = RecordId::from(change.key());
    match &change.body {
        Body::NoteWritten(written) => {
            let note = written.note.unwrap_or(key.into());
            vec![draft_id(note).into()]
        }
        Body::NoteEdited(edited) => vec![draft_id(edited.note).into()],
        Body::TaskAssigned(assigned) => assigned.assignee.map(RecordId::from).into_iter().collect(),
        Body::TaskReassigned(reassigned) => reassigned
            .assignee
            .map(RecordId::from)
            .into_iter()
            .collect(),
        Body::CustomerMoved(moved) => moved.owner.map(RecordId::from).into_iter().collect(),
        Body::CustomerAdded(added) => added.owner.map(RecordId::from).into_iter().collect(),
        Body::DeviceEnrolled(enrolled) => vec![enrolled.enrolled.person.into()],
        Body::SeriesStarted(started) => started
            .series
            .assignee
            .map(RecordId::from)
            .into_iter()
            .collect(),
        Body::ActivityTypeAdded(added) => built_in(added).into_iter().collect(),
        Body::CustomerEdited(edited) => {
            let territory = edited.set.get(&Field::from("territory"));
            let id = territory.and_then(|id| id.as_str());
            id.and_then(|id| id.parse().ok()).into_iter().collect()
        }
        Body::WorkStarted(started) => vec![started.person.into()],
        Body::TrackRecorded(recorded) => vec![
            consent_id(recorded.person, &Purpose::OnDutyLocation).into(),
            recorded.work_day.into(),
        ],
        Body::TerritoryPersonAdded(added) => vec![added.person.into()],
        Body::DelegationGiven(given) => vec![given.from.into(), given.to.into()],
        Body::OrganisationFounded(_)
        | Body::OrganisationEdited(_)
        | Body::ActivityTypeEdited(_)
        | Body::SeriesEdited(_)
        | Body::PersonAdded(_)
        | Body::PersonEdited(_)
        | Body::TeamAdded(_)
        | Body::TeamEdited(_)
        | Body::DeviceEdited(_)
        | Body::CustomerTagged(_)
        | Body::CustomerRemoved(_)
        | Body::CustomerRestored(_)
        | Body::TaskEdited(_)
        | Body::TaskRescheduled(_)
        | Body::TaskClaimed(_)
        | Body::TaskAccepted(_)
        | Body::TaskDeclined(_)
        | Body::TaskStarted(_)
        | Body::TaskCompleted(_)
        | Body::TaskNotDone(_)
        | Body::TaskReopened(_)
        | Body::TaskCancelled(_)
        | Body::TaskClosed(_)
        | Body::TaskChecked(_)
        | Body::TaskRemoved(_)
        | Body::TaskRestored(_)
        | Body::CheckedIn(_)
        | Body::CheckedOut(_)
        | Body::CheckOutWithdrawn(_)
        | Body::CheckInWithdrawn(_)
        | Body::CheckInRestored(_)
        | Body::NoteWithdrawn(_)
        | Body::NoteRestored(_)
        | Body::DraftSaved(_)
        | Body::DraftDiscarded(_)
        | Body::DiarySettled(_)
        | Body::ConsentGiven(_)
        | Body::ConsentWithdrawn(_)
        | Body::WorkPaused(_)
        | Body::WorkResumed(_)
        | Body::WorkEnded(_)
        | Body::WorkWithdrawn(_)
        | Body::WorkRestored(_)
        | Body::WorkCorrectionAsked(_)
        | Body::WorkCorrectionSettled(_)
        | Body::TrackCoarsened(_)
        | Body::CheckInCoarsened(_)
        | Body::TaskCoarsened(_)
        | Body::LocationViewed(_)
        | Body::TerritoryCreated(_)
        | Body::TerritoryEdited(_)
        | Body::TerritoryRemoved(_)
        | Body::TerritoryPersonRemoved(_)
        | Body::DelegationEnded(_)
        | Body::DeviceWipeAsked(_)
        | Body::DeviceWipeWithdrawn(_)
        | Body::DeviceWiped(_)
        | Body::PersonErased(_)
        | Body::TemplateSaved(_)
        | Body::TemplateEdited(_)
        | Body::TemplateRemoved(_)
        | Body::TemplateRestored(_)
        | Body::InboxDismissed(_)
        | Body::InboxReturned(_) => Vec::new(),
    }
}

fn built_in(added: &crate::change::ActivityTypeAdded) -> Option<RecordId> {
    let built_in = added.built_in.as_ref()?;
    Some(built_in_id(built_in.of, &built_in.name).into())
}

/// The customers at which the change acts: those it names, and those of the records it writes.
fn customers(change: &Change, held: &dyn Held) -> BTreeSet<CustomerId> {
    let mut customers: BTreeSet<CustomerId> = BTreeSet::new();
    if let Body::CheckedIn(arrived) = &change.body {
        customers.insert(arrived.customer);
    } else if let Body::NoteWritten(written) = &change.body {
        customers.extend(written.customer);
    } else if let Body::TaskAssigned(assigned) = &change.body {
        customers.extend(assigned.customer);
    } else if let Body::SeriesStarted(started) = &change.body {
        customers.extend(started.series.customer);
    }
    for id in written(change) {
        if let Look::Present(record) = held.record(id) {
            customers.extend(customer_of(record));
        }
    }
    customers
}

fn customer_of(record: &Record) -> Option<CustomerId> {
    if record.kind == Kind::Customer {
        return Some(record.id.into());
    }
    let customer = record.get(&Field::from("customer"));
    customer.as_str().and_then(|id| id.parse().ok())
}

/// What rules look up once a record is known: how a task or customer was first given, and
/// whether the person of a series still works here.
fn after_look(record: &Record) -> Option<Need> {
    if matches!(record.kind, Kind::Task | Kind::Customer) {
        return Some(Need::Past(record.created().change));
    }
    let assignee = record.get(&Field::from("assignee")).as_str();
    let assignee = assignee.filter(|_| record.kind == Kind::Series)?;
    assignee.parse().ok().map(Need::Record)
}
