//! What is news after a reply was taken in: the person's tasks are compared with those before, and
//! what he did himself is left out.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::id::{PersonId, RecordId};
use outrider_model::record::{Diary, DiaryKind, Field, Kind, Record, Task};
use outrider_model::wire::Reply;
use rusqlite::Connection;
use uuid::Uuid;

use super::super::{Writing, bulk, cursor, record};
use super::{FRESH, KEPT, NoticeKind};
use crate::error::Result;

/// What of a task is worth telling when somebody changes it.
const TOLD: [&str; 5] = ["title", "plan_day", "window", "priority", "customer"];

/// The person's tasks as they stood before a reply.
pub(in super::super) struct Before {
    /// Those that he had to do.
    open: BTreeMap<RecordId, Planned>,
    /// The rows of all that were given to him, done ones too.
    all: BTreeSet<i64>,
}

/// What of a task is compared.
#[derive(PartialEq, Eq)]
struct Planned {
    title: String,
    day: Option<String>,
    window: (Option<i64>, Option<i64>),
    priority: String,
    customer: Option<[u8; 16]>,
}

impl Writing<'_> {
    /// Looks at the person's tasks before a reply is taken in; none where nothing is news: during
    /// the first sync, and for a reply that brings nothing.
    pub(in super::super) fn before(&self, reply: &Reply<'_>) -> Result<Option<Before>> {
        let brings = !reply.records.is_empty()
            || !reply.verdicts.is_empty()
            || !reply.judged.is_empty()
            || !reply.head.drop.is_empty()
            || reply.head.resync;
        if !brings || cursor::place(self.db)?.cursor.is_none() || bulk::is_loading(self.db)? {
            return Ok(None);
        }
        let me = self.profile()?.person;
        Ok(Some(Before {
            open: open_tasks(self.db, me)?,
            all: all_tasks(self.db, me)?,
        }))
    }

    /// Notes what is news after a reply was taken in.
    pub(in super::super) fn note_news(
        &mut self,
        before: Option<Before>,
        reply: &Reply<'_>,
    ) -> Result<()> {
        let Some(before) = before else {
            return Ok(());
        };
        let me = self.profile()?.person;
        let brought: BTreeSet<RecordId> = reply.records.iter().map(|line| line.id).collect();
        let now = open_tasks(self.db, me)?;
        for (id, planned) in &now {
            if !brought.contains(id) {
                continue;
            }
            let kind = match before.open.get(id) {
                Some(was) if was == planned => None,
                Some(was) => self.is_replanned(*id, was, planned, me)?,
                None => self.is_given(*id, &before.all, me)?,
            };
            if let Some(kind) = kind {
                self.note(kind, *id, &planned.title)?;
            }
        }
        for (id, was) in &before.open {
            if !now.contains_key(id) && self.is_taken(*id, me)? {
                self.note(NoticeKind::TaskTaken, *id, &was.title)?;
            }
        }
        self.note_conflicts(me)?;
        // A refused change that still needs the person was told once, however long ago.
        self.db.execute(
            "DELETE FROM notice WHERE number <= (SELECT max(number) FROM notice) - ?1
             AND about NOT IN (SELECT change FROM outbox
                               WHERE state IN ('unsent', 'sent', 'parked') AND state = 'parked')",
            [KEPT],
        )?;
        Ok(())
    }

    /// A task that he had before and has to do again is news when somebody else opened it.
    fn is_given(
        &self,
        id: RecordId,
        before: &BTreeSet<i64>,
        me: PersonId,
    ) -> Result<Option<NoticeKind>> {
        let Some(row) = record::find(self.db, id)? else {
            return Ok(None);
        };
        let record = Record::parse(&row.bytes)?;
        if before.contains(&row.rid) {
            let is_others = last_word(&record).is_some_and(|by| by != me);
            return Ok(is_others.then_some(NoticeKind::TaskChanged));
        }
        Ok((writer(&record, "assignee") != me).then_some(NoticeKind::NewTask))
    }

    fn is_replanned(
        &self,
        id: RecordId,
        was: &Planned,
        now: &Planned,
        me: PersonId,
    ) -> Result<Option<NoticeKind>> {
        let Some(record) = record::parsed(self.db, id)? else {
            return Ok(None);
        };
        let differs = [
            was.title != now.title,
            was.day != now.day,
            was.window != now.window,
            was.priority != now.priority,
            was.customer != now.customer,
        ];
        let is_news = TOLD
            .iter()
            .zip(differs)
            .any(|(field, differs)| differs && writer(&record, field) != me);
        Ok(is_news.then_some(NoticeKind::TaskChanged))
    }

    fn is_taken(&self, id: RecordId, me: PersonId) -> Result<bool> {
        let Some(record) = record::parsed(self.db, id)? else {
            return Ok(true);
        };
        // What a newer version writes is told by the screens, as far as they can.
        let Ok(task) = record.read::<Task>() else {
            return Ok(false);
        };
        if task.assignee != Some(me) {
            return Ok(writer(&record, "assignee") != me);
        }
        Ok(task.removed || last_word(&record).is_some_and(|by| by != me))
    }

    /// A task that went to somebody else is told once, as that.
    fn note_conflicts(&mut self, me: PersonId) -> Result<()> {
        let changed: Vec<RecordId> = self
            .changed
            .records
            .iter()
            .filter(|(_, kind)| **kind == Kind::Diary)
            .map(|(id, _)| *id)
            .collect();
        let since = self.now().saturating_sub(FRESH);
        for id in changed {
            let Some(record) = record::parsed(self.db, id)? else {
                continue;
            };
            let Ok(entry) = record.read::<Diary>() else {
                continue;
            };
            let is_news = entry.person == me && entry.settled.is_none() && entry.noticed.0 >= since;
            let is_told_otherwise = entry.tells == DiaryKind::Reassigned
                && self.is_noted(NoticeKind::TaskTaken, entry.about)?;
            if is_news && !is_told_otherwise && !self.is_noted(NoticeKind::Conflict, id)? {
                self.note(NoticeKind::Conflict, id, "")?;
            }
        }
        Ok(())
    }
}

fn open_tasks(db: &Connection, person: PersonId) -> Result<BTreeMap<RecordId, Planned>> {
    let mut statement = db.prepare_cached(
        "SELECT record.id, title, plan_day, window_from, window_to, priority, customer
         FROM task JOIN record ON record.rid = task.rid
         WHERE task.assignee = ?1 AND task.is_open = 1 AND task.status <> 'declined' AND task.removed = 0",
    )?;
    let rows = statement.query_map([person.0.as_bytes()], |row| {
        let planned = Planned {
            title: row.get(1)?,
            day: row.get(2)?,
            window: (row.get(3)?, row.get(4)?),
            priority: row.get(5)?,
            customer: row.get(6)?,
        };
        Ok((RecordId(Uuid::from_bytes(row.get(0)?)), planned))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn all_tasks(db: &Connection, person: PersonId) -> Result<BTreeSet<i64>> {
    let mut statement = db.prepare_cached("SELECT rid FROM task WHERE assignee = ?1")?;
    let rows = statement.query_map([person.0.as_bytes()], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Who wrote a field of a record last.
fn writer(record: &Record, field: &str) -> PersonId {
    record.writer(&Field::from(field)).person
}

/// Who wrote the status that a task shows; none where it follows from the assignment alone.
fn last_word(record: &Record) -> Option<PersonId> {
    let task: Task = record.read().ok()?;
    task.shown_in(record).head.map(|(_, head)| head.person)
}
