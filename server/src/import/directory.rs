//! Finds the people, teams, activities and customers that a table names in its own words.

use std::collections::BTreeMap;

use outrider_model::id::{ActivityTypeId, CustomerId, PersonId, TeamId};
use uuid::Uuid;

/// What a table's words stand for. A word that stands for two things stands for none.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// By login, id and name.
    pub people: Words<PersonId>,
    /// By id and name.
    pub teams: Words<TeamId>,
    /// By id, name and short name.
    pub activities: Words<ActivityTypeId>,
    /// By id, code and name.
    pub customers: Words<CustomerId>,
    /// The active reps, who share customers without an owner.
    pub reps: Vec<PersonId>,
}

/// Words, compared without case and outer spaces, and what they stand for.
#[derive(Clone, Debug)]
pub struct Words<T> {
    /// The better words come first: a login beats a name.
    ranks: [BTreeMap<String, Option<T>>; 3],
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Words {
            ranks: Default::default(),
        }
    }
}

impl<T: Copy + PartialEq> Words<T> {
    /// Adds a word; the least rank is asked first.
    pub fn add(&mut self, rank: usize, word: &str, means: T) {
        let word = word.trim().to_lowercase();
        if let Some(words) = self.ranks.get_mut(rank).filter(|_| !word.is_empty()) {
            words
                .entry(word)
                .and_modify(|held| *held = held.filter(|held| *held == means))
                .or_insert(Some(means));
        }
    }

    /// Finds what a word stands for.
    ///
    /// # Errors
    /// Words for people, when it stands for nothing or for two things.
    pub fn find(&self, word: &str) -> Result<T, String> {
        let lower = word.trim().to_lowercase();
        let found = self.ranks.iter().find_map(|words| words.get(&lower));
        match found {
            Some(Some(means)) => Ok(*means),
            Some(None) => Err(format!("`{word}` stands for more than one")),
            None => Err(format!("`{word}` is not known")),
        }
    }
}

/// Reads an id cell: empty or a UUID.
///
/// # Errors
/// Words for people, when it is neither.
pub fn id(cell: &str) -> Result<Option<Uuid>, String> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    Uuid::parse_str(cell)
        .map(Some)
        .map_err(|_| format!("`{cell}` is no id"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_for_two_stands_for_none() {
        let mut words = Words::default();
        words.add(1, "Anna", 1);
        words.add(1, " anna ", 1);
        assert_eq!(words.find("ANNA"), Ok(1));
        words.add(1, "anna", 2);
        assert!(words.find("anna").is_err());
        words.add(0, "anna", 2);
        assert_eq!(words.find("Anna"), Ok(2));
        assert!(words.find("ben").is_err());
    }
}
