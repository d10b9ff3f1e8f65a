//! The facts of a search.

use super::Names;
use crate::error::Result;
use crate::store::Reader;
use crate::store::rows::SearchRow;
use outrider_model::record::{Kind, MeetingNote};

/// What the screen of a search is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchFacts {
    /// What was typed.
    pub typed: String,
    /// What was found, the best first.
    pub found: Vec<SearchRow>,
    /// Whether more would be found.
    pub more: bool,
    /// Names of the customers that found notes are about, and of their authors.
    pub names: Names,
}

/// Rows that a search shows.
const SHOWN: usize = 50;

/// Finds customers and notes by what was typed.
///
/// # Errors
/// Those of storage and of records.
pub fn search(reader: &Reader<'_>, typed: &str) -> Result<SearchFacts> {
    let mut found = reader.search(typed, SHOWN + 1)?;
    let more = found.len() > SHOWN;
    found.truncate(SHOWN);
    let mut names = Names::default();
    for row in found.iter().filter(|row| row.kind == Kind::Note) {
        let note: MeetingNote = row.record.read()?;
        names.add_people(reader, [note.person])?;
        if let Some(customer) = note.customer {
            names.add_subject(reader, customer.into())?;
        }
    }
    Ok(SearchFacts {
        typed: typed.to_owned(),
        found,
        more,
        names,
    })
}
