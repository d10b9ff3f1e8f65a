//! What is being typed: a row of its own, as durable as everything that is saved.

use outrider_model::id::{ActivityTypeId, ChangeId, CustomerId, NoteId, TaskId};
use outrider_model::record::Outcome;
use outrider_model::text::TextHash;
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Writing, meta};
use crate::error::Result;

/// What an editor holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DraftContent {
    /// About whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// For which task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// Of what activity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<ActivityTypeId>,
    /// What came of it so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Whom one met.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub met: String,
    /// What is written so far.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// The text that an editor had opened, however long it stays open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PinnedText {
    /// The text's hash.
    pub hash: TextHash,
    /// The change that had written it.
    pub writer: ChangeId,
}

/// A row of what is being typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DraftRow {
    /// The note that it will become, or that it edits.
    pub note: NoteId,
    /// The text that the editor had opened; none for a new note.
    pub base: Option<PinnedText>,
    /// What stands in the editor.
    pub content: DraftContent,
    /// When it was last made safe, in microseconds of the server's time.
    pub saved_at: i64,
    /// When what stands in it became a change; none while it has not. No clock is compared: a
    /// corrected one may go back.
    pub sent_at: Option<i64>,
}

impl DraftRow {
    /// Says whether something was typed since it last became a change.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        self.sent_at.is_none()
    }
}

const COLUMNS: &str = "note, base, content, saved_at, sent_at";

/// A row as it stands in its cells.
struct Cells {
    note: NoteId,
    base: Option<Vec<u8>>,
    content: Vec<u8>,
    saved_at: i64,
    sent_at: Option<i64>,
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<Cells> {
    Ok(Cells {
        note: NoteId(Uuid::from_bytes(row.get(0)?)),
        base: row.get(1)?,
        content: row.get(2)?,
        saved_at: row.get(3)?,
        sent_at: row.get(4)?,
    })
}

fn of_cells(cells: Cells) -> Result<DraftRow> {
    let Cells {
        note,
        base,
        content,
        saved_at,
        sent_at,
    } = cells;
    let base = base.map(|cell| meta::read(&cell)).transpose()?;
    Ok(DraftRow {
        note,
        base,
        content: meta::read(&content)?,
        saved_at,
        sent_at,
    })
}

pub(super) fn find(db: &Connection, note: NoteId) -> Result<Option<DraftRow>> {
    let cells = db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM draft WHERE note = ?1"))?
        .query_row([note.0.into_bytes()], read_row)
        .optional()?;
    cells.map(of_cells).transpose()
}

pub(super) fn all(db: &Connection) -> Result<Vec<DraftRow>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM draft ORDER BY saved_at DESC, note"
    ))?;
    let rows = statement
        .query_map([], read_row)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    rows.into_iter().map(of_cells).collect()
}

impl Writing<'_> {
    /// Returns the row of a note that is being typed.
    ///
    /// # Errors
    /// What the disk does.
    pub fn draft(&self, note: NoteId) -> Result<Option<DraftRow>> {
        find(self.db, note)
    }

    /// Keeps what stands in an editor. The base is pinned by the first of these.
    ///
    /// # Errors
    /// What the disk does.
    pub fn keep_draft(
        &mut self,
        note: NoteId,
        base: Option<&PinnedText>,
        content: &DraftContent,
    ) -> Result<()> {
        let base = base.map(meta::write).transpose()?;
        self.db
            .prepare_cached(
                "INSERT INTO draft (note, base, content, saved_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (note) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at,
                     sent_at = CASE WHEN content = excluded.content THEN sent_at END",
            )?
            .execute((note.0.into_bytes(), base, meta::write(content)?, self.now()))?;
        self.changed.drafts.insert(note);
        Ok(())
    }

    /// Notes that what stands in an editor has become a change.
    ///
    /// # Errors
    /// What the disk does.
    pub fn note_draft_sent(&mut self, note: NoteId) -> Result<()> {
        self.db
            .prepare_cached("UPDATE draft SET sent_at = ?2 WHERE note = ?1")?
            .execute((note.0.into_bytes(), self.now()))?;
        Ok(())
    }

    /// Forgets what stood in an editor, once it is a note or was thrown away.
    ///
    /// # Errors
    /// What the disk does.
    pub fn forget_draft(&mut self, note: NoteId) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM draft WHERE note = ?1")?
            .execute([note.0.into_bytes()])?;
        self.changed.drafts.insert(note);
        Ok(())
    }
}
