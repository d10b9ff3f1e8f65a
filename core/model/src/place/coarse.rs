//! Positions that have grown old, made coarse.

use std::collections::BTreeMap;

use super::{Fix, Position};
use crate::record::TrackPoint;

crate::words! {
    /// How coarse a position is made.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum Coarseness {
        /// To a hundredth of a degree, about a kilometre.
        Kilometre = "kilometre",
        /// Nothing stays of it.
        Nothing = "nothing",
    }
}

/// A hundredth of a degree.
const GRID: i64 = 100_000;
/// How uncertain a position on the grid is, in millimetres.
const GRID_MM: i64 = 1_000_000;

/// Rounds a position to a hundredth of a degree.
#[must_use]
pub fn on_grid(position: Position) -> Position {
    let snap = |units: i32| (i64::from(units) + GRID / 2).div_euclid(GRID) * GRID;
    // Rounding never leaves the globe: its limits lie on the grid.
    Position::new(snap(position.lat()), snap(position.lon())).unwrap_or(position)
}

/// Makes a fix coarse; nothing stays of one that is to be nothing.
#[must_use]
pub fn coarse_fix(fix: &Fix, to: &Coarseness) -> Option<Fix> {
    match to {
        Coarseness::Kilometre => Some(Fix {
            position: on_grid(fix.position),
            accuracy_mm: fix.accuracy_mm.max(GRID_MM),
            ..fix.clone()
        }),
        Coarseness::Nothing => None,
        Coarseness::Unknown(_) => Some(fix.clone()),
    }
}

/// Makes a way coarse: every point on the grid, and of those that follow each other at one place
/// only the first.
#[must_use]
pub fn coarse_points(
    points: &BTreeMap<i64, TrackPoint>,
    to: &Coarseness,
) -> BTreeMap<i64, TrackPoint> {
    match to {
        Coarseness::Kilometre => {
            let mut last = None;
            let rounded = points.iter().map(|(time, point)| {
                let rounded = TrackPoint {
                    position: on_grid(point.position),
                    accuracy_mm: point.accuracy_mm.max(GRID_MM),
                };
                (*time, rounded)
            });
            rounded
                .filter(|(_, point)| last.replace(point.position) != Some(point.position))
                .collect()
        }
        Coarseness::Nothing => BTreeMap::new(),
        Coarseness::Unknown(_) => points.clone(),
    }
}
