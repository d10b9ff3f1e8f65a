//! What cargo says about the house: its root, its packages and where they are built.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::failure::Failure;

/// Folders that hold no source of ours.
const SKIPPED: [&str; 5] = ["target", ".git", "node_modules", "__pycache__", "cache"];

/// The checked-out house.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// The folder of the top Cargo.toml.
    pub(crate) root: PathBuf,
    /// Where cargo builds.
    pub(crate) target: PathBuf,
    /// The packages of the house.
    pub(crate) packages: Vec<Package>,
}

/// One package of the house.
#[derive(Debug, Default)]
pub(crate) struct Package {
    pub(crate) name: String,
    /// Its folder, relative to the root.
    pub(crate) folder: PathBuf,
    /// The files that cargo compiles first, relative to the root.
    pub(crate) roots: Vec<PathBuf>,
    /// The names of its binaries.
    pub(crate) binaries: Vec<String>,
    /// The names of its integration tests.
    pub(crate) stories: Vec<String>,
    pub(crate) dependencies: Vec<Dependency>,
}

/// An arrow from one package to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// True for a dependency of tests alone.
    pub(crate) tests_only: bool,
}

impl Workspace {
    /// Asks `cargo metadata`.
    ///
    /// # Errors
    /// When cargo cannot be run or cannot read the manifests; nothing is then written.
    pub(crate) fn read() -> Result<Self, Failure> {
        let output = cargo_program()
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .output()
            .map_err(|why| Failure::new("cannot run cargo metadata", why))?;
        if !output.status.success() {
            let words = String::from_utf8_lossy(&output.stderr);
            return Err(Failure::new("cargo metadata failed", words));
        }
        let metadata: Value = serde_json::from_slice(&output.stdout)
            .map_err(|why| Failure::new("cargo metadata is no JSON", why))?;
        let root = PathBuf::from(text(&metadata, "workspace_root"));
        let packages = list(&metadata, "packages")
            .map(|one| Package::read(one, &root))
            .collect();
        Ok(Self {
            target: PathBuf::from(text(&metadata, "target_directory")),
            root,
            packages,
        })
    }

    /// Starts a cargo command line in the root.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = cargo_program();
        command.current_dir(&self.root);
        command
    }

    /// Returns a package by its name.
    pub(crate) fn package(&self, name: &str) -> Option<&Package> {
        self.packages.iter().find(|package| package.name == name)
    }

    /// Returns every file with this extension, relative to the root and in order.
    pub(crate) fn files(&self, extension: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        walk(&self.root, &mut found);
        let mut found: Vec<PathBuf> = found
            .into_iter()
            .filter(|path| path.extension().is_some_and(|end| end == extension))
            .filter_map(|path| path.strip_prefix(&self.root).map(Path::to_path_buf).ok())
            .collect();
        found.sort();
        found
    }

    /// Reads a file named relative to the root.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn text(&self, path: &Path) -> Result<String, Failure> {
        std::fs::read_to_string(self.root.join(path))
            .map_err(|why| Failure::new(format_args!("cannot read {}", path.display()), why))
    }

    /// Returns the package whose folder is the nearest above the file.
    pub(crate) fn package_of(&self, path: &Path) -> Option<&Package> {
        self.packages
            .iter()
            .filter(|package| path.starts_with(&package.folder))
            .max_by_key(|package| package.folder.components().count())
    }
}

impl Package {
    fn read(metadata: &Value, root: &Path) -> Self {
        let manifest = PathBuf::from(text(metadata, "manifest_path"));
        let folder = manifest.parent().unwrap_or(root);
        let relative = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_path_buf();
        let of_kind = |wanted: &str| {
            let is_wanted = |target: &&Value| list(target, "kind").any(|kind| kind == wanted);
            list(metadata, "targets")
                .filter(is_wanted)
                .map(|target| text(target, "name"))
                .collect()
        };
        Self {
            name: text(metadata, "name"),
            folder: relative(folder),
            roots: list(metadata, "targets")
                .map(|target| relative(Path::new(&text(target, "src_path"))))
                .collect(),
            binaries: of_kind("bin"),
            stories: of_kind("test"),
            dependencies: list(metadata, "dependencies")
                .map(Dependency::read)
                .collect(),
        }
    }
}

impl Dependency {
    fn read(metadata: &Value) -> Self {
        Self {
            name: text(metadata, "name"),
            tests_only: text(metadata, "kind") == "dev",
        }
    }
}

fn cargo_program() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn text(value: &Value, key: &str) -> String {
    value
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if !path.is_dir() {
            found.push(path);
        } else if !SKIPPED.iter().any(|skipped| name == *skipped) {
            walk(&path, found);
        }
    }
}
