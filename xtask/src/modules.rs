//! Which files the `mod` lines of a crate lead to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::source::Source;
use crate::workspace::Workspace;

/// Which `mod` lines are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// All of them.
    All,
    /// Those that do not stand under `#[cfg(test)]`.
    Shipped,
}

/// Returns every file that the crates of the house lead to.
pub(crate) fn reached(workspace: &Workspace, which: Which) -> BTreeSet<PathBuf> {
    let mut reached = BTreeSet::new();
    for root in workspace.packages.iter().flat_map(|package| &package.roots) {
        follow(&workspace.root, root, true, which, &mut reached);
    }
    reached
}

/// Follows the `mod` lines of a file; the root of a crate looks beside itself, as `mod.rs` does.
fn follow(base: &Path, file: &Path, is_root: bool, which: Which, reached: &mut BTreeSet<PathBuf>) {
    let Ok(text) = std::fs::read_to_string(base.join(file)) else {
        return;
    };
    if !reached.insert(file.to_path_buf()) {
        return;
    }
    let beside = file.parent().unwrap_or(Path::new(""));
    let stem = file.file_stem().unwrap_or_default();
    let below = if is_root || stem == "mod" {
        beside.to_path_buf()
    } else {
        beside.join(stem)
    };
    let source = match which {
        Which::All => Source::read(&text),
        Which::Shipped => Source::read(&text).shipped(),
    };
    for (name, line) in module_lines(&source.code) {
        let named = source
            .strings
            .iter()
            .find(|literal| literal.line + 1 == line);
        let is_path = |text: &str| Path::new(text).extension().is_some_and(|end| end == "rs");
        if let Some(path) = named.filter(|literal| is_path(&literal.text)) {
            follow(base, &beside.join(&path.text), false, which, reached);
        }
        follow(
            base,
            &below.join(format!("{name}.rs")),
            false,
            which,
            reached,
        );
        follow(
            base,
            &below.join(&name).join("mod.rs"),
            false,
            which,
            reached,
        );
    }
}

/// Returns the name and line of every `mod name;`.
fn module_lines(code: &str) -> Vec<(String, usize)> {
    let named = |line: &str| {
        let spaced = format!(" {line}");
        let (_, after) = spaced.split_once(" mod ")?;
        let name = after.trim().strip_suffix(';')?.trim().to_owned();
        name.chars()
            .all(|one| one.is_alphanumeric() || one == '_')
            .then_some(name)
    };
    code.lines()
        .enumerate()
        .filter_map(|(row, line)| Some((named(line)?, row + 1)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(files: &[(&str, &str)], root: &str, which: Which) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        }
        let mut found = BTreeSet::new();
        follow(folder.path(), Path::new(root), true, which, &mut found);
        let mut names: Vec<String> = found
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        names.sort();
        names
    }

    const FILES: [(&str, &str); 6] = [
        ("src/lib.rs", "mod a;\n// mod planted;\n"),
        (
            "src/a/mod.rs",
            "#[cfg(test)]\nmod tests;\npub(crate) mod b;",
        ),
        ("src/a/tests.rs", ""),
        ("src/a/b.rs", "mod c;"),
        ("src/a/b/c.rs", ""),
        ("src/planted.rs", ""),
    ];

    #[test]
    fn a_file_without_a_mod_line_is_not_reached() {
        let found = followed(&FILES, "src/lib.rs", Which::All);
        let wanted = [
            "src/a/b.rs",
            "src/a/b/c.rs",
            "src/a/mod.rs",
            "src/a/tests.rs",
            "src/lib.rs",
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn what_only_tests_lead_to_does_not_ship() {
        let found = followed(&FILES, "src/lib.rs", Which::Shipped);
        assert!(!found.contains(&"src/a/tests.rs".to_owned()));
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn a_path_attribute_is_followed() {
        let files = [
            ("it/main.rs", "#[path = \"other.rs\"]\nmod a;\n"),
            ("it/other.rs", ""),
        ];
        assert_eq!(
            followed(&files, "it/main.rs", Which::All),
            ["it/main.rs", "it/other.rs"]
        );
    }
}
