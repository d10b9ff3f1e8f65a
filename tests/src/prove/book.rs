//! What was acknowledged, kept apart from the phone: which field of which record says what.

use std::collections::BTreeMap;

use outrider_model::id::{NoteId, RecordId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// The name under which the book has what stands in a note's editor.
const EDITOR: &str = "(editor)";

/// One thing that a save says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Said {
    id: Uuid,
    field: String,
    value: Value,
}

/// Says that a field has a value.
pub(super) fn field(id: impl Into<RecordId>, field: &str, value: impl Into<Value>) -> Said {
    Said {
        id: id.into().0,
        field: field.to_owned(),
        value: value.into(),
    }
}

/// Says what stands in a note's editor; nothing once the editor is closed.
pub(super) fn editor(note: NoteId, body: Option<&str>) -> Said {
    Said {
        id: note.0,
        field: EDITOR.to_owned(),
        value: body.map_or(Value::Null, Value::from),
    }
}

/// Everything that was acknowledged so far, the newest for each field.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// The values that a field may have; more than one where a save failed without saying whether
    /// it stands.
    fields: BTreeMap<(Uuid, String), Vec<Value>>,
}

impl Book {
    /// Enters what was acknowledged.
    pub(super) fn enter(&mut self, said: Vec<Said>) {
        for Said { id, field, value } in said {
            self.fields.insert((id, field), vec![value]);
        }
    }

    /// Enters what may stand, or what stood before.
    pub(super) fn doubt(&mut self, said: Vec<Said>) {
        for Said { id, field, value } in said {
            if let Some(values) = self.fields.get_mut(&(id, field)) {
                values.push(value);
            }
        }
    }

    /// Lists what the phone does not have as it was acknowledged. `show` answers with the value
    /// of a field, `typed` with what stands in an editor; none when the record or row is missing.
    pub(super) fn missing(
        &self,
        show: impl Fn(RecordId, &str) -> Option<Value>,
        typed: impl Fn(NoteId) -> Option<String>,
    ) -> Vec<String> {
        let mut missing = Vec::new();
        for ((id, field), values) in &self.fields {
            let shown = if field == EDITOR {
                Some(typed(NoteId(*id)).map_or(Value::Null, Value::from))
            } else {
                show(RecordId(*id), field)
            };
            if !shown.as_ref().is_some_and(|shown| values.contains(shown)) {
                missing.push(format!("{id} {field}: {shown:?}, not {values:?}"));
            }
        }
        missing
    }
}
