//! Lines that account for what was forgotten: without one, missing words are a tampering.

use outrider_model::id::RecordId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Action, Note, note_in};
use crate::store::{Ledger, StoreError};

/// Why words were forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Why {
    /// They had grown old.
    Retention,
    /// Somebody was erased.
    Erasure,
}

#[derive(Serialize, Deserialize)]
struct Detail {
    why: Why,
    changes: Vec<u64>,
}

/// Forgets what changes said, and notes which.
pub(crate) fn forget(
    ledger: &mut dyn Ledger,
    now: i64,
    why: Why,
    subject: Option<RecordId>,
    changes: Vec<u64>,
) -> Result<(), StoreError> {
    if changes.is_empty() {
        return Ok(());
    }
    ledger.blank(&changes)?;
    let detail = serde_json::to_value(Detail { why, changes }).unwrap_or(Value::Null);
    let note = Note::of(Action::Forgotten).saying(detail);
    let note = match subject {
        Some(subject) => note.to(subject),
        None => note,
    };
    note_in(ledger, now, &note)
}

/// Reads which changes a line says were forgotten.
pub(super) fn read(detail: &str) -> Option<Vec<u64>> {
    let detail: Detail = serde_json::from_str(detail).ok()?;
    Some(detail.changes)
}
