//! The table is whole, and what the judge does with it is what was written down by hand.

mod matrix;
mod sample;
mod stage;

use std::collections::BTreeSet;

use super::*;
use crate::record::{Kind, field_rule, plain_fields};

/// The edits, each with the kind that it edits.
const EDITS: [(&str, Kind); 10] = [
    ("organisation.edited", Kind::Organisation),
    ("activity_type.edited", Kind::ActivityType),
    ("series.edited", Kind::Series),
    ("person.edited", Kind::Person),
    ("team.edited", Kind::Team),
    ("device.edited", Kind::Device),
    ("customer.edited", Kind::Customer),
    ("task.edited", Kind::Task),
    ("note.edited", Kind::Note),
    ("territory.edited", Kind::Territory),
];

#[test]
fn every_change_has_a_row_and_no_row_is_of_another() {
    let rows: BTreeSet<&str> = TABLE.iter().map(|row| row.word).collect();
    assert_eq!(rows, Body::NAMES.iter().copied().collect());
}

#[test]
fn no_action_and_no_field_has_two_rows() {
    let mut seen = BTreeSet::new();
    for row in TABLE {
        let is_edit = row.word.ends_with(".edited") || row.word == "task.rescheduled";
        assert_eq!(row.fields.is_empty(), !is_edit, "{}", row.word);
        let whole: &[&str] = &[""];
        let names = if is_edit { row.fields } else { whole };
        for name in names {
            assert!(seen.insert((row.word, *name)), "{} {name}", row.word);
        }
    }
}

#[test]
fn every_field_that_an_edit_may_write_has_a_row_and_no_other_has() {
    for (word, kind) in EDITS {
        for name in plain_fields(&kind) {
            let row = whose(Seat::System, word, Some(&Field::from(*name)));
            assert!(row.is_some(), "{word} {name}");
        }
        for row in TABLE.iter().filter(|row| row.word == word) {
            for name in row.fields {
                let field = Field::new(&name.replace('*', "x"));
                let is_words = kind == Kind::Note && *name == "body";
                let is_field = field_rule(&kind, &field).is_some() || is_words;
                assert!(is_field, "{word} {name}");
            }
        }
    }
    for name in ["plan_day", "window", "priority"] {
        let row = whose(Seat::Rep, "task.rescheduled", Some(&Field::from(name)));
        assert!(row.is_some(), "{name}");
    }
}

#[test]
fn what_has_no_row_is_nobodys() {
    assert_eq!(whose(Seat::System, "moon.sold", None), None);
    for name in ["assignee", "custom/", "customs/x", "", "*", "name/first"] {
        let field = Field::from(name);
        assert_eq!(whose(Seat::System, "customer.edited", Some(&field)), None);
    }
}

#[test]
fn an_admin_may_what_a_manager_may_and_a_manager_what_a_rep_may() {
    for row in TABLE {
        let [rep, manager, admin, _] = row.whose;
        assert!(rep <= manager && manager <= admin, "{}", row.word);
    }
}
