//! Writes a lost value again.

use outrider_model::change::{
    Body, DiarySettled, Edited, Fields, NoteEdited, TaskChecked, TextEdit,
};
use outrider_model::decide::Code;
use outrider_model::id::{ChangeId, DiaryId};
use outrider_model::record::{Diary, Field, Kind, Settled, plain_fields};
use outrider_model::text::TextHash;
use serde_json::Value;

use crate::error::{Error, Result};
use crate::transact::{Op, Pen, Saved, Transactor};

/// Writes the lost value of a diary entry again, over what stands now, and settles the entry.
/// Both are ordinary changes. Returns the change that writes the value.
///
/// # Errors
/// [`Error::NoRecord`] when the entry or its record is not here, [`Error::Refused`] when the entry
/// holds no value that could be written; nothing is then written.
pub fn restore(door: &Transactor, entry: DiaryId) -> Result<Saved<ChangeId>> {
    door.transact(Op::RestoreLost, |pen| {
        let diary: Diary = pen.read(entry)?;
        let body = writing_again(pen, &diary)?;
        let change = pen.change(body)?;
        pen.change(Body::DiarySettled(DiarySettled {
            entry,
            settled: Some(Settled::Restored),
        }))?;
        Ok(change)
    })
}

fn writing_again(pen: &Pen<'_, '_>, diary: &Diary) -> Result<Body> {
    let cannot = || Error::refused(Code::Invalid, "entry");
    let field = diary.field.clone().ok_or_else(cannot)?;
    let record = pen.record(diary.about)?;
    let set = Fields::from([(field.clone(), diary.mine.clone())]);
    match record.kind {
        Kind::Customer => Ok(Body::CustomerEdited(Edited {
            target: record.id.into(),
            set,
        })),
        Kind::Note if field.as_str() == "body" => {
            let stands = record.get(&field).as_str().unwrap_or_default();
            let mine = diary.mine.as_str().unwrap_or_default().to_owned();
            let text = Some(TextEdit {
                base: TextHash::of(stands),
                body: mine,
            });
            Ok(Body::NoteEdited(NoteEdited {
                note: record.id.into(),
                set: Fields::new(),
                text,
            }))
        }
        Kind::Note => Ok(Body::NoteEdited(NoteEdited {
            note: record.id.into(),
            set,
            text: None,
        })),
        Kind::Task if plain_fields(&Kind::Task).contains(&field.as_str()) => {
            Ok(Body::TaskEdited(Edited {
                target: record.id.into(),
                set,
            }))
        }
        Kind::Task if matches!(field.as_str(), "plan_day" | "window" | "priority") => {
            Ok(Body::TaskRescheduled(Edited {
                target: record.id.into(),
                set,
            }))
        }
        Kind::Task => ticked(&field, &diary.mine)
            .map(|(item, done)| {
                Body::TaskChecked(TaskChecked {
                    task: record.id.into(),
                    item,
                    done,
                })
            })
            .ok_or_else(cannot),
        Kind::Organisation
        | Kind::ActivityType
        | Kind::Series
        | Kind::Person
        | Kind::Team
        | Kind::Device
        | Kind::CheckIn
        | Kind::Draft
        | Kind::Diary
        | Kind::Consent
        | Kind::WorkDay
        | Kind::Track
        | Kind::LocationView
        | Kind::Territory
        | Kind::Delegation
        | Kind::Template
        | Kind::Dismissal
        | Kind::Unknown(_) => Err(cannot()),
    }
}

/// Reads `checklist/<item>/done`.
fn ticked(field: &Field, mine: &Value) -> Option<(outrider_model::id::ItemId, bool)> {
    let item = field
        .as_str()
        .strip_prefix("checklist/")?
        .strip_suffix("/done")?;
    Some((item.parse().ok()?, mine.as_bool().unwrap_or(false)))
}
