//! Commits an edit of a note.

use std::collections::BTreeMap;

use outrider_model::change::{Bases, Body, Fields, NoteEdited, Seen, TextEdit};
use outrider_model::id::{ChangeId, NoteId};
use outrider_model::record::{Field, MeetingNote};
use outrider_model::text::TextHash;
use serde_json::Value;

use crate::error::{Error, Result};
use crate::transact::{DraftContent, Op, Saved, Transactor};

/// Commits what stands in an editor as an edit of its note. The words start from the text that
/// [`super::open`] pinned, else from those that stand now. Returns the change; none when nothing
/// is new.
///
/// # Errors
/// [`Error::NoRecord`] when the note is not here, [`Error::TooLong`] for a text that cannot be
/// saved; nothing is then written, and what stood in the editor stands.
pub fn edit(
    door: &Transactor,
    note: NoteId,
    content: &DraftContent,
) -> Result<Saved<Option<ChangeId>>> {
    door.transact(Op::EditNote, |pen| {
        let was: MeetingNote = pen.read(note)?;
        let base = match pen.draft(note)?.and_then(|row| row.base) {
            Some(base) => base,
            None => pen.pin(note)?,
        };
        let is_new = TextHash::of(&content.body) != base.hash;
        let text = is_new.then(|| TextEdit {
            base: base.hash,
            body: content.body.clone(),
        });
        let set = fields(&was, content)?;
        pen.withdraw_unsent_draft(note)?;
        let change = if text.is_none() && set.is_empty() {
            None
        } else {
            let seen = BTreeMap::from([(Field::from("body"), Seen::from([(base.writer, true)]))]);
            let pinned = if text.is_some() {
                Bases::from([(note.into(), seen)])
            } else {
                Bases::new()
            };
            Some(pen.change_over(Body::NoteEdited(NoteEdited { note, set, text }), pinned)?)
        };
        pen.forget_draft(note)?;
        Ok(change)
    })
}

fn fields(was: &MeetingNote, content: &DraftContent) -> Result<Fields> {
    let value =
        |value: serde_json::Result<Value>| value.map_err(|error| Error::Malformed(error.into()));
    let mut set = Fields::new();
    if was.outcome != content.outcome {
        set.insert(
            Field::from("outcome"),
            value(serde_json::to_value(&content.outcome))?,
        );
    }
    if was.activity != content.activity {
        set.insert(
            Field::from("activity"),
            value(serde_json::to_value(content.activity))?,
        );
    }
    if was.met != content.met {
        set.insert(Field::from("met"), Value::String(content.met.clone()));
    }
    Ok(set)
}
