//! How Rust text is read by the checks: comments and literals apart from code, tests apart from
//! what ships. It is no parser; it knows just enough to not be fooled by a comment or a string.

use std::iter::Peekable;
use std::str::Chars;

/// One Rust file, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// The code, line by line as it stood, with comments and the inside of literals blanked.
    pub(crate) code: String,
    /// Every string literal with the line on which it begins.
    pub(crate) strings: Vec<Literal>,
}

/// A string literal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    pub(crate) line: usize,
    pub(crate) text: String,
}

impl Source {
    /// Takes a file apart.
    pub(crate) fn read(text: &str) -> Self {
        let mut reader = Reader {
            rest: text.chars().peekable(),
            line: 1,
            source: Self::default(),
        };
        while let Some(next) = reader.take() {
            reader.step(next);
        }
        reader.source
    }

    /// Returns what ships: the same lines with everything under `#[cfg(test)]` blanked.
    pub(crate) fn shipped(self) -> Self {
        let code = blank_tests(&self.code);
        let strings = self
            .strings
            .into_iter()
            .filter(|literal| {
                code.lines()
                    .nth(literal.line - 1)
                    .is_some_and(|line| line.contains('"'))
            })
            .collect();
        Self { code, strings }
    }
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    line: usize,
    source: Source,
}

impl Reader<'_> {
    fn take(&mut self) -> Option<char> {
        let next = self.rest.next();
        self.line += usize::from(next == Some('\n'));
        next
    }

    fn step(&mut self, next: char) {
        let follower = self.rest.peek().copied();
        match (next, follower) {
            ('/', Some('/')) => self.line_comment(),
            ('/', Some('*')) => self.block_comment(),
            ('"', _) => self.string(),
            ('\'', _) => self.character(),
            ('r', Some('"' | '#')) if !self.inside_word() => self.raw_string(),
            _ => self.source.code.push(next),
        }
    }

    /// True when the code so far ends in a word to which the present letter belongs; the `b` and
    /// `c` of byte and C strings do not count.
    fn inside_word(&self) -> bool {
        let mut before = self.source.code.chars().rev();
        let is_word = |one: char| one.is_alphanumeric() || one == '_';
        match before.next() {
            Some('b' | 'c') => before.next().is_some_and(is_word),
            Some(one) => is_word(one),
            None => false,
        }
    }

    fn line_comment(&mut self) {
        while self.rest.peek().is_some_and(|next| *next != '\n') {
            self.take();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_u32;
        let mut last = '/';
        while let Some(next) = self.take() {
            match (last, next) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                ('\n', _) => {}
                _ => {
                    self.keep_line_end(next);
                    last = next;
                    continue;
                }
            }
            last = ' ';
            if depth == 0 {
                return;
            }
        }
    }

    fn string(&mut self) {
        let line = self.line;
        let mut text = String::new();
        self.source.code.push('"');
        while let Some(next) = self.take() {
            match next {
                '"' => break,
                '\\' => {
                    if let Some(escaped) = self.take() {
                        self.keep_line_end(escaped);
                    }
                    text.push(' ');
                }
                _ => {
                    self.keep_line_end(next);
                    text.push(next);
                }
            }
        }
        self.source.code.push('"');
        self.source.strings.push(Literal { line, text });
    }

    fn raw_string(&mut self) {
        let mut fence = 0;
        while self.rest.peek() == Some(&'#') {
            self.take();
            fence += 1;
        }
        if self.rest.peek() != Some(&'"') {
            return; // r#word: a raw name, whose letters follow as code
        }
        self.take();
        let line = self.line;
        let end: String = std::iter::once('"')
            .chain(std::iter::repeat_n('#', fence))
            .collect();
        let mut text = String::new();
        self.source.code.push('"');
        while let Some(next) = self.take() {
            self.keep_line_end(next);
            text.push(next);
            if text.ends_with(&end) {
                text.truncate(text.len() - end.len());
                break;
            }
        }
        self.source.code.push('"');
        self.source.strings.push(Literal { line, text });
    }

    /// A character literal is blanked; a lifetime is left as it is.
    fn character(&mut self) {
        let mut ahead = self.rest.clone();
        let first = ahead.next();
        if first != Some('\\') && ahead.next() != Some('\'') {
            self.source.code.push('\'');
            return;
        }
        self.source.code.push_str("''");
        if self.take() == Some('\\') {
            self.take();
        }
        while self.take().is_some_and(|next| next != '\'') {}
    }

    fn keep_line_end(&mut self, next: char) {
        if next == '\n' {
            self.source.code.push('\n');
        }
    }
}

/// Blanks each item that stands under `#[cfg(test)]`, up to its `;` or its closing brace.
fn blank_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut kept = String::new();
    let mut rest = code;
    while let Some((before, after)) = rest.split_once(MARK) {
        kept.push_str(before);
        let length = item_length(after);
        let (item, following) = after.split_at_checked(length).unwrap_or((after, ""));
        kept.extend(item.chars().filter(|one| *one == '\n'));
        rest = following;
    }
    kept.push_str(rest);
    kept
}

/// Returns how many bytes the first item takes, its end included.
pub(crate) fn item_length(code: &str) -> usize {
    let mut depth = 0_i32;
    for (place, one) in code.char_indices() {
        match one {
            '{' => depth += 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return place + 1,
            _ => continue,
        }
        if depth == 0 {
            return place + 1;
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_blanked_and_lines_stay() {
        let source = Source::read("a // crate::x\n/* crate::y\n */ b \"crate::z\" 'c' 'd\n");
        assert_eq!(source.code, "a \n\n b \"\" '' 'd\n");
        assert_eq!(
            source.strings,
            [Literal {
                line: 3,
                text: "crate::z".to_owned()
            }]
        );
    }

    #[test]
    fn nested_comments_end_where_the_outer_one_ends() {
        assert_eq!(Source::read("a/* b /* c */ d */e").code, "ae");
    }

    #[test]
    fn raw_strings_and_escapes_are_read_whole() {
        let source = Source::read("let a = r#\"SELECT \"x\"\"#; let b = \"q\\\"r\"; for_r\"s\"");
        let texts: Vec<&str> = source.strings.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts, ["SELECT \"x\"", "q r", "s"]);
        assert_eq!(source.code, "let a = \"\"; let b = \"\"; for_r\"\"");
    }

    #[test]
    fn a_quote_as_a_character_opens_no_string() {
        assert_eq!(Source::read("'\"' x '\\'' y").code, "'' x '' y");
    }

    #[test]
    fn what_stands_under_cfg_test_does_not_ship() {
        let source =
            Source::read("use a;\n#[cfg(test)]\nmod t {\n fn f() { \"SELECT\" }\n}\nuse b;");
        let shipped = source.shipped();
        assert_eq!(shipped.code, "use a;\n\n\n\n\nuse b;");
        assert!(shipped.strings.is_empty());
    }
}
