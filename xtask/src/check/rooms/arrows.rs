//! Arrows between the rooms of a package, read from `crate::room` and `super::…::room`.

use super::Place;
use super::table::{May, OPEN, OUTSIDE, ROOMS};
use crate::source::Source;

/// Returns what the file names and may not, each with its line.
pub(super) fn problems(place: &Place<'_>, source: &Source) -> Vec<String> {
    let mut problems = Vec::new();
    for (row, line) in source.code.lines().enumerate() {
        let mut say = |problem: String| problems.push(format!("{}: {problem}", row + 1));
        for room in rooms_named(line, place) {
            match room {
                Named::Group => {
                    say("a grouped import hides its rooms; write one `use` a room".into())
                }
                Named::Room(room) if !may_use(place, room) => {
                    say(format!("{} must not know {room}", place.room()));
                }
                Named::Room(_) => {}
            }
        }
        for outside in OUTSIDE
            .iter()
            .filter(|outside| outside.package == place.package)
        {
            if !outside.rooms.contains(&place.room()) && names(line, outside.path) {
                say(format!("{} must not be named here", outside.path));
            }
        }
    }
    problems
}

/// What follows `crate::`.
#[derive(Debug, PartialEq, Eq)]
enum Named<'a> {
    Group,
    Room(&'a str),
}

/// Returns what a line names of the root of its crate.
fn rooms_named<'a>(line: &'a str, place: &Place<'_>) -> Vec<Named<'a>> {
    let upwards = "super::".repeat(place.modules.len().max(1));
    let climbs = !place.modules.is_empty() && line.contains(&upwards);
    let from_root = line.split("crate::").skip(1);
    let from_below = line.split(&upwards).skip(1).filter(|_| climbs);
    from_root
        .chain(from_below)
        .filter_map(|after| {
            let end = after.find(|one: char| !one.is_alphanumeric() && one != '_');
            let name = after.get(..end.unwrap_or(after.len())).unwrap_or_default();
            match after.chars().next()? {
                '{' | '*' => Some(Named::Group),
                first if first.is_lowercase() => Some(Named::Room(name)),
                _ => None,
            }
        })
        .collect()
}

/// True when the table lets the room of the file use the other.
fn may_use(place: &Place<'_>, other: &str) -> bool {
    let room = place.room();
    let open = OPEN.iter().find(|(package, _)| *package == place.package);
    let row = ROOMS
        .iter()
        .find(|row| row.package == place.package && row.name == room);
    let is_open = open.is_some_and(|(_, rooms)| rooms.contains(&other));
    match row.map(|row| row.may) {
        Some(May::Use(rooms)) => room == other || is_open || rooms.contains(&other),
        Some(May::UseAllBut(rooms)) => !rooms.contains(&other),
        None => true,
    }
}

/// True when the line names the path as a whole, not as a part of another name.
fn names(line: &str, path: &str) -> bool {
    let is_word = |one: char| one.is_alphanumeric() || one == '_';
    line.match_indices(path).any(|(place, _)| {
        let before = line.get(..place).and_then(|text| text.chars().next_back());
        let after = line
            .get(place + path.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(|one| is_word(one) || one == ':') && !after.is_some_and(is_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(package: &str, modules: &[&str], code: &str) -> Vec<String> {
        let modules = modules.iter().map(|&name| name.to_owned()).collect();
        problems(&Place { package, modules }, &Source::read(code).shipped())
    }

    #[test]
    fn a_store_that_uses_command_is_caught() {
        let found = judged(
            "outrider-core",
            &["store", "open"],
            "\nuse crate::command::task;",
        );
        assert_eq!(found, ["2: store must not know command"]);
    }

    #[test]
    fn an_interface_that_uses_the_servers_store_is_caught() {
        let found = judged(
            "outrider-server",
            &["api", "device"],
            "fn f() { crate::store::open() }",
        );
        assert_eq!(found, ["1: api must not know store"]);
    }

    #[test]
    fn climbing_out_of_the_room_is_seen() {
        let found = judged(
            "outrider-core",
            &["store", "open"],
            "use super::super::command::X;",
        );
        assert_eq!(found, ["1: store must not know command"]);
        assert!(judged("outrider-core", &["store", "open"], "use super::outbox;").is_empty());
    }

    #[test]
    fn a_grouped_import_is_caught() {
        assert_eq!(
            judged("outrider-core", &["view"], "use crate::{query, store};").len(),
            1
        );
    }

    #[test]
    fn what_the_table_allows_passes() {
        let code = "use crate::query::Tasks;\nuse crate::error::Error;\n// use crate::store::X;";
        assert!(judged("outrider-core", &["view", "today"], code).is_empty());
    }

    #[test]
    fn a_database_or_a_socket_outside_its_room_is_caught() {
        let found = judged("outrider-core", &["query"], "use rusqlite::Connection;");
        assert_eq!(found, ["1: rusqlite must not be named here"]);
        assert_eq!(
            judged("outrider-core", &["sync"], "reqwest::Client::new()").len(),
            1
        );
        assert_eq!(
            judged("outrider-model", &["wire"], "use std::fs::File;").len(),
            1
        );
        assert!(judged("outrider-core", &["store"], "use rusqlite::Connection;").is_empty());
    }

    #[test]
    fn tests_may_know_everybody() {
        let code = "#[cfg(test)]\nmod tests { use crate::command::X; }";
        assert!(judged("outrider-core", &["store"], code).is_empty());
    }
}
