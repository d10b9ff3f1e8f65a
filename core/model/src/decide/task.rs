//! Tasks: who does what when. Their status has rules of its own, see `status`.

use serde_json::Value;

use super::context::{Context, Side};
use super::customer::flag;
use super::plain::{admit_name, admit_text, precedes, write, write_fields};
use super::{Code, Refusal};
use crate::change::{Body, Edited, TaskAssigned, TaskChecked, TaskReassigned};
use crate::id::{ChangeId, PersonId, RecordId, TaskId, TeamId};
use crate::record::{
    DiaryKind, Field, Kind, Merge, Record, Role, Status, Task, occurrence_id, plain_fields,
};
use crate::stamp::Window;

/// The assignment that a change's author had before him.
pub(super) struct Assignment {
    pub(super) by: ChangeId,
    pub(super) assignee: Option<PersonId>,
    pub(super) team: Option<TeamId>,
}

pub(super) fn assign(context: &mut Context<'_>, assigned: &TaskAssigned) -> Result<(), Refusal> {
    admit_name("title", &assigned.title)?;
    admit_text("details", &assigned.details)?;
    if !assigned.window.is_none_or(Window::is_valid) {
        return Err(Refusal::invalid("window"));
    }
    require_recipient(context, assigned.assignee, assigned.team)?;
    if let Some(id) = assigned.customer
        && context
            .customer(id)?
            .is_some_and(|customer| customer.removed)
    {
        return Err(Refusal::code(Code::Removed));
    }
    let id = match (assigned.series, assigned.plan_day) {
        (Some(series), Some(day)) => occurrence_id(series, day).into(),
        (Some(_), None) => return Err(Refusal::invalid("plan_day")),
        (None, _) => context.change.key().into(),
    };
    let task = Task {
        title: assigned.title.clone(),
        details: assigned.details.clone(),
        activity: assigned.activity,
        assignee: assigned.assignee,
        team: assigned.team,
        customer: assigned.customer,
        plan_day: assigned.plan_day,
        window: assigned.window,
        priority: assigned.priority.clone(),
        checklist: assigned.checklist.clone(),
        series: assigned.series,
        from_note: None,
        import: assigned.import,
        heads: Default::default(),
        removed: false,
    };
    context.create(Kind::Task, id, &task)
}

/// A rep gives work to himself; a manager to his people and teams, or to nobody yet.
fn require_recipient(
    context: &Context<'_>,
    assignee: Option<PersonId>,
    team: Option<TeamId>,
) -> Result<(), Refusal> {
    match (assignee, team) {
        (Some(person), team) => {
            let rights = &context.judge.rights;
            let is_mine =
                |team: &TeamId| rights.manages.contains(team) || rights.member_of.contains(team);
            context.require(context.is_admin() || team.as_ref().is_none_or(is_mine))?;
            context.require_person(person)
        }
        (None, Some(team)) => {
            context.require(context.is_admin() || context.judge.rights.manages.contains(&team))
        }
        (None, None) => context.require(context.is_planner()),
    }
}

/// Words are edited by whoever plans the task or made it; the plan also by its assignee.
pub(super) fn edit(context: &mut Context<'_>, edited: &Edited<TaskId>) -> Result<(), Refusal> {
    let Some((mut record, task)) = present(context, edited.target)? else {
        return Ok(());
    };
    let is_plan = matches!(context.change.body, Body::TaskRescheduled(_));
    for field in edited.set.keys() {
        if plain_fields(&Kind::Task).contains(&field.as_str()) == is_plan {
            return Err(Refusal::invalid(field.as_str()));
        }
    }
    let before = assignment_seen(context, &record, &task);
    let is_own = record.created().person == context.judge.author;
    let is_assignee = before.assignee == Some(context.judge.author);
    context.require(plans(context, &record, &before) || is_own || (is_plan && is_assignee))?;
    write_fields(context, &mut record, &edited.set)?;
    context.put(record);
    Ok(())
}

/// Writes only the assignee; open reports go on answering the assignment they answered.
pub(super) fn reassign(
    context: &mut Context<'_>,
    reassigned: &TaskReassigned,
) -> Result<(), Refusal> {
    let Some((mut record, task)) = present(context, reassigned.task)? else {
        return Ok(());
    };
    let before = assignment_seen(context, &record, &task);
    if !hands_back(context, &before, reassigned)
        && !takes_again(context, &record, &before, reassigned)
    {
        context.require(context.is_planner() && plans(context, &record, &before))?;
        require_recipient(context, reassigned.assignee, reassigned.team)?;
    }
    if super::status::status_seen(context, &record, &task, &before).is_terminal() {
        return Err(Refusal::code(Code::NotOpen));
    }
    let old = record.clone();
    if write_assignment(context, &mut record, reassigned.assignee, reassigned.team)? {
        tell_of_reassignment(context, &old, &task, reassigned)?;
    }
    context.put(record);
    Ok(())
}

/// A rep gives back to the team what he had claimed from it.
fn hands_back(context: &Context<'_>, before: &Assignment, to: &TaskReassigned) -> bool {
    before.assignee == Some(context.judge.author)
        && to.assignee.is_none()
        && to.team.is_some()
        && to.team == before.team
}

/// A rep takes again what he himself had handed back to his team, while that stands.
fn takes_again(
    context: &Context<'_>,
    record: &Record,
    before: &Assignment,
    to: &TaskReassigned,
) -> bool {
    let present = record.writer(&Field::from("assignee"));
    before.by == present.change
        && present.person == context.judge.author
        && before.assignee.is_none()
        && to.assignee == Some(context.judge.author)
        && to.team == before.team
        && to
            .team
            .is_some_and(|team| context.judge.rights.member_of.contains(&team))
}

/// Assignee and team are one value with one writer.
fn write_assignment(
    context: &mut Context<'_>,
    record: &mut Record,
    assignee: Option<PersonId>,
    team: Option<TeamId>,
) -> Result<bool, Refusal> {
    let field = Field::from("assignee");
    let (present, mine) = (record.writer(&field), context.writer(Merge::Plan));
    let has_seen = context.seen(record, &field).contains(&present.change);
    let stands = has_seen || precedes(&present, &mine, Merge::Plan);
    let task: Task = record.read()?;
    let ours = Side {
        change: mine.change,
        person: mine.person,
        value: pair(assignee, team),
    };
    let theirs = Side {
        change: present.change,
        person: present.person,
        value: pair(task.assignee, task.team),
    };
    if !stands {
        context.lose(record, &field, ours, theirs)?;
        return Ok(false);
    }
    if !has_seen {
        context.lose(record, &field, theirs, ours)?;
    }
    record.set(
        &field,
        assignee.map_or(Value::Null, |person| Value::String(person.to_string())),
    );
    record.set(
        &Field::from("team"),
        team.map_or(Value::Null, |team| Value::String(team.to_string())),
    );
    record.sign(&field, &mine)?;
    Ok(true)
}

fn pair(assignee: Option<PersonId>, team: Option<TeamId>) -> Value {
    match (assignee, team) {
        (Some(person), _) => Value::String(format!("person:{person}")),
        (None, Some(team)) => Value::String(format!("team:{team}")),
        (None, None) => Value::Null,
    }
}

/// Whoever had begun is told that it went to somebody else; whoever gets what was already done
/// is told that.
fn tell_of_reassignment(
    context: &mut Context<'_>,
    record: &Record,
    task: &Task,
    to: &TaskReassigned,
) -> Result<(), Refusal> {
    let shown = task.shown_in(record);
    let Some((head_id, head)) = shown.head else {
        return Ok(());
    };
    let mine = Side {
        change: context.change.key(),
        person: context.judge.author,
        value: pair(to.assignee, to.team),
    };
    let theirs = Side {
        change: head_id,
        person: head.person,
        value: Value::String(head.status.to_string()),
    };
    if head.status.is_terminal() {
        for person in to.assignee.into_iter().chain([context.judge.author]) {
            if person != head.person {
                context.tell(person, DiaryKind::DoneByFormer, record, &theirs)?;
            }
        }
    } else if to.assignee != Some(head.person) {
        context.tell(head.person, DiaryKind::Reassigned, record, &mine)?;
    }
    Ok(())
}

/// Of two claims the first to arrive stands; the other is refused and thereby told.
pub(super) fn claim(context: &mut Context<'_>, id: TaskId) -> Result<(), Refusal> {
    let Some((mut record, task)) = present(context, id)? else {
        return Ok(());
    };
    let field = Field::from("assignee");
    let present = record.writer(&field);
    if !context.seen(&record, &field).contains(&present.change) || task.assignee.is_some() {
        return Err(Refusal::code(Code::AlreadyClaimed));
    }
    let team = task.team.ok_or_else(|| Refusal::code(Code::NotOpen))?;
    context.require(context.is_admin() || context.judge.rights.member_of.contains(&team))?;
    if task.shown(present.change).status != Status::Offered {
        return Err(Refusal::code(Code::NotOpen));
    }
    write_assignment(context, &mut record, Some(context.judge.author), Some(team))?;
    context.put(record);
    Ok(())
}

pub(super) fn check(context: &mut Context<'_>, checked: &TaskChecked) -> Result<(), Refusal> {
    let Some((mut record, task)) = present(context, checked.task)? else {
        return Ok(());
    };
    if !task.checklist.contains_key(&checked.item) {
        return Err(Refusal::invalid("item"));
    }
    let before = assignment_seen(context, &record, &task);
    let is_assignee = before.assignee == Some(context.judge.author);
    context.require(is_assignee || plans(context, &record, &before))?;
    let field = Field::new(&format!("checklist/{}/done", checked.item));
    write(
        context,
        &mut record,
        &field,
        flag(checked.done),
        Merge::Latest,
    )?;
    context.put(record);
    Ok(())
}

/// Sets or lifts the tombstone: for the undo of an import or of a task made by mistake.
pub(super) fn remove(context: &mut Context<'_>, id: TaskId, removed: bool) -> Result<(), Refusal> {
    let Some(mut record) = context.of_kind(id.into(), &Kind::Task)? else {
        return Ok(());
    };
    let task: Task = record.read()?;
    let before = assignment_seen(context, &record, &task);
    let is_own = record.created().person == context.judge.author;
    context.require(is_own || (context.is_planner() && plans(context, &record, &before)))?;
    let mark = Field::from("removed");
    let by_others = record
        .writers()
        .iter()
        .any(|(field, writer)| *field != mark && writer.person != context.judge.author)
        || task
            .heads
            .values()
            .any(|head| head.person != context.judge.author);
    if removed && by_others {
        return Err(Refusal::code(Code::InUse));
    }
    write(context, &mut record, &mark, flag(removed), Merge::Latest)?;
    context.put(record);
    Ok(())
}

/// Returns the assignment that the author had seen: the present one when he names its writer,
/// else what the change he names had written.
pub(super) fn assignment_seen(context: &Context<'_>, record: &Record, task: &Task) -> Assignment {
    let field = Field::from("assignee");
    let present = record.writer(&field).change;
    let now = Assignment {
        by: present,
        assignee: task.assignee,
        team: task.team,
    };
    let seen = context.seen(record, &field);
    if seen.contains(&present) {
        return now;
    }
    let Some(by) = seen.first().copied() else {
        return now;
    };
    let is_created = by == record.created().change;
    match context
        .past(by)
        .map(|past| (&past.change.body, past.author))
    {
        Some((Body::TaskReassigned(to), _)) if RecordId::from(to.task) == record.id => Assignment {
            by,
            assignee: to.assignee,
            team: to.team,
        },
        Some((Body::TaskAssigned(to), _)) if is_created => Assignment {
            by,
            assignee: to.assignee,
            team: to.team,
        },
        Some((Body::TaskClaimed(to), author)) if RecordId::from(to.task) == record.id => {
            Assignment {
                by,
                assignee: Some(author),
                team: task.team,
            }
        }
        Some((Body::NoteWritten(_), author)) if is_created => Assignment {
            by,
            assignee: Some(author),
            team: None,
        },
        // A change of another record says nothing about this one.
        Some(_) | None => now,
    }
}

/// Says whether the author plans the task: his people's, his teams', or his own making.
pub(super) fn plans(context: &Context<'_>, record: &Record, before: &Assignment) -> bool {
    if context.is_admin() {
        return true;
    }
    let rights = &context.judge.rights;
    rights.role == Role::Manager
        && (before
            .assignee
            .is_some_and(|person| context.manages(person))
            || before
                .team
                .is_some_and(|team| rights.manages.contains(&team))
            || context.manages(record.created().person))
}

/// Returns a task that may still be written to.
pub(super) fn present(
    context: &Context<'_>,
    id: TaskId,
) -> Result<Option<(Record, Task)>, Refusal> {
    let Some(record) = context.of_kind(id.into(), &Kind::Task)? else {
        return Ok(None);
    };
    let task: Task = record.read()?;
    if task.removed {
        return Err(Refusal::code(Code::Removed));
    }
    Ok(Some((record, task)))
}
