//! Files that no `mod` line leads to: they are never compiled, and their tests never run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Outcome, outcome};
use crate::modules::{self, Which};
use crate::workspace::Workspace;

/// Folders whose Rust files are data, not source.
const DATA: [&str; 2] = ["fixtures", "golden"];

/// Judges that every Rust file is reached from something that cargo compiles.
pub(crate) fn judge(workspace: &Workspace) -> Outcome {
    let files = workspace.files("rs");
    let forgotten = forgotten(&files, &modules::reached(workspace, Which::All));
    outcome(forgotten, format!("{} files are all compiled", files.len()))
}

fn forgotten(files: &[PathBuf], reached: &BTreeSet<PathBuf>) -> Vec<String> {
    files
        .iter()
        .filter(|path| !is_data(path) && !reached.contains(*path))
        .map(|path| format!("no `mod` leads to {}", path.display()))
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
}
