//! Properties over many small texts, each run from a printed seed.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::*;

/// A runner whose seed is printed; OUTRIDER_SEED replaces it.
fn runner(cases: u32) -> TestRunner {
    let seed: u64 = std::env::var("OUTRIDER_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(20_26);
    println!("seed {seed}");
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

/// Texts over few pieces, so that words repeat and edits meet.
fn crowded() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "b",
        "c",
        "d",
        " ",
        " ",
        "  ",
        "\n",
        "\r\n",
        ".",
        ",",
        "-",
        "10",
        "10.50",
        "€",
        "กำ",
        "า",
        "日",
        "本",
        "👩\u{200d}👧",
        "🇩🇪",
        "🇩",
        "\u{301}",
        "\u{200d}",
        "⟦",
        "‖",
        "⟧",
        "\0",
        "שלום",
        "\u{202e}",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

#[test]
fn no_word_is_lost_in_crowded_texts() {
    runner(20_000)
        .run(&(crowded(), crowded(), crowded()), |(base, left, right)| {
            check_law(&base, &left, &right)
                .map(|_| ())
                .map_err(TestCaseError::fail)
        })
        .unwrap();
}

#[test]
fn no_word_is_lost_in_texts_of_any_characters() {
    let text = || prop::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter);
    runner(5_000)
        .run(&(text(), text(), text()), |(base, left, right)| {
            check_law(&base, &left, &right)
                .map(|_| ())
                .map_err(TestCaseError::fail)
        })
        .unwrap();
}

/// What a side does to one word of the base.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Deed {
    Keep,
    Delete,
    Replace,
    InsertBefore,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        4 => Just(Deed::Keep),
        1 => Just(Deed::Delete),
        1 => Just(Deed::Replace),
        1 => Just(Deed::InsertBefore),
    ];
    prop::collection::vec(deed, 1..30)
}

/// Carries the deeds out on words that are all different; new words carry the side's name.
fn carry_out(side: &str, deeds: &[Deed]) -> String {
    let mut words = Vec::new();
    for (place, deed) in deeds.iter().enumerate() {
        match deed {
            Deed::Keep => words.push(format!("base{place}")),
            Deed::Delete => {}
            Deed::Replace => words.push(format!("{side}{place}")),
            Deed::InsertBefore => {
                words.push(format!("{side}{place}"));
                words.push(format!("base{place}"));
            }
        }
    }
    words.join(" ")
}

#[test]
fn each_known_deed_of_either_side_shows_in_the_result() {
    runner(5_000)
        .run(&(deeds(), deeds()), |(mut left, mut right)| {
            let length = left.len().min(right.len());
            left.truncate(length);
            right.truncate(length);
            let base = carry_out("base", &vec![Deed::Keep; length]);
            let [left_text, right_text] =
                [("left", &left), ("right", &right)].map(|(side, deeds)| carry_out(side, deeds));
            let merged = check_law(&base, &left_text, &right_text).map_err(TestCaseError::fail)?;
            let found = words(&merged.text);
            let marked: String = merged
                .overlaps
                .iter()
                .flat_map(|overlap| [&overlap.left, "\n", &overlap.right, "\n"])
                .collect();
            let marked = words(&marked);
            for place in 0..length {
                let stays = |deed: Deed| matches!(deed, Deed::Keep | Deed::InsertBefore);
                let word = format!("base{place}");
                match (stays(left[place]), stays(right[place])) {
                    (true, true) => prop_assert!(found.contains_key(&word), "{word}"),
                    // Deleted by one who saw it: only an overlap may still show it.
                    _ => prop_assert_eq!(found.get(&word), marked.get(&word), "{}", word),
                }
                for (side, deed) in [("left", left[place]), ("right", right[place])] {
                    let added = matches!(deed, Deed::Replace | Deed::InsertBefore);
                    let times = found.get(&format!("{side}{place}")).copied().unwrap_or(0);
                    prop_assert_eq!(times, usize::from(added), "{}{}", side, place);
                }
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_pieces_of_a_text_put_together_are_the_text() {
    runner(5_000)
        .run(&any::<String>(), |text| {
            let again: String = tokens(&text).iter().map(|token| token.text).collect();
            prop_assert_eq!(again, text);
            Ok(())
        })
        .unwrap();
}
