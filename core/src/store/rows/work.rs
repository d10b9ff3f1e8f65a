//! Work days, ways and looks at positions.

use jiff::civil::Date;
use outrider_model::id::{PersonId, TrackId, WorkDayId};
use outrider_model::record::{LocationView, Record, Track, WorkDay};
use rusqlite::Params;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::super::Reader;
use super::uuid;
use crate::error::Result;

/// A work day of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkDayRow {
    /// Its record.
    pub id: WorkDayId,
    /// What is in it.
    pub day: WorkDay,
}

/// A piece of a way.
#[derive(Clone, Debug, PartialEq)]
pub struct WayRow {
    /// Its record.
    pub id: TrackId,
    /// What is in it.
    pub track: Track,
}

/// Somebody's looks at a person's positions.
#[derive(Clone, Debug, PartialEq)]
pub struct LookRow {
    /// What is in it.
    pub look: LocationView,
}

impl Reader<'_> {
    /// Returns a person's work days from a day on, and earlier ones on which a period has no end;
    /// the newest first.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn work_days(&self, person: PersonId, from: Date) -> Result<Vec<WorkDayRow>> {
        let found = self.of_kind(
            "SELECT record.id, record.bytes FROM work_day JOIN record ON record.rid = work_day.rid
             WHERE work_day.person = ?1 AND (work_day.day >= ?2 OR work_day.is_open = 1)
             ORDER BY work_day.day DESC",
            (person.0.as_bytes(), from.to_string()),
        )?;
        Ok(found
            .into_iter()
            .map(|(id, day)| WorkDayRow {
                id: WorkDayId(id),
                day,
            })
            .collect())
    }

    /// Returns the ways of a person that ended after a time of the device's clock, the oldest first.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn ways(&self, person: PersonId, after: i64) -> Result<Vec<WayRow>> {
        let found = self.of_kind(
            "SELECT record.id, record.bytes FROM track JOIN record ON record.rid = track.rid
             WHERE track.person = ?1 AND track.ended >= ?2 ORDER BY track.begun, record.id",
            (person.0.as_bytes(), after),
        )?;
        Ok(found
            .into_iter()
            .map(|(id, track)| WayRow {
                id: TrackId(id),
                track,
            })
            .collect())
    }

    /// Returns who looked at a person's positions, the last look first.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn looks_at(&self, person: PersonId, limit: usize) -> Result<Vec<LookRow>> {
        let found = self.of_kind(
            "SELECT record.id, record.bytes FROM location_view JOIN record ON record.rid = location_view.rid
             WHERE location_view.subject = ?1 ORDER BY location_view.last DESC, record.id LIMIT ?2",
            (person.0.as_bytes(), super::count(limit)),
        )?;
        Ok(found
            .into_iter()
            .map(|(_, look)| LookRow { look })
            .collect())
    }

    /// Counts the points of the way that are no change yet.
    ///
    /// # Errors
    /// Those of storage.
    pub fn points_held(&self) -> Result<u64> {
        let count = self.one("SELECT count(*) FROM way WHERE sent = 0", [], |row| {
            super::number(row, 0)
        })?;
        Ok(count.unwrap_or(0))
    }

    fn of_kind<T: DeserializeOwned>(
        &self,
        sql: &str,
        params: impl Params,
    ) -> Result<Vec<(Uuid, T)>> {
        let found = self.list(sql, params, |row| {
            Ok((uuid(row, 0)?, row.get::<_, Vec<u8>>(1)?))
        })?;
        found
            .into_iter()
            .map(|(id, bytes)| Ok((id, Record::parse(&bytes)?.read()?)))
            .collect()
    }
}
