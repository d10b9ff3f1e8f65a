//! How particular merges read.

use super::*;

fn pieces(text: &str) -> Vec<&str> {
    tokens(text).into_iter().map(|token| token.text).collect()
}

#[test]
fn figures_dates_and_addresses_are_one_word() {
    assert_eq!(
        pieces("pays €10.50, at 10:30 on 2026-05-01; bob.o'neil@example.com"),
        [
            "pays",
            " ",
            "€10.50",
            ",",
            " ",
            "at",
            " ",
            "10:30",
            " ",
            "on",
            " ",
            "2026-05-01",
            ";",
            " ",
            "bob.o'neil@example.com"
        ]
    );
}

#[test]
fn two_new_prices_are_never_mixed_into_a_third() {
    let merged = merge(
        "Costs 10.50 each.",
        "Costs 12.50 each.",
        "Costs 10.75 each.",
    );
    assert_eq!(merged.text, "Costs ⟦ 12.50 ‖ 10.75 ⟧ each.");
    let overlap = Overlap {
        left: "12.50".into(),
        right: "10.75".into(),
        base: "10.50".into(),
    };
    assert_eq!(merged.overlaps, [overlap]);
}

#[test]
fn scripts_without_spaces_are_cut_by_letter_with_its_marks() {
    assert_eq!(pieces("ที่นี่"), ["ที่", "นี่"]);
    assert_eq!(pieces("東京へ"), ["東", "京", "へ"]);
    assert_eq!(pieces("ខ្មែរ"), ["ខ្មែ", "រ"]);
    assert_eq!(pieces("か\u{3099}き"), ["か\u{3099}", "き"]);
}

#[test]
fn marks_and_joined_emoji_are_never_cut() {
    assert_eq!(pieces("cafe\u{301}s"), ["cafe\u{301}s"]);
    assert_eq!(pieces("नमस्ते जी"), ["नमस्ते", " ", "जी"]);
    assert_eq!(
        pieces("👩\u{200d}👩\u{200d}👧👍🏽❤\u{fe0f}"),
        ["👩\u{200d}👩\u{200d}👧", "👍🏽", "❤\u{fe0f}"]
    );
    assert_eq!(pieces("🇩🇪🇫🇷🇩"), ["🇩🇪", "🇫🇷", "🇩"]);
}

#[test]
fn two_people_in_one_japanese_sentence_both_get_through() {
    let merged = merge(
        "明日東京で会う。",
        "明日大阪で会う。",
        "明日東京で会議をする。",
    );
    assert_eq!(merged.text, "明日大阪で会議をする。");
    assert_eq!(merged.overlaps, []);
}

#[test]
fn what_both_wrote_alike_stands_once() {
    let merged = merge(
        "Bob is out.",
        "Bob Smith is out today.",
        "Bob Smith is not out.",
    );
    assert_eq!(merged.text, "Bob Smith is not out today.");
    assert_eq!(merged.overlaps, []);
}

#[test]
fn two_ends_of_one_note_are_both_kept_and_marked() {
    let merged = merge("Met Ann.", "Met Ann. Wants ten.", "Met Ann. Call again.");
    assert_eq!(merged.text, "Met Ann. ⟦ Wants ten ‖ Call again ⟧.");
}

#[test]
fn of_two_beginnings_of_one_addition_the_longer_stands_unmarked() {
    let merged = merge("Met Ann.", "Met Ann. Wants", "Met Ann. Wants ten.");
    assert_eq!(merged.text, "Met Ann. Wants ten.");
    assert_eq!(merged.overlaps, []);
}

#[test]
fn a_sentence_that_both_rewrote_is_one_overlap() {
    let merged = merge("one two three", "uno dos tres", "un deux trois");
    assert_eq!(merged.text, "⟦ uno dos tres ‖ un deux trois ⟧");
    assert_eq!(merged.overlaps[0].base, "one two three");
}

#[test]
fn a_deletion_beside_a_change_of_the_same_words_keeps_the_change_marked() {
    let merged = merge("Buys red wine here.", "Buys here.", "Buys red beer here.");
    assert_eq!(merged.text, "Buys ⟦ ‖ red beer  ⟧here.");
    assert_eq!(merged.overlaps[0].left, "");
}

#[test]
fn what_each_deleted_is_gone_even_where_the_deletions_meet() {
    assert_eq!(merge("a b c d e", "a d e", "a b e").text, "a e");
    assert_eq!(merge("Hello", "", "Hello").text, "");
}

#[test]
fn words_never_run_together_when_each_side_takes_one_of_two_separators() {
    let merged = merge("tea) coffee", "tea)coffee", "tea coffee");
    assert_eq!(words(&merged.text), words("tea coffee"));
}

#[test]
fn a_version_that_holds_marks_is_wrapped_in_longer_ones() {
    let first = merge("x", "y", "z");
    assert_eq!(first.text, "⟦ y ‖ z ⟧");
    let second = merge(&first.text, &format!("{} w", first.text), "z");
    assert!(
        second.overlaps.is_empty() || second.text.contains("⟦⟦"),
        "{}",
        second.text
    );
    let third = merge("p", "⟦ y ‖ z ⟧", "q");
    assert_eq!(third.text, "⟦⟦ ⟦ y ‖ z ⟧ ‖‖ q ⟧⟧");
    let half = merge("p", "‖‖ y", "q");
    assert_eq!(half.text, "⟦⟦⟦ ‖‖ y ‖‖‖ q ⟧⟧⟧");
}

#[test]
fn a_mark_is_tidied_by_hand_like_any_other_words() {
    let marked = "Call ⟦ Bob ‖ Ann ⟧ today.";
    let merged = merge(
        marked,
        "Call Ann today.",
        "Call ⟦ Bob ‖ Ann ⟧ today at noon.",
    );
    assert_eq!(merged.text, "Call Ann today at noon.");
}

#[test]
fn control_characters_and_right_to_left_text_come_through() {
    let base = "a\0b שלום עולם\u{202e}.";
    let merged = merge(
        base,
        "a\0c שלום עולם\u{202e}.",
        "a\0b שלום לך עולם\u{202e}.",
    );
    assert_eq!(merged.text, "a\0c שלום לך עולם\u{202e}.");
}
