//! The chance that a true position lies in a circle, given a fix and its accuracy.
//!
//! The error is taken as normal and equal in all directions, with σ = accuracy ÷ 1.5096, for which
//! 68 % lie within the accuracy. The chance is the integral over strips across the line from the
//! fix to the centre: how likely the strip is, times how likely it is hit within its height. With
//! the strips at equal angles of the circle the sum converges at once.

use super::distance::rounded;

/// Accuracy ÷ σ: the radius, in σ, of the circle that holds 68 %.
const ACCURACY_PER_SIGMA: f64 = 1.509_6;
/// How many σ to each side the strips reach; beyond lies less than 10⁻¹⁵.
const REACH: f64 = 8.0;
const STRIPS: u32 = 256;
/// One whole chance.
pub(super) const MILLION: i64 = 1_000_000;

/// The chance, in parts in a million, that the true position lies within `radius_mm` of a point
/// that is `distance_mm` from the fix.
pub(super) fn inside_ppm(distance_mm: i64, radius_mm: i64, accuracy_mm: i64) -> i64 {
    let sigma = accuracy_mm as f64 / ACCURACY_PER_SIGMA;
    let chance = inside(distance_mm as f64 / sigma, radius_mm as f64 / sigma);
    rounded(chance * MILLION as f64).clamp(0, MILLION)
}

/// The same with all lengths in σ.
fn inside(distance: f64, radius: f64) -> f64 {
    let near = libm::fmax(-radius, distance - REACH);
    let far = libm::fmin(radius, distance + REACH);
    if near >= far || radius <= 0.0 {
        return 0.0;
    }
    let (first, last) = (libm::acos(far / radius), libm::acos(near / radius));
    let step = (last - first) / f64::from(STRIPS);
    let mut sum = 0.0;
    for strip in 0..=STRIPS {
        let (sine, cosine) = libm::sincos(first + step * f64::from(strip));
        let (height, off) = (radius * sine, radius * cosine - distance);
        let weight = if strip == 0 || strip == STRIPS {
            0.5
        } else {
            1.0
        };
        sum += weight
            * height
            * libm::exp(-0.5 * off * off)
            * libm::erf(height * std::f64::consts::FRAC_1_SQRT_2);
    }
    // 2/√π · 1/√2 ÷ 2 = 1/√(2π), the height of the normal curve.
    sum * step * std::f64::consts::FRAC_2_SQRT_PI * std::f64::consts::FRAC_1_SQRT_2 / 2.0
}
