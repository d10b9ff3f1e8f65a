//! What a transaction changed: for observers, who then look again.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::id::{NoteId, RecordId};
use outrider_model::record::Kind;

/// What a transaction changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The records, with their kinds; those that went are named too.
    pub records: BTreeMap<RecordId, Kind>,
    /// The rows of what is being typed.
    pub drafts: BTreeSet<NoteId>,
    /// Set when the outbox or a verdict in it changed.
    pub outbox: bool,
    /// Set when the place in the feed changed.
    pub cursor: bool,
}

impl Changed {
    /// Says whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.drafts.is_empty() && !self.outbox && !self.cursor
    }

    /// Returns the kinds of the records.
    #[must_use]
    pub fn kinds(&self) -> BTreeSet<&Kind> {
        self.records.values().collect()
    }
}
