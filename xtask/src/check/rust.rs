//! The checks that cargo itself makes: format, lints, docs, lock file.

use std::process::{Command, Stdio};

use super::Outcome;
use crate::workspace::Workspace;

/// Judges that every file stands as rustfmt writes it.
pub(crate) fn format(workspace: &Workspace) -> Outcome {
    let mut command = workspace.cargo();
    command.args(["fmt", "--all", "--check", "--", "--files-with-diff"]);
    ends_well(command, "every file stands as rustfmt writes it")
}

/// Judges that clippy has nothing to say, tests included.
pub(crate) fn clippy(workspace: &Workspace) -> Outcome {
    let mut command = workspace.cargo();
    command.args([
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]);
    ends_well(command, "no warning in any target")
}

/// Judges that the docs build without a warning.
pub(crate) fn docs(workspace: &Workspace) -> Outcome {
    let mut command = workspace.cargo();
    command
        .args(["doc", "--quiet", "--no-deps", "--workspace"])
        .env("RUSTDOCFLAGS", "-D warnings");
    ends_well(command, "the docs build without a warning")
}

/// Judges that Cargo.lock says what the manifests ask for.
pub(crate) fn lockfile(workspace: &Workspace) -> Outcome {
    let mut command = workspace.cargo();
    command.args(["tree", "--quiet", "--locked", "--workspace", "--depth", "0"]);
    match command.stderr(Stdio::inherit()).output() {
        Ok(output) if output.status.success() => Ok("Cargo.lock is in step".to_owned()),
        Ok(_) => Err(vec![
            "Cargo.lock is out of step, or its packages are not fetched".to_owned(),
        ]),
        Err(why) => Err(vec![format!("cargo cannot be run: {why}")]),
    }
}

/// Runs a command whose complaints go to stderr; what it lists on stdout are the problems.
pub(crate) fn ends_well(mut command: Command, words: &str) -> Outcome {
    match command.stderr(Stdio::inherit()).output() {
        Ok(output) if output.status.success() => Ok(words.to_owned()),
        Ok(output) => Err(String::from_utf8_lossy(&output.stdout)
            .lines()
            .map(str::to_owned)
            .collect()),
        Err(why) => Err(vec![format!("cannot be run: {why}")]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_ends_badly_gives_its_lines_as_problems() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo core/src/lib.rs; exit 1"]);
        assert_eq!(
            ends_well(command, "well"),
            Err(vec!["core/src/lib.rs".to_owned()])
        );
    }

    #[test]
    fn a_command_that_ends_well_gives_the_words() {
        assert_eq!(
            ends_well(Command::new("true"), "well"),
            Ok("well".to_owned())
        );
    }
}
