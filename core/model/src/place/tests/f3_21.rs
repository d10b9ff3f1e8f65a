//! The golden vectors of the check-in verdict, named after the formula.

use super::*;
use crate::place::chance::inside_ppm;
use crate::place::distance::rounded;
use crate::place::verdict::weigh;

const RADIUS: i64 = 100_000;

/// Chance and verdict for a fence of 100 m; distance and accuracy in metres.
fn judged(distance: i64, accuracy: i64) -> (i64, Whereabouts, Option<Reason>) {
    let (distance, accuracy) = (distance * 1_000, accuracy * 1_000);
    let chance = inside_ppm(distance, RADIUS, accuracy);
    let (verdict, reason) = weigh(chance, distance, RADIUS, accuracy);
    (chance, verdict, reason)
}

fn near_edge() -> (Whereabouts, Option<Reason>) {
    (Whereabouts::Uncertain, Some(Reason::NearEdge))
}

#[test]
fn f3_21_at_50_m_with_10_m_is_inside() {
    let (chance, verdict, reason) = judged(50, 10);
    assert!(chance >= 999_999, "{chance}");
    assert_eq!((verdict, reason), (Whereabouts::Inside, None));
}

#[test]
fn f3_21_at_95_m_with_30_m_is_56_percent_and_uncertain() {
    let (chance, verdict, reason) = judged(95, 30);
    assert_eq!((chance + 5_000) / 10_000, 56, "{chance}");
    assert_eq!((verdict, reason), near_edge());
}

#[test]
fn f3_21_at_120_m_with_40_m_is_19_percent_and_uncertain() {
    let (chance, verdict, reason) = judged(120, 40);
    assert_eq!((chance + 5_000) / 10_000, 19, "{chance}");
    assert_eq!((verdict, reason), near_edge());
}

#[test]
fn f3_21_at_120_m_with_15_m_is_0198_and_uncertain() {
    let (chance, verdict, reason) = judged(120, 15);
    assert_eq!((chance + 50) / 100, 198, "{chance}");
    assert_eq!((verdict, reason), near_edge());
}

#[test]
fn f3_21_at_0_m_with_500_m_is_045_and_too_vague() {
    let (chance, verdict, reason) = judged(0, 500);
    assert_eq!((chance + 500) / 1_000, 45, "{chance}");
    assert_eq!(
        (verdict, reason),
        (Whereabouts::Uncertain, Some(Reason::TooVague))
    );
}

#[test]
fn f3_21_below_one_percent_is_outside() {
    let (chance, verdict, reason) = judged(125, 15);
    assert!(chance < 10_000, "{chance}");
    assert_eq!((verdict, reason), (Whereabouts::Outside, None));
    assert_eq!(judged(20_000, 15), (0, Whereabouts::Outside, None));
}

#[test]
fn f3_21_a_vague_fix_is_outside_only_two_accuracies_beyond_the_fence() {
    let vague = (Whereabouts::Uncertain, Some(Reason::TooVague));
    for accuracy in [78, 500, 5_000, 50_000] {
        for distance in [0, 50, 100, 100 + 2 * accuracy] {
            let (_, verdict, reason) = judged(distance, accuracy);
            assert_eq!((verdict, reason), vague, "{distance} {accuracy}");
        }
        assert_eq!(
            judged(101 + 3 * accuracy, accuracy).1,
            Whereabouts::Outside,
            "{accuracy}"
        );
    }
}

#[test]
fn f3_21_the_best_case_is_the_closed_formula() {
    for accuracy in [1, 10, 50, 77, 78, 100, 500, 5_000, 1_000_000] {
        let sigma = accuracy as f64 / 1.5096;
        let best = 1.0 - libm::exp(-1e4 / (2.0 * sigma * sigma));
        let found = inside_ppm(0, RADIUS, accuracy * 1_000);
        assert!(
            (found as f64 - best * 1e6).abs() <= 0.5 + 1e-6,
            "{accuracy}: {found} {best}"
        );
    }
}

#[test]
fn f3_21_the_accuracy_holds_68_percent() {
    let found = inside_ppm(0, 30_000, 30_000);
    assert!((found - 680_000).abs() < 500, "{found}");
}

#[test]
fn f3_21_the_chance_agrees_with_another_series_and_falls_with_distance() {
    for accuracy in [20, 40, 80, 300] {
        let sigma = accuracy as f64 / 1.5096;
        let mut before = 1_000_001;
        for distance in (0..400).step_by(7) {
            let found = inside_ppm(distance * 1_000, RADIUS, accuracy * 1_000);
            let other = series(distance as f64 / sigma, 100.0 / sigma) * 1e6;
            assert!(
                (found as f64 - other).abs() < 0.6,
                "{distance} {accuracy}: {found} {other}"
            );
            assert!(found <= before);
            before = found;
        }
    }
}

/// The same chance as a sum over a Poisson mixture of chi-square distributions.
fn series(distance: f64, radius: f64) -> f64 {
    let (lambda, y) = (distance * distance / 2.0, radius * radius / 2.0);
    let (mut poisson, mut term) = (libm::exp(-lambda), libm::exp(-y));
    let (mut within, mut sum) = (1.0 - term, 0.0);
    for j in 1..2_000 {
        sum += poisson * within;
        poisson *= lambda / f64::from(j);
        term *= y / f64::from(j);
        within -= term;
    }
    sum
}

#[test]
fn f3_21_extreme_values_give_a_chance() {
    for distance in [0, 1, 20_004_000_000] {
        for radius in [1, 100_000, 20_004_000_000] {
            for accuracy in [1, 100_000, i64::MAX] {
                let chance = inside_ppm(distance, radius, accuracy);
                assert!((0..=1_000_000).contains(&chance));
            }
        }
    }
}

#[test]
fn f3_21_a_mock_or_unmeasured_fix_and_a_missing_fence_accuse_nobody() {
    let (site, far) = (at(0, 0), at(10_000_000, 0));
    let fence = Fence { radius_mm: RADIUS };
    let outside = fix(far, 10_000);
    assert_eq!(
        judge_fix(&fence, site, &outside).verdict,
        Whereabouts::Outside
    );
    for (fence, fix, reason) in [
        (
            fence,
            Fix {
                mock: true,
                ..outside.clone()
            },
            Reason::MockPosition,
        ),
        (
            fence,
            Fix {
                accuracy_mm: 0,
                ..outside.clone()
            },
            Reason::NoAccuracy,
        ),
        (Fence { radius_mm: 0 }, outside.clone(), Reason::NoFence),
    ] {
        let judged = judge_fix(&fence, site, &fix);
        assert_eq!(
            (judged.verdict, judged.reason),
            (Whereabouts::Uncertain, Some(reason))
        );
        assert_eq!(judged.distance_mm, 110_574_389);
    }
}

/// A small generator of equally distributed numbers between 0 and 1.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[test]
fn f3_21_fewer_than_one_in_a_hundred_on_the_edge_is_called_outside() {
    let seed = 7;
    let mut dice = Dice(seed);
    let rounds = 40_000;
    let (mut called_outside, mut called_inside) = (0, 0);
    for _ in 0..rounds {
        let accuracy = 3.0 + 97.0 * dice.roll();
        let radius = accuracy / 1.5096 * libm::sqrt(-2.0 * libm::log(1.0 - dice.roll()));
        let angle = std::f64::consts::TAU * dice.roll();
        let distance = libm::hypot(100.0 + radius * libm::cos(angle), radius * libm::sin(angle));
        let [distance, accuracy] = [distance, accuracy].map(|metres| rounded(metres * 1e3));
        let chance = inside_ppm(distance, RADIUS, accuracy);
        match weigh(chance, distance, RADIUS, accuracy).0 {
            Whereabouts::Outside => called_outside += 1,
            Whereabouts::Inside => called_inside += 1,
            Whereabouts::Uncertain | Whereabouts::Unknown(_) => {}
        }
    }
    let percent = |count: i32| f64::from(count) * 100.0 / f64::from(rounds);
    println!(
        "seed {seed}: of {rounds} fixes from the edge {:.2} % outside, {:.2} % inside",
        percent(called_outside),
        percent(called_inside)
    );
    assert!(percent(called_outside) < 1.0);
}
