//! Joins two edits of one prose text word by word, keeping every word that either person wrote.
//!
//! Both sides are compared with the text they started from. What only one person touched is taken
//! as he left it; what both changed alike is taken once; where both changed the same words, both
//! versions stay, inside a mark that people can read and tidy by hand:
//!
//! ```text
//! Call Bob ⟦ on Monday ‖ next week ⟧.
//! ```
//!
//! The left version stands first. A version that already holds one of the signs `⟦ ‖ ⟧` is wrapped
//! in signs repeated once more than the longest run inside it (`⟦⟦ … ‖‖ … ⟧⟧`), so that the outer
//! mark is told from the inner one.
//!
//! The work is bounded: equal ends are trimmed, and a comparison that would need more than
//! `diff::EDIT_LIMIT` edits or `diff::STEP_LIMIT` steps treats what lies between the equal ends
//! as one rewritten block. The result depends on the three texts alone.

mod diff;
mod join;
mod token;

#[cfg(test)]
mod tests;

use crate::text::LIMIT;

/// The outcome of a merge: one text, and where the two sides overlapped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// The joined text, overlaps marked in place.
    pub text: String,
    /// What each side had where both changed the same words, in the order of the text.
    pub overlaps: Vec<Overlap>,
    /// The whole left text when the joined one would exceed [`LIMIT`]; `text` is then the right
    /// one, and the caller keeps this one in the diary of the person who wrote it.
    pub too_large: Option<String>,
}

/// What stood at one place in the left, the right and the base text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overlap {
    /// The left version, empty when the left side deleted the place.
    pub left: String,
    /// The right version, empty when the right side deleted the place.
    pub right: String,
    /// What both sides started from, empty when both inserted.
    pub base: String,
}

/// Joins `left` and `right`, both edits of `base`; `right` is the later of the two.
///
/// ```
/// use outrider_model::merge::merge;
///
/// let joined = merge("Call Bob on Friday.", "Call Alice on Friday.", "Call Bob on Monday.");
/// assert_eq!(joined.text, "Call Alice on Monday.");
/// assert!(joined.overlaps.is_empty());
/// ```
pub fn merge(base: &str, left: &str, right: &str) -> Merged {
    merge_counting(base, left, right).0
}

/// Merges and tells how much the comparisons cost, for the tests of the bound.
fn merge_counting(base: &str, left: &str, right: &str) -> (Merged, diff::Work) {
    let mut work = diff::Work::default();
    let agreed = if left == right || base == right {
        Some(left)
    } else if base == left {
        Some(right)
    } else {
        None
    };
    if let Some(text) = agreed {
        return (
            Merged {
                text: text.to_owned(),
                ..Merged::default()
            },
            work,
        );
    }
    let texts = join::Texts {
        base: &token::tokens(base),
        left: &token::tokens(left),
        right: &token::tokens(right),
    };
    let (text, overlaps) = join::join(&texts, &mut work);
    let merged = if text.len() > LIMIT {
        Merged {
            text: right.to_owned(),
            overlaps: Vec::new(),
            too_large: Some(left.to_owned()),
        }
    } else {
        Merged {
            text,
            overlaps,
            too_large: None,
        }
    };
    (merged, work)
}
