//! The part of a text in which something was found, with what was found marked.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::query::{plain_letters, writes_no_spaces};

/// Letters shown before the first thing found.
const BEFORE: usize = 40;
/// Letters shown in all.
const SHOWN: usize = 200;

/// A part of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Snippet {
    /// The part, in pieces.
    pub pieces: Vec<Piece>,
    /// Whether the text begins before it.
    pub cut_before: bool,
    /// Whether the text goes on after it.
    pub cut_after: bool,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Whether they were searched for.
    pub is_found: bool,
}

/// What is searched for: runs of words, the last word of each perhaps only begun.
pub(super) struct Words {
    runs: Vec<Vec<String>>,
}

/// A word of a text: where it stands, in bytes, and without case and accents.
struct Token {
    from: usize,
    to: usize,
    plain: String,
}

impl Words {
    pub(super) fn of(typed: &str) -> Words {
        let runs = typed.split(|letter: char| letter.is_whitespace() || letter.is_control());
        let runs = runs.map(|run| {
            tokens(run)
                .into_iter()
                .map(|token| token.plain)
                .collect::<Vec<_>>()
        });
        Words {
            runs: runs.filter(|run| !run.is_empty()).collect(),
        }
    }

    /// Returns the part of a text around the first thing found, or its beginning.
    pub(super) fn snippet(&self, text: &str) -> Snippet {
        let found = self.found(text);
        let first = found.first().map_or(0, |(from, _)| *from);
        let begin = back(text, first, BEFORE);
        let end = forward(text, begin, SHOWN);
        let mut pieces = Vec::new();
        let mut at = begin;
        for (from, to) in found {
            let (from, to) = (from.clamp(at, end), to.clamp(at, end));
            push(&mut pieces, text.get(at..from), false);
            push(&mut pieces, text.get(from..to), true);
            at = to;
        }
        push(&mut pieces, text.get(at..end), false);
        Snippet {
            pieces,
            cut_before: begin > 0,
            cut_after: end < text.len(),
        }
    }

    /// Returns what was found, as spans of bytes in order, none within another.
    fn found(&self, text: &str) -> Vec<(usize, usize)> {
        let tokens = tokens(text);
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for run in &self.runs {
            for window in tokens.windows(run.len()) {
                if is_run(window, run)
                    && let (Some(first), Some(last)) = (window.first(), window.last())
                {
                    spans.push((first.from, last.to));
                }
            }
        }
        spans.sort_unstable();
        spans
    }
}

fn is_run(window: &[Token], run: &[String]) -> bool {
    let last = run.len().saturating_sub(1);
    window
        .iter()
        .zip(run)
        .enumerate()
        .all(|(place, (token, word))| {
            if place == last {
                token.plain.starts_with(word.as_str())
            } else {
                token.plain == *word
            }
        })
}

/// Splits a text into words; letters of scripts without spaces stand for themselves.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut is_open = false;
    for (at, letter) in text.char_indices() {
        let to = at + letter.len_utf8();
        let is_alone = writes_no_spaces(letter);
        let is_letter = letter.is_alphanumeric() || (is_combining_mark(letter) && is_open);
        if !is_letter && !is_alone {
            is_open = false;
            continue;
        }
        match tokens.last_mut().filter(|_| is_open && !is_alone) {
            Some(token) => {
                token.to = to;
                token.plain.push_str(&plain(letter));
            }
            None => tokens.push(Token {
                from: at,
                to,
                plain: plain(letter),
            }),
        }
        is_open = !is_alone;
    }
    tokens
}

/// A letter without case and accent.
fn plain(letter: char) -> String {
    match plain_letters(letter) {
        Some(plain) => plain.to_owned(),
        None => letter
            .to_lowercase()
            .nfd()
            .filter(|letter| !is_combining_mark(*letter))
            .collect(),
    }
}

fn back(text: &str, from: usize, letters: usize) -> usize {
    let before = text.get(..from).unwrap_or_default();
    before
        .char_indices()
        .rev()
        .nth(letters.saturating_sub(1))
        .map_or(0, |(at, _)| at)
}

fn forward(text: &str, from: usize, letters: usize) -> usize {
    let after = text.get(from..).unwrap_or_default();
    after
        .char_indices()
        .nth(letters)
        .map_or(text.len(), |(at, _)| from + at)
}

fn push(pieces: &mut Vec<Piece>, text: Option<&str>, is_found: bool) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        pieces.push(Piece {
            text: text.to_owned(),
            is_found,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, typed: &str) -> String {
        let snippet = Words::of(typed).snippet(text);
        let pieces = snippet.pieces.iter().map(|piece| {
            if piece.is_found {
                format!("[{}]", piece.text)
            } else {
                piece.text.clone()
            }
        });
        let dots = |is_cut| if is_cut { "…" } else { "" };
        format!(
            "{}{}{}",
            dots(snippet.cut_before),
            pieces.collect::<String>(),
            dots(snippet.cut_after)
        )
    }

    #[test]
    fn what_was_searched_for_is_marked_as_it_is_written() {
        assert_eq!(
            marked("Met at Café Müller today", "cafe mull"),
            "Met at [Café] [Müller] today"
        );
        assert_eq!(
            marked("Cafe\u{301} au lait", "CAFÉ"),
            "[Cafe\u{301}] au lait"
        );
        assert_eq!(marked("O'Brien’s Deli", "o'brien"), "[O'Brien]’s Deli");
        assert_eq!(
            marked("東京都庁で会議をした", "会議"),
            "東京都庁で[会議]をした"
        );
        assert_eq!(
            marked("Spółka, Straße", "spol strasse"),
            "[Spółka], [Straße]"
        );
        assert_eq!(marked("nothing here", "\"*"), "nothing here");
        assert_eq!(marked("", "x"), "");
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_thing_found() {
        let text = format!("{} needle {}", "hay ".repeat(100), "straw ".repeat(100));
        let shown = marked(&text, "needle");
        assert!(
            shown.starts_with('…') && shown.ends_with('…') && shown.contains("[needle]"),
            "{shown}"
        );
        assert!(shown.chars().count() < 250, "{shown}");
    }

    #[test]
    fn no_text_and_no_search_breaks_it() {
        let texts = [
            "a\0b",
            "👩‍👩‍👧 family",
            "ﷺ",
            "\u{202e}rtl",
            "İstanbul",
            "ẞß",
            "a\u{300}\u{301}\u{302}",
        ];
        for text in texts {
            for typed in texts {
                let snippet = Words::of(typed).snippet(text);
                let whole: String = snippet.pieces.into_iter().map(|piece| piece.text).collect();
                assert_eq!(whole, text);
            }
        }
    }
}
