//! Runs `cargo test` and counts what its programs say.
//!
//! A test that has no input on this machine (data that stands beside the house) appends one line
//! `name: reason` to the file named by `OUTRIDER_SKIPS` and returns: it is then counted as skipped.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::count::{Count, Reader};
use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{launch, say};

/// The variable that names the file of skipped tests.
const SKIPS: &str = "OUTRIDER_SKIPS";

/// What `cargo test` is asked for, one command line after another. All but one name the whole
/// workspace, so that cargo chooses the features of every dependency once and builds it once.
pub(super) type Selection = &'static [&'static [&'static str]];

/// Tests beside the code, the examples in the docs, and those of sealed databases, for which the
/// core alone is built with another SQLite.
pub(super) const UNIT: Selection = &[
    &["--workspace", "--lib", "--bins"],
    &["--workspace", "--doc"],
    &[
        "--package=outrider-core",
        "--features=sqlcipher",
        "--lib",
        "sealed::",
    ],
];

/// The one integration binary.
pub(super) const STORIES: Selection = &[&["--workspace", "--test", "it"]];

/// Builds the server, which stories start, runs the tests and counts them.
///
/// # Errors
/// When the server does not build or cargo cannot be run.
pub(super) fn run(workspace: &Workspace, selection: Selection) -> Result<Count, Failure> {
    let server = launch::server(workspace, launch::DEV)?;
    let mut sum = Count::default();
    for arguments in selection {
        let mut command = workspace.cargo();
        command
            .args(["test", "--no-fail-fast"])
            .args(*arguments)
            .env("OUTRIDER_BIN", &server);
        sum = sum.plus(count(command, workspace, |line| say::line(line))?);
    }
    Ok(sum)
}

/// Names every test of a part.
///
/// # Errors
/// When the tests do not build.
pub(super) fn list(workspace: &Workspace, part: &str, selection: Selection) -> Result<(), Failure> {
    for arguments in selection {
        let mut command = workspace.cargo();
        command
            .args(["test", "--quiet"])
            .args(*arguments)
            .args(["--", "--list"]);
        let output = command
            .stderr(Stdio::inherit())
            .output()
            .map_err(|why| Failure::new("cannot run cargo test", why))?;
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            if let Some(test) = line.strip_suffix(": test") {
                say::line(format_args!("{part}: {test}"));
            }
        }
        if !output.status.success() {
            return Err(Failure(format!("{part} does not build")));
        }
    }
    Ok(())
}

/// Runs a test program, hands on what it prints line by line and counts it.
///
/// # Errors
/// When it cannot be started or read.
pub(super) fn count(
    mut command: Command,
    workspace: &Workspace,
    show: impl Fn(&str),
) -> Result<Count, Failure> {
    let skips = Skips::fresh(workspace)?;
    let mut reader = Reader::default();
    command.env(SKIPS, &skips.file);
    let ended_well = watch(command, |line| {
        reader.line(line);
        show(line);
    })?;
    let said = skips.read();
    for skip in &said {
        show(&format!("SKIPPED: {skip}"));
    }
    Ok(reader.end(ended_well).with_skips(said.len()))
}

/// As [`count`], for a program that counts by itself in one line; one that never did, or that ended
/// badly without a failure in its count, counts as a failure.
///
/// # Errors
/// As [`count`].
pub(super) fn count_by_itself(
    command: Command,
    show: impl Fn(&str),
    read: impl Fn(&str) -> Option<Count>,
) -> Result<Count, Failure> {
    let mut counted = None;
    let ended_well = watch(command, |line| {
        counted = read(line).or(counted);
        show(line);
    })?;
    let is_explained = |count: &Count| ended_well || count.failed > 0;
    let mut count = counted.unwrap_or_default();
    if counted.is_none_or(|count| !is_explained(&count)) {
        count.failed += 1;
    }
    Ok(count)
}

/// Runs a program and hands on what it prints line by line; says whether it ended well.
///
/// # Errors
/// As [`count`].
pub(super) fn watch(mut command: Command, mut show: impl FnMut(&str)) -> Result<bool, Failure> {
    let unread = |why| Failure::new("a test program cannot be read", why);
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(unread)?;
    for line in child
        .stdout
        .take()
        .map(BufReader::new)
        .into_iter()
        .flat_map(BufReader::lines)
    {
        show(&line.map_err(unread)?);
    }
    Ok(child.wait().map_err(unread)?.success())
}

/// The file in which tests say that they did nothing, and why.
struct Skips {
    file: PathBuf,
}

impl Skips {
    fn fresh(workspace: &Workspace) -> Result<Self, Failure> {
        let file = workspace.target.join("skips.txt");
        let written =
            std::fs::create_dir_all(&workspace.target).and_then(|()| std::fs::write(&file, ""));
        written
            .map_err(|why| Failure::new(format_args!("cannot write {}", file.display()), why))?;
        Ok(Self { file })
    }

    fn read(&self) -> Vec<String> {
        let text = std::fs::read_to_string(&self.file).unwrap_or_default();
        text.lines()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_ends_badly_or_counts_nothing_is_a_failure() {
        let counts = |script: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            let three = |line: &str| {
                (line == "three").then(|| Count {
                    passed: 3,
                    ..Count::default()
                })
            };
            count_by_itself(command, |_| {}, three)
                .expect("sh runs")
                .to_string()
        };
        assert_eq!(counts("echo three"), "3 passed, 0 failed, 0 skipped");
        assert_eq!(
            counts("echo three; exit 1"),
            "3 passed, 1 failed, 0 skipped"
        );
        assert_eq!(counts("echo nothing"), "0 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn a_skip_that_a_test_wrote_is_counted() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let house = Workspace {
            root: folder.path().to_path_buf(),
            target: folder.path().join("target"),
            packages: Vec::new(),
        };
        let mut command = Command::new("sh");
        let script = "echo 'running 2 tests'; echo 'planted: no data' >> \"$OUTRIDER_SKIPS\"; \
            echo 'test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured'";
        command.args(["-c", script]);
        let count = count(command, &house, |_| {}).expect("sh runs");
        assert_eq!(
            count,
            Count {
                passed: 1,
                failed: 0,
                skipped: 1
            }
        );
    }
}
