//! Sites near a place, through the R*Tree.

use outrider_model::id::{CustomerId, SiteId};
use outrider_model::place::Position;
use rusqlite::Row;

use super::super::Reader;
use super::uuid;
use crate::error::Result;

/// A box in 10⁻⁷ degrees; it may reach over the date line with `west > east`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteBox {
    /// The least latitude.
    pub south: i32,
    /// The greatest latitude.
    pub north: i32,
    /// The western edge.
    pub west: i32,
    /// The eastern edge.
    pub east: i32,
}

/// A site as the map knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRow {
    /// Whose.
    pub customer: CustomerId,
    /// Which.
    pub site: SiteId,
    /// Where, to a centimetre.
    pub at: Position,
}

const NEAR: &str = "SELECT record.id, site.site, place.south, place.west, place.north, place.east
     FROM place JOIN site ON site.entry = place.entry JOIN customer ON customer.rid = site.rid
     JOIN record ON record.rid = site.rid
     WHERE place.south <= ?2 AND place.north >= ?1 AND place.west <= ?4 AND place.east >= ?3
     AND customer.removed = 0 ORDER BY record.id, site.site";

impl Reader<'_> {
    /// Returns the sites that lie in or reach into a box.
    ///
    /// # Errors
    /// Those of storage.
    pub fn sites_in(&self, within: SiteBox) -> Result<Vec<SiteRow>> {
        let SiteBox {
            south,
            north,
            west,
            east,
        } = within;
        if west <= east {
            return self.sites(south, north, west, east);
        }
        let mut found = self.sites(south, north, west, 1_800_000_000)?;
        found.extend(self.sites(south, north, -1_800_000_000, east)?);
        Ok(found)
    }

    fn sites(&self, south: i32, north: i32, west: i32, east: i32) -> Result<Vec<SiteRow>> {
        let found = self.list(NEAR, (south, north, west, east), |row| {
            Ok((
                CustomerId(uuid(row, 0)?),
                SiteId(uuid(row, 1)?),
                middle_at(row, 2)?,
            ))
        })?;
        Ok(found
            .into_iter()
            .filter_map(|(customer, site, at)| {
                Some(SiteRow {
                    customer,
                    site,
                    at: at?,
                })
            })
            .collect())
    }
}

/// Reads the middle of a box of south, west, north, east.
pub(super) fn middle(row: &Row<'_>) -> rusqlite::Result<Option<Position>> {
    middle_at(row, 0)
}

fn middle_at(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<Position>> {
    let south: i64 = row.get(first)?;
    let west: i64 = row.get(first + 1)?;
    let north: i64 = row.get(first + 2)?;
    let east: i64 = row.get(first + 3)?;
    Ok(Position::new((south + north).div_euclid(2), (west + east).div_euclid(2)).ok())
}
