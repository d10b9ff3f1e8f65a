//! Builds the manager's console, which the server carries inside: packages by npm, files by Vite,
//! a compressed copy beside each. What is built already is not built again.

mod node;

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::say;
use crate::workspace::Workspace;

/// What npm installed, beside what it installed: the lock file as it then was.
const INSTALLED: &str = "node_modules/.outrider-installed";
/// What `dist` was built of.
const BUILT: &str = "node_modules/.outrider-built";
/// The folders whose files go into the build, and the files beside them.
const SOURCES: [&str; 6] = [
    "console/build",
    "console/public",
    "console/reference",
    "console/src",
    "docs/guides",
    "words",
];
const BESIDE: [&str; 4] = [
    "console/index.html",
    "console/package-lock.json",
    "console/tsconfig.json",
    "console/vite.config.ts",
];
const COMPRESS: &str = include_str!("compress.mjs");

/// Installs the packages of the console, where they are not those of the lock file, and returns its
/// folder.
///
/// # Errors
/// When Node is missing or too old, or npm cannot install; `npm ci` then begins anew next time.
pub(crate) fn packages(workspace: &Workspace) -> Result<PathBuf, Failure> {
    node::prepare()?;
    let folder = workspace.root.join("console");
    let locked = read(&folder.join("package-lock.json"))?;
    let stamp = folder.join(INSTALLED);
    if fs::read(&stamp).is_ok_and(|installed| installed == locked) {
        return Ok(folder);
    }
    say::progress("installing the console's packages");
    run(Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&folder))?;
    write(&stamp, &locked)?;
    Ok(folder)
}

/// Builds the console into `console/dist`, where it is not what its sources say.
///
/// # Errors
/// As [`packages`], and when it does not build; the next try builds it anew.
pub(crate) fn build(workspace: &Workspace) -> Result<(), Failure> {
    let folder = packages(workspace)?;
    let sources = sources(&workspace.root)?;
    let (stamp, dist) = (folder.join(BUILT), folder.join("dist"));
    let is_built = fs::read_to_string(&stamp).is_ok_and(|built| built == sources);
    if is_built && dist.join("index.html").is_file() {
        return Ok(());
    }
    say::progress("building the console");
    let _stale_no_more = fs::remove_file(&stamp);
    run(Command::new("node")
        .args([
            "node_modules/vite/bin/vite.js",
            "build",
            "--logLevel",
            "warn",
        ])
        .current_dir(&folder))?;
    run(Command::new("node")
        .args(["--input-type=module", "--eval", COMPRESS])
        .arg(&dist))?;
    write(&stamp, sources.as_bytes())
}

/// Runs a program whose words go to standard error, where progress goes.
fn run(command: &mut Command) -> Result<(), Failure> {
    let name = command.get_program().to_string_lossy().into_owned();
    let done = command
        .stdin(Stdio::null())
        .stdout(std::io::stderr())
        .status()
        .map_err(|why| Failure::new(format_args!("{name} cannot be run"), why))?;
    if done.success() {
        Ok(())
    } else {
        let why = "it says why above";
        Err(Failure::new(
            "the console does not build",
            format_args!("{name}: {why}"),
        ))
    }
}

/// Returns what stands for all that the console is built of.
fn sources(root: &Path) -> Result<String, Failure> {
    let mut files = BTreeMap::new();
    for folder in SOURCES {
        gather(&root.join(folder), &mut files)?;
    }
    for file in BESIDE {
        files.insert(root.join(file), ());
    }
    let mut digest = DefaultHasher::new();
    for path in files.keys() {
        path.strip_prefix(root).unwrap_or(path).hash(&mut digest);
        read(path)?.hash(&mut digest);
    }
    COMPRESS.hash(&mut digest);
    Ok(format!("{:016x}\n", digest.finish()))
}

fn gather(folder: &Path, files: &mut BTreeMap<PathBuf, ()>) -> Result<(), Failure> {
    let refuse = |why| Failure::new(format_args!("cannot read {}", folder.display()), why);
    for entry in fs::read_dir(folder).map_err(refuse)? {
        let entry = entry.map_err(refuse)?;
        if entry.file_type().map_err(refuse)?.is_dir() {
            gather(&entry.path(), files)?;
        } else {
            files.insert(entry.path(), ());
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|why| Failure::new(format_args!("cannot read {}", path.display()), why))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes)
        .map_err(|why| Failure::new(format_args!("cannot write {}", path.display()), why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_console_is_built_of_is_told_by_its_content() {
        let root = tempfile::tempdir().expect("a folder");
        for folder in SOURCES {
            fs::create_dir_all(root.path().join(folder).join("deep")).expect("a folder");
        }
        for file in BESIDE {
            fs::write(root.path().join(file), "x").expect("a file");
        }
        let page = root.path().join("console/src/deep/page.ts");
        fs::write(&page, "one").expect("a file");
        let before = sources(root.path()).expect("sources");
        fs::write(&page, "one").expect("a file");
        assert_eq!(sources(root.path()).expect("sources"), before);
        fs::write(&page, "two").expect("a file");
        let after = sources(root.path()).expect("sources");
        assert_ne!(after, before);
        fs::rename(&page, page.with_extension("tsx")).expect("a name");
        assert_ne!(sources(root.path()).expect("sources"), after);
    }
}
