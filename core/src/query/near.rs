//! What is near a place.

use outrider_model::id::{CustomerId, SiteId};
use outrider_model::place::{Position, distance_mm};

use crate::error::Result;
use crate::store::Reader;
use crate::store::rows::SiteBox;

/// A site and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearSite {
    /// Whose.
    pub customer: CustomerId,
    /// Which.
    pub site: SiteId,
    /// How far, in millimetres.
    pub distance_mm: i64,
}

/// A degree of latitude is nowhere shorter than 110.5 km: 10⁻⁷ degrees are at least 11 mm.
const UNIT_MM: i64 = 11;
const POLE: i64 = 900_000_000;
const DATE_LINE: i64 = 1_800_000_000;

/// Returns the sites within a distance of a place, nearest first.
///
/// # Errors
/// Those of storage.
pub fn near(reader: &Reader<'_>, at: Position, within_mm: i64) -> Result<Vec<NearSite>> {
    let mut found: Vec<NearSite> = reader
        .sites_in(around(at, within_mm))?
        .into_iter()
        .map(|row| NearSite {
            customer: row.customer,
            site: row.site,
            distance_mm: distance_mm(&at, &row.at),
        })
        .filter(|near| near.distance_mm <= within_mm)
        .collect();
    found.sort_by_key(|near| (near.distance_mm, near.customer, near.site));
    Ok(found)
}

/// A box that holds every place within a distance.
fn around(at: Position, within_mm: i64) -> SiteBox {
    let (lat, lon) = (i64::from(at.lat()), i64::from(at.lon()));
    let high = within_mm / UNIT_MM + 1;
    let (south, north) = ((lat - high).max(-POLE), (lat + high).min(POLE));
    let farthest = south.abs().max(north.abs());
    let wide = wide(high, farthest).filter(|wide| *wide < DATE_LINE);
    let (west, east) = match wide {
        Some(wide) => (wrapped(lon - wide), wrapped(lon + wide)),
        None => (-DATE_LINE, DATE_LINE),
    };
    let edge = |value: i64| i32::try_from(value).unwrap_or(i32::MAX);
    SiteBox {
        south: edge(south),
        north: edge(north),
        west: edge(west),
        east: edge(east),
    }
}

/// A span of latitude as a span of longitude at a latitude; none so near a pole that it is all.
#[expect(
    clippy::cast_possible_truncation,
    reason = "below 2^53 by the cosine's lower bound"
)]
#[expect(
    clippy::cast_precision_loss,
    reason = "units of 10⁻⁷ degrees are far below 2^53"
)]
fn wide(high: i64, farthest: i64) -> Option<i64> {
    let cosine = (farthest as f64 / 1e7).to_radians().cos();
    (cosine > 0.001).then(|| (high as f64 / cosine * 1.01) as i64 + 1)
}

fn wrapped(lon: i64) -> i64 {
    (lon + DATE_LINE).rem_euclid(2 * DATE_LINE) - DATE_LINE
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn holds(within: SiteBox, at: Position) -> bool {
        let lon_in = if within.west <= within.east {
            (within.west..=within.east).contains(&at.lon())
        } else {
            at.lon() >= within.west || at.lon() <= within.east
        };
        (within.south..=within.north).contains(&at.lat()) && lon_in
    }

    proptest! {
        #[test]
        fn no_place_within_the_distance_lies_outside_the_box(
            lat in -POLE..=POLE, lon in -DATE_LINE..=DATE_LINE,
            up in -3_000_000i64..3_000_000, right in -30_000_000i64..30_000_000, within in 1i64..60_000_000,
        ) {
            let at = Position::new(lat, lon).unwrap();
            let there = Position::new((lat + up).clamp(-POLE, POLE), wrapped(lon + right)).unwrap();
            if distance_mm(&at, &there) <= within {
                prop_assert!(holds(around(at, within), there));
            }
        }
    }
}
