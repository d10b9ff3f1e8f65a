//! The console's part: format, lint and types, tests of its logic, and stories in a real browser
//! against a real server with a company that lives.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::count::Count;
use super::harness;
use crate::failure::Failure;
use crate::launch;
use crate::workspace::Workspace;
use crate::{console, machine, say};

/// Where the console's source stands.
const FOLDER: &str = "console";

/// What `npm run check` holds, as one test.
const CHECKED: &str = "format, lint and types hold";

/// Checks the console, and tests it alone and in a browser; pictures go into a folder.
///
/// # Errors
/// When the machine lacks a program, or something does not build or cannot be started.
pub(super) fn run(workspace: &Workspace, shots: Option<&Path>) -> Result<Count, Failure> {
    machine::prepare_browser()?;
    console::packages(workspace)?;
    let checked = check(workspace)?;
    let logic = logic(workspace)?;
    say::line(format_args!("console logic: {logic}"));
    let stories = stories(workspace, shots)?;
    Ok(checked.plus(logic).plus(stories))
}

/// Names every test of the part.
///
/// # Errors
/// When a program that knows them cannot be started.
pub(super) fn list(workspace: &Workspace) -> Result<(), Failure> {
    console::packages(workspace)?;
    say::line(format_args!("console: {CHECKED}"));
    for arguments in [
        &["vitest", "list"][..],
        &["playwright", "test", "--list", "--reporter=list"][..],
    ] {
        let output = npx(workspace, arguments)
            .stderr(Stdio::inherit())
            .output()
            .map_err(|why| Failure::new("cannot run npx", why))?;
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            if line.contains(" > ") || line.contains(" › ") {
                say::line(format_args!("console: {}", line.trim()));
            }
        }
        if !output.status.success() {
            return Err(Failure(format!("npx {} failed", arguments.join(" "))));
        }
    }
    Ok(())
}

fn check(workspace: &Workspace) -> Result<Count, Failure> {
    let holds = npm(workspace, &["run", "--silent", "check"])
        .status()
        .map_err(|why| Failure::new("cannot run npm", why))?
        .success();
    say::line(format_args!(
        "{CHECKED}: {}",
        if holds { "ok" } else { "FAILED" }
    ));
    Ok(Count {
        passed: usize::from(holds),
        failed: usize::from(!holds),
        skipped: 0,
    })
}

/// Tests where logic lives, without a browser.
fn logic(workspace: &Workspace) -> Result<Count, Failure> {
    let report = workspace.target.join("console-logic.json");
    let _old = std::fs::remove_file(&report);
    let mut command = npx(
        workspace,
        &["vitest", "run", "--reporter=default", "--reporter=json"],
    );
    command.arg(format!("--outputFile.json={}", report.display()));
    let ended = command
        .status()
        .map_err(|why| Failure::new("cannot run vitest", why))?;
    let told = std::fs::read_to_string(&report).unwrap_or_default();
    Ok(counted(&told, ended.success()))
}

/// Reads what vitest counted; what it did not count and yet failed is one failure.
fn counted(report: &str, ended_well: bool) -> Count {
    let report: Value = serde_json::from_str(report).unwrap_or_default();
    let number = |name: &str| {
        let number = report.get(name).and_then(Value::as_u64);
        number.and_then(|number| usize::try_from(number).ok())
    };
    let failed = number("numFailedTests").unwrap_or_default();
    Count {
        passed: number("numPassedTests").unwrap_or_default(),
        failed: failed + usize::from(!ended_well && failed == 0),
        skipped: number("numPendingTests").unwrap_or_default(),
    }
}

/// Tells the stories in a browser.
fn stories(workspace: &Workspace, shots: Option<&Path>) -> Result<Count, Failure> {
    let stage = launch::command(workspace, launch::STAGE)?;
    let mut command = npx(workspace, &["playwright", "test"]);
    command.env("OUTRIDER_STAGE", stage.get_program());
    for (name, value) in stage.get_envs() {
        command.envs(value.map(|value| (name, value)));
    }
    command
        .env("OUTRIDER_SHOTS", folder_of_shots(workspace, shots))
        .env("OUTRIDER_RESULTS", workspace.target.join("console-results"));
    harness::count_by_itself(command, |line| say::line(line), closing)
}

/// Where pictures go: an absolute path, since the browser's program stands in the console's folder.
fn folder_of_shots(workspace: &Workspace, shots: Option<&Path>) -> PathBuf {
    match shots {
        Some(folder) => std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()),
        None => workspace.target.join("shots"),
    }
}

/// Reads the line that counts the stories.
fn closing(line: &str) -> Option<Count> {
    let mut numbers = line.split(", ");
    let mut number =
        |word: &str| -> Option<usize> { numbers.next()?.strip_suffix(word)?.trim().parse().ok() };
    Some(Count {
        passed: number("passed")?,
        failed: number("failed")?,
        skipped: number("skipped")?,
    })
}

fn npm(workspace: &Workspace, arguments: &[&str]) -> Command {
    program(workspace, "npm", arguments)
}

fn npx(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut command = program(workspace, "npx", &["--no-install"]);
    command.args(arguments);
    command
}

fn program(workspace: &Workspace, name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command
        .current_dir(workspace.root.join(FOLDER))
        .args(arguments)
        .env("NO_COLOR", "1");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_counts_stories_is_read() {
        let count = closing("31 passed, 1 failed, 2 skipped").expect("it counts");
        assert_eq!(count.to_string(), "31 passed, 1 failed, 2 skipped");
        assert!(closing("story today ... ok (1.2 s)").is_none());
    }

    #[test]
    fn logic_that_did_not_run_is_a_failure() {
        assert_eq!(counted("", false).failed, 1);
        let report = r#"{"numPassedTests":3,"numFailedTests":0,"numPendingTests":1}"#;
        assert_eq!(
            counted(report, true).to_string(),
            "3 passed, 0 failed, 1 skipped"
        );
        assert_eq!(counted(report, false).failed, 1, "a file that did not load");
    }
}
