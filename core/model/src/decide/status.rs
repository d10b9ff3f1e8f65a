//! A task's status: a register of several values, judged against what its author had seen.
//!
//! A report removes the heads it names and stands beside all others; what is shown follows from
//! the heads alone. So any order of arrival ends in the same heads. See [`Task::shown`].

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::context::{Context, Side};
use super::task::{Assignment, assignment_seen, plans, present};
use super::{Code, Past, Refusal};
use crate::change::{Body, StatusReport};
use crate::id::{ChangeId, DeviceId, PersonId, RecordId, TaskId};
use crate::record::{DiaryKind, Field, Head, Record, Status, Task};
use crate::stamp::Civil;

pub(super) fn report(context: &mut Context<'_>, report: &StatusReport) -> Result<(), Refusal> {
    super::plain::admit_text("reason", &report.reason)?;
    let Some((mut record, task)) = present(context, report.task)? else {
        return Ok(());
    };
    let before = assignment_seen(context, &record, &task);
    let (status, _) =
        written_by(&context.change.body).ok_or_else(|| Refusal::code(Code::Malformed))?;
    let was = status_seen(context, &record, &task, &before);
    require_right(context, &record, &task, &before)?;
    require_transition(&was, &context.change.body)?;
    if report.reason.trim().is_empty()
        && matches!(status, Status::NotDone | Status::ClosedByManager)
    {
        return Err(Refusal::invalid("reason"));
    }
    let head = Head {
        status,
        person: context.judge.author,
        device: context.judge.device,
        stamp: context.judge.stamp,
        civil: context.change.civil.clone(),
        answers: before.by,
        fix: report.fix.clone(),
        reason: report.reason.clone(),
    };
    let seen = heads_seen(context, &record);
    let mut heads = task.heads.clone();
    heads.retain(|id, _| !seen.contains(id));
    tell(context, &record, &task, &heads, &head)?;
    heads.insert(context.change.key(), head);
    record.set(
        &Field::from("heads"),
        serde_json::to_value(heads).unwrap_or_default(),
    );
    context.put(record);
    Ok(())
}

/// Returns the status that a report writes, and to which task.
fn written_by(body: &Body) -> Option<(Status, TaskId)> {
    let (status, report) = if let Body::TaskAccepted(report) = body {
        (Status::Accepted, report)
    } else if let Body::TaskDeclined(report) = body {
        (Status::Declined, report)
    } else if let Body::TaskStarted(report) = body {
        (Status::Started, report)
    } else if let Body::TaskCompleted(report) = body {
        (Status::Done, report)
    } else if let Body::TaskNotDone(report) = body {
        (Status::NotDone, report)
    } else if let Body::TaskReopened(report) = body {
        (Status::Assigned, report)
    } else if let Body::TaskCancelled(report) = body {
        (Status::Cancelled, report)
    } else if let Body::TaskClosed(report) = body {
        (Status::ClosedByManager, report)
    } else {
        return None;
    };
    Some((status, report.task))
}

fn heads_seen(context: &Context<'_>, record: &Record) -> BTreeSet<ChangeId> {
    context
        .change
        .seen(record.id, &Field::from("status"))
        .unwrap_or_default()
}

/// Returns the status as the author had it before him: of the heads he names, whether they still
/// stand or not.
pub(super) fn status_seen(
    context: &Context<'_>,
    record: &Record,
    task: &Task,
    before: &Assignment,
) -> Status {
    let seen = heads_seen(context, record);
    let heads: BTreeMap<ChangeId, Head> = seen
        .into_iter()
        .filter_map(|id| {
            let standing = task.heads.get(&id).cloned();
            let head = standing.or_else(|| context.past(id).and_then(|past| head_of(record, past)));
            head.map(|head| (id, head))
        })
        .collect();
    Task {
        heads,
        assignee: before.assignee,
        team: before.team,
        ..task.clone()
    }
    .shown(before.by)
    .status
}

/// Rebuilds what matters of a head of this task that has been superseded.
fn head_of(record: &Record, past: &Past) -> Option<Head> {
    let (status, task) = written_by(&past.change.body)?;
    if RecordId::from(task) != record.id {
        return None;
    }
    let answered = past.change.seen(record.id, &Field::from("assignee"));
    Some(Head {
        status,
        person: past.author,
        device: DeviceId(uuid::Uuid::nil()),
        stamp: past.stamp,
        civil: past.change.civil.clone(),
        answers: answered
            .and_then(|seen| seen.first().copied())
            .unwrap_or(record.created().change),
        fix: None,
        reason: String::new(),
    })
}

/// Whoever was assignee at the change's base may report; a manager may cancel, close and reopen.
fn require_right(
    context: &Context<'_>,
    record: &Record,
    task: &Task,
    before: &Assignment,
) -> Result<(), Refusal> {
    let is_assignee = before.assignee == Some(context.judge.author);
    let is_planner = context.is_planner() && plans(context, record, before);
    let is_of_managers = matches!(
        context.change.body,
        Body::TaskCancelled(_) | Body::TaskClosed(_)
    );
    if is_of_managers {
        return context.require(is_planner);
    }
    if matches!(context.change.body, Body::TaskReopened(_)) {
        let is_own_today = is_assignee && reports_of_today(context, record, task);
        return context.require(is_planner || is_own_today);
    }
    context.require(is_assignee)
}

/// A rep takes back what he himself reported on the same civil day.
fn reports_of_today(context: &Context<'_>, record: &Record, task: &Task) -> bool {
    let today = civil_day(&context.change.civil);
    heads_seen(context, record).into_iter().all(|id| {
        let head = task
            .heads
            .get(&id)
            .map(|head| (head.person, civil_day(&head.civil)));
        let past = || {
            context
                .past(id)
                .map(|past| (past.author, civil_day(&past.change.civil)))
        };
        head.or_else(past)
            .is_none_or(|(person, day)| person == context.judge.author && day == today)
    })
}

fn civil_day(civil: &Civil) -> i64 {
    (civil.time.div_euclid(1_000_000) + i64::from(civil.offset)).div_euclid(86_400)
}

/// Judges the step from what the author had seen. Done from assigned is one tap and implies the
/// steps between.
fn require_transition(was: &Status, body: &Body) -> Result<(), Refusal> {
    let is_legal = match was {
        Status::Assigned | Status::Offered => !matches!(body, Body::TaskReopened(_)),
        Status::Declined => true,
        Status::Accepted => !matches!(body, Body::TaskAccepted(_)),
        Status::Started => !matches!(body, Body::TaskAccepted(_) | Body::TaskStarted(_)),
        Status::Done | Status::NotDone | Status::Cancelled | Status::ClosedByManager => {
            matches!(body, Body::TaskReopened(_))
        }
        Status::Unknown(_) => true,
    };
    if is_legal {
        Ok(())
    } else {
        Err(Refusal::code(Code::NotOpen))
    }
}

/// Tells people what their reports could not know of each other.
fn tell(
    context: &mut Context<'_>,
    record: &Record,
    task: &Task,
    beside: &BTreeMap<ChangeId, Head>,
    mine: &Head,
) -> Result<(), Refusal> {
    for (id, theirs) in beside {
        let Some(kind) = clash(&theirs.status, &mine.status) else {
            continue;
        };
        let their_side = side(*id, theirs.person, &theirs.status);
        let my_side = side(context.change.key(), mine.person, &mine.status);
        context.tell(theirs.person, kind.clone(), record, &my_side)?;
        context.tell(mine.person, kind, record, &their_side)?;
    }
    let assignment = record.writer(&Field::from("assignee"));
    let is_assignees = matches!(mine.status, Status::Done | Status::NotDone);
    if is_assignees && mine.answers != assignment.change {
        let my_side = side(context.change.key(), mine.person, &mine.status);
        let told: BTreeSet<PersonId> = task
            .assignee
            .into_iter()
            .chain([assignment.person])
            .collect();
        for person in told {
            if person != mine.person {
                context.tell(person, DiaryKind::DoneByFormer, record, &my_side)?;
            }
        }
    }
    Ok(())
}

fn side(change: ChangeId, person: PersonId, status: &Status) -> Side {
    Side {
        change,
        person,
        value: Value::String(status.to_string()),
    }
}

fn clash(left: &Status, right: &Status) -> Option<DiaryKind> {
    let closes = |status: &Status| matches!(status, Status::Cancelled | Status::ClosedByManager);
    match (left, right) {
        (Status::Done, Status::Done) => Some(DiaryKind::DoneTwice),
        (Status::Done, other) | (other, Status::Done) if closes(other) => {
            Some(DiaryKind::DoneThoughCancelled)
        }
        (_, _) => None,
    }
}
