//! The book: what each thumb did, kept apart from everything under test.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

/// Everything that the thumbs did, by what must come of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Book {
    /// Notes written: token → (note, author).
    pub(super) notes: BTreeMap<String, (Uuid, Uuid)>,
    /// Words put into a note that was there: token → note.
    pub(super) words: BTreeMap<String, Uuid>,
    /// Tasks that a note's next step made: token → note.
    pub(super) next_steps: BTreeMap<String, Uuid>,
    /// Visits: (check-in, who).
    pub(super) check_ins: BTreeSet<(Uuid, Uuid)>,
    /// Completions that were not taken back: (task, who).
    pub(super) done: BTreeSet<(Uuid, Uuid)>,
    /// Values given to a field of a customer: token → (customer, field).
    pub(super) fields: BTreeMap<String, (Uuid, &'static str)>,
    /// Tasks that a manager planned: token → task.
    pub(super) planned: BTreeMap<String, Uuid>,
    /// Half sentences that were safe when a phone was killed: token → phone.
    pub(super) drafts: BTreeMap<String, usize>,
    next: u64,
}

impl Book {
    /// Gives a word that nobody else writes.
    pub(super) fn token(&mut self, what: &str) -> String {
        self.next += 1;
        format!("{what}{:05}x", self.next)
    }
}
