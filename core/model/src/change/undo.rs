//! The inverse of a change: an ordinary change that its author may make after it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    Body, CheckInWithdrawn, CheckedOut, ConsentGiven, ConsentWithdrawn, CustomerMoved, CustomerRef,
    CustomerTagged, DelegationRef, DiarySettled, DraftSaved, Edited, Fields, NoteEdited, NoteRef,
    Seen, StatusReport, TaskChecked, TaskReassigned, TaskRef, TemplateRef, TerritoryPersonAdded,
    TerritoryPersonRemoved, TerritoryRef, TextEdit, WorkCorrectionSettled, WorkStepRef,
};
use crate::id::{ChangeId, NoteId, RecordId, WorkDayId};
use crate::record::{
    CheckIn, Consent, Customer, Diary, Draft, Field, MeetingNote, Record, Status, Task, WorkDay,
    work_day_id,
};
use crate::text::TextHash;

/// Returns what takes a change back, or `None` where nothing does. `before` is the main record as
/// it stood before the change (none for a creation), `key` the id under which the change wrote.
///
/// A status report is taken back by `task.reopened`, also where a step lay between: the task is
/// then simply to be done again.
#[must_use]
pub fn inverse(body: &Body, key: ChangeId, before: Option<&Record>) -> Option<Body> {
    let created = RecordId::from(key);
    match body {
        Body::CustomerAdded(_) => Some(Body::CustomerRemoved(CustomerRef {
            customer: created.into(),
        })),
        Body::CustomerEdited(edited) => old_values(edited, before).map(Body::CustomerEdited),
        Body::CustomerMoved(moved) => {
            let owner = before?.read::<Customer>().ok()?.owner;
            Some(Body::CustomerMoved(CustomerMoved {
                customer: moved.customer,
                owner,
            }))
        }
        Body::CustomerTagged(tagged) => untag(tagged, key, before?),
        Body::CustomerRemoved(customer) => Some(Body::CustomerRestored(customer.clone())),
        Body::CustomerRestored(customer) => Some(Body::CustomerRemoved(customer.clone())),
        Body::TaskAssigned(_) => Some(Body::TaskRemoved(TaskRef {
            task: created.into(),
        })),
        Body::TaskRemoved(task) => Some(Body::TaskRestored(task.clone())),
        Body::TaskRestored(task) => Some(Body::TaskRemoved(task.clone())),
        Body::TaskEdited(edited) => old_values(edited, before).map(Body::TaskEdited),
        Body::TaskRescheduled(edited) => old_values(edited, before).map(Body::TaskRescheduled),
        Body::TaskReassigned(to) => hand_back(&TaskRef { task: to.task }, before?),
        Body::TaskClaimed(task) => hand_back(task, before?),
        Body::TaskAccepted(report)
        | Body::TaskDeclined(report)
        | Body::TaskStarted(report)
        | Body::TaskCompleted(report)
        | Body::TaskNotDone(report)
        | Body::TaskCancelled(report)
        | Body::TaskClosed(report) => Some(Body::TaskReopened(StatusReport {
            task: report.task,
            reason: String::new(),
            fix: None,
        })),
        Body::TaskReopened(report) => report_again(report, before?),
        Body::TaskChecked(checked) => Some(Body::TaskChecked(TaskChecked {
            done: !checked.done,
            ..checked.clone()
        })),
        Body::CheckedIn(_) => Some(Body::CheckInWithdrawn(CheckInWithdrawn {
            check_in: created.into(),
            reason: String::new(),
        })),
        Body::CheckedOut(left) => Some(Body::CheckOutWithdrawn(CheckInWithdrawn {
            check_in: left.check_in,
            reason: String::new(),
        })),
        Body::CheckOutWithdrawn(taken) => {
            let fix = before?.read::<CheckIn>().ok()?.end?.fix;
            Some(Body::CheckedOut(CheckedOut {
                check_in: taken.check_in,
                fix,
            }))
        }
        Body::CheckInWithdrawn(taken) => Some(Body::CheckInRestored(taken.clone())),
        Body::CheckInRestored(brought) => Some(Body::CheckInWithdrawn(brought.clone())),
        Body::NoteWritten(written) => {
            let note = written.note.unwrap_or(created.into());
            Some(Body::NoteWithdrawn(NoteRef { note }))
        }
        Body::NoteEdited(edited) => old_words(edited, before?),
        Body::NoteWithdrawn(note) => Some(Body::NoteRestored(note.clone())),
        Body::NoteRestored(note) => Some(Body::NoteWithdrawn(note.clone())),
        Body::DraftSaved(saved) => Some(match before {
            Some(before) => Body::DraftSaved(draft_of(before, saved.note)?),
            None => Body::DraftDiscarded(NoteRef { note: saved.note }),
        }),
        Body::DraftDiscarded(discarded) => draft_of(before?, discarded.note).map(Body::DraftSaved),
        Body::DiarySettled(settled) => {
            let before = before?.read::<Diary>().ok()?.settled;
            Some(Body::DiarySettled(DiarySettled {
                entry: settled.entry,
                settled: before,
            }))
        }
        Body::ConsentGiven(_) | Body::ConsentWithdrawn(_) => consent_as_before(body, before),
        Body::WorkStarted(started) => {
            Some(take_back(work_day_id(started.person, started.day), key))
        }
        Body::WorkPaused(paused) => Some(take_back(paused.work_day, key)),
        Body::WorkResumed(resumed) => Some(take_back(resumed.work_day, key)),
        Body::WorkEnded(ended) => Some(take_back(ended.work_day, key)),
        Body::WorkCorrectionAsked(asked) => Some(take_back(asked.work_day, key)),
        Body::WorkWithdrawn(step) => Some(Body::WorkRestored(step.clone())),
        Body::WorkRestored(step) => Some(Body::WorkWithdrawn(step.clone())),
        Body::WorkCorrectionSettled(settled) => {
            let day: WorkDay = before?.read().ok()?;
            let was = day.corrections.get(&settled.correction)?.settled.clone();
            Some(Body::WorkCorrectionSettled(WorkCorrectionSettled {
                approved: was.as_ref().map(|was| was.approved),
                reason: was.map(|was| was.reason).unwrap_or_default(),
                ..settled.clone()
            }))
        }
        Body::TerritoryCreated(_) => Some(Body::TerritoryRemoved(TerritoryRef {
            territory: created.into(),
        })),
        Body::TerritoryEdited(edited) => old_values(edited, before).map(Body::TerritoryEdited),
        Body::TerritoryPersonAdded(added) => {
            Some(Body::TerritoryPersonRemoved(TerritoryPersonRemoved {
                territory: added.territory,
                person: added.person,
                seen: Seen::from([(key, true)]),
            }))
        }
        Body::TerritoryPersonRemoved(left) => {
            Some(Body::TerritoryPersonAdded(TerritoryPersonAdded {
                territory: left.territory,
                person: left.person,
            }))
        }
        Body::DelegationGiven(_) => Some(Body::DelegationEnded(DelegationRef {
            delegation: created.into(),
        })),
        Body::TemplateSaved(_) => Some(Body::TemplateRemoved(TemplateRef {
            template: created.into(),
        })),
        Body::TemplateEdited(edited) => old_values(edited, before).map(Body::TemplateEdited),
        Body::TemplateRemoved(template) => Some(Body::TemplateRestored(template.clone())),
        Body::TemplateRestored(template) => Some(Body::TemplateRemoved(template.clone())),
        Body::InboxDismissed(entry) => Some(Body::InboxReturned(entry.clone())),
        Body::InboxReturned(entry) => Some(Body::InboxDismissed(entry.clone())),
        Body::DeviceWipeAsked(device) => Some(Body::DeviceWipeWithdrawn(device.clone())),
        Body::DeviceWipeWithdrawn(device) => Some(Body::DeviceWipeAsked(device.clone())),
        Body::OrganisationEdited(edited) => {
            old_values(edited, before).map(Body::OrganisationEdited)
        }
        Body::ActivityTypeEdited(edited) => {
            old_values(edited, before).map(Body::ActivityTypeEdited)
        }
        // Its last day is before its first: it makes nothing.
        Body::SeriesStarted(started) => {
            let until = started.series.from.yesterday().ok()?;
            Some(Body::SeriesEdited(Edited {
                target: created.into(),
                set: Fields::from([(Field::from("until"), Value::from(until.to_string()))]),
            }))
        }
        Body::SeriesEdited(edited) => old_values(edited, before).map(Body::SeriesEdited),
        Body::PersonEdited(edited) => old_values(edited, before).map(Body::PersonEdited),
        Body::TeamEdited(edited) => old_values(edited, before).map(Body::TeamEdited),
        Body::ActivityTypeAdded(_) => Some(Body::ActivityTypeEdited(Edited {
            target: created.into(),
            set: Fields::from([(Field::from("retired"), Value::Bool(true))]),
        })),
        Body::OrganisationFounded(_)
        | Body::PersonAdded(_)
        | Body::TeamAdded(_)
        | Body::DeviceEnrolled(_)
        | Body::DeviceEdited(_)
        | Body::TrackRecorded(_)
        | Body::TrackCoarsened(_)
        | Body::CheckInCoarsened(_)
        | Body::TaskCoarsened(_)
        | Body::LocationViewed(_)
        | Body::TerritoryRemoved(_)
        | Body::DelegationEnded(_)
        | Body::DeviceWiped(_)
        | Body::PersonErased(_) => None,
    }
}

fn take_back(work_day: WorkDayId, step: ChangeId) -> Body {
    Body::WorkWithdrawn(WorkStepRef { work_day, step })
}

/// Consent as it stood: never given counts as withdrawn.
fn consent_as_before(body: &Body, before: Option<&Record>) -> Option<Body> {
    let (person, purpose) = if let Body::ConsentGiven(given) = body {
        (given.person, given.purpose.clone())
    } else if let Body::ConsentWithdrawn(taken) = body {
        (taken.person, taken.purpose.clone())
    } else {
        return None;
    };
    let was = before.and_then(|before| before.read::<Consent>().ok());
    Some(match was {
        Some(was) if was.given => Body::ConsentGiven(ConsentGiven {
            person,
            purpose,
            version: was.version,
        }),
        Some(_) | None => Body::ConsentWithdrawn(ConsentWithdrawn { person, purpose }),
    })
}

fn old_values<Id: Copy>(edited: &Edited<Id>, before: Option<&Record>) -> Option<Edited<Id>> {
    let before = before?;
    let set = edited
        .set
        .keys()
        .map(|field| (field.clone(), before.get(field).clone()))
        .collect();
    Some(Edited {
        target: edited.target,
        set,
    })
}

fn untag(tagged: &CustomerTagged, key: ChangeId, before: &Record) -> Option<Body> {
    let had = before.read::<Customer>().ok()?.tags;
    let added = tagged
        .add
        .keys()
        .map(|tag| (tag.clone(), Seen::from([(key, true)])));
    let removed = tagged.remove.keys().filter(|tag| had.contains_key(*tag));
    Some(Body::CustomerTagged(CustomerTagged {
        customer: tagged.customer,
        add: removed.map(|tag| (tag.clone(), true)).collect(),
        remove: added.collect(),
    }))
}

fn hand_back(task: &TaskRef, before: &Record) -> Option<Body> {
    let was: Task = before.read().ok()?;
    Some(Body::TaskReassigned(TaskReassigned {
        task: task.task,
        assignee: was.assignee,
        team: was.team,
    }))
}

fn report_again(report: &StatusReport, before: &Record) -> Option<Body> {
    let was: Task = before.read().ok()?;
    let assignment = before.writer(&Field::from("assignee")).change;
    let shown = was.shown(assignment);
    let (_, head) = shown.head?;
    let again = StatusReport {
        task: report.task,
        reason: head.reason.clone(),
        fix: head.fix.clone(),
    };
    match shown.status {
        Status::Accepted => Some(Body::TaskAccepted(again)),
        Status::Declined => Some(Body::TaskDeclined(again)),
        Status::Started => Some(Body::TaskStarted(again)),
        Status::Done => Some(Body::TaskCompleted(again)),
        Status::NotDone => Some(Body::TaskNotDone(again)),
        Status::Cancelled => Some(Body::TaskCancelled(again)),
        Status::ClosedByManager => Some(Body::TaskClosed(again)),
        Status::Offered | Status::Assigned | Status::Unknown(_) => None,
    }
}

fn old_words(edited: &NoteEdited, before: &Record) -> Option<Body> {
    let was: MeetingNote = before.read().ok()?;
    let set: BTreeMap<Field, Value> = edited
        .set
        .keys()
        .map(|field| (field.clone(), before.get(field).clone()))
        .collect();
    let text = edited.text.as_ref().map(|text| TextEdit {
        base: TextHash::of(&text.body),
        body: was.body,
    });
    Some(Body::NoteEdited(NoteEdited {
        note: edited.note,
        set,
        text,
    }))
}

fn draft_of(before: &Record, note: NoteId) -> Option<DraftSaved> {
    let Draft {
        customer,
        task,
        outcome,
        body,
        ..
    } = before.read().ok()?;
    Some(DraftSaved {
        note,
        customer,
        task,
        outcome,
        body,
    })
}
