//! How values of the model cross into other languages, where their shape is not theirs already.
//!
//! Ids, civil days and names of fields cross as text; a position as two whole numbers.

use jiff::civil::Date;

use crate::place::Position;
use crate::record::Field;
use crate::text::TextHash;

/// A position as other languages see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Point {
    /// 10⁻⁷ degrees north.
    pub lat: i32,
    /// 10⁻⁷ degrees east.
    pub lon: i32,
}

uniffi::custom_type!(Position, Point, {
    lower: |position| Point { lat: position.lat(), lon: position.lon() },
    try_lift: |point| Ok(Position::new(point.lat.into(), point.lon.into())?),
});

uniffi::custom_type!(Field, String, {
    lower: |field| field.as_str().to_owned(),
    try_lift: |name| Ok(Field::new(&name)),
});

uniffi::custom_type!(TextHash, String, {
    lower: |hash| hash.to_string(),
    try_lift: |text| Ok(text.parse()?),
});

// Named so that it does not hide the instants that other languages call dates.
type CivilDay = Date;

uniffi::custom_type!(CivilDay, String, {
    remote,
    lower: |day| day.to_string(),
    try_lift: |text| Ok(text.parse()?),
});
