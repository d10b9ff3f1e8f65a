//! Whether the door to other languages compiles for the processor and the system of a phone.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::count::Count;
use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{machine, say};

/// Most of the phones that are sold.
const TARGET: &str = "aarch64-linux-android";
const TEST: &str = "the Rust of the bindings compiles for a phone";

/// Stands in for a compiler of C that knows the phone: it makes an empty file wherever one would
/// put its own. What is written in C (SQLite, ring, zstd) is therefore not checked.
const COMPILER: &str =
    "#!/bin/sh\nwhile [ $# -gt 0 ]; do\n  [ \"$1\" != -o ] || : >\"$2\"\n  shift\ndone\n";

/// The same for what would put the files of C together.
const ARCHIVER: &str =
    "#!/bin/sh\nfor file; do\n  case \"$file\" in *.a) : >\"$file\" ;; esac\ndone\n";

/// Checks the package of the bindings for a phone, with stand-ins for what compiles C.
///
/// # Errors
/// When Rust for the phone cannot be had, or cargo cannot be started.
pub(super) fn run(workspace: &Workspace) -> Result<Count, Failure> {
    machine::prepare_target(TARGET)?;
    let compiler = stand_in(workspace, "cc", COMPILER)?;
    let archiver = stand_in(workspace, "ar", ARCHIVER)?;
    let of_target = TARGET.replace('-', "_");
    let ended = workspace
        .cargo()
        .args(["check", "--quiet", "--package=outrider-bindings"])
        .args(["--target", TARGET])
        .env(format!("CC_{of_target}"), compiler)
        .env(format!("AR_{of_target}"), archiver)
        .status()
        .map_err(|why| Failure::new("cannot run cargo check", why))?;
    let verdict = if ended.success() { "ok" } else { "FAILED" };
    say::line(format_args!("test {TEST} ... {verdict}"));
    Ok(Count {
        passed: usize::from(ended.success()),
        failed: usize::from(!ended.success()),
        skipped: 0,
    })
}

/// Names the test.
pub(super) fn list() {
    say::line(format_args!("bindings: {TEST}"));
}

/// Writes a program that may be started.
fn stand_in(workspace: &Workspace, name: &str, text: &str) -> Result<PathBuf, Failure> {
    let folder = workspace.target.join("stand-ins");
    let program = folder.join(name);
    let wrong = |why| Failure::new(format_args!("cannot write {}", program.display()), why);
    fs::create_dir_all(&folder).map_err(wrong)?;
    write(&program, text).map_err(wrong)?;
    Ok(program)
}

fn write(program: &Path, text: &str) -> std::io::Result<()> {
    // A new time would have everything built again that was built with it.
    if fs::read_to_string(program).is_ok_and(|stands| stands == text) {
        return Ok(());
    }
    fs::write(program, text)?;
    fs::set_permissions(program, fs::Permissions::from_mode(0o755))
}
