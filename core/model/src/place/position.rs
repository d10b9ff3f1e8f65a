//! A point on the earth.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How many units make one degree.
const UNITS: f64 = 1e7;
const LAT_LIMIT: i64 = 900_000_000;
const LON_LIMIT: i64 = 1_800_000_000;

/// A point on the WGS-84 ellipsoid, in 10⁻⁷ degrees (about a centimetre).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "Written", into = "Written")]
pub struct Position {
    lat: i32,
    lon: i32,
}

/// A latitude lies beyond ±90° or a longitude beyond ±180°.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no such place: latitude {lat}, longitude {lon} (in 10⁻⁷ degrees)")]
pub struct PositionOutOfRange {
    /// The latitude given.
    pub lat: i64,
    /// The longitude given.
    pub lon: i64,
}

impl Position {
    /// Makes a position from 10⁻⁷ degrees north and east.
    ///
    /// # Errors
    /// [`PositionOutOfRange`] when latitude or longitude lies off the globe.
    pub fn new(lat: i64, lon: i64) -> Result<Self, PositionOutOfRange> {
        let off = PositionOutOfRange { lat, lon };
        if lat.unsigned_abs() > LAT_LIMIT.unsigned_abs()
            || lon.unsigned_abs() > LON_LIMIT.unsigned_abs()
        {
            return Err(off);
        }
        match (i32::try_from(lat), i32::try_from(lon)) {
            (Ok(lat), Ok(lon)) => Ok(Self { lat, lon }),
            (Err(_), _) | (_, Err(_)) => Err(off),
        }
    }

    /// The latitude in 10⁻⁷ degrees north.
    pub const fn lat(self) -> i32 {
        self.lat
    }

    /// The longitude in 10⁻⁷ degrees east.
    pub const fn lon(self) -> i32 {
        self.lon
    }

    /// Latitude and longitude in degrees, for computing only.
    pub(super) fn degrees(self) -> (f64, f64) {
        (f64::from(self.lat) / UNITS, f64::from(self.lon) / UNITS)
    }
}

/// A position as it is written.
#[derive(Serialize, Deserialize)]
struct Written {
    lat: i64,
    lon: i64,
}

impl TryFrom<Written> for Position {
    type Error = PositionOutOfRange;

    fn try_from(written: Written) -> Result<Self, PositionOutOfRange> {
        Self::new(written.lat, written.lon)
    }
}

impl From<Position> for Written {
    fn from(position: Position) -> Self {
        Self {
            lat: i64::from(position.lat),
            lon: i64::from(position.lon),
        }
    }
}
