//! Android's libraries as a plain JVM can load them. What depends on `closure.txt` alone is kept in
//! the cache, for every checkout; the resources of the app are linked for this one.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{say, tool};

use super::stamp::{digest, is_whole, write};

const FOLDER: &str = "android/ci";
/// Unpacks the libraries; what it reads besides itself.
const UNPACK: &str = "aarlibs.sh";
const UNPACKED_OF: [&str; 2] = ["android/ci/closure.txt", "android/ci/aarlibs.sh"];
/// Links the resources; what it reads besides the libraries.
const LINK: &str = "resources.sh";
const LINKED_OF: [&str; 3] = [
    "android/ci/resources.sh",
    "android/app/src/main/AndroidManifest.xml",
    "android/app/src/main/res",
];
/// The libraries, ready for Maven.
#[derive(Debug)]
pub(super) struct Libraries {
    /// The version under which Maven's folder holds them.
    pub(super) version: String,
    /// The folder of the linked resources.
    pub(super) linked: PathBuf,
}

/// Brings and unpacks the libraries and links the resources, where that was not done before.
///
/// # Errors
/// When a library cannot be had, or a resource does not compile; the next try begins anew.
pub(super) fn prepare(workspace: &Workspace, maven: &Path) -> Result<Libraries, Failure> {
    let version = digest(
        &workspace.root,
        &UNPACKED_OF.map(|path| workspace.root.join(path)),
    )?;
    let unpacked = tool::cache()?.join(format!("android-{version}"));
    // The folder may be kept and Maven's not.
    let installed = maven.join("org/outrider/android-test-libs").join(&version);
    if !(is_whole(&unpacked, &version) && installed.is_dir()) {
        say::progress("bringing Android's libraries");
        let told = [unpacked.as_os_str(), version.as_ref()];
        run(script(workspace, UNPACK)
            .args(told)
            .env("MAVEN_REPO", maven))?;
        write(&unpacked, &version)?;
    }
    let linked = workspace.target.join("android/resources");
    let linked_of = LINKED_OF.map(|path| workspace.root.join(path));
    let of = format!("{version} {}", digest(&workspace.root, &linked_of)?);
    if !is_whole(&linked, &of) {
        run(script(workspace, LINK).arg(&unpacked).arg(&linked))?;
        write(&linked, &of)?;
    }
    Ok(Libraries { version, linked })
}

fn script(workspace: &Workspace, name: &str) -> Command {
    let mut command = Command::new(workspace.root.join(FOLDER).join(name));
    command.current_dir(&workspace.root);
    command
}

fn run(command: &mut Command) -> Result<(), Failure> {
    let ended = command
        .stdin(Stdio::null())
        .stdout(std::io::stderr())
        .status();
    if ended.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    let name = command.get_program().to_string_lossy().into_owned();
    Err(Failure::new(
        "Android's libraries cannot be made ready",
        format_args!("{name} says why above"),
    ))
}
