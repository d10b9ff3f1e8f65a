//! Role × action × field × whose thing it is, against `core/model/tests/permission.txt`.

use std::collections::BTreeSet;

use super::stage::{Stage, fields_of};
use super::*;
use crate::decide::{Code, Verdict};
use crate::testing::author::{Author, is_accepted, system};
use crate::testing::cast::*;

/// Who acts, and whose things he tries, each with the letter that stands for it.
fn seats() -> [(Author, Vec<(char, PersonId)>); 4] {
    let of = |author: Author, others: &[(char, PersonId)]| {
        let own = [('o', author.person)];
        let all = own.into_iter().chain(others.iter().copied()).collect();
        (author, all)
    };
    [
        of(anna(), &[('p', BEN), ('f', CLEO)]),
        of(mia(), &[('p', Stage::TOM), ('m', ANNA), ('f', CLEO)]),
        of(ada(), &[('p', Stage::EVE), ('m', ANNA), ('f', CLEO)]),
        (system(), vec![('f', CLEO)]),
    ]
}

/// What comes of everything that somebody tries.
fn outcome(
    stage: &Stage,
    author: Author,
    whose: &[(char, PersonId)],
    word: &str,
    field: &str,
) -> String {
    let letters: String = whose
        .iter()
        .map(|(letter, person)| {
            let verdict = stage.tries(author, *person, word, field);
            let is_not_allowed = matches!(
                &verdict,
                Verdict::Refused(reproach) if reproach.code == Code::NotAllowed
            );
            if is_accepted(&verdict) {
                *letter
            } else if is_not_allowed {
                '-'
            } else {
                'x'
            }
        })
        .collect();
    if letters.chars().eq(whose.iter().map(|(letter, _)| *letter)) {
        "all".to_owned()
    } else if letters.chars().all(|letter| letter == '-') {
        "none".to_owned()
    } else {
        letters
    }
}

fn written_down() -> Vec<Vec<&'static str>> {
    include_str!("../../../tests/permission.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split_whitespace().collect())
        .collect()
}

/// The cell that follows from what was written down of the things of others.
fn cell(written: &str) -> Whose {
    if written == "none" {
        Whose::Nobody
    } else if written == "all" || written.contains('f') {
        Whose::Everybody
    } else if written.contains('p') || written.contains('m') {
        Whose::Team
    } else {
        Whose::Own
    }
}

#[test]
fn every_cell_of_the_table_is_the_one_that_was_written_down() {
    // About nobody in particular, or about a team; the server has nothing of its own.
    let others = [
        "checked_in",
        "note.written",
        "territory.created",
        "template.saved",
        "task.claimed",
    ];
    for line in written_down() {
        let [word, field, rep, manager, admin, server] = line[..] else {
            panic!("{line:?} is no line of six");
        };
        if others.contains(&word) {
            continue;
        }
        let field = (field != ".").then(|| Field::new(&field.replace('*', "x")));
        let found = |seat| whose(seat, word, field.as_ref()).unwrap();
        for (seat, written) in [
            (Seat::Rep, rep),
            (Seat::Manager, manager),
            (Seat::Admin, admin),
        ] {
            assert_eq!(found(seat), cell(written), "{line:?} {seat:?}");
        }
        let is_servers = found(Seat::System) == Whose::Everybody;
        assert_eq!(is_servers, server == "all", "{line:?}");
    }
}

#[test]
fn everybody_may_by_every_action_and_field_what_was_written_down_and_nothing_else() {
    let stage = Stage::set();
    let expected = written_down();
    let mut tried = BTreeSet::new();
    let mut wrong = Vec::new();
    for line in &expected {
        let [word, field, rep, manager, admin, server] = line[..] else {
            panic!("{line:?} is no line of six");
        };
        let field = if field == "." { "" } else { field };
        for ((author, whose), expected) in seats().iter().zip([rep, manager, admin, server]) {
            let found = outcome(&stage, *author, whose, word, field);
            if found != expected {
                wrong.push(format!(
                    "{word} {field}: {:?} {found}, not {expected}",
                    author.person
                ));
            }
        }
        assert!(tried.insert((word, field)), "{line:?} stands twice");
    }
    let all: BTreeSet<(&str, &str)> = Body::NAMES
        .iter()
        .flat_map(|word| fields_of(word).into_iter().map(|field| (*word, field)))
        .collect();
    let missing: Vec<_> = all.difference(&tried).collect();
    assert!(missing.is_empty(), "nothing is written down of {missing:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
