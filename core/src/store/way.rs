//! The way on duty that has not become a change yet: a row a point, as durable as everything that
//! is saved. A point comes in through the gate of [`crate::command::track`] alone.

use outrider_model::id::{ChangeId, WorkDayId};
use outrider_model::place::Position;
use outrider_model::record::TrackPoint;
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Writing;
use crate::error::{Error, Result};

/// A point of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayPoint {
    /// The device's clock, microseconds since 1970 (UTC).
    pub time: i64,
    /// On which work day.
    pub work_day: WorkDayId,
    /// Where.
    pub point: TrackPoint,
    /// Whether something is missing before it.
    pub gap: bool,
}

fn read(row: &Row<'_>) -> rusqlite::Result<(i64, [u8; 16], i64, i64, i64, bool)> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
    ))
}

/// Returns the points that are no change yet, in the order of their times.
pub(super) fn held(db: &Connection) -> Result<Vec<WayPoint>> {
    let mut statement = db.prepare_cached(&format!("{POINTS} WHERE sent = 0 ORDER BY time"))?;
    let rows = statement.query_map([], read)?;
    rows.map(|row| point(row?)).collect()
}

const POINTS: &str = "SELECT time, work_day, lat, lon, accuracy_mm, gap FROM way";

impl Writing<'_> {
    /// Adds a point.
    ///
    /// # Errors
    /// What the disk does.
    pub fn add_to_way(&mut self, added: &WayPoint) -> Result<()> {
        let position = added.point.position;
        self.db
            .prepare_cached(
                "INSERT INTO way (time, work_day, lat, lon, accuracy_mm, gap)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (time) DO NOTHING",
            )?
            .execute((
                added.time,
                added.work_day.0.as_bytes(),
                position.lat(),
                position.lon(),
                added.point.accuracy_mm,
                added.gap,
            ))?;
        Ok(())
    }

    /// Returns the points that are no change yet, in the order of their times.
    ///
    /// # Errors
    /// What the disk does.
    pub fn way(&self) -> Result<Vec<WayPoint>> {
        held(self.db)
    }

    /// Returns the newest point, sent ones too while they are the newest.
    ///
    /// # Errors
    /// What the disk does.
    pub fn end_of_way(&self) -> Result<Option<WayPoint>> {
        let row = self
            .db
            .prepare_cached(&format!("{POINTS} ORDER BY time DESC LIMIT 1"))?
            .query_row([], read)
            .optional()?;
        row.map(point).transpose()
    }

    /// Notes that all points are changes now; the newest is kept, so that the next gap is seen.
    ///
    /// # Errors
    /// What the disk does.
    pub fn settle_way(&mut self) -> Result<()> {
        self.db.execute(
            "DELETE FROM way WHERE time < (SELECT max(time) FROM way)",
            [],
        )?;
        self.db.execute("UPDATE way SET sent = 1", [])?;
        Ok(())
    }

    /// Forgets the points.
    ///
    /// # Errors
    /// What the disk does.
    pub fn forget_way(&mut self) -> Result<()> {
        self.db.execute("DELETE FROM way", [])?;
        Ok(())
    }

    /// Returns the changes of an operation that have never been in a request, the oldest first.
    ///
    /// # Errors
    /// What the disk does.
    pub fn unsent_of(&self, operation: &str) -> Result<Vec<ChangeId>> {
        let mut statement = self.db.prepare_cached(
            "SELECT change FROM outbox WHERE state = 'unsent' AND operation = ?1 ORDER BY sequence",
        )?;
        let rows = statement.query_map([operation], |row| row.get::<_, [u8; 16]>(0))?;
        rows.map(|id| Ok(ChangeId(Uuid::from_bytes(id?)))).collect()
    }
}

fn point(
    (time, work_day, lat, lon, accuracy_mm, gap): (i64, [u8; 16], i64, i64, i64, bool),
) -> Result<WayPoint> {
    let position = Position::new(lat, lon)
        .map_err(|_| Error::StorageDamaged("a point of the way is nowhere".to_owned()))?;
    Ok(WayPoint {
        time,
        work_day: WorkDayId(Uuid::from_bytes(work_day)),
        point: TrackPoint {
            position,
            accuracy_mm,
        },
        gap,
    })
}
