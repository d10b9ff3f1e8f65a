//! Programs of the house that the developer commands start: the server, demo, prove and bench.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::console;
use crate::failure::Failure;
use crate::workspace::Workspace;

/// The package that holds demo, prove and bench.
const PACKAGE: &str = "outrider-tests";

/// A program of the tests package and the profile in which it is built.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Program {
    binary: &'static str,
    profile: &'static str,
}

/// The profile of everyday work.
pub(crate) const DEV: &str = "dev";

/// The main job on real parts.
pub(crate) const DEMO: Program = Program {
    binary: "demo",
    profile: DEV,
};
/// A company that lives, for the console's stories.
pub(crate) const STAGE: Program = Program {
    binary: "stage",
    profile: DEV,
};
/// The long proofs.
pub(crate) const PROVE: Program = Program {
    binary: "prove",
    profile: DEV,
};
/// What is measured, which needs the optimised build.
pub(crate) const BENCH: Program = Program {
    binary: "bench",
    profile: "release",
};

/// Builds the server and the program, then becomes the program: it gets the arguments, the
/// terminal and the signals unchanged, and its exit code is ours.
///
/// # Errors
/// When one of them does not build or cannot be started.
pub(crate) fn replace(
    workspace: &Workspace,
    program: Program,
    arguments: &[String],
) -> Result<ExitCode, Failure> {
    use std::os::unix::process::CommandExt as _;
    let why = command(workspace, program)?.args(arguments).exec();
    Err(Failure::new(
        format_args!("{} cannot be started", program.binary),
        why,
    ))
}

/// Builds the server and the program and returns the command that starts the program.
///
/// # Errors
/// When the program does not exist yet or one of the two does not build.
pub(crate) fn command(workspace: &Workspace, program: Program) -> Result<Command, Failure> {
    let is_there = workspace
        .package(PACKAGE)
        .is_some_and(|package| package.binaries.iter().any(|name| name == program.binary));
    if !is_there {
        return Err(Failure::new(
            format_args!("{PACKAGE} has no binary {}", program.binary),
            format_args!("it belongs in tests/src/bin/{}/main.rs", program.binary),
        ));
    }
    let server = server(workspace, program.profile)?;
    let mut command = Command::new(build(workspace, program.binary, program.profile)?);
    command.env("OUTRIDER_BIN", server);
    Ok(command)
}

/// Builds the console and the server that carries it, and returns the path of the binary
/// `outrider`.
///
/// # Errors
/// When one of them does not build.
pub(crate) fn server(workspace: &Workspace, profile: &str) -> Result<PathBuf, Failure> {
    console::build(workspace)?;
    build(workspace, "outrider", profile)
}

/// Builds one binary and returns its path. The whole workspace is named, so that cargo chooses the
/// features of every dependency once and builds it once.
fn build(workspace: &Workspace, binary: &str, profile: &str) -> Result<PathBuf, Failure> {
    let ended = workspace
        .cargo()
        .args([
            "build",
            "--quiet",
            "--workspace",
            "--profile",
            profile,
            "--bin",
            binary,
        ])
        .status()
        .map_err(|why| Failure::new("cannot run cargo build", why))?;
    if !ended.success() {
        return Err(Failure(format!(
            "{binary} does not build; cargo says why above"
        )));
    }
    Ok(workspace.target.join(folder(profile)).join(binary))
}

/// Names the folder into which cargo puts a profile's binaries.
pub(crate) fn folder(profile: &str) -> &str {
    if profile == DEV { "debug" } else { profile }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_nobody_wrote_is_named_with_the_place_where_it_belongs() {
        let house = Workspace {
            root: PathBuf::new(),
            target: PathBuf::new(),
            packages: Vec::new(),
        };
        let why = command(&house, DEMO).expect_err("there is no such package");
        assert!(why.to_string().contains("tests/src/bin/demo/main.rs"));
    }

    #[test]
    fn the_dev_profile_builds_into_debug() {
        assert_eq!((folder("dev"), folder("release")), ("debug", "release"));
    }
}
