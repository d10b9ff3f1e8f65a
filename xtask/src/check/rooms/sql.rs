//! SQL text stands in store folders only.

use std::path::Path;

use super::Place;
use crate::source::Source;

/// How a statement begins, and a word that must follow for it to be one.
const STATEMENTS: [(&str, &str); 14] = [
    ("SELECT ", ""),
    ("INSERT ", " INTO "),
    ("REPLACE INTO ", ""),
    ("UPDATE ", " SET "),
    ("DELETE FROM ", ""),
    ("CREATE TABLE ", ""),
    ("CREATE INDEX ", ""),
    ("CREATE UNIQUE INDEX ", ""),
    ("CREATE VIRTUAL TABLE ", ""),
    ("ALTER TABLE ", ""),
    ("DROP TABLE ", ""),
    ("PRAGMA ", ""),
    ("BEGIN IMMEDIATE", ""),
    ("SAVEPOINT ", ""),
];

/// Returns every SQL statement of a file that is not in a store folder.
pub(super) fn problems(place: &Place<'_>, source: &Source) -> Vec<String> {
    if place.modules.iter().any(|module| module == "store") {
        return Vec::new();
    }
    let statements = source
        .strings
        .iter()
        .filter(|literal| is_statement(&literal.text));
    statements
        .map(|literal| format!("{}: SQL stands in store folders only", literal.line))
        .collect()
}

/// Returns what is wrong with the place of an SQL file, if anything.
pub(super) fn misplaced(path: &Path) -> Option<String> {
    let in_place = path.components().any(|part| {
        ["store", "migrations", "fixtures"]
            .iter()
            .any(|name| part.as_os_str() == *name)
    });
    (!in_place).then(|| format!("{}: SQL stands in store folders only", path.display()))
}

fn is_statement(text: &str) -> bool {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    STATEMENTS.iter().any(|(begin, follows)| {
        flat.starts_with(begin.trim_end()) && flat.contains(begin) && flat.contains(follows)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(modules: &[&str], code: &str) -> usize {
        let modules = modules.iter().map(|&name| name.to_owned()).collect();
        problems(
            &Place {
                package: "outrider-core",
                modules,
            },
            &Source::read(code),
        )
        .len()
    }

    #[test]
    fn a_planted_statement_outside_store_is_caught() {
        assert_eq!(judged(&["query"], "run(\"SELECT id FROM record\")"), 1);
        assert_eq!(
            judged(&["command"], "run(\"\n  UPDATE task\n  SET a = 1\")"),
            1
        );
        assert_eq!(
            judged(&["store", "outbox"], "run(\"SELECT id FROM record\")"),
            0
        );
    }

    #[test]
    fn words_for_people_are_no_statement() {
        assert_eq!(
            judged(
                &["view"],
                "say(\"UPDATE needed\"); say(\"Select a customer\")"
            ),
            0
        );
    }

    #[test]
    fn an_sql_file_outside_store_is_caught() {
        assert!(misplaced(Path::new("core/src/query/planted.sql")).is_some());
        assert!(misplaced(Path::new("core/src/store/outbox/add.sql")).is_none());
    }
}
