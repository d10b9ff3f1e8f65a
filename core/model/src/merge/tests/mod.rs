//! What a merge keeps, how it reads and what it costs.

mod bound;
mod cases;
mod law;
mod reading;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::diff::{Hunk, Work, hunks};
use super::token::tokens;
use super::*;

/// How often each word stands in a text.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for token in tokens(text) {
        if token.speaks() {
            *counts.entry(token.text.to_owned()).or_default() += 1;
        }
    }
    counts
}

/// Checks everything that must hold of any three texts.
fn check_law(base: &str, left: &str, right: &str) -> Result<Merged, String> {
    let merged = merge(base, left, right);
    let (b, l, r, t) = (words(base), words(left), words(right), words(&merged.text));
    let count =
        |counts: &BTreeMap<String, usize>, word: &str| counts.get(word).copied().unwrap_or(0);
    for word in b.keys().chain(l.keys()).chain(r.keys()) {
        let [in_b, in_l, in_r, in_t] = [&b, &l, &r, &t].map(|counts| count(counts, word));
        if in_t < in_l.saturating_sub(in_b).max(in_r.saturating_sub(in_b)) {
            return Err(format!(
                "{word:?} was inserted {in_l}/{in_r}, base {in_b}, kept {in_t}"
            ));
        }
        if in_b > 0 && in_l >= in_b && in_r >= in_b && in_t == 0 {
            return Err(format!("{word:?} was kept by both and is gone"));
        }
    }
    check_hunks(base, left, &t)?;
    check_hunks(base, right, &t)?;
    check_kept(base, left, right, &t)?;
    let mirrored = merge(base, right, left);
    if words(&mirrored.text) != t {
        return Err(format!(
            "mirrored: {:?} against {:?}",
            mirrored.text, merged.text
        ));
    }
    for (found, wanted) in [
        (merge(base, base, right), right),
        (merge(base, left, base), left),
        (merge(base, left, left), left),
    ] {
        if found
            != (Merged {
                text: wanted.to_owned(),
                ..Merged::default()
            })
        {
            return Err(format!(
                "one-sided merge gave {found:?} instead of {wanted:?}"
            ));
        }
    }
    if merge(base, left, right) != merged {
        return Err("a second merge differs".to_owned());
    }
    Ok(merged)
}

/// Every word occurrence that a side inserted stands in the result.
fn check_hunks(base: &str, side: &str, result: &BTreeMap<String, usize>) -> Result<(), String> {
    let pieces = tokens(side);
    let inserted: String = compared(base, side)
        .into_iter()
        .flat_map(|hunk| {
            pieces[hunk.side]
                .iter()
                .map(|token| token.text)
                .chain(["\n"])
        })
        .collect();
    for (word, times) in words(&inserted) {
        if result.get(&word).copied().unwrap_or(0) < times {
            return Err(format!(
                "{word:?} was inserted {times} times and is missing"
            ));
        }
    }
    Ok(())
}

/// Every occurrence of a base word that neither side deleted stands in the result.
fn check_kept(
    base: &str,
    left: &str,
    right: &str,
    result: &BTreeMap<String, usize>,
) -> Result<(), String> {
    let gone: BTreeSet<_> = [left, right]
        .iter()
        .flat_map(|side| compared(base, side))
        .flat_map(|hunk| hunk.base)
        .collect();
    let mut kept: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, token) in tokens(base).iter().enumerate() {
        if token.speaks() && !gone.contains(&place) {
            *kept.entry(token.text).or_default() += 1;
        }
    }
    for (word, times) in kept {
        if result.get(word).copied().unwrap_or(0) < times {
            return Err(format!("{word:?} was kept {times} times and is missing"));
        }
    }
    Ok(())
}

/// The edits from one text to another, as the merge sees them.
fn compared(base: &str, side: &str) -> Vec<Hunk> {
    let mut known = HashMap::new();
    let [base, side] = [base, side].map(|text| join::number(&tokens(text), &mut known));
    hunks(&base, &side, &mut Work::default())
}
