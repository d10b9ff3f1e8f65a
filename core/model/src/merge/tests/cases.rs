//! Whole texts: a small set of our own, and merges that people made.

use serde_json::Value;

use super::*;
use crate::text::shared::read_or_skip;

fn field<'v>(case: &'v Value, name: &str) -> &'v str {
    case[name].as_str().unwrap_or_default()
}

#[test]
fn our_own_cases_read_as_written_down() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("cases.json")).unwrap();
    for case in &cases {
        let name = field(case, "name");
        let merged = check_law(
            field(case, "base"),
            field(case, "left"),
            field(case, "right"),
        )
        .unwrap_or_else(|broken| panic!("{name}: {broken}"));
        assert_eq!(merged.text, field(case, "text"), "{name}");
        assert_eq!(
            Some(merged.overlaps.len() as u64),
            case["overlaps"].as_u64(),
            "{name}"
        );
    }
}

#[test]
fn merges_that_people_made_lose_no_word() {
    let file = "merge_three_way/cases.jsonl";
    let Some(cases) = read_or_skip("merges_that_people_made_lose_no_word", file) else {
        return;
    };
    let (mut all, mut clean, mut as_people) = (0, 0, 0);
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let merged = check_law(
            field(&case, "base"),
            field(&case, "ours"),
            field(&case, "theirs"),
        )
        .unwrap_or_else(|broken| panic!("{}: {broken}", field(&case, "id")));
        all += 1;
        clean += usize::from(merged.overlaps.is_empty() && merged.too_large.is_none());
        as_people += usize::from(merged.text == field(&case, "merged_by_people"));
    }
    println!("{all} merges, {clean} without overlap, {as_people} letter for letter as people did");
    assert!(all > 0);
}

#[test]
fn strings_made_to_break_programs_lose_no_word() {
    let test = "strings_made_to_break_programs_lose_no_word";
    let Some(list) = read_or_skip(test, "text_robustness/blns.json") else {
        return;
    };
    let strings: Vec<String> = serde_json::from_str(&list).unwrap();
    for three in strings.windows(3) {
        check_law(&three[0], &three[1], &three[2]).unwrap();
        let base = format!("{} {}", three[0], three[1]);
        check_law(
            &base,
            &format!("{base} {}", three[2]),
            &format!("{} {base}", three[2]),
        )
        .unwrap();
    }
}
