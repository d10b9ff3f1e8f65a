//! Files that no `mod` line leads to, and test programs that nobody starts: their tests never run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Outcome, outcome};
use crate::modules::{self, Which};
use crate::workspace::{Package, Workspace};

/// Folders whose Rust files are data, not source.
const DATA: [&str; 2] = ["fixtures", "golden"];

/// The one integration binary, which stands in the whole-system package.
const STORIES: &str = "it";

/// Judges that every Rust file is reached from something that cargo compiles.
pub(crate) fn judge(workspace: &Workspace) -> Outcome {
    let files = workspace.files("rs");
    let mut forgotten = forgotten(&files, &modules::reached(workspace, Which::All));
    forgotten.extend(workspace.packages.iter().flat_map(stray));
    outcome(forgotten, format!("{} files are all compiled", files.len()))
}

fn forgotten(files: &[PathBuf], reached: &BTreeSet<PathBuf>) -> Vec<String> {
    files
        .iter()
        .filter(|path| !is_data(path) && !reached.contains(*path))
        .map(|path| format!("no `mod` leads to {}", path.display()))
        .collect()
}

/// Returns the integration binaries of a package that are not the one which is started.
fn stray(package: &Package) -> Vec<String> {
    let stray = package.stories.iter().filter(|name| *name != STORIES);
    stray
        .map(|name| format!("nobody starts the tests `{name}` of {}", package.name))
        .collect()
}

fn is_data(path: &Path) -> bool {
    path.components()
        .any(|part| DATA.iter().any(|data| part.as_os_str() == *data))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_file_is_named_and_data_is_not() {
        let files = ["src/lib.rs", "src/planted.rs", "fixtures/a.rs"].map(PathBuf::from);
        let reached = BTreeSet::from([PathBuf::from("src/lib.rs")]);
        assert_eq!(
            forgotten(&files, &reached),
            ["no `mod` leads to src/planted.rs"]
        );
    }

    #[test]
    fn a_planted_test_program_is_named() {
        let package = Package {
            name: "outrider-core".to_owned(),
            stories: vec!["it".to_owned(), "planted".to_owned()],
            ..Package::default()
        };
        assert_eq!(
            stray(&package),
            ["nobody starts the tests `planted` of outrider-core"]
        );
    }
}
