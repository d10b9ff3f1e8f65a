//! Meeting notes: nobody's words are overwritten in silence.

use serde_json::Value;

use super::context::{Context, Side};
use super::customer::flag;
use super::plain::{admit_name, admit_text, write as write_field, write_fields};
use super::{Code, Refusal};
use crate::change::{NextStep, NoteEdited, NoteWritten, TextEdit};
use crate::id::{CustomerId, NoteId, RecordId};
use crate::merge::{Merged, merge};
use crate::record::{
    Diary, DiaryKind, Field, Kind, MeetingNote, Merge, Record, Task, diary_id, draft_id,
};
use crate::text::TextHash;

pub(super) fn write(context: &mut Context<'_>, written: &NoteWritten) -> Result<(), Refusal> {
    admit_text("body", &written.body)?;
    admit_text("met", &written.met)?;
    if let Some(customer) = written.customer {
        context.customer(customer)?;
    }
    let id = written
        .note
        .map_or(context.change.key().into(), RecordId::from);
    let note = MeetingNote {
        person: context.judge.author,
        civil: context.change.civil.clone(),
        customer: written.customer,
        task: written.task,
        activity: written.activity,
        outcome: written.outcome.clone(),
        met: written.met.clone(),
        body: written.body.clone(),
        next: written.next.as_ref().map(|next| next.task),
        withdrawn: false,
    };
    context.create(Kind::Note, id, &note)?;
    context.keep_text(id, &written.body);
    if let Some(next) = &written.next {
        follow_up(context, id.into(), written.customer, next)?;
    }
    super::draft::close(context, draft_id(id.into()))
}

/// The next step makes exactly one task: its id rode in the change.
fn follow_up(
    context: &mut Context<'_>,
    note: NoteId,
    customer: Option<CustomerId>,
    next: &NextStep,
) -> Result<(), Refusal> {
    admit_name("next", &next.title)?;
    let task = Task {
        title: next.title.clone(),
        details: String::new(),
        activity: next.activity,
        assignee: Some(context.judge.author),
        team: None,
        customer,
        plan_day: next.plan_day,
        window: None,
        priority: next.priority.clone(),
        checklist: Default::default(),
        series: None,
        from_note: Some(note),
        import: None,
        heads: Default::default(),
        removed: false,
    };
    context.create(Kind::Task, next.task.into(), &task)
}

pub(super) fn edit(context: &mut Context<'_>, edited: &NoteEdited) -> Result<(), Refusal> {
    let Some(mut record) = context.of_kind(edited.note.into(), &Kind::Note)? else {
        return Ok(());
    };
    let note: MeetingNote = record.read()?;
    context.require(may_edit(context, &note)?)?;
    if note.withdrawn {
        return Err(Refusal::code(Code::Removed));
    }
    write_fields(context, &mut record, &edited.set)?;
    if let Some(text) = &edited.text {
        edit_body(context, &mut record, &note, text)?;
    }
    context.put(record);
    super::draft::close(context, draft_id(edited.note))
}

/// The author, his managers, and whoever has standing at the customer.
fn may_edit(context: &Context<'_>, note: &MeetingNote) -> Result<bool, Refusal> {
    if context.may(note.person) {
        return Ok(true);
    }
    match note.customer {
        Some(id) => Ok(context
            .customer(id)?
            .is_none_or(|customer| context.acts_at(id, &customer))),
        None => Ok(false),
    }
}

/// An edit of the text that stands replaces it; an edit of another is merged word by word.
fn edit_body(
    context: &mut Context<'_>,
    record: &mut Record,
    note: &MeetingNote,
    text: &TextEdit,
) -> Result<(), Refusal> {
    admit_text("body", &text.body)?;
    let field = Field::from("body");
    context.keep_text(record.id, &text.body);
    let body = if TextHash::of(&note.body) == text.base || note.body == text.body {
        text.body.clone()
    } else {
        let Some(base) = context.text(record.id, &text.base)? else {
            // A phone that holds no base shows the author's own words until the server has merged.
            record.set(&field, Value::String(text.body.clone()));
            return Ok(());
        };
        let merged = merge(base, &note.body, &text.body);
        context.note_merge();
        context.keep_text(record.id, &merged.text);
        tell_of_merge(context, record, note, text, &merged)?;
        merged.text
    };
    record.set(
        &field,
        if body.is_empty() {
            Value::Null
        } else {
            Value::String(body)
        },
    );
    let mine = context.writer(Merge::Latest);
    record.sign(&field, &mine)?;
    Ok(())
}

/// Overlapping edits stand marked and both authors are told; a text that found no room is kept
/// whole in its author's diary.
fn tell_of_merge(
    context: &mut Context<'_>,
    record: &Record,
    note: &MeetingNote,
    text: &TextEdit,
    merged: &Merged,
) -> Result<(), Refusal> {
    let field = Field::from("body");
    let present = record.writer(&field);
    let mine = context.writer(Merge::Latest);
    let ours = |value: &str| Side {
        change: mine.change,
        person: mine.person,
        value: Value::String(value.to_owned()),
    };
    let theirs = |value: &str| Side {
        change: present.change,
        person: present.person,
        value: Value::String(value.to_owned()),
    };
    if let Some(without_room) = &merged.too_large {
        return context.lose(record, &field, theirs(without_room), ours(&merged.text));
    }
    if merged.overlaps.is_empty() {
        return Ok(());
    }
    for (to, other) in [
        (theirs(&note.body), ours(&text.body)),
        (ours(&text.body), theirs(&note.body)),
    ] {
        let entry = diary_id(mine.change, "body/overlap", to.person);
        let diary = Diary {
            person: to.person,
            tells: DiaryKind::Overlap,
            about: record.id,
            about_kind: Kind::Note,
            field: Some(field.clone()),
            mine: to.value,
            theirs: other.value,
            change: to.change,
            other: Some(other.change),
            by: Some(other.person),
            noticed: context.judge.stamp,
            settled: None,
        };
        context.enter(diary, entry.into())?;
    }
    Ok(())
}

pub(super) fn withdraw(
    context: &mut Context<'_>,
    id: NoteId,
    withdrawn: bool,
) -> Result<(), Refusal> {
    let Some(mut record) = context.of_kind(id.into(), &Kind::Note)? else {
        return Ok(());
    };
    let note: MeetingNote = record.read()?;
    context.require(context.may(note.person))?;
    write_field(
        context,
        &mut record,
        &Field::from("withdrawn"),
        flag(withdrawn),
        Merge::Latest,
    )?;
    context.put(record);
    Ok(())
}
