//! Diary entries as screens show them.

use outrider_model::id::{DiaryId, RecordId};
use outrider_model::record::{Diary, DiaryKind, Field, Kind, Settled};
use serde::Serialize;

use super::line::Who;
use super::told::Told;
use crate::query::{DiaryRow, Names, Pending, SyncMark};

/// What somebody lost or should know.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DiaryLine {
    /// The entry.
    pub entry: DiaryId,
    /// What it tells.
    pub tells: DiaryKind,
    /// The record it is about.
    pub about: RecordId,
    /// That record's kind.
    pub about_kind: Kind,
    /// What that record is called, where it has a name and is on this phone.
    pub about_name: Option<String>,
    /// The field, where one is meant.
    pub field: Option<Field>,
    /// What the person had written.
    pub mine: Told,
    /// What stands in its place.
    pub theirs: Told,
    /// Who wrote what stands.
    pub by: Option<Who>,
    /// When it was noticed, microseconds since 1970 (UTC).
    pub noticed: i64,
    /// Whether one tap brings back what the person had written.
    pub can_restore: bool,
    /// How the person settled it.
    pub settled: Option<Settled>,
    /// Where it is safe.
    pub mark: SyncMark,
}

impl DiaryLine {
    pub(super) fn of(row: &DiaryRow, names: &Names, pending: &Pending) -> DiaryLine {
        let entry = &row.entry;
        DiaryLine {
            entry: row.id,
            tells: entry.tells.clone(),
            about: entry.about,
            about_kind: entry.about_kind.clone(),
            about_name: names.subject(entry.about),
            field: entry.field.clone(),
            mine: Told::of(entry, &entry.mine, names),
            theirs: Told::of(entry, &entry.theirs, names),
            by: entry.by.map(|person| Who::of(person, names)),
            noticed: entry.noticed.0,
            can_restore: can_restore(entry),
            settled: entry.settled.clone(),
            mark: pending.mark(row.id.into()),
        }
    }
}

/// Whom a task goes to is not for the person who lost it to write again.
fn can_restore(entry: &Diary) -> bool {
    let is_of_plan = entry.about_kind == Kind::Task && entry.field == Some(Field::from("assignee"));
    let is_writable = matches!(entry.about_kind, Kind::Customer | Kind::Note | Kind::Task);
    let is_lost = entry.tells == DiaryKind::Lost && entry.field.is_some();
    is_lost && is_writable && !is_of_plan && entry.settled.is_none()
}
