//! Search over the words of customers and notes (FTS5).
//!
//! Accents and case do not matter, the last letters of a word may be missing, and nothing that is
//! typed can be taken for an operator. Scripts that write no spaces between words are kept letter
//! by letter: a search for any run of them is a phrase, which finds it wherever it stands. Not
//! chosen: a trigram index beside this one, three times its size and blind to words of one or two
//! letters, which such scripts are full of.

use std::borrow::Cow;

use outrider_model::id::RecordId;
use outrider_model::record::{Kind, Record};

use super::super::Reader;
use super::{uuid, word};
use crate::error::Result;

/// What a search found, the best first.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchRow {
    /// The record.
    pub id: RecordId,
    /// What it is of.
    pub kind: Kind,
    /// The whole record.
    pub record: Record,
}

/// Words of what was typed that count; more make no search better.
const WORDS: usize = 12;

impl Reader<'_> {
    /// Finds customers and notes by what was typed.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn search(&self, typed: &str, limit: usize) -> Result<Vec<SearchRow>> {
        let Some(expression) = expression(typed) else {
            return Ok(Vec::new());
        };
        let found = self.list(
            "SELECT record.id, record.kind, record.bytes FROM search JOIN record ON record.rid = search.rowid
             WHERE search MATCH ?1 AND search.rank MATCH 'bm25(10.0, 1.0)'
             ORDER BY search.rank, record.id LIMIT ?2",
            (expression, super::count(limit)),
            |row| Ok((RecordId(uuid(row, 0)?), word::<Kind>(row, 1)?, row.get::<_, Vec<u8>>(2)?)),
        )?;
        found
            .into_iter()
            .map(|(id, kind, bytes)| {
                Ok(SearchRow {
                    id,
                    kind,
                    record: Record::parse(&bytes)?,
                })
            })
            .collect()
    }
}

/// Turns what was typed into an expression in which every word is quoted; none when nothing in it
/// could be found.
fn expression(typed: &str) -> Option<String> {
    let words: Vec<String> = typed
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .take(WORDS)
        .map(|word| format!("\"{}\"*", indexed(word).replace('"', "\"\"")))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Writes a text as it is indexed: letters of scripts without spaces apart, and letters that are
/// no accented ones but are often typed so (`ł`, `ß`) by plain ones.
pub(in crate::store) fn indexed(text: &str) -> Cow<'_, str> {
    if !text
        .chars()
        .any(|letter| writes_no_spaces(letter) || plain_letters(letter).is_some())
    {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len().saturating_mul(2));
    for letter in text.chars() {
        if let Some(plain) = plain_letters(letter) {
            written.push_str(plain);
        } else if writes_no_spaces(letter) {
            written.extend([' ', letter, ' ']);
        } else {
            written.push(letter);
        }
    }
    Cow::Owned(written)
}

/// Returns what is typed for a letter that is none with an accent; none for all others.
#[must_use]
pub fn plain_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        _ => return None,
    })
}

/// Says whether a letter is of a script without spaces between words: Thai, Lao, Myanmar, Khmer,
/// kana or Han.
#[must_use]
pub fn writes_no_spaces(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF
        | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF
        | 0xFF66..=0xFF9D | 0x2_0000..=0x3_FFFF)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    fn finds(text: &str, typed: &str) -> bool {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(
            "CREATE VIRTUAL TABLE search USING fts5 (title, body, content = '', contentless_delete = 1,
             prefix = '2 3', tokenize = \"unicode61 remove_diacritics 2\")",
        )
        .unwrap();
        db.execute(
            "INSERT INTO search (rowid, title, body) VALUES (1, '', ?1)",
            [indexed(text)],
        )
        .unwrap();
        let Some(expression) = expression(typed) else {
            return false;
        };
        let sql = "SELECT count(*) FROM search WHERE search MATCH ?1 AND search.rank MATCH 'bm25(10.0, 1.0)'";
        db.query_row(sql, [expression], |row| row.get::<_, i64>(0))
            .unwrap()
            == 1
    }

    #[test]
    fn accents_case_and_the_end_of_a_word_do_not_matter() {
        assert!(finds("Café Müller, Straße 9", "cafe mull"));
        assert!(finds("Cafe\u{301} Muller", "CAFÉ"));
        assert!(finds("Łódź Spółka", "lodz spol"));
        assert!(finds("Alte Straße", "STRASSE"));
        assert!(!finds("Café Müller", "mueller"));
    }

    #[test]
    fn nothing_that_is_typed_is_an_operator() {
        for typed in [
            "\"",
            "a\"b",
            "NOT",
            "a AND",
            "OR",
            "NEAR(a b)",
            "title:x",
            "*",
            "-a",
            "^a",
            "(",
            "a + b",
            "\0",
            "x\0y",
        ] {
            finds("a b not and or near title x y", typed);
        }
        assert!(finds("Bread AND butter", "AND"));
        assert!(finds("O'Brien's \"Best\" Deli", "o'brien's \"best\""));
        assert!(finds("one two", "one — two"));
    }

    #[test]
    fn a_run_of_letters_is_found_in_scripts_without_spaces() {
        assert!(finds("東京都庁で会議をした", "会議"));
        assert!(finds("東京都庁で会議をした", "京"));
        assert!(finds("カフェ・ド・東京", "フェ"));
        assert!(finds("ลูกค้าพอใจมาก", "พอใจ"));
        assert!(!finds("東京都", "京東"));
        assert!(finds("会议 mit Frau 王", "frau 王"));
    }
}
