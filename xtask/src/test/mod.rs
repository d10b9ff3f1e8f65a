//! Everything that a change must pass, part by part, and the line that counts it.

mod android;
mod count;
mod harness;
mod ios;
mod pages;
mod phones;
mod programs;

use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;

use crate::check::{self, CHECKS};
use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{bindings, console, machine, say};
use count::Count;

/// A part of the tests, which also runs alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Format, lints, rooms, docs, licences
    Check,
    /// Unit and doc tests of every package but the whole-system one
    Unit,
    /// Stories of the whole system on a real server process
    Stories,
    /// The console: format, lint and types, its logic, and stories in a real browser
    Console,
    /// The door to other languages, called from Python and checked for a phone
    Bindings,
    /// The Android app: screens on the real Compose, with the real core, on a JVM
    Android,
    /// The iOS app: its view models with the real core, and the form of all Swift
    Ios,
    /// A short demo on each kind of store, and each planted defect caught
    Demo,
    /// Short proofs: power cuts, kills, a full disk
    Proofs,
}

/// Runs the parts that are wanted; the last line of stdout counts them all. Pictures of the console
/// go into a folder, or where none is named under the target folder.
///
/// # Errors
/// When the machine lacks a program that may not be installed; nothing is then run.
pub(crate) fn run(
    workspace: &Workspace,
    only: Option<Part>,
    shots: Option<&Path>,
) -> Result<ExitCode, Failure> {
    machine::prepare()?;
    // Before anything else is built: the server carries it, in every part that builds one.
    console::build(workspace)?;
    let mut sum = Count::default();
    for &part in Part::value_variants()
        .iter()
        .filter(|part| only.is_none_or(|one| one == **part))
    {
        say::line(format_args!("== {}", name(part)));
        let count = run_part(workspace, part, shots).unwrap_or_else(|failure| {
            say::line(format_args!("FAILED {}: {failure}", name(part)));
            Count {
                failed: 1,
                ..Count::default()
            }
        });
        sum = sum.plus(count);
        if only.is_none() {
            say::line(format_args!("== {}: {count}", name(part)));
        }
    }
    say::line(sum);
    Ok(if sum.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Names every part and every test.
///
/// # Errors
/// When the tests do not build.
pub(crate) fn list(workspace: &Workspace) -> Result<ExitCode, Failure> {
    for check in &CHECKS {
        say::line(format_args!("check: {}", check.name));
    }
    harness::list(workspace, "unit", harness::UNIT)?;
    harness::list(workspace, "stories", harness::STORIES)?;
    pages::list(workspace)?;
    say::line(format_args!("bindings: {}", bindings::TESTS));
    phones::list();
    android::list(workspace)?;
    ios::list(workspace)?;
    for case in programs::DEMO.iter() {
        say::line(format_args!("demo: {}", case.name));
    }
    for case in programs::PROOFS.iter() {
        say::line(format_args!("proofs: {}", case.name));
    }
    Ok(ExitCode::SUCCESS)
}

fn run_part(workspace: &Workspace, part: Part, shots: Option<&Path>) -> Result<Count, Failure> {
    match part {
        Part::Check => {
            let tally = check::judge(workspace, |_| true);
            Ok(Count {
                passed: tally.held,
                failed: tally.failed,
                skipped: 0,
            })
        }
        Part::Unit => harness::run(workspace, harness::UNIT),
        Part::Stories => harness::run(workspace, harness::STORIES),
        Part::Console => pages::run(workspace, shots),
        Part::Bindings => {
            let tests = bindings::tests(workspace)?;
            let called = harness::count(tests, workspace, |line| say::line(line))?;
            Ok(called.plus(phones::run(workspace)?))
        }
        Part::Android => android::run(workspace),
        Part::Ios => ios::run(workspace),
        Part::Demo => programs::run(workspace, &programs::DEMO),
        Part::Proofs => programs::run(workspace, &programs::PROOFS),
    }
}

fn name(part: Part) -> String {
    part.to_possible_value()
        .map_or_else(String::new, |value| value.get_name().to_owned())
}
