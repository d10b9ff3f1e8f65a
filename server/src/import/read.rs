//! Reads a table as people's programs write it: with a BOM or in Latin-1, with commas, semicolons
//! or tabs, quoted or not, with either line end.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, WINDOWS_1252};

use super::RowError;

/// How many lines one row may span before its opening quote is taken for a slip.
const LONGEST_ROW: u64 = 2_000;

/// A table with its header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The columns' names, without spaces around them.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Set when the bytes were no UTF-8 and were taken for Windows-1252.
    pub is_latin: bool,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    /// The cells, as many as there are columns.
    pub cells: Vec<String>,
}

/// Reads a table of a file's bytes.
///
/// # Errors
/// Every row that has other than the header's number of columns, by line; and a file without a
/// header.
pub fn read(bytes: &[u8]) -> Result<Table, Vec<RowError>> {
    let (text, is_latin) = decode(bytes);
    let said = said_delimiter(&text);
    let mut reader = ReaderBuilder::new()
        .delimiter(said.unwrap_or_else(|| delimiter(&text)))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    if said.is_some() {
        records.next();
    }
    let header = records
        .next()
        .and_then(Result::ok)
        .filter(|header| header.iter().any(|name| !name.trim().is_empty()));
    let Some(header) = header else {
        return Err(vec![RowError::of_line(1, "the file has no header")]);
    };
    let columns: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    let mut lines = Lines {
        text: text.as_bytes(),
        at: 0,
        line: 1,
    };
    for record in records {
        let read = record.map_err(|why| RowError::of_line(0, &why.to_string()));
        match read.and_then(|record| row(&record, &columns, &mut lines)) {
            Ok(Some(row)) => rows.push(row),
            Ok(None) => {}
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        Ok(Table {
            columns,
            rows,
            is_latin,
        })
    } else {
        Err(errors)
    }
}

fn row(
    record: &StringRecord,
    columns: &[String],
    lines: &mut Lines<'_>,
) -> Result<Option<Row>, RowError> {
    let start = record.position().map_or(0, csv::Position::byte);
    let line = lines.of(usize::try_from(start).unwrap_or(usize::MAX));
    if record.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(None);
    }
    let breaks: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
    if u64::try_from(breaks).unwrap_or(u64::MAX) > LONGEST_ROW {
        return Err(RowError::of_line(
            line,
            "a quote that opens here does not seem to close",
        ));
    }
    let surplus_is_empty = record
        .iter()
        .skip(columns.len())
        .all(|cell| cell.trim().is_empty());
    if record.len() < columns.len() || !surplus_is_empty {
        let why = format!(
            "{} columns where the header has {}",
            record.len(),
            columns.len()
        );
        return Err(RowError::of_line(line, &why));
    }
    let cells = record
        .iter()
        .take(columns.len())
        .map(str::to_owned)
        .collect();
    Ok(Some(Row { line, cells }))
}

/// Counts lines up to the rows of a text, which come in order.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// Returns the line of the first row at or after a place; blank lines come before it.
    fn of(&mut self, start: usize) -> u64 {
        while let Some(byte) = self.text.get(self.at) {
            let is_break = matches!(byte, b'\r' | b'\n');
            if self.at >= start && !is_break {
                break;
            }
            let is_half = *byte == b'\r' && self.text.get(self.at + 1) == Some(&b'\n');
            self.line += u64::from(is_break && !is_half);
            self.at += 1;
        }
        self.line
    }
}

/// Takes the bytes for what their BOM says, else for UTF-8, else for Windows-1252.
fn decode(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        return (text, false);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, true),
    }
}

/// Returns the separator that a first line such as `sep=;` names: spreadsheets write it.
fn said_delimiter(text: &str) -> Option<u8> {
    let line = text.lines().next()?;
    let (word, sign) = line.split_at_checked(4)?;
    match sign.as_bytes() {
        [sign @ (b',' | b';' | b'\t' | b'|')] if word.eq_ignore_ascii_case("sep=") => Some(*sign),
        _ => None,
    }
}

/// Returns the separator that the header holds most often outside of quotes.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut in_quotes = false;
    for byte in text.bytes() {
        match byte {
            b'"' => in_quotes = !in_quotes,
            b'\n' | b'\r' if !in_quotes => break,
            _ if in_quotes => {}
            other => {
                if let Some(found) = counts.iter_mut().find(|(sign, _)| *sign == other) {
                    found.1 += 1;
                }
            }
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(sign, _)| *sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        read(bytes)
            .unwrap()
            .rows
            .into_iter()
            .map(|row| row.cells)
            .collect()
    }

    #[test]
    fn a_bom_and_windows_line_ends_leave_no_trace() {
        let table = read(b"\xef\xbb\xbfName,City\r\nAnna,K\xc3\xb6ln\r\n\r\nBen,Bonn\r\n").unwrap();
        assert_eq!(table.columns, ["Name", "City"]);
        assert_eq!(table.rows[0].cells, ["Anna", "Köln"]);
        assert_eq!(
            (table.rows[1].line, table.rows[1].cells[0].as_str()),
            (4, "Ben")
        );
    }

    #[test]
    fn a_first_line_that_names_the_separator_is_no_header() {
        let table = read(b"sep=;\r\nName;Notes\r\nAnna;a, b, c\r\n").unwrap();
        assert_eq!(table.columns, ["Name", "Notes"]);
        assert_eq!(
            (table.rows[0].line, table.rows[0].cells[1].as_str()),
            (3, "a, b, c")
        );
    }

    #[test]
    fn latin_and_utf_16_are_read() {
        let table = read(b"Name;City\nM\xfcller;\x80uro\n").unwrap();
        assert!(table.is_latin);
        assert_eq!(table.rows[0].cells, ["Müller", "€uro"]);
        let wide: Vec<u8> = "\u{feff}a,b\nü,1\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(cells(&wide), [["ü", "1"]]);
    }

    #[test]
    fn quotes_hold_separators_line_breaks_and_quotes() {
        let rows = cells(b"a;b\n\"x;\"\"y\"\"\nz\";2\n5\" pipe;3\n");
        assert_eq!(rows, [["x;\"y\"\nz", "2"], ["5\" pipe", "3"]]);
        assert_eq!(cells(b"\"a,x\"\tb\n1\t2\n"), [["1", "2"]]);
    }

    #[test]
    fn rows_of_another_width_are_named_by_line() {
        let errors = read(b"a,b\n1,2\n3\n4,5,6\n7,8,,\n").unwrap_err();
        let lines: Vec<u64> = errors.iter().map(|error| error.line).collect();
        assert_eq!(lines, [3, 4]);
        assert!(read(b"").is_err());
    }
}
