//! Cuts prose into the pieces that a merge moves whole.
//!
//! A word is a run of letters, digits and the marks on them; numbers, times, dates, prices and
//! addresses such as `10.50`, `10:30`, `€20` or `bob@example.com` are one word, so that two edits
//! never mix into a figure that nobody wrote. Scripts without spaces are cut after each letter
//! with its marks. A mark is never cut from its letter, nor an emoji from what it is joined to.

use std::iter::Peekable;
use std::str::Chars;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, number or address.
    Word,
    /// One letter, with its marks, of a script that is written without spaces; one emoji.
    Letter,
    /// Spaces and tabs.
    Space,
    /// One line break.
    Break,
    /// Punctuation or a control character.
    Sign,
}

/// One piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'t> {
    /// Its characters.
    pub(super) text: &'t str,
    /// What they are.
    pub(super) kind: Kind,
}

impl Token<'_> {
    /// Tells whether the piece carries meaning, rather than what stands between such pieces.
    pub(super) fn speaks(&self) -> bool {
        match self.kind {
            Kind::Word | Kind::Letter => true,
            Kind::Space | Kind::Break | Kind::Sign => false,
        }
    }

    /// Tells whether the piece, written straight before `next`, would be read as one with it.
    pub(super) fn fuses(&self, next: &Token<'_>) -> bool {
        if matches!(self.kind, Kind::Space | Kind::Break)
            || matches!(next.kind, Kind::Space | Kind::Break)
        {
            return false;
        }
        (self.kind == Kind::Word && next.kind == Kind::Word)
            || next.text.starts_with(is_mark)
            || self.text.ends_with(binds)
            || next.text.starts_with(is_flag) && self.text.ends_with(is_flag)
    }

    /// Tells whether the two words would be read as one with the sign between them.
    pub(super) fn fuses_across(&self, sign: &Token<'_>, next: &Token<'_>) -> bool {
        let mut signs = sign.text.chars();
        match (
            self.text.chars().next_back(),
            signs.next(),
            next.text.chars().next(),
        ) {
            (Some(before), Some(only), Some(after)) => {
                self.kind == Kind::Word
                    && next.kind == Kind::Word
                    && signs.next().is_none()
                    && joins(before, only, after)
            }
            _ => false,
        }
    }
}

/// Cuts `text` into pieces; put together again they are the text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, kind) = measure(first, rest);
        let (head, tail) = rest.split_at(length);
        found.push(Token { text: head, kind });
        rest = tail;
    }
    found
}

/// The bytes of the piece that `rest` begins with, and its kind.
fn measure(first: char, rest: &str) -> (usize, Kind) {
    let mut scan = Scan {
        ahead: rest.chars().peekable(),
        length: first.len_utf8(),
        last: first,
    };
    scan.ahead.next();
    let kind = match first {
        '\n' => Kind::Break,
        '\r' => {
            if scan.ahead.peek() == Some(&'\n') {
                scan.take();
            }
            Kind::Break
        }
        _ if first.is_whitespace() => {
            scan.take_while(|_, next| next.is_whitespace() && next != '\n' && next != '\r');
            Kind::Space
        }
        _ if is_solid(first) => {
            scan.take_while(|last, next| is_mark(next) || (binds(last) && is_solid(next)));
            Kind::Letter
        }
        _ if is_word(first) => {
            scan.take_word();
            Kind::Word
        }
        _ if is_flag(first) => {
            if scan.ahead.peek().copied().is_some_and(is_flag) {
                scan.take();
            }
            scan.take_while(|_, next| is_mark(next));
            Kind::Letter
        }
        _ => {
            scan.take_while(|last, next| is_mark(next) || (binds(last) && is_picture(next)));
            if is_picture(first) {
                Kind::Letter
            } else {
                Kind::Sign
            }
        }
    };
    (scan.length, kind)
}

/// Reads on from the first character of a piece.
struct Scan<'t> {
    ahead: Peekable<Chars<'t>>,
    length: usize,
    last: char,
}

impl Scan<'_> {
    fn take(&mut self) {
        if let Some(next) = self.ahead.next() {
            self.length += next.len_utf8();
            self.last = next;
        }
    }

    fn take_while(&mut self, belongs: impl Fn(char, char) -> bool) {
        while self
            .ahead
            .peek()
            .is_some_and(|next| belongs(self.last, *next))
        {
            self.take();
        }
    }

    /// Takes a word, crossing a sign such as an apostrophe or a decimal point that stands between
    /// two characters of it.
    fn take_word(&mut self) {
        loop {
            self.take_while(|_, next| is_word(next));
            let mut beyond = self.ahead.clone();
            let (Some(sign), Some(after)) = (beyond.next(), beyond.next()) else {
                return;
            };
            if !joins(self.last, sign, after) {
                return;
            }
            self.take();
        }
    }
}

/// Tells whether `sign` between two characters of a word belongs to the word.
fn joins(before: char, sign: char, after: char) -> bool {
    if !is_word(after) || is_mark(after) {
        return false;
    }
    match sign {
        ',' | ':' => before.is_numeric() && after.is_numeric(),
        '\'' | '’' | '.' | '-' | '‐' | '‑' | '_' | '@' | '/' | '+' | '&' | '·' => true,
        _ => false,
    }
}

/// A character that a word is made of.
fn is_word(c: char) -> bool {
    (c.is_alphanumeric() && !is_solid(c)) || is_mark(c) || is_money(c) || c == '%'
}

/// A sign that belongs to the number beside it.
fn is_money(c: char) -> bool {
    matches!(c, '$' | '\u{a2}'..='\u{a5}' | '\u{e3f}' | '\u{20a0}'..='\u{20cf}')
}

/// A letter of a script that is written without spaces.
fn is_solid(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{109f}'       // Thai, Lao, Tibetan, Burmese
        | '\u{1780}'..='\u{17ff}'    // Khmer
        | '\u{1950}'..='\u{19df}' | '\u{1a20}'..='\u{1aaf}' | '\u{aa60}'..='\u{aaDF}'
        | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{312f}' | '\u{31a0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}' | '\u{1b000}'..='\u{1b16f}' | '\u{20000}'..='\u{3ffff}'
    ) && c.is_alphabetic()
        && !is_mark(c)
}

/// A character that is drawn on, or belongs to, the one before it.
fn is_mark(c: char) -> bool {
    match c {
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}'
        | '\u{5bf}'
        | '\u{5c1}'
        | '\u{5c2}'
        | '\u{5c4}'
        | '\u{5c5}'
        | '\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}'
        | '\u{6e8}'
        | '\u{6ea}'..='\u{6ed}'
        | '\u{711}'
        | '\u{730}'..='\u{74a}'
        | '\u{7a6}'..='\u{7b0}'
        | '\u{7eb}'..='\u{7f3}'
        | '\u{816}'..='\u{82d}'
        | '\u{859}'..='\u{85b}'
        | '\u{8d3}'..='\u{8ff}'
        | '\u{e31}'
        | '\u{e33}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}'
        | '\u{eb1}'
        | '\u{eb3}'..='\u{ebc}'
        | '\u{ec8}'..='\u{ece}'
        | '\u{f35}'
        | '\u{f37}'
        | '\u{f39}'
        | '\u{f3e}'
        | '\u{f3f}'
        | '\u{f71}'..='\u{f84}'
        | '\u{f86}'
        | '\u{f87}'
        | '\u{f8d}'..='\u{fbc}'
        | '\u{102b}'..='\u{103e}'
        | '\u{1056}'..='\u{1059}'
        | '\u{105e}'..='\u{1060}'
        | '\u{1062}'..='\u{1064}'
        | '\u{1067}'..='\u{106d}'
        | '\u{1071}'..='\u{1074}'
        | '\u{1082}'..='\u{108d}'
        | '\u{108f}'
        | '\u{109a}'..='\u{109d}'
        | '\u{135d}'..='\u{135f}'
        | '\u{1712}'..='\u{1715}'
        | '\u{1732}'..='\u{1734}'
        | '\u{17b4}'..='\u{17d3}'
        | '\u{17dd}'
        | '\u{180b}'..='\u{180f}'
        | '\u{1a17}'..='\u{1a1b}'
        | '\u{1a55}'..='\u{1a7f}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1b00}'..='\u{1b04}'
        | '\u{1b34}'..='\u{1b44}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{200c}'
        | '\u{200d}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{302a}'..='\u{302f}'
        | '\u{3099}'
        | '\u{309a}'
        | '\u{a66f}'..='\u{a67d}'
        | '\u{a8e0}'..='\u{a8f1}'
        | '\u{a980}'..='\u{a983}'
        | '\u{a9b3}'..='\u{a9c0}'
        | '\u{fb1e}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}'
        | '\u{ff9e}'
        | '\u{ff9f}'
        | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{e0020}'..='\u{e007f}'
        | '\u{e0100}'..='\u{e01ef}' => true,
        // The Indic blocks: whatever is neither letter, digit nor one of their few signs.
        '\u{900}'..='\u{dff}' => {
            !c.is_alphanumeric()
                && !matches!(c, '\u{964}' | '\u{965}' | '\u{970}' | '\u{9f2}'..='\u{9fd}'
                    | '\u{af0}' | '\u{af1}' | '\u{b70}' | '\u{bf0}'..='\u{bfa}' | '\u{c77}'
                    | '\u{c84}' | '\u{d4f}' | '\u{d70}'..='\u{d79}' | '\u{df4}')
        }
        _ => false,
    }
}

/// A character that binds the next one to itself: the zero-width joiner and the stacking signs of
/// Khmer and Burmese.
fn binds(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{17d2}' | '\u{1039}')
}

/// Half a flag: two of these are drawn as one.
fn is_flag(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// A picture that may be joined into a larger one.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{a9}' | '\u{ae}' | '\u{2190}'..='\u{27bf}' | '\u{2900}'..='\u{2bff}'
        | '\u{1f000}'..='\u{1faff}')
        && !is_flag(c)
}
