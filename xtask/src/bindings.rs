//! Builds the door to other languages and generates its Python face. What is generated stands
//! under the target folder and is never committed.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::failure::Failure;
use crate::say;
use crate::workspace::Workspace;

/// Where the Python smoke test stands.
pub(crate) const SMOKE: &str = "bindings/python/smoke.py";

/// Builds and generates, and says where the result stands.
///
/// # Errors
/// When the package does not build or the generator fails.
pub(crate) fn verb(workspace: &Workspace) -> Result<ExitCode, Failure> {
    let folder = generate(workspace)?;
    say::line(folder.display());
    Ok(ExitCode::SUCCESS)
}

/// Builds the library and its generator, and returns the folder that then holds the Python module
/// and the library beside it.
///
/// # Errors
/// When the package does not build or the generator fails.
pub(crate) fn generate(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let mut build = workspace.cargo();
    build.args([
        "build",
        "--quiet",
        "--workspace",
        "--lib",
        "--bin",
        "uniffi-bindgen",
    ]);
    build.args(["--features", "outrider-bindings/bindgen"]);
    ends_well(&mut build, "outrider-bindings does not build")?;
    let built = workspace.target.join("debug");
    let library = built.join(library_name());
    let folder = workspace.target.join("bindings/python");
    std::fs::create_dir_all(&folder)
        .map_err(|why| Failure::new(format_args!("cannot make {}", folder.display()), why))?;
    let mut generator = Command::new(built.join("uniffi-bindgen"));
    generator
        .current_dir(&workspace.root)
        .args(["generate", "--library"])
        .arg(&library);
    generator
        .args(["--language", "python", "--no-format", "--out-dir"])
        .arg(&folder);
    ends_well(&mut generator, "the Python face cannot be generated")?;
    copy(&library, &folder.join(library_name()))?;
    Ok(folder)
}

/// Returns the command that runs the smoke test on what was generated.
pub(crate) fn smoke(workspace: &Workspace, folder: &Path) -> Command {
    let mut command = Command::new("python3");
    command
        .current_dir(&workspace.root)
        .arg("-B")
        .arg(SMOKE)
        .arg(folder);
    command
}

fn library_name() -> &'static str {
    if cfg!(target_os = "macos") {
        "liboutrider_bindings.dylib"
    } else {
        "liboutrider_bindings.so"
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::copy(from, to)
        .map(|_| ())
        .map_err(|why| Failure::new(format_args!("cannot copy {}", from.display()), why))
}

fn ends_well(command: &mut Command, what: &str) -> Result<(), Failure> {
    let ended = command.status().map_err(|why| Failure::new(what, why))?;
    if ended.success() {
        Ok(())
    } else {
        Err(Failure(format!("{what}; see above")))
    }
}
