//! The part of the iOS app that a machine without Apple's can hold: view models with the real core,
//! the form of all Swift, and that views ask nothing of their view models that these do not have.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::count::Count;
use super::harness;
use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{ios, launch, say};

/// What is asked of all Swift that is written by hand.
const FORM: &str = "format and lint hold";
const PARSES: &str = "views and app parse";
/// The stand-in declares what views use of SwiftUI. It is not SwiftUI: this test never says that
/// views compile for a phone.
const AGREES: &str = "checks that view and view model agree";

/// The folder of what stands in for Apple's modules.
const STAND_IN: &str = "ios/StandIns/SwiftUI";
const VIEWS: &str = "ios/Kit/Sources/OutriderUI";
const APP: &str = "ios/App";

/// What is generated there is nobody's to format.
const GENERATED: &str = "ios/Kit/Generated";

/// Tests the view models and holds the form of the rest.
///
/// # Errors
/// When Swift cannot be had on this machine, or something does not build.
pub(super) fn run(workspace: &Workspace) -> Result<Count, Failure> {
    ios::prepare(workspace)?;
    let server = launch::server(workspace, launch::DEV)?;
    let mut sum = models(workspace, &server)?;
    for (name, steps) in forms(workspace) {
        sum = sum.plus(held(name, steps)?);
    }
    Ok(sum)
}

/// Names every test of the part.
///
/// # Errors
/// When they do not build.
pub(super) fn list(workspace: &Workspace) -> Result<(), Failure> {
    ios::prepare(workspace)?;
    let output = ios::test(workspace, &["list"])
        .output()
        .map_err(|why| Failure::new("swift test cannot be started", why))?;
    if !output.status.success() {
        return Err(Failure("the view models do not build".to_owned()));
    }
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        if let Some((_, test)) = line.split_once('.') {
            say::line(format_args!("ios: {test}"));
        }
    }
    for name in [FORM, PARSES, AGREES] {
        say::line(format_args!("ios: {name}"));
    }
    Ok(())
}

/// Tests the view models; those that need a server start the one that was built.
fn models(workspace: &Workspace, server: &Path) -> Result<Count, Failure> {
    let mut command = ios::test(workspace, &["--disable-xctest"]);
    command.env("OUTRIDER_BIN", ios::within(workspace, server));
    let mut reader = Reader::default();
    let ended_well = harness::watch(command, |line| {
        reader.line(line);
        say::line(line);
    })?;
    Ok(reader.end(ended_well))
}

/// Every test that is no test of Swift's own, and the programs that must all end well for it.
fn forms(workspace: &Workspace) -> [(&'static str, Vec<Command>); 3] {
    let files = sources(workspace);
    let below = |folder: &str| {
        let found = files.iter().filter(|path| path.starts_with(folder));
        found.cloned().collect::<Vec<PathBuf>>()
    };
    let program = |line: &[&str], files: Vec<PathBuf>| {
        let mut command = ios::run(workspace, line);
        command.args(files);
        command
    };
    let form = ["swift", "format", "lint", "--strict", "--parallel"];
    let parse = ["swiftc", "-frontend", "-parse", "-swift-version", "6"];
    let stand_in = ["swiftc", "-emit-module", "-parse-as-library"];
    let into = [
        "-module-name",
        "SwiftUI",
        "-emit-module-path",
        "/target/swift-stand-in/SwiftUI.swiftmodule",
    ];
    let check = ["swiftc", "-typecheck", "-swift-version", "6"];
    let known = [
        "-module-name",
        "OutriderUI",
        "-I",
        "/target/swift-stand-in",
        "-I",
        "/target/swift/debug/Modules",
        "-Xcc",
        "-fmodule-map-file=ios/Kit/Generated/OutriderFFI/module.modulemap",
    ];
    let drawn = [below(VIEWS), below(APP)].concat();
    [
        (FORM, vec![program(&form, files.clone())]),
        (PARSES, vec![program(&parse, drawn)]),
        (
            AGREES,
            vec![
                // Else views would be held against what view models were when they last built.
                ios::models(workspace),
                ios::run(workspace, &["mkdir", "-p", "/target/swift-stand-in"]),
                program(&[&stand_in[..], &into].concat(), below(STAND_IN)),
                program(&[&check[..], &known].concat(), below(VIEWS)),
            ],
        ),
    ]
}

/// Returns every Swift file that is written by hand.
fn sources(workspace: &Workspace) -> Vec<PathBuf> {
    let mut files = workspace.files("swift");
    files.retain(|path| path.starts_with("ios") && !path.starts_with(GENERATED));
    files
}

fn held(name: &str, steps: Vec<Command>) -> Result<Count, Failure> {
    let mut holds = true;
    for mut step in steps {
        let ended = step.status().map_err(|why| Failure::new(name, why))?;
        holds = holds && ended.success();
    }
    let verdict = if holds { "ok" } else { "FAILED" };
    say::line(format_args!("{name}: {verdict}"));
    Ok(Count {
        passed: usize::from(holds),
        failed: usize::from(!holds),
        skipped: 0,
    })
}

/// Reads what Swift's tests say, one line for each that ended.
#[derive(Debug, Default)]
struct Reader {
    count: Count,
    is_over: bool,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let Some((sign, said)) = line.split_once(' ') else {
            return;
        };
        if said.starts_with("Test run with ") {
            self.is_over = true;
        } else if said.starts_with("Test ") {
            self.count.passed += usize::from(sign == "✔");
            self.count.failed += usize::from(sign == "✘" && said.contains(" failed after "));
            self.count.skipped += usize::from(sign == "➜");
        }
    }

    /// Ends the reading: tests that never ended, that did not build or that are none count as one
    /// failure, and so does an exit code that nothing else explains.
    fn end(self, ended_well: bool) -> Count {
        let mut count = self.count;
        let is_sound = self.is_over && ended_well && count.passed > 0;
        count.failed += usize::from(!is_sound && count.failed == 0);
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, ended_well: bool) -> String {
        let mut reader = Reader::default();
        text.lines().for_each(|line| reader.line(line));
        reader.end(ended_well).to_string()
    }

    const SAID: &str = "◇ Test \"a\" started.\n\
        ✔ Test \"a\" passed after 0.001 seconds.\n\
        ✘ Test \"b\" recorded an issue at B.swift:3:9: Expectation failed: no\n\
        ✘ Test \"b\" failed after 0.001 seconds with 1 issue.\n\
        ✔ Test c() with 3 test cases passed after 0.001 seconds.\n\
        ➜ Test \"d\" skipped: \"no\"\n\
        ✔ Suite \"All\" passed after 0.001 seconds.\n";

    #[test]
    fn every_test_of_swift_counts_once() {
        let over =
            format!("{SAID}✘ Test run with 4 tests failed after 0.004 seconds with 1 issue.");
        assert_eq!(read(&over, false), "2 passed, 1 failed, 1 skipped");
    }

    #[test]
    fn tests_of_swift_that_did_not_end_or_did_not_run_are_a_failure() {
        let one = "✔ Test \"a\" passed after 0.001 seconds.\n";
        let over = "✔ Test run with 1 test passed after 0.001 seconds.";
        assert_eq!(
            read(&format!("{one}{over}"), true),
            "1 passed, 0 failed, 0 skipped"
        );
        assert_eq!(read(one, false), "1 passed, 1 failed, 0 skipped");
        assert_eq!(read(over, true), "0 passed, 1 failed, 0 skipped");
        assert_eq!(read("", false), "0 passed, 1 failed, 0 skipped");
    }
}
