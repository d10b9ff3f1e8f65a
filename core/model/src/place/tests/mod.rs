//! Positions, lengths, speeds and verdicts.

mod f3_21;
mod length;

use super::*;

fn at(lat: i64, lon: i64) -> Position {
    Position::new(lat, lon).unwrap()
}

fn fix(position: Position, accuracy_mm: i64) -> Fix {
    Fix {
        position,
        accuracy_mm,
        mock: false,
        provider: String::new(),
        at: 0,
        since_boot: None,
    }
}

#[test]
fn positions_off_the_globe_are_refused() {
    for (lat, lon) in [
        (900_000_001, 0),
        (-900_000_001, 0),
        (0, 1_800_000_001),
        (0, i64::MIN),
        (i64::MAX, 0),
    ] {
        assert_eq!(
            Position::new(lat, lon),
            Err(PositionOutOfRange { lat, lon })
        );
        let written = format!(r#"{{"lat":{lat},"lon":{lon}}}"#);
        assert!(
            serde_json::from_str::<Position>(&written).is_err(),
            "{written}"
        );
    }
    assert!(Position::new(-900_000_000, -1_800_000_000).is_ok());
}

#[test]
fn a_fix_is_written_in_whole_numbers_without_what_is_empty() {
    let plain = fix(at(525_200_080, 134_049_540), 12_000);
    let written = serde_json::to_string(&plain).unwrap();
    assert_eq!(
        written,
        r#"{"position":{"lat":525200080,"lon":134049540},"accuracy_mm":12000,"at":0}"#
    );
    assert_eq!(serde_json::from_str::<Fix>(&written).unwrap(), plain);
    let full = Fix {
        mock: true,
        provider: "gps".into(),
        since_boot: Some(7),
        ..plain
    };
    let written = serde_json::to_string(&full).unwrap();
    assert_eq!(serde_json::from_str::<Fix>(&written).unwrap(), full);
}

#[test]
fn a_verdict_of_a_newer_version_keeps_its_word() {
    let written = r#"{"verdict":"nearby","probability_ppm":1,"distance_mm":2,"reason":"fog"}"#;
    let verdict: PlaceVerdict = serde_json::from_str(written).unwrap();
    assert_eq!(verdict.verdict, Whereabouts::Unknown("nearby".into()));
    assert_eq!(serde_json::to_string(&verdict).unwrap(), written);
}
