//! What a shell is to tell the person: noticed while a reply is taken in, told once.
//!
//! A row stays for a while after it was told, so that the same is never told again.

mod news;

use outrider_model::decide::Verdict;
use outrider_model::id::RecordId;
use outrider_model::record::Diary;
use rusqlite::{OptionalExtension as _, Row};
use uuid::Uuid;

use super::{Reader, Writing};
use crate::error::Result;

/// What there is to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeKind {
    /// Somebody gave the person a task.
    NewTask,
    /// Somebody planned one of his tasks anew.
    TaskChanged,
    /// One of his tasks is his no more, or was called off.
    TaskTaken,
    /// Something that he wrote does not stand, or stands beside another's words.
    Conflict,
    /// The server refused a change.
    NeedsAttention,
    /// The phone has to be signed in again.
    SignInNeeded,
    /// A work period goes on after it should have ended.
    DayNotEnded,
}

const KINDS: [(NoticeKind, &str); 7] = [
    (NoticeKind::NewTask, "new_task"),
    (NoticeKind::TaskChanged, "task_changed"),
    (NoticeKind::TaskTaken, "task_taken"),
    (NoticeKind::Conflict, "conflict"),
    (NoticeKind::NeedsAttention, "needs_attention"),
    (NoticeKind::SignInNeeded, "sign_in_needed"),
    (NoticeKind::DayNotEnded, "day_not_ended"),
];

impl NoticeKind {
    fn as_str(self) -> &'static str {
        let found = KINDS.iter().find(|(kind, _)| *kind == self);
        found.map_or("", |(_, word)| word)
    }

    fn read(word: &str) -> Option<NoticeKind> {
        let found = KINDS.iter().find(|(_, known)| *known == word);
        found.map(|(kind, _)| *kind)
    }
}

/// Something that was noticed and not told yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// Counts up; later ones are greater.
    pub number: i64,
    /// What there is to tell.
    pub kind: NoticeKind,
    /// The task, diary entry, change, work day or device that it is about.
    pub about: RecordId,
    /// The task's title; empty for everything else.
    pub title: String,
    /// When it was noticed, microseconds since 1970 (UTC).
    pub at: i64,
}

/// News is told for this long, in microseconds; older ones stand on the screens alone.
const FRESH: i64 = 7 * 86_400 * 1_000_000;
/// Rows that are kept at most.
const KEPT: i64 = 1_000;

impl Writing<'_> {
    /// Notes each refused change once.
    ///
    /// # Errors
    /// What the disk does.
    pub fn note_refused(&mut self) -> Result<()> {
        for item in self.needs_attention()? {
            let id = RecordId::from(item.row.change);
            if !self.is_noted(NoticeKind::NeedsAttention, id)? {
                self.note(NoticeKind::NeedsAttention, id, "")?;
            }
        }
        Ok(())
    }

    /// Notes that something goes on, once for as long as it does.
    ///
    /// # Errors
    /// What the disk does.
    pub fn note_standing(&mut self, kind: NoticeKind, about: RecordId) -> Result<()> {
        if self.is_noted(kind, about)? {
            return Ok(());
        }
        self.note(kind, about, "")
    }

    /// Forgets that the phone had to be signed in: the next time is news again.
    pub(super) fn forget_sign_in(&mut self) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM notice WHERE kind = 'sign_in_needed'")?
            .execute([])?;
        Ok(())
    }

    /// Notes that a shell has told these, with all that they stood for.
    ///
    /// # Errors
    /// What the disk does; they are then told again.
    pub fn note_told(&mut self, numbers: &[i64]) -> Result<()> {
        let now = self.now();
        for number in numbers {
            self.db
                .prepare_cached(
                    "UPDATE notice SET told_at = ?2
                     WHERE told_at IS NULL AND number <= ?1 AND EXISTS (
                        SELECT 1 FROM notice AS told WHERE told.number = ?1
                        AND (told.about = notice.about
                          OR (told.kind = 'needs_attention' AND notice.kind = 'needs_attention')))",
                )?
                .execute((number, now))?;
        }
        Ok(())
    }

    fn is_noted(&self, kind: NoticeKind, about: RecordId) -> Result<bool> {
        let found = self
            .db
            .prepare_cached("SELECT 1 FROM notice WHERE about = ?1 AND kind = ?2")?
            .query_row((about.0.into_bytes(), kind.as_str()), |_| Ok(()))
            .optional()?;
        Ok(found.is_some())
    }

    fn note(&mut self, kind: NoticeKind, about: RecordId, title: &str) -> Result<()> {
        self.db
            .prepare_cached("INSERT INTO notice (kind, about, title, at) VALUES (?1, ?2, ?3, ?4)")?
            .execute((kind.as_str(), about.0.into_bytes(), title, self.now()))?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Returns what was noticed lately and not told yet, in that order. What has settled itself
    /// since is left out.
    ///
    /// # Errors
    /// What the disk does.
    pub fn untold(&self) -> Result<Vec<NoticeRow>> {
        let since = self.now()?.saturating_sub(FRESH);
        let mut statement = self.db.prepare_cached(
            "SELECT number, kind, about, title, at FROM notice
             WHERE told_at IS NULL AND at >= ?1 ORDER BY number",
        )?;
        let rows = statement.query_map([since], read)?;
        let mut untold = Vec::new();
        for row in rows {
            if let Some(row) = row?
                && self.still_stands(&row)?
            {
                untold.push(row);
            }
        }
        Ok(untold)
    }

    fn still_stands(&self, row: &NoticeRow) -> Result<bool> {
        Ok(match row.kind {
            NoticeKind::NeedsAttention => self
                .db
                .prepare_cached(
                    "SELECT verdict FROM outbox WHERE change = ?1 AND state = 'parked'",
                )?
                .query_row([row.about.0.into_bytes()], |row| {
                    row.get::<_, Option<Vec<u8>>>(0)
                })
                .optional()?
                .flatten()
                .is_some_and(|cell| is_refusal(&cell)),
            NoticeKind::Conflict => match self.record(row.about)? {
                Some(record) => record
                    .read::<Diary>()
                    .is_ok_and(|entry| entry.settled.is_none()),
                None => false,
            },
            NoticeKind::NewTask | NoticeKind::TaskChanged => self
                .db
                .prepare_cached(
                    "SELECT task.is_open FROM record JOIN task ON task.rid = record.rid
                     WHERE record.id = ?1 AND task.status <> 'declined'",
                )?
                .query_row([row.about.0.into_bytes()], |row| row.get(0))
                .optional()?
                .unwrap_or(false),
            NoticeKind::TaskTaken | NoticeKind::SignInNeeded | NoticeKind::DayNotEnded => true,
        })
    }
}

fn is_refusal(cell: &[u8]) -> bool {
    let verdict: Option<Verdict> = serde_json::from_slice(cell).ok();
    verdict.is_some_and(|verdict| matches!(verdict.first(), Verdict::Refused(_)))
}

fn read(row: &Row<'_>) -> rusqlite::Result<Option<NoticeRow>> {
    let Some(kind) = NoticeKind::read(row.get_ref(1)?.as_str()?) else {
        return Ok(None);
    };
    Ok(Some(NoticeRow {
        number: row.get(0)?,
        kind,
        about: RecordId(Uuid::from_bytes(row.get(2)?)),
        title: row.get(3)?,
        at: row.get(4)?,
    }))
}
