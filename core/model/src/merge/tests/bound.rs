//! The work of a merge is bounded, and so is its result.

use super::diff::{EDIT_LIMIT, STEP_LIMIT};
use super::*;

/// Repeats numbered sentences until the text has the largest size that may be saved.
fn full(sentence: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0.. {
        let next = sentence(number);
        if text.len() + next.len() > LIMIT {
            break;
        }
        text.push_str(&next);
    }
    text
}

/// Merges and checks that neither comparison took more than it may.
fn bounded(base: &str, left: &str, right: &str) -> (Merged, Work) {
    let (merged, work) = merge_counting(base, left, right);
    println!("steps {}, given up {}", work.steps, work.given_up);
    // One walk over equal words may end above the limit before it is noticed.
    let longest = base.len().max(left.len()).max(right.len());
    assert!(
        work.steps <= 2 * (STEP_LIMIT + longest),
        "{} steps",
        work.steps
    );
    (merged, work)
}

#[test]
fn two_small_edits_of_the_largest_note_cost_little() {
    let base = full(|number| format!("Sentence number {number} stands here. "));
    let left = base.replacen("number 17 stands", "number 17 waits", 1);
    let right = base.replacen("number 5000 stands", "number 5000 sleeps", 1);
    let (merged, work) = bounded(&base, &left, &right);
    assert_eq!(
        merged.text,
        left.replacen("number 5000 stands", "number 5000 sleeps", 1)
    );
    assert!(work.steps < 200_000, "{} steps", work.steps);
}

#[test]
fn two_rewritten_notes_stay_whole_and_the_larger_sum_goes_to_the_diary() {
    let [base, left, right] =
        ["base", "left", "right"].map(|name| full(|number| format!("{name}{number} ")));
    let (merged, work) = bounded(&base, &left, &right);
    assert_eq!(work.given_up, 2);
    assert_eq!(merged.text, right);
    assert_eq!(merged.too_large, Some(left));
    assert_eq!(merged.overlaps, []);
}

#[test]
fn beyond_the_edit_limit_both_texts_stay_as_one_marked_block() {
    let [base, left, right] = ["base", "left", "right"].map(|name| {
        let body: String = (0..EDIT_LIMIT)
            .map(|number| format!(" {name}{number}"))
            .collect();
        format!("Same start.{body} Same end.")
    });
    let (merged, work) = bounded(&base, &left, &right);
    assert_eq!(work.given_up, 2);
    assert_eq!(merged.overlaps.len(), 1);
    assert!(
        merged.text.starts_with("Same start. ⟦ left0 ") && merged.text.ends_with(" ⟧ Same end.")
    );
    assert_eq!(merged.too_large, None);
}

#[test]
fn a_rewrite_beyond_the_limit_still_joins_with_an_edit_outside_it() {
    let rewritten: String = (0..EDIT_LIMIT)
        .map(|number| format!(" new{number}"))
        .collect();
    let body: String = (0..EDIT_LIMIT)
        .map(|number| format!(" old{number}"))
        .collect();
    let (base, right) = (
        format!("Start here.{body}"),
        format!("Start here.{rewritten}"),
    );
    let left = base.replacen("Start", "Begin", 1);
    assert_eq!(
        bounded(&base, &left, &right).0.text,
        right.replacen("Start", "Begin", 1)
    );
}

#[test]
fn repetitive_and_unspaced_texts_of_the_largest_size_stay_within_the_bound() {
    let texts = [
        full(|_| "a ".into()),
        full(|number| {
            if number % 7 == 0 {
                "b ".into()
            } else {
                "a ".into()
            }
        }),
        full(|number| {
            if number % 11 == 3 {
                "a a ".into()
            } else {
                "b ".into()
            }
        }),
        full(|_| "!".into()),
        full(|number| {
            if number % 3 == 0 {
                "ก".into()
            } else {
                "ข".into()
            }
        }),
        full(|number| {
            if number % 5 == 0 {
                "ข".into()
            } else {
                "ก".into()
            }
        }),
        full(|_| "\u{301}".into()),
        full(|_| "👩\u{200d}".into()),
    ];
    for three in texts.windows(3) {
        let (merged, _) = bounded(&three[0], &three[1], &three[2]);
        assert!(merged.text.len() <= LIMIT);
    }
}

#[test]
fn a_join_over_the_limit_keeps_the_later_text_and_reports_the_other_whole() {
    let base = "a ".repeat(10);
    let left = format!("{base}{}", "l".repeat(LIMIT - 40));
    let right = format!("{base}{}", "r".repeat(40));
    let merged = merge(&base, &left, &right);
    assert_eq!(merged.text, right);
    assert_eq!(merged.too_large.as_deref(), Some(left.as_str()));
}
