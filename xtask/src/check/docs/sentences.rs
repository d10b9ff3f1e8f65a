//! Tests that a page names between backticks: a name that is a sentence must stand in some code.

use std::collections::BTreeSet;

use super::prose;
use crate::source::Source;

/// A name with so many words is a sentence, and only tests are called by sentences.
const WORDS: usize = 4;

/// A test that a page names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    line: usize,
    name: String,
}

/// Returns every test that a page names.
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (line, words) in prose(text) {
        for word in words.split('`').skip(1).step_by(2) {
            let name = word.rsplit("::").next().unwrap_or(word);
            if is_sentence(name) {
                let name = name.to_owned();
                found.push(Sentence { line, name });
            }
        }
    }
    found
}

/// Returns every word of the code that could be the name of a test.
pub(super) fn spoken<'a>(sources: impl IntoIterator<Item = &'a Source>) -> BTreeSet<String> {
    sources
        .into_iter()
        .flat_map(|source| source.code.split(|one| !is_of_name(one)))
        .filter(|word| is_sentence(word))
        .map(str::to_owned)
        .collect()
}

impl Sentence {
    /// Returns what is wrong with it, if anything.
    pub(super) fn problem(&self, spoken: &BTreeSet<String>) -> Option<String> {
        (!spoken.contains(&self.name))
            .then(|| format!("line {}: no test is called `{}`", self.line, self.name))
    }
}

fn is_sentence(name: &str) -> bool {
    name.chars().all(is_of_name)
        && name.chars().any(|one| one.is_ascii_lowercase())
        && name.split('_').filter(|word| !word.is_empty()).count() >= WORDS
}

fn is_of_name(one: char) -> bool {
    one == '_' || one.is_ascii_lowercase() || one.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_nobody_wrote_is_found_and_one_that_stands_is_not() {
        let page = "held by\n`auth::a_code_is_spent_once`, `a_door_that_never_was`, `core_version`";
        let source = Source::read("#[test] fn a_code_is_spent_once() {}");
        let spoken = spoken([&source]);
        let problems: Vec<String> = sentences(page)
            .iter()
            .filter_map(|sentence| sentence.problem(&spoken))
            .collect();
        assert_eq!(
            problems,
            ["line 2: no test is called `a_door_that_never_was`"]
        );
    }
}
