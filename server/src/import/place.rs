//! Coordinates of a table: whether their headers are swapped, and what each row says.

use outrider_model::place::Position;

/// The latitudes between which practically everybody lives, in 10⁻⁷ degrees.
const INHABITED: std::ops::RangeInclusive<i64> = -600_000_000..=720_000_000;
const MOST_LATITUDE: i64 = 900_000_000;
const MOST_LONGITUDE: i64 = 1_800_000_000;

/// What two cells say about a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coordinates {
    /// Nothing: a cell is empty, or both are zero, as programs write for "not known".
    Missing,
    /// Two numbers, in 10⁻⁷ degrees, in the order of their headers.
    Pair(i64, i64),
    /// No numbers.
    Unreadable,
}

/// Reads two cells.
#[must_use]
pub fn read(latitude: &str, longitude: &str) -> Coordinates {
    let (latitude, longitude) = (latitude.trim(), longitude.trim());
    if latitude.is_empty() || longitude.is_empty() {
        return Coordinates::Missing;
    }
    match (degrees(latitude), degrees(longitude)) {
        (Some(0), Some(0)) => Coordinates::Missing,
        (Some(latitude), Some(longitude)) => Coordinates::Pair(latitude, longitude),
        (None, _) | (_, None) => Coordinates::Unreadable,
    }
}

/// Says whether the headers stand over each other's values: what stands under latitude is no
/// latitude, or one where hardly anybody lives, while what stands under longitude would be one.
#[must_use]
pub fn is_swapped(all: &[Coordinates]) -> bool {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for coordinates in all {
        if let Coordinates::Pair(latitude, longitude) = coordinates {
            first.push(*latitude);
            second.push(*longitude);
        }
    }
    let pairs = || first.iter().zip(&second);
    let as_read = pairs()
        .filter(|(latitude, longitude)| fits(**latitude, **longitude))
        .count();
    let swapped = pairs()
        .filter(|(latitude, longitude)| fits(**longitude, **latitude))
        .count();
    if as_read > swapped {
        return false;
    }
    // A slip in one row must not turn all others round: it is refused with its line instead.
    if (swapped - as_read) * 2 > first.len() {
        return true;
    }
    let is_inhabited =
        |values: &mut Vec<i64>| median(values).is_some_and(|middle| INHABITED.contains(&middle));
    !first.is_empty() && !is_inhabited(&mut first) && is_inhabited(&mut second)
}

/// Returns the place that a pair means.
#[must_use]
pub fn position(latitude: i64, longitude: i64, is_swapped: bool) -> Option<Position> {
    let (latitude, longitude) = if is_swapped {
        (longitude, latitude)
    } else {
        (latitude, longitude)
    };
    Position::new(latitude, longitude).ok()
}

fn fits(latitude: i64, longitude: i64) -> bool {
    latitude.abs() <= MOST_LATITUDE && longitude.abs() <= MOST_LONGITUDE
}

fn median(values: &mut [i64]) -> Option<i64> {
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

/// Reads decimal degrees into 10⁻⁷ degrees, a comma for the point too; no float touches them.
fn degrees(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = digits.trim_end_matches('°');
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let is_number = !whole.is_empty()
        && whole.len() <= 3
        && whole
            .bytes()
            .chain(part.bytes())
            .all(|byte| byte.is_ascii_digit());
    if !is_number {
        return None;
    }
    let kept: String = part.chars().chain("00000000".chars()).take(8).collect();
    let eighth: i64 = kept.parse().ok()?;
    let whole: i64 = whole.parse().ok()?;
    Some(sign * (whole * 10_000_000 + (eighth + 5) / 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(rows: &[(&str, &str)]) -> Vec<Coordinates> {
        rows.iter()
            .map(|(latitude, longitude)| read(latitude, longitude))
            .collect()
    }

    #[test]
    fn degrees_are_read_exactly() {
        assert_eq!(degrees("-73.860865"), Some(-738_608_650));
        assert_eq!(degrees("40,75"), Some(407_500_000));
        assert_eq!(degrees("+0.00000006"), Some(1));
        assert_eq!(degrees("180"), Some(1_800_000_000));
        for no_number in ["", "N40", "4e1", "1234.5", "1.2.3", "--4"] {
            assert_eq!(degrees(no_number), None, "{no_number}");
        }
    }

    #[test]
    fn new_york_under_swapped_headers_is_noticed() {
        let rows = pairs(&[
            ("-73.86", "40.75"),
            ("-74.1", "40.6"),
            ("", ""),
            ("-73.9", "42.1"),
        ]);
        assert!(is_swapped(&rows));
        assert_eq!(
            position(-738_600_000, 407_500_000, true),
            Position::new(407_500_000, -738_600_000).ok()
        );
    }

    #[test]
    fn values_beyond_a_latitude_are_noticed() {
        assert!(is_swapped(&pairs(&[("139.7", "35.6"), ("140.1", "35.7")])));
    }

    #[test]
    fn right_headers_stay() {
        for rows in [
            pairs(&[("52.5", "13.4"), ("95.2", "13.4"), ("52.4", "13.3")]),
            pairs(&[("40.75", "-73.86")]),
            pairs(&[("69.65", "18.95"), ("69.6", "18.9")]),
            pairs(&[("35.6", "139.7"), ("95", "12")]),
            pairs(&[("-33.9", "18.4")]),
            pairs(&[]),
        ] {
            assert!(!is_swapped(&rows), "{rows:?}");
        }
    }

    #[test]
    fn nothing_and_null_island_are_no_place() {
        assert_eq!(
            pairs(&[("", "1"), ("0", "0.0"), (" ", "")]),
            [Coordinates::Missing; 3]
        );
        assert_eq!(read("north", "4"), Coordinates::Unreadable);
    }
}
