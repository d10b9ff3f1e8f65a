//! Limits, lone surrogates and hashes of texts.

use super::*;

#[test]
fn a_text_at_the_limit_is_admitted_and_one_byte_more_is_refused() {
    assert_eq!(admit(&"a".repeat(LIMIT)), Ok(()));
    assert_eq!(
        admit(&"a".repeat(LIMIT + 1)),
        Err(TextTooLong { bytes: LIMIT + 1 })
    );
}

#[test]
fn the_limit_counts_bytes_not_characters() {
    let thai = "ก".repeat(LIMIT / 3 + 1);
    assert!(thai.chars().count() < LIMIT);
    assert!(admit(&thai).is_err());
}

#[test]
fn lone_surrogates_become_visible_and_pairs_stay_whole() {
    let units = [0x61, 0xd800, 0x62, 0xdc00, 0xd83d, 0xde00, 0xd83d];
    assert_eq!(
        from_utf16_visibly(&units),
        "a\u{fffd}b\u{fffd}\u{1f600}\u{fffd}"
    );
}

#[test]
fn a_hash_is_written_in_lower_case_hex_and_read_back() {
    let hash = TextHash::of("abc");
    let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(hash.to_string(), hex);
    assert_eq!(hex.parse(), Ok(hash));
    assert_eq!(serde_json::to_string(&hash).unwrap(), format!("\"{hex}\""));
    assert_eq!(
        serde_json::from_str::<TextHash>(&format!("\"{hex}\"")).unwrap(),
        hash
    );
    assert_eq!(TextHash::from_bytes(*hash.as_bytes()), hash);
}

#[test]
fn other_spellings_of_a_hash_are_refused() {
    let hex = TextHash::of("").to_string();
    for wrong in [
        &hex.to_uppercase(),
        &hex[1..],
        &format!("{hex}0"),
        "",
        &"ü".repeat(32),
    ] {
        assert_eq!(wrong.parse::<TextHash>(), Err(MalformedTextHash), "{wrong}");
    }
}
