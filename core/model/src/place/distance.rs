//! Lengths on the WGS-84 ellipsoid and the speed that two fixes imply.
//!
//! Vincenty's inverse formula over `libm` gives the same bits everywhere, to a fraction of a
//! millimetre. It does not settle for points almost opposite each other on the globe; those few
//! are measured by `geo`'s geodesic.

use geo::{Distance as _, Geodesic, Point};

use super::{Fix, Position};

/// Half the longer axis, in metres.
const LONG: f64 = 6_378_137.0;
/// How much shorter the polar axis is.
const FLAT: f64 = 1.0 / 298.257_223_563;
const SHORT: f64 = LONG * (1.0 - FLAT);
const ROUNDS: usize = 60;
/// A change of longitude, in radians, that no millimetre depends on.
const SETTLED: f64 = 1e-13;
/// How many accuracies around a fix are given the benefit of the doubt when two are compared.
const DOUBT: i64 = 3;
const MICROS: i64 = 1_000_000;

/// Measures the shortest way between two positions along the ground, in whole millimetres.
pub fn distance_mm(a: &Position, b: &Position) -> i64 {
    rounded(metres(a.degrees(), b.degrees()) * 1e3)
}

/// Computes the least speed, in millimetres a second, with which one device got from fix to fix.
///
/// Three accuracies of each fix are taken off the way, and of two clocks the one that allows more
/// time is believed, so that noise accuses nobody. Nothing is implied when an accuracy is unknown.
pub fn implied_speed(a: &Fix, b: &Fix) -> Option<i64> {
    if a.accuracy_mm <= 0 || b.accuracy_mm <= 0 {
        return None;
    }
    let doubt = a
        .accuracy_mm
        .saturating_add(b.accuracy_mm)
        .saturating_mul(DOUBT);
    let way = distance_mm(&a.position, &b.position)
        .saturating_sub(doubt)
        .max(0);
    let by_clock = a.at.abs_diff(b.at);
    let by_boot = match (a.since_boot, b.since_boot) {
        (Some(a), Some(b)) => a.abs_diff(b),
        (None, _) | (_, None) => 0,
    };
    let elapsed = i64::try_from(by_clock.max(by_boot))
        .unwrap_or(i64::MAX)
        .max(MICROS);
    // Widened, since a way across the earth times a million exceeds an i64.
    let speed = i128::from(way) * i128::from(MICROS) / i128::from(elapsed);
    i64::try_from(speed).ok()
}

/// The nearest whole number.
#[expect(
    clippy::cast_possible_truncation,
    reason = "lengths on earth in millimetres and chances in a million are far below 2^53"
)]
pub(super) fn rounded(number: f64) -> i64 {
    libm::round(number) as i64
}

/// The length between two places given as latitude and longitude in degrees.
pub(super) fn metres(a: (f64, f64), b: (f64, f64)) -> f64 {
    vincenty(a, b).unwrap_or_else(|| Geodesic.distance(Point::new(a.1, a.0), Point::new(b.1, b.0)))
}

/// The auxiliary arc between two points: its length and where it lies.
struct Arc {
    sine: f64,
    cosine: f64,
    length: f64,
    /// Squared cosine of the arc's direction where it crosses the equator.
    steep: f64,
    /// Cosine of twice the arc from the equator to the arc's middle.
    middle: f64,
}

/// Vincenty's inverse solution; nothing when it does not settle.
fn vincenty(a: (f64, f64), b: (f64, f64)) -> Option<f64> {
    let apart = radians(around(b.1 - a.1));
    let reduced = |lat: f64| libm::atan((1.0 - FLAT) * libm::tan(radians(lat)));
    let ends = (reduced(a.0), reduced(b.0));
    let mut lambda = apart;
    for _ in 0..ROUNDS {
        let (arc, sine_direction) = arc(ends, lambda);
        if arc.sine <= 0.0 {
            return if libm::fabs(lambda) < 1.0 {
                Some(0.0)
            } else {
                None
            };
        }
        let c = FLAT / 16.0 * arc.steep * (4.0 + FLAT * (4.0 - 3.0 * arc.steep));
        let bend = arc.middle + c * arc.cosine * (2.0 * arc.middle * arc.middle - 1.0);
        let next = apart + (1.0 - c) * FLAT * sine_direction * (arc.length + c * arc.sine * bend);
        let moved = libm::fabs(next - lambda);
        lambda = next;
        if libm::fabs(lambda) > std::f64::consts::PI {
            return None;
        }
        if moved < SETTLED {
            return Some(arc_metres(&arc));
        }
    }
    None
}

/// The arc between two reduced latitudes that are `lambda` apart, and the sine of its direction.
fn arc(ends: (f64, f64), lambda: f64) -> (Arc, f64) {
    let ((sine_a, cosine_a), (sine_b, cosine_b)) = (libm::sincos(ends.0), libm::sincos(ends.1));
    let (sine_lambda, cosine_lambda) = libm::sincos(lambda);
    let sine = libm::hypot(
        cosine_b * sine_lambda,
        cosine_a * sine_b - sine_a * cosine_b * cosine_lambda,
    );
    let cosine = sine_a * sine_b + cosine_a * cosine_b * cosine_lambda;
    let direction = if sine > 0.0 {
        cosine_a * cosine_b * sine_lambda / sine
    } else {
        0.0
    };
    let steep = 1.0 - direction * direction;
    let middle = if steep > 0.0 {
        cosine - 2.0 * sine_a * sine_b / steep
    } else {
        0.0
    };
    (
        Arc {
            sine,
            cosine,
            length: libm::atan2(sine, cosine),
            steep,
            middle,
        },
        direction,
    )
}

fn arc_metres(arc: &Arc) -> f64 {
    let u = arc.steep * (LONG * LONG - SHORT * SHORT) / (SHORT * SHORT);
    let a = 1.0 + u / 16_384.0 * (4_096.0 + u * (-768.0 + u * (320.0 - 175.0 * u)));
    let b = u / 1_024.0 * (256.0 + u * (-128.0 + u * (74.0 - 47.0 * u)));
    let twice = arc.middle * arc.middle;
    let bend = arc.cosine * (2.0 * twice - 1.0)
        - b / 6.0 * arc.middle * (4.0 * arc.sine * arc.sine - 3.0) * (4.0 * twice - 3.0);
    SHORT * a * (arc.length - b * arc.sine * (arc.middle + b / 4.0 * bend))
}

fn radians(degrees: f64) -> f64 {
    degrees * (std::f64::consts::PI / 180.0)
}

/// A difference of longitudes, taken the shorter way round.
fn around(degrees: f64) -> f64 {
    if degrees > 180.0 {
        degrees - 360.0
    } else if degrees < -180.0 {
        degrees + 360.0
    } else {
        degrees
    }
}
