//! Room on a full disk: a ballast that can be thrown off, and old records that can be fetched
//! again. What waits, what is typed and what needs attention is never let go for room.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use outrider_model::id::RecordId;
use rusqlite::Connection;
use uuid::Uuid;

use super::replay::{Pends, pends};
use super::{Store, Turn, Writing};
use crate::error::{Error, Result};

/// On a full disk even a deletion needs a few pages; this is where they come from.
const BALLAST: usize = 8 * 1024 * 1024;
const DAY: i64 = 86_400 * 1_000_000;
/// What is older than this can be let go.
const OLD: i64 = 90 * DAY;

impl Store {
    fn ballast(&self) -> PathBuf {
        self.config().folder.join("ballast")
    }

    /// Takes the ballast on, where it is not there yet.
    ///
    /// # Errors
    /// [`Error::StorageFull`] when there is no room for it; nothing of it then stays.
    pub fn reserve(&self) -> Result<()> {
        let path = self.ballast();
        if fs::metadata(&path).is_ok_and(|file| file.len() == BALLAST as u64) {
            return Ok(());
        }
        // Not zeros: a file system that compresses would hold no room for them.
        let mut block = vec![0; 64 * 1024];
        self.rng.fill(&mut block);
        let written = fs::File::create(&path).and_then(|mut file| {
            (0..BALLAST / block.len())
                .try_for_each(|_| file.write_all(&block))
                .and_then(|()| file.sync_all())
        });
        written.map_err(|_| {
            let _ = fs::remove_file(&path);
            Error::StorageFull
        })
    }

    /// Makes room on a full disk: throws the ballast off, forgets what nobody can need, lets old
    /// records go of which nothing waits, and takes the ballast on again if it fits. Returns how
    /// many records went.
    ///
    /// # Errors
    /// What the disk does; what was saved stands.
    pub fn make_room(&self) -> Result<usize> {
        let _ = fs::remove_file(self.ballast());
        let (count, _) = self.write(Turn::Background, |writing| {
            writing.prune()?;
            writing.evict()
        })?;
        self.fold_log("TRUNCATE")?;
        match self.reserve() {
            Ok(()) | Err(Error::StorageFull) => Ok(count),
            Err(error) => Err(error),
        }
    }
}

impl Writing<'_> {
    /// Lets old records go: closed tasks, check-ins and notes of which nothing waits.
    pub(super) fn evict(&mut self) -> Result<usize> {
        let mut count = 0;
        for id in old(self.db, self.now() - OLD)? {
            if pends(self.db, id)? == Pends::Nothing {
                self.remove_record(id)?;
                count += 1;
            }
        }
        Ok(count)
    }
}

fn old(db: &Connection, before: i64) -> Result<Vec<RecordId>> {
    let mut statement = db.prepare(
        "SELECT record.id FROM record JOIN task USING (rid) WHERE task.is_open = 0 AND task.since < ?1
         UNION ALL SELECT record.id FROM record JOIN check_in USING (rid) WHERE check_in.begun < ?1
         UNION ALL SELECT record.id FROM record JOIN note USING (rid)
         WHERE note.time < ?1 AND record.id NOT IN (SELECT draft.note FROM draft)",
    )?;
    let rows = statement.query_map([before], |row| Ok(RecordId(Uuid::from_bytes(row.get(0)?))))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
