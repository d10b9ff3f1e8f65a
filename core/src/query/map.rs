//! The facts of the map.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use outrider_model::decide::Judge;
use outrider_model::id::CustomerId;
use outrider_model::place::{Position, distance_mm};

use crate::error::Result;
use crate::store::Reader;
use crate::store::rows::{SiteBox, SiteName, SiteRow};

/// What the map is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct MapFacts {
    /// As whom.
    pub judge: Judge,
    /// The part of the world that is shown; none where no customer has a place.
    pub within: Option<SiteBox>,
    /// The sites, the nearest first.
    pub sites: Vec<SiteRow>,
    /// Whether there are more.
    pub more: bool,
    /// What those sites and their customers are called.
    pub names: Vec<SiteName>,
    /// How many open tasks there are at those customers; none where there are none.
    pub open_tasks: BTreeMap<CustomerId, u64>,
}

/// Sites shown.
const SHOWN: usize = 500;
/// How often the part that is searched is halved until it holds no more than is shown.
const HALVINGS: u32 = 16;
const WORLD: i64 = 3_600_000_000;
const DATE_LINE: i64 = 1_800_000_000;

/// Gathers the sites of a part of the world, or of all customers: those nearest to the person where
/// he is in it, else to its middle.
///
/// # Errors
/// Those of storage.
pub fn map(
    reader: &Reader<'_>,
    judge: Judge,
    within: Option<SiteBox>,
    at: Option<Position>,
) -> Result<MapFacts> {
    let within = match within {
        Some(within) => Some(within),
        None => reader.bounds_of_sites()?,
    };
    let (mut sites, mut more) = (Vec::new(), false);
    if let Some(within) = within {
        let middle = at.filter(|at| holds(within, *at));
        if let Some(middle) = middle.or_else(|| middle_of(within)) {
            (sites, more) = nearest(reader, within, middle)?;
        }
    }
    let (mut names, mut open_tasks) = (Vec::new(), BTreeMap::new());
    for site in &sites {
        names.extend(reader.site_name(site)?);
        if let Entry::Vacant(place) = open_tasks.entry(site.customer) {
            place.insert(reader.open_tasks_at(site.customer)?);
        }
    }
    Ok(MapFacts {
        judge,
        within,
        sites,
        more,
        names,
        open_tasks,
    })
}

/// The nearest sites of a part, found in boxes that grow from the middle: of a hundred thousand
/// only few are looked at.
fn nearest(reader: &Reader<'_>, within: SiteBox, middle: Position) -> Result<(Vec<SiteRow>, bool)> {
    for halvings in (0..=HALVINGS).rev() {
        let part = part(within, middle, halvings);
        let mut found = reader.sites_in(part)?;
        if found.len() > SHOWN || halvings == 0 {
            let more = found.len() > SHOWN;
            found.sort_by_key(|site| {
                let away = distance_mm(&middle, &site.at);
                (away, site.customer, site.site)
            });
            found.truncate(SHOWN);
            return Ok((found, more));
        }
    }
    Ok((Vec::new(), false))
}

/// The part of a box that lies around a place, its sides halved so often.
fn part(within: SiteBox, middle: Position, halvings: u32) -> SiteBox {
    if halvings == 0 {
        return within;
    }
    let (lat, lon) = (i64::from(middle.lat()), i64::from(middle.lon()));
    let high = i64::from(within.north) - i64::from(within.south);
    let half = |side: i64| (side >> halvings) + 1;
    let (high, wide) = (half(high), half(width(within)));
    let edge = |value: i64| i32::try_from(value).unwrap_or(i32::MAX);
    // Beyond the edges of what is shown nothing is looked for.
    let from_west = offset(within, lon);
    let west = (from_west - wide).max(0);
    let east = (from_west + wide).min(width(within));
    let lon_of = |offset: i64| wrapped(i64::from(within.west) + offset);
    SiteBox {
        south: edge(lat - high).max(within.south),
        north: edge(lat + high).min(within.north),
        west: edge(lon_of(west)),
        east: edge(lon_of(east)),
    }
}

/// How wide a box is, also over the date line.
fn width(within: SiteBox) -> i64 {
    let wide = i64::from(within.east) - i64::from(within.west);
    if wide < 0 { wide + WORLD } else { wide }
}

/// How far east of a box's western edge a longitude lies.
fn offset(within: SiteBox, lon: i64) -> i64 {
    (lon - i64::from(within.west)).rem_euclid(WORLD)
}

fn wrapped(lon: i64) -> i64 {
    if lon > DATE_LINE { lon - WORLD } else { lon }
}

fn holds(within: SiteBox, at: Position) -> bool {
    (within.south..=within.north).contains(&at.lat())
        && offset(within, i64::from(at.lon())) <= width(within)
}

fn middle_of(within: SiteBox) -> Option<Position> {
    let lat = (i64::from(within.south) + i64::from(within.north)).div_euclid(2);
    let lon = wrapped(i64::from(within.west) + width(within) / 2);
    Position::new(lat, lon).ok()
}
