//! Diary entries: what somebody lost or should know.

use std::cmp::Reverse;

use outrider_model::id::{DiaryId, PersonId, RecordId};
use outrider_model::record::{Diary, Record};

use super::super::Reader;
use super::uuid;
use crate::error::Result;

/// An entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct DiaryRow {
    /// The entry.
    pub id: DiaryId,
    /// What it tells.
    pub entry: Diary,
}

impl Reader<'_> {
    /// Returns a person's entries: those not settled, then the newest settled ones.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn diary_of(&self, person: PersonId, limit: usize) -> Result<Vec<DiaryRow>> {
        self.entries(
            "SELECT record.id, record.bytes FROM diary JOIN record ON record.rid = diary.rid
             WHERE diary.person = ?1 ORDER BY diary.is_settled, diary.noticed DESC, record.id LIMIT ?2",
            (person.0.as_bytes(), super::count(limit)),
        )
    }

    /// Returns a person's entries about a record, newest first.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn diary_about(&self, person: PersonId, about: RecordId) -> Result<Vec<DiaryRow>> {
        self.entries(
            "SELECT record.id, record.bytes FROM diary JOIN record ON record.rid = diary.rid
             WHERE diary.person = ?1 AND diary.about = ?2 ORDER BY diary.noticed DESC, record.id",
            (person.0.as_bytes(), about.0.as_bytes()),
        )
    }

    /// Counts a person's entries that are not settled.
    ///
    /// # Errors
    /// Those of storage.
    pub fn unsettled(&self, person: PersonId) -> Result<u64> {
        let count = self.one(
            "SELECT count(*) FROM diary WHERE person = ?1 AND is_settled = 0",
            [person.0.as_bytes()],
            |row| super::number(row, 0),
        )?;
        Ok(count.unwrap_or(0))
    }

    fn entries(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<DiaryRow>> {
        let found = self.list(sql, params, |row| {
            Ok((DiaryId(uuid(row, 0)?), row.get::<_, Vec<u8>>(1)?))
        })?;
        let mut rows = found
            .into_iter()
            .map(|(id, bytes)| {
                Ok(DiaryRow {
                    id,
                    entry: Record::parse(&bytes)?.read()?,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        // Entries of one change are noticed in the same instant, and ids mean no order.
        rows.sort_by(|a, b| in_order(&a.entry).cmp(&in_order(&b.entry)));
        Ok(rows)
    }
}

fn in_order(entry: &Diary) -> impl Ord + '_ {
    let field = entry.field.as_ref().map(|field| field.as_str());
    (
        entry.settled.is_some(),
        Reverse(entry.noticed),
        entry.tells.as_str(),
        field,
    )
}
