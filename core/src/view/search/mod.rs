//! The screen of a search. Nothing that is typed can break it.

mod snippet;

use outrider_model::id::{CustomerId, NoteId};
use outrider_model::record::{Customer, Kind, MeetingNote};
use outrider_model::stamp::Civil;
use serde::Serialize;

use super::line::Who;
use crate::query::{Names, SearchFacts, SearchRow};
use snippet::Words;
pub use snippet::{Piece, Snippet};

/// What a search found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SearchView {
    /// What was typed.
    pub typed: String,
    /// What was found, the best first.
    pub hits: Vec<Hit>,
    /// Whether more would be found.
    pub more: bool,
}

/// Something that a search found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Hit {
    /// A customer.
    Customer {
        /// Which.
        customer: CustomerId,
        /// The name on the door, with what was found in it.
        name: Snippet,
        /// Postal address, with what was found in it.
        address: Snippet,
        /// The number in another system.
        code: String,
    },
    /// A note.
    Note {
        /// Which.
        note: NoteId,
        /// About whom.
        customer: Option<CustomerId>,
        /// The name on that door.
        customer_name: Option<String>,
        /// Who wrote it.
        by: Who,
        /// When, as the author's device showed it.
        at: Civil,
        /// Its words around what was found.
        words: Snippet,
    },
}

impl SearchView {
    /// Makes the screen of its facts.
    #[must_use]
    pub fn of(facts: &SearchFacts) -> SearchView {
        let words = Words::of(&facts.typed);
        SearchView {
            typed: facts.typed.clone(),
            hits: facts
                .found
                .iter()
                .filter_map(|row| hit(row, &words, &facts.names))
                .collect(),
            more: facts.more,
        }
    }
}

fn hit(row: &SearchRow, words: &Words, names: &Names) -> Option<Hit> {
    if row.kind == Kind::Customer {
        let Customer {
            name,
            address,
            code,
            ..
        } = row.record.read().ok()?;
        let (name, address) = (words.snippet(&name), words.snippet(&address));
        return Some(Hit::Customer {
            customer: row.id.into(),
            name,
            address,
            code,
        });
    }
    let note: MeetingNote = row.record.read().ok()?;
    Some(Hit::Note {
        note: row.id.into(),
        customer: note.customer,
        customer_name: note.customer.and_then(|id| names.subject(id)),
        by: Who::of(note.person, names),
        at: note.civil,
        words: words.snippet(&note.body),
    })
}
