//! Lays the edits of both sides over the base and writes the joined text.
//!
//! Two edits overlap when they replace a common word, when one inserts inside what the other
//! replaced, or when both insert at one place; edits that merely touch do not. Two deletions never
//! overlap: what either person deleted after seeing it is gone.

use std::collections::HashMap;
use std::iter::Peekable;
use std::ops::Range;

use super::Overlap;
use super::diff::{Hunk, Numbered, Work, hunks};
use super::token::{Kind, Token};

/// The three texts of a merge, cut into pieces.
pub(super) struct Texts<'t> {
    /// What both sides started from.
    pub(super) base: &'t [Token<'t>],
    /// The first version.
    pub(super) left: &'t [Token<'t>],
    /// The second version.
    pub(super) right: &'t [Token<'t>],
}

/// A stretch of the result.
enum Piece<'t> {
    /// Stands in both versions; the flag tells whether it stands in the base too.
    Common(&'t [Token<'t>], bool),
    /// Comes from one version only.
    Own(&'t [Token<'t>]),
    /// Both versions of a place that both changed.
    Clash(Overlap),
}

/// A stretch of the base that edits of either side cover, and those edits.
struct Region {
    span: Range<usize>,
    left: Vec<Hunk>,
    right: Vec<Hunk>,
}

/// Joins the texts; answers the joined text and the overlaps in its order.
pub(super) fn join(texts: &Texts<'_>, work: &mut Work) -> (String, Vec<Overlap>) {
    let mut numbers = HashMap::new();
    let [base, left, right] =
        [texts.base, texts.left, texts.right].map(|tokens| number(tokens, &mut numbers));
    let mut left_hunks = hunks(&base, &left, work).into_iter().peekable();
    let mut right_hunks = hunks(&base, &right, work).into_iter().peekable();
    let mut pieces = Vec::new();
    let (mut base_at, mut left_at, mut right_at) = (0, 0, 0);
    while let Some(region) = next_region(&mut left_hunks, &mut right_hunks) {
        let equal = region.span.start - base_at;
        pieces.push(Piece::Common(
            cut(texts.base, base_at..region.span.start),
            true,
        ));
        let left_span = carried(left_at + equal, &region.span, &region.left);
        let right_span = carried(right_at + equal, &region.span, &region.right);
        (base_at, left_at, right_at) = (region.span.end, left_span.end, right_span.end);
        settle(texts, &region, left_span, right_span, &mut pieces);
    }
    pieces.push(Piece::Common(
        cut(texts.base, base_at..texts.base.len()),
        true,
    ));
    write(gather(pieces))
}

/// Gives equal pieces of text equal numbers.
pub(super) fn number<'t>(tokens: &[Token<'t>], numbers: &mut HashMap<&'t str, u32>) -> Numbered {
    let mut numbered = Numbered::default();
    for token in tokens {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        numbered.push(*numbers.entry(token.text).or_insert(next), token.speaks());
    }
    numbered
}

fn cut<'t>(tokens: &'t [Token<'t>], range: Range<usize>) -> &'t [Token<'t>] {
    tokens.get(range).unwrap_or_default()
}

type Hunks = Peekable<std::vec::IntoIter<Hunk>>;

/// Takes the next edit of either side and whatever overlaps with it, directly or by a chain.
fn next_region(left: &mut Hunks, right: &mut Hunks) -> Option<Region> {
    let place = |hunk: &Hunk| (hunk.base.start, hunk.base.end);
    let left_first = match (left.peek(), right.peek()) {
        (Some(a), Some(b)) => place(a) <= place(b),
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => return None,
    };
    let first = if left_first {
        left.peek()
    } else {
        right.peek()
    }?;
    let mut region = Region {
        span: first.base.clone(),
        left: Vec::new(),
        right: Vec::new(),
    };
    if left_first {
        region.left.extend(left.next());
    } else {
        region.right.extend(right.next());
    }
    loop {
        let span = region.span.clone();
        let overlaps =
            |hunk: &Hunk| hunk.base.start < span.end || (span.is_empty() && hunk.base == span);
        let (hunk, own) = if let Some(hunk) = left.next_if(overlaps) {
            (hunk, &mut region.left)
        } else if let Some(hunk) = right.next_if(overlaps) {
            (hunk, &mut region.right)
        } else {
            return Some(region);
        };
        region.span.end = span.end.max(hunk.base.end);
        own.push(hunk);
    }
}

/// The words of a side that stand for `span` of the base, the first of them at `from`.
fn carried(from: usize, span: &Range<usize>, hunks: &[Hunk]) -> Range<usize> {
    let gone: usize = hunks.iter().map(|hunk| hunk.base.len()).sum();
    let come: usize = hunks.iter().map(|hunk| hunk.side.len()).sum();
    from..from + span.len() - gone + come
}

/// Decides what one region of edits becomes.
fn settle<'t>(
    texts: &Texts<'t>,
    region: &Region,
    left_span: Range<usize>,
    right_span: Range<usize>,
    pieces: &mut Vec<Piece<'t>>,
) {
    let left = cut(texts.left, left_span);
    let right = cut(texts.right, right_span);
    if region.right.is_empty() {
        return pieces.push(Piece::Own(left));
    }
    if region.left.is_empty() {
        return pieces.push(Piece::Own(right));
    }
    if spelled(left, right) {
        return pieces.push(Piece::Common(left, false));
    }
    if region
        .left
        .iter()
        .chain(&region.right)
        .all(|hunk| hunk.side.is_empty())
    {
        return keep_undeleted(texts.base, region, pieces);
    }
    clash(cut(texts.base, region.span.clone()), left, right, pieces);
}

/// Whether both rows hold the same text.
fn spelled(left: &[Token<'_>], right: &[Token<'_>]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(a, b)| a.text == b.text)
}

/// Keeps of a region, in which both sides only deleted, what neither deleted.
fn keep_undeleted<'t>(base: &'t [Token<'t>], region: &Region, pieces: &mut Vec<Piece<'t>>) {
    let mut deleted: Vec<Range<usize>> = region
        .left
        .iter()
        .chain(&region.right)
        .map(|hunk| hunk.base.clone())
        .collect();
    deleted.sort_by_key(|range| range.start);
    let mut at = region.span.start;
    for range in deleted {
        if at < range.start {
            pieces.push(Piece::Common(cut(base, at..range.start), true));
        }
        at = at.max(range.end);
    }
}

/// Keeps both versions of a place; words that both begin or end it with stand once.
fn clash<'t>(
    base: &'t [Token<'t>],
    left: &'t [Token<'t>],
    right: &'t [Token<'t>],
    pieces: &mut Vec<Piece<'t>>,
) {
    let same = |pair: &(&Token<'_>, &Token<'_>)| pair.0.text == pair.1.text;
    let head = left.iter().zip(right).take_while(same).count();
    let (left_rest, right_rest) = (cut(left, head..left.len()), cut(right, head..right.len()));
    let tail = left_rest
        .iter()
        .rev()
        .zip(right_rest.iter().rev())
        .take_while(same)
        .count();
    let left_core = cut(left_rest, 0..left_rest.len() - tail);
    let right_core = cut(right_rest, 0..right_rest.len() - tail);
    let one_sided = left_core.is_empty() || right_core.is_empty();
    if one_sided && base.is_empty() {
        // Both inserted the same beginning, one went on.
        return pieces.push(Piece::Own(if left_core.is_empty() { right } else { left }));
    }
    let (head, tail, left_core, right_core) = if one_sided {
        (0, 0, left, right)
    } else {
        (head, tail, left_core, right_core)
    };
    pieces.push(Piece::Common(cut(left, 0..head), false));
    pieces.push(Piece::Clash(Overlap {
        left: spell(left_core),
        right: spell(right_core),
        base: spell(base),
    }));
    pieces.push(Piece::Common(
        cut(left, left.len() - tail..left.len()),
        false,
    ));
}

fn spell(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|token| token.text).collect()
}

/// Makes one overlap of those that only spaces or signs of one line separate, so that a sentence
/// which both rewrote stays readable.
fn gather(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut gathered: Vec<Piece<'_>> = Vec::new();
    let mut between: Vec<Piece<'_>> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Common([], _) => {}
            Piece::Own([]) => gathered.append(&mut between),
            Piece::Common(tokens, _)
                if matches!(gathered.last(), Some(Piece::Clash(_))) && tokens.iter().all(quiet) =>
            {
                between.push(piece);
            }
            Piece::Common(..) | Piece::Own(_) => {
                gathered.append(&mut between);
                gathered.push(piece);
            }
            Piece::Clash(next) => match gathered.last_mut() {
                Some(Piece::Clash(open)) => extend(open, &mut between, &next),
                Some(Piece::Common(..) | Piece::Own(_)) | None => {
                    gathered.push(Piece::Clash(next));
                }
            },
        }
    }
    gathered.append(&mut between);
    gathered
}

fn quiet(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Space | Kind::Sign)
}

fn extend(open: &mut Overlap, between: &mut Vec<Piece<'_>>, next: &Overlap) {
    for piece in between.drain(..) {
        if let Piece::Common(tokens, in_base) = piece {
            let text = spell(tokens);
            open.left.push_str(&text);
            open.right.push_str(&text);
            if in_base {
                open.base.push_str(&text);
            }
        }
    }
    open.left.push_str(&next.left);
    open.right.push_str(&next.right);
    open.base.push_str(&next.base);
}

/// Writes the pieces one after another; where a word would be read that neither person wrote, a
/// space parts it.
fn write(pieces: Vec<Piece<'_>>) -> (String, Vec<Overlap>) {
    let mut text = String::new();
    let mut overlaps = Vec::new();
    let mut seam = Seam::default();
    for piece in pieces {
        match piece {
            Piece::Common(tokens, _) | Piece::Own(tokens) => {
                for (place, token) in tokens.iter().enumerate() {
                    if seam.parts(token, place == 0) {
                        text.push(' ');
                    }
                    text.push_str(token.text);
                }
            }
            Piece::Clash(overlap) => {
                mark(&mut text, &overlap);
                seam = Seam {
                    last: Some(Token {
                        text: "⟧",
                        kind: Kind::Sign,
                    }),
                    ..Seam::default()
                };
                overlaps.push(overlap);
            }
        }
    }
    (text, overlaps)
}

/// The last two pieces written, and whether they come from different places.
#[derive(Default)]
struct Seam<'t> {
    before: Option<Token<'t>>,
    last: Option<Token<'t>>,
    between: bool,
}

impl<'t> Seam<'t> {
    /// Takes note of the next piece; tells whether a space must stand before it.
    fn parts(&mut self, next: &Token<'t>, fresh: bool) -> bool {
        let fused = fresh && self.last.is_some_and(|last| last.fuses(next));
        let joined = (fresh || self.between)
            && match (self.before, self.last) {
                (Some(before), Some(sign)) => before.fuses_across(&sign, next),
                (Some(_) | None, None) | (None, Some(_)) => false,
            };
        let parts = fused || joined;
        self.before = if parts { None } else { self.last };
        self.last = Some(*next);
        self.between = fresh;
        parts
    }
}

/// Writes both versions inside a mark that neither contains.
fn mark(text: &mut String, overlap: &Overlap) {
    let times = longest_run(&overlap.left).max(longest_run(&overlap.right)) + 1;
    text.push_str(&"⟦".repeat(times));
    for (version, sign) in [(&overlap.left, "‖"), (&overlap.right, "⟧")] {
        text.push(' ');
        if !version.is_empty() {
            text.push_str(version);
            text.push(' ');
        }
        text.push_str(&sign.repeat(times));
    }
}

/// The length of the longest run of mark signs in a text.
fn longest_run(text: &str) -> usize {
    text.split(|c| !matches!(c, '⟦' | '‖' | '⟧'))
        .map(|run| run.chars().count())
        .max()
        .unwrap_or(0)
}
