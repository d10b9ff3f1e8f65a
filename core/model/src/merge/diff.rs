//! Finds the edits from one text to another, within a fixed amount of work.
//!
//! The words are compared first, by themselves, for the fewest edits: so a space never stands in
//! for a word. What lies between two words that stayed is then one edit, less its equal ends.
//!
//! The comparison is Myers' greedy search over furthest-reaching diagonals. Row `d` holds, for each diagonal
//! `2i − d`, how far into the base `d` edits can reach; the rows are kept to walk back, which
//! [`EDIT_LIMIT`] bounds to some eight megabytes.

use std::ops::Range;

/// The number of inserted and deleted words beyond which a text counts as rewritten.
pub(super) const EDIT_LIMIT: usize = 2_048;

/// The number of single steps that one comparison may take, equal words walked over included.
pub(super) const STEP_LIMIT: usize = 16 * 1024 * 1024;

/// A place that cannot be reached without leaving the texts.
const OUTSIDE: u32 = u32::MAX;

/// The words `base` of the base text became the words `side` of the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    /// Which words of the base were replaced; empty for an insertion.
    pub(super) base: Range<usize>,
    /// Which words of the side replaced them; empty for a deletion.
    pub(super) side: Range<usize>,
}

/// What the comparisons of one merge cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Work {
    /// Steps taken, over all comparisons.
    pub(super) steps: usize,
    /// How many comparisons reached a limit and became one block.
    pub(super) given_up: usize,
}

/// A text as numbers: equal pieces have equal numbers.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    /// The number of each piece.
    pub(super) pieces: Vec<u32>,
    /// Which of the pieces are words.
    pub(super) words: Vec<usize>,
}

impl Numbered {
    /// Adds a piece.
    pub(super) fn push(&mut self, number: u32, speaks: bool) {
        if speaks {
            self.words.push(self.pieces.len());
        }
        self.pieces.push(number);
    }

    /// The words that lie in `range` of the pieces: their places and their numbers.
    fn words_in(&self, range: &Range<usize>) -> (Vec<usize>, Vec<u32>) {
        let inside = self
            .words
            .iter()
            .copied()
            .filter(|place| range.contains(place));
        inside
            .filter_map(|place| Some((place, *self.pieces.get(place)?)))
            .unzip()
    }
}

/// Lists the hunks that turn `base` into `side`, in order, with at least one equal piece between
/// any two.
pub(super) fn hunks(base: &Numbered, side: &Numbered, work: &mut Work) -> Vec<Hunk> {
    let mut found = Vec::new();
    let whole = Hunk {
        base: 0..base.pieces.len(),
        side: 0..side.pieces.len(),
    };
    let Some(core) = trimmed(base, side, whole) else {
        return found;
    };
    let (base_places, base_words) = base.words_in(&core.base);
    let (side_places, side_words) = side.words_in(&core.side);
    let mut search = Search {
        base: &base_words,
        side: &side_words,
        rows: Vec::new(),
        steps: 0,
    };
    let edits = search.run();
    work.steps += search.steps;
    let Some(edits) = edits else {
        work.given_up += 1;
        return vec![core];
    };
    let (mut base_at, mut side_at) = (core.base.start, core.side.start);
    for (base_word, side_word) in search.walk_back(edits) {
        let (Some(&base_place), Some(&side_place)) =
            (base_places.get(base_word), side_places.get(side_word))
        else {
            continue;
        };
        let gap = Hunk {
            base: base_at..base_place,
            side: side_at..side_place,
        };
        found.extend(trimmed(base, side, gap));
        (base_at, side_at) = (base_place + 1, side_place + 1);
    }
    let gap = Hunk {
        base: base_at..core.base.end,
        side: side_at..core.side.end,
    };
    found.extend(trimmed(base, side, gap));
    settle_late(base, side, &mut found);
    found
}

/// What is left of an edit when its equal ends are taken off.
fn trimmed(base: &Numbered, side: &Numbered, whole: Hunk) -> Option<Hunk> {
    let old = base.pieces.get(whole.base.clone()).unwrap_or_default();
    let new = side.pieces.get(whole.side.clone()).unwrap_or_default();
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (old.get(head..)?, new.get(head..)?);
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let hunk = Hunk {
        base: whole.base.start + head..whole.base.end - tail,
        side: whole.side.start + head..whole.side.end - tail,
    };
    (!hunk.base.is_empty() || !hunk.side.is_empty()).then_some(hunk)
}

/// Moves each insertion and deletion as late as the text allows, so that one edit has one place
/// however the spaces around it were matched.
fn settle_late(base: &Numbered, side: &Numbered, found: &mut [Hunk]) {
    let mut limit = base.pieces.len();
    for hunk in found.iter_mut().rev() {
        let moving = |hunk: &Hunk| match (hunk.base.is_empty(), hunk.side.is_empty()) {
            (true, false) => base.pieces.get(hunk.base.end) == side.pieces.get(hunk.side.start),
            (false, true) => base.pieces.get(hunk.base.end) == base.pieces.get(hunk.base.start),
            (false, false) | (true, true) => false,
        };
        while hunk.base.end < limit && moving(hunk) {
            hunk.base = hunk.base.start + 1..hunk.base.end + 1;
            hunk.side = hunk.side.start + 1..hunk.side.end + 1;
        }
        limit = hunk.base.start.saturating_sub(1);
    }
}

struct Search<'a> {
    base: &'a [u32],
    side: &'a [u32],
    rows: Vec<Vec<u32>>,
    steps: usize,
}

impl Search<'_> {
    /// Fills rows until the end of both texts is reached; answers the number of edits, or nothing
    /// when a limit came first.
    fn run(&mut self) -> Option<usize> {
        for edits in 0..=EDIT_LIMIT {
            let mut row = Vec::with_capacity(edits + 1);
            let mut arrived = false;
            for diagonal in 0..=edits {
                self.steps += 1;
                let reached = self.enter(edits, diagonal).map(|(x, _)| {
                    let equal = self.equal_from(x, x + edits - 2 * diagonal);
                    self.steps += equal;
                    x + equal
                });
                arrived |= reached == Some(self.base.len())
                    && self.base.len() + edits == self.side.len() + 2 * diagonal;
                row.push(
                    reached
                        .and_then(|x| u32::try_from(x).ok())
                        .unwrap_or(OUTSIDE),
                );
                if self.steps > STEP_LIMIT {
                    return None;
                }
            }
            self.rows.push(row);
            if arrived {
                return Some(edits);
            }
        }
        None
    }

    /// Where `edits` edits enter a diagonal: the place in the base, and whether by a deletion.
    fn enter(&self, edits: usize, diagonal: usize) -> Option<(usize, bool)> {
        let Some(before) = edits.checked_sub(1) else {
            return Some((0, false));
        };
        let previous = self.rows.get(before)?;
        let at = |place: usize| {
            let x = *previous.get(place)?;
            if x == OUTSIDE {
                None
            } else {
                usize::try_from(x).ok()
            }
        };
        let deleted = diagonal
            .checked_sub(1)
            .and_then(at)
            .filter(|x| *x < self.base.len())
            .map(|x| x + 1);
        let inserted = at(diagonal).filter(|x| x + before - 2 * diagonal < self.side.len());
        match (deleted, inserted) {
            (Some(far), Some(near)) if far < near => Some((near, false)),
            (Some(far), _) => Some((far, true)),
            (None, Some(near)) => Some((near, false)),
            (None, None) => None,
        }
    }

    fn equal_from(&self, x: usize, y: usize) -> usize {
        let base = self.base.get(x..).unwrap_or_default();
        let side = self.side.get(y..).unwrap_or_default();
        base.iter().zip(side).take_while(|(a, b)| a == b).count()
    }

    /// Follows the rows from the end to the start; answers the places of the words that stayed.
    fn walk_back(&self, edits: usize) -> Vec<(usize, usize)> {
        let (mut x, mut y) = (self.base.len(), self.side.len());
        let mut stayed = Vec::new();
        for left in (0..=edits).rev() {
            // x − y = 2·diagonal − left on every row.
            let diagonal = (x + left - y) / 2;
            let Some((entered, by_deletion)) = self.enter(left, diagonal) else {
                break;
            };
            while x > entered {
                (x, y) = (x - 1, y - 1);
                stayed.push((x, y));
            }
            if left > 0 {
                (x, y) = if by_deletion { (x - 1, y) } else { (x, y - 1) };
            }
        }
        stayed.reverse();
        stayed
    }
}
