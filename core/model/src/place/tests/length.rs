//! Lengths against published ones, and the speed between two fixes.

use super::*;
use crate::place::distance::metres;
use crate::text::shared::read_or_skip;
use geo::{Distance as _, Geodesic, Point};

#[test]
fn lengths_agree_with_published_ones_to_a_millimetre() {
    let test = "lengths_agree_with_published_ones_to_a_millimetre";
    let Some(lines) = read_or_skip(test, "geodesic/GeodTest-short-first2000.dat") else {
        return;
    };
    let mut worst: f64 = 0.0;
    for line in lines.lines() {
        let column: Vec<f64> = line
            .split(' ')
            .map(|number| number.parse().unwrap())
            .collect();
        let found = metres((column[0], column[1]), (column[3], column[4]));
        worst = worst.max((found - column[6]).abs());
    }
    println!("worst of {}: {worst} m", lines.lines().count());
    assert!(worst < 1e-3, "{worst}");
}

#[test]
fn lengths_agree_with_another_method_near_far_polar_equatorial_and_opposite() {
    let places = [
        (0, 0),
        (0, 1),
        (1, 0),
        (100, 100),
        (525_200_080, 134_049_540),
        (525_210_080, 134_059_540),
        (900_000_000, 0),
        (-900_000_000, 77),
        (0, 1_800_000_000),
        (0, -1_800_000_000),
        (5_000_000, 1_795_000_000),
        (-525_200_080, -1_665_950_460),
        (-1, -1_799_999_999),
        (407_127_530, -740_059_730),
        (899_999_999, -1_234_567_890),
    ];
    for a in places {
        for b in places {
            let (a, b) = (at(a.0, a.1), at(b.0, b.1));
            let point = |place: Position| Point::new(place.degrees().1, place.degrees().0);
            let other = Geodesic.distance(point(a), point(b)) * 1e3;
            let found = distance_mm(&a, &b);
            assert!(
                (found as f64 - other).abs() <= 1.0,
                "{a:?} {b:?}: {found} against {other}"
            );
            assert_eq!(found, distance_mm(&b, &a));
        }
    }
}

#[test]
fn the_same_meridian_written_east_and_west_is_one_place() {
    assert_eq!(
        distance_mm(&at(10, 1_800_000_000), &at(10, -1_800_000_000)),
        0
    );
}

#[test]
fn a_jump_implies_its_speed_and_noise_implies_none() {
    let start = fix(at(500_000_000, 100_000_000), 10_000);
    let mut jump = fix(at(510_000_000, 100_000_000), 10_000);
    jump.at = 600_000_000;
    // 111 km in ten minutes.
    let speed = implied_speed(&start, &jump).unwrap();
    assert!((185_000..186_000).contains(&speed), "{speed}");
    assert!(speed > 300_000_000 / 3_600, "faster than 300 km/h");

    let noise = Fix {
        at: 1,
        ..fix(at(500_000_000, 100_008_000), 10_000)
    };
    assert!(distance_mm(&start.position, &noise.position) > 50_000);
    assert_eq!(implied_speed(&start, &noise), Some(0));
    assert_eq!(
        implied_speed(
            &start,
            &Fix {
                accuracy_mm: 0,
                ..jump.clone()
            }
        ),
        None
    );
}

#[test]
fn a_clock_set_back_between_two_fixes_makes_nobody_fast() {
    let start = Fix {
        since_boot: Some(0),
        ..fix(at(500_000_000, 100_000_000), 10_000)
    };
    let mut later = fix(at(510_000_000, 100_000_000), 10_000);
    (later.at, later.since_boot) = (1, Some(7_200_000_000));
    assert!(implied_speed(&start, &later).unwrap() < 16_000);
}
