//! The Swift package of the iOS app on this machine: its modules generated out of the real core, and
//! Swift's own programs started in `ios/swift-root`, which brings them.

mod kit;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::bindings::{self, Language};
use crate::failure::Failure;
use crate::workspace::Workspace;

/// Brings Swift, and starts programs in it.
const ROOT: &str = "ios/swift-root";

/// What is generated, under the target folder; within the root it is `ios/Kit/Generated`.
const GENERATED: &str = "bindings/swift-kit";

/// Where Swift builds, within the root.
const BUILD: &str = "/target/swift";

/// Generates the modules of the package into a folder and stops, or tests the package: the arguments
/// are those of `swift test`.
///
/// # Errors
/// As [`prepare`].
pub(crate) fn verb(
    workspace: &Workspace,
    kit: Option<&Path>,
    arguments: &[String],
) -> Result<ExitCode, Failure> {
    if let Some(folder) = kit {
        generate(workspace, folder)?;
        return Ok(ExitCode::SUCCESS);
    }
    prepare(workspace)?;
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ended = test(workspace, &arguments)
        .status()
        .map_err(|why| Failure::new("swift test cannot be started", why))?;
    Ok(if ended.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Brings Swift, builds the core and generates the modules of the package.
///
/// # Errors
/// When Swift cannot be had on this machine, or something does not build.
pub(crate) fn prepare(workspace: &Workspace) -> Result<(), Failure> {
    let brought = command(workspace, "setup").status();
    if !brought.is_ok_and(|status| status.success()) {
        return Err(Failure::new(
            "Swift is missing and could not be installed",
            format_args!("{ROOT} says why above"),
        ));
    }
    generate(workspace, &workspace.target.join(GENERATED))
}

/// Returns the command that tests the package; `list` as the first argument names its tests.
pub(crate) fn test(workspace: &Workspace, arguments: &[&str]) -> Command {
    package(workspace, "test", arguments)
}

/// Returns the command that builds the view models, which does nothing after they were tested.
pub(crate) fn models(workspace: &Workspace) -> Command {
    package(workspace, "build", &["--target", "OutriderViewModels"])
}

fn package(workspace: &Workspace, verb: &str, arguments: &[&str]) -> Command {
    let mut command = run(workspace, &["swift", verb]);
    command.args(arguments);
    command.args(["--package-path", "ios/Kit", "--scratch-path", BUILD]);
    // The observation of Debian's Swift asks for a symbol that its own runtime does not export.
    command.args(["-Xlinker", "--allow-shlib-undefined"]);
    command
}

/// Returns a command that runs in the root, where the house is `/src`.
pub(crate) fn run(workspace: &Workspace, line: &[&str]) -> Command {
    let mut command = command(workspace, "run");
    command.args(line);
    command
}

/// Says where a file that cargo built stands within the root.
pub(crate) fn within(workspace: &Workspace, built: &Path) -> PathBuf {
    match built.strip_prefix(&workspace.target) {
        Ok(path) => Path::new("/target").join(path),
        Err(_) => built.to_path_buf(),
    }
}

fn generate(workspace: &Workspace, folder: &Path) -> Result<(), Failure> {
    let faces = bindings::generate(workspace, Language::Swift)?;
    let words = workspace.target.join("bindings/words/swift");
    std::fs::create_dir_all(folder)
        .map_err(|why| Failure::new(format_args!("cannot make {}", folder.display()), why))?;
    kit::lay_out(&faces, &words, folder)
}

fn command(workspace: &Workspace, verb: &str) -> Command {
    let mut command = Command::new(workspace.root.join(ROOT));
    command
        .current_dir(&workspace.root)
        .env("CARGO_TARGET_DIR", &workspace.target)
        .env("OUTRIDER_LIBRARY", "/target/debug")
        .arg(verb);
    command
}
