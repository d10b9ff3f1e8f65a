//! Sites near a place, through the R*Tree.

use outrider_model::id::{CustomerId, PersonId, SiteId};
use outrider_model::place::Position;
use outrider_model::record::Customer;
use rusqlite::Row;

use super::super::Reader;
use super::uuid;
use crate::error::Result;

/// A box in 10⁻⁷ degrees; it may reach over the date line with `west > east`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
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

/// What a site and its customer are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteName {
    /// Whose.
    pub customer: CustomerId,
    /// Which.
    pub site: SiteId,
    /// The customer's name, with the site's own where it has one.
    pub name: String,
    /// Whose customer it is.
    pub owner: Option<PersonId>,
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

    /// Returns the smallest box that holds every site; it reaches over the date line where that is
    /// the shorter way. None without sites.
    ///
    /// # Errors
    /// Those of storage.
    pub fn bounds_of_sites(&self) -> Result<Option<SiteBox>> {
        const BOUNDS: &str = "SELECT min(south), max(north), min(west), max(east),
                min(west) FILTER (WHERE west >= 0), max(east) FILTER (WHERE west < 0)
             FROM place JOIN site ON site.entry = place.entry JOIN customer ON customer.rid = site.rid
             WHERE customer.removed = 0";
        let found = self.one(BOUNDS, [], |row| {
            let edge = |column| row.get::<_, Option<i32>>(column);
            Ok((
                (edge(0)?.zip(edge(1)?), edge(2)?.zip(edge(3)?)),
                edge(4)?.zip(edge(5)?),
            ))
        })?;
        let Some(((Some((south, north)), Some((west, east))), halves)) = found else {
            return Ok(None);
        };
        let straight = i64::from(east) - i64::from(west);
        let over = halves
            .filter(|(west, east)| i64::from(*east) - i64::from(*west) + 3_600_000_000 < straight);
        let (west, east) = over.unwrap_or((west, east));
        Ok(Some(SiteBox {
            south,
            north,
            west,
            east,
        }))
    }

    /// Returns what a site and its customer are called.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn site_name(&self, row: &SiteRow) -> Result<Option<SiteName>> {
        let Some(record) = self.record(row.customer.into())? else {
            return Ok(None);
        };
        let customer: Customer = record.read()?;
        let own = customer.sites.get(&row.site);
        let own = own.map(|site| site.name.clone()).unwrap_or_default();
        let name = if own.is_empty() {
            customer.name
        } else {
            format!("{} · {own}", customer.name)
        };
        Ok(Some(SiteName {
            customer: row.customer,
            site: row.site,
            name,
            owner: customer.owner,
        }))
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
