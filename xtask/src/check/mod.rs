//! What can be judged without running the product. One check, one file, one line of outcome.

mod android;
mod command_line;
mod credits;
mod docs;
mod forgotten;
mod licences;
mod rooms;
mod rust;
mod sizes;
mod types;
mod unused;
mod words;

use std::process::ExitCode;

use crate::failure::Failure;
use crate::say;
use crate::workspace::Workspace;

/// What a check says: a few words when all is well, else every problem it found.
pub(crate) type Outcome = Result<String, Vec<String>>;

/// One thing that is judged.
pub(crate) struct Check {
    pub(crate) name: &'static str,
    /// What to do when it fails.
    remedy: &'static str,
    judge: fn(&Workspace) -> Outcome,
}

/// Every check, the cheap ones first.
pub(crate) const CHECKS: [Check; 17] = [
    Check {
        name: "format",
        remedy: "run `cargo fmt --all`",
        judge: rust::format,
    },
    Check {
        name: "rooms",
        remedy: "ask through the room that may; the table is xtask/src/check/rooms/table.rs",
        judge: rooms::judge,
    },
    Check {
        name: "sizes",
        remedy: "split the file by verb, or list it in xtask/src/check/sizes.rs with a reason",
        judge: sizes::judge,
    },
    Check {
        name: "forgotten",
        remedy: "add the `mod` line that leads to the file, or remove the file",
        judge: forgotten::judge,
    },
    Check {
        name: "paths",
        remedy: "name the path as it stands, from the root of the house",
        judge: docs::paths,
    },
    Check {
        name: "tests",
        remedy: "name the test as it is called, or write it",
        judge: docs::tests,
    },
    Check {
        name: "links",
        remedy: "mend the link",
        judge: docs::links,
    },
    Check {
        name: "words",
        remedy: "say the same in every language, in each form that it counts in",
        judge: words::judge,
    },
    Check {
        name: "unused",
        remedy: "remove the dependency from the package's Cargo.toml",
        judge: unused::judge,
    },
    Check {
        name: "licences",
        remedy: "take another dependency, or allow it in .deny.toml with a reason",
        judge: licences::judge,
    },
    Check {
        name: "android",
        remedy: "give android/gradle/libs.versions.toml and android/ci the same versions",
        judge: android::judge,
    },
    Check {
        name: "credits",
        remedy: "run `OUTRIDER_GOLDEN=write cargo xtask check --only credits` and read what changed",
        judge: credits::judge,
    },
    Check {
        name: "types",
        remedy: "run `npm run types` in console/ and commit what it writes",
        judge: types::judge,
    },
    Check {
        name: "clippy",
        remedy: "mend what clippy says above",
        judge: rust::clippy,
    },
    Check {
        name: "rustdoc",
        remedy: "mend what rustdoc says above",
        judge: rust::docs,
    },
    Check {
        name: "command-line",
        remedy: "write the command or option into docs/CLI.md as `--help` has it",
        judge: command_line::judge,
    },
    Check {
        name: "lockfile",
        remedy: "run `cargo update --workspace` and commit Cargo.lock",
        judge: rust::lockfile,
    },
];

/// How many checks held and how many did not.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    pub(crate) held: usize,
    pub(crate) failed: usize,
}

/// Runs the checks, or the one that is named, and says one line for each.
///
/// # Errors
/// When no check has that name; nothing is then run.
pub(crate) fn run(workspace: &Workspace, only: Option<&str>) -> Result<ExitCode, Failure> {
    if let Some(name) = only.filter(|name| CHECKS.iter().all(|check| check.name != *name)) {
        let names: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
        return Err(Failure::new(
            format_args!("no check is called {name}"),
            format_args!("there are {}", names.join(", ")),
        ));
    }
    let tally = judge(workspace, |check| {
        only.is_none_or(|name| check.name == name)
    });
    Ok(if tally.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs the checks that are wanted and says one line for each.
pub(crate) fn judge(workspace: &Workspace, wanted: impl Fn(&Check) -> bool) -> Tally {
    let mut tally = Tally::default();
    for check in CHECKS.iter().filter(|check| wanted(check)) {
        match (check.judge)(workspace) {
            Ok(words) => {
                say::line(format_args!("ok     {}: {words}", check.name));
                tally.held += 1;
            }
            Err(problems) => {
                for problem in &problems {
                    say::line(format_args!("       {}: {problem}", check.name));
                }
                say::line(format_args!("FAILED {}: {}", check.name, check.remedy));
                tally.failed += 1;
            }
        }
    }
    tally
}

/// Turns a list of problems into an outcome.
pub(crate) fn outcome(problems: Vec<String>, words: String) -> Outcome {
    if problems.is_empty() {
        Ok(words)
    } else {
        Err(problems)
    }
}

/// Turns a verb that ended early into an outcome.
pub(crate) fn ended(failure: &Failure) -> Vec<String> {
    vec![failure.to_string()]
}
