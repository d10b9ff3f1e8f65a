//! Fields with one writer each: who stands when two wrote, and what the other loses.

use serde_json::Value;

use super::context::{Context, Side};
use super::{Code, Refusal};
use crate::change::Fields;
use crate::record::{
    ActivityType, CheckIn, Consent, Customer, Delegation, Device, Diary, Dismissal, Draft, Field,
    Kind, LocationView, MeetingNote, Merge, Organisation, Person, Record, Series, Task, Team,
    Template, TemplateTask, Territory, Track, WorkDay, Writer, field_rule,
};
use crate::text;

/// Writes every field of an edit, each by its rule, and proves that the record is still one of
/// its kind.
pub(super) fn write_fields(
    context: &mut Context<'_>,
    record: &mut Record,
    set: &Fields,
) -> Result<(), Refusal> {
    // Each value is judged alone and before it meets another, so that being valid never depends
    // on the order of arrival.
    let mut rules = Vec::new();
    for (field, value) in set {
        let rule =
            field_rule(&record.kind, field).ok_or_else(|| Refusal::invalid(field.as_str()))?;
        let mut trial = record.clone();
        trial.set(field, meant(value));
        admit(&trial, field)?;
        if !is_of_its_kind(&trial) {
            return Err(Refusal::invalid(field.as_str()));
        }
        rules.push((field, value, rule));
    }
    for (field, value, rule) in rules {
        write(context, record, field, value.clone(), rule)?;
    }
    Ok(())
}

/// An empty text is no text.
fn meant(value: &Value) -> Value {
    if value.as_str() == Some("") {
        Value::Null
    } else {
        value.clone()
    }
}

/// Writes one field: a write that saw the present writer stands; otherwise the greater one does,
/// and the other's value goes to the diary of the person who wrote it.
pub(super) fn write(
    context: &mut Context<'_>,
    record: &mut Record,
    field: &Field,
    value: Value,
    rule: Merge,
) -> Result<bool, Refusal> {
    let value = meant(&value);
    let present = record.writer(field);
    let mine = context.writer(rule);
    let old = record.get(field).clone();
    let has_seen = context.seen(record, field).contains(&present.change);
    let stands = has_seen || precedes(&present, &mine, rule);
    let ours = Side {
        change: mine.change,
        person: mine.person,
        value: value.clone(),
    };
    let theirs = Side {
        change: present.change,
        person: present.person,
        value: old,
    };
    if stands {
        if !has_seen {
            context.lose(record, field, theirs, ours)?;
        }
        record.set(field, value);
        record.sign(field, &mine)?;
    } else {
        context.lose(record, field, ours, theirs)?;
    }
    Ok(stands)
}

/// Says whether `left` gives way to `right` where neither saw the other.
pub(super) fn precedes(left: &Writer, right: &Writer, rule: Merge) -> bool {
    match rule {
        Merge::Latest => (left.stamp, left.change) < (right.stamp, right.change),
        Merge::Plan => {
            (left.authority(), left.stamp, left.change)
                < (right.authority(), right.stamp, right.change)
        }
    }
}

/// Refuses a text that is too long, and an empty name.
fn admit(record: &Record, field: &Field) -> Result<(), Refusal> {
    let value = record.get(field);
    if let Some(written) = value.as_str() {
        admit_text(field.as_str(), written)?;
    }
    let is_mandatory = matches!(field.as_str(), "name" | "title");
    if is_mandatory
        && value.as_str().is_none_or(|name| name.trim().is_empty())
        && record.kind != Kind::Device
    {
        return Err(Refusal::invalid(field.as_str()));
    }
    Ok(())
}

/// Refuses a text that is longer than may be saved.
pub(super) fn admit_text(field: &str, written: &str) -> Result<(), Refusal> {
    text::admit(written).map_err(|_| {
        Refusal::Code(super::Reproach {
            code: Code::TooLarge,
            field: field.to_owned(),
        })
    })
}

/// Refuses an empty name or title, and one that is too long.
pub(super) fn admit_name(field: &str, written: &str) -> Result<(), Refusal> {
    if written.trim().is_empty() {
        return Err(Refusal::invalid(field));
    }
    admit_text(field, written)
}

fn is_of_its_kind(record: &Record) -> bool {
    match &record.kind {
        Kind::Organisation => record
            .read::<Organisation>()
            .is_ok_and(|read| is_zone(&read.zone)),
        Kind::ActivityType => record.read::<ActivityType>().is_ok(),
        Kind::Series => record.read::<Series>().is_ok(),
        Kind::Person => record
            .read::<Person>()
            .is_ok_and(|read| is_zone(&read.zone)),
        Kind::Team => record.read::<Team>().is_ok(),
        Kind::Device => record.read::<Device>().is_ok(),
        Kind::Customer => record.read::<Customer>().is_ok(),
        Kind::Task => record
            .read::<Task>()
            .is_ok_and(|task| task.window.is_none_or(crate::stamp::Window::is_valid)),
        Kind::CheckIn => record.read::<CheckIn>().is_ok(),
        Kind::Note => record.read::<MeetingNote>().is_ok(),
        Kind::Draft => record.read::<Draft>().is_ok(),
        Kind::Diary => record.read::<Diary>().is_ok(),
        Kind::Consent => record.read::<Consent>().is_ok(),
        Kind::WorkDay => record.read::<WorkDay>().is_ok(),
        Kind::Track => record.read::<Track>().is_ok(),
        Kind::LocationView => record.read::<LocationView>().is_ok(),
        Kind::Territory => record.read::<Territory>().is_ok(),
        Kind::Delegation => record.read::<Delegation>().is_ok(),
        Kind::Template => record
            .read::<Template>()
            .is_ok_and(|read| read.tasks.values().all(TemplateTask::is_valid)),
        Kind::Dismissal => record.read::<Dismissal>().is_ok(),
        Kind::Unknown(_) => true,
    }
}

/// Says whether a name is one of the bundled IANA zones.
pub(super) fn is_zone(name: &str) -> bool {
    jiff::tz::TimeZone::get(name).is_ok()
}
