//! Paths that a page names between backticks.

use std::path::Path;

use super::prose;

/// Top folders and files of the house; a path that begins with one of them must exist.
const TOP: [&str; 16] = [
    ".cargo",
    ".ci",
    ".clippy.toml",
    ".deny.toml",
    ".editorconfig",
    ".gitignore",
    ".rustfmt.toml",
    "android",
    "bindings",
    "console",
    "core",
    "docs",
    "ios",
    "server",
    "tests",
    "xtask",
];

/// Endings that make a word a path wherever it begins.
const ENDINGS: [&str; 5] = ["rs", "sql", "md", "toml", "py"];

/// A path that a page names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    line: usize,
    path: String,
}

/// Returns every path that a page names between backticks; `<name>`, `*` and `…` mark a pattern,
/// which names no path.
pub(super) fn paths(text: &str) -> Vec<Named> {
    let mut found = Vec::new();
    for (line, words) in prose(text) {
        for word in words.split('`').skip(1).step_by(2) {
            let is_pattern = word.contains(['<', '*', '…', ' ', '$', '(']) || word.contains("::");
            if !is_pattern && is_path(word) {
                found.extend(spread(word).into_iter().map(|path| Named { line, path }));
            }
        }
    }
    found
}

impl Named {
    /// Returns what is wrong with it, if anything. It may begin at the root of the house or at the
    /// folder of its page.
    pub(super) fn problem(&self, root: &Path, page: &Path) -> Option<String> {
        let beside = root.join(page.parent().unwrap_or(Path::new("")));
        (!root.join(&self.path).exists() && !beside.join(&self.path).exists())
            .then(|| format!("line {}: `{}` does not exist", self.line, self.path))
    }
}

fn is_path(word: &str) -> bool {
    let (first, deeper) = word
        .split_once('/')
        .map_or((word, false), |(first, _)| (first, true));
    let ends = Path::new(word)
        .extension()
        .is_some_and(|end| ENDINGS.iter().any(|one| end == *one));
    deeper && (TOP.contains(&first) || (ends && !word.starts_with(['/', '~'])))
        || (first.starts_with('.') && TOP.contains(&first))
}

/// Spreads `a/{b,c}.rs` into `a/b.rs` and `a/c.rs`.
fn spread(word: &str) -> Vec<String> {
    let Some((before, rest)) = word.split_once('{') else {
        return vec![word.to_owned()];
    };
    let Some((names, after)) = rest.split_once('}') else {
        return vec![word.to_owned()];
    };
    names
        .split(',')
        .flat_map(|name| spread(&format!("{before}{}{after}", name.trim())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        paths(text).into_iter().map(|one| one.path).collect()
    }

    #[test]
    fn a_planted_path_is_found_and_missing() {
        let found = paths("see\n`core/src/planted.rs`");
        assert_eq!(
            found,
            [Named {
                line: 2,
                path: "core/src/planted.rs".to_owned()
            }]
        );
        let problem = found
            .first()
            .and_then(|one| one.problem(Path::new("nowhere"), Path::new("README.md")));
        assert_eq!(
            problem.as_deref(),
            Some("line 2: `core/src/planted.rs` does not exist")
        );
    }

    #[test]
    fn braces_are_spread() {
        assert_eq!(named("`core/{a,b}.rs`"), ["core/a.rs", "core/b.rs"]);
    }

    #[test]
    fn a_path_that_does_not_begin_at_the_root_is_found_too() {
        assert_eq!(
            named("`command/task/complete.rs`"),
            ["command/task/complete.rs"]
        );
    }

    #[test]
    fn patterns_commands_and_fences_name_no_path() {
        let text =
            "`core/src/<noun>.rs` `cargo xtask test` `crate::x` `a/b`\n```\n`core/x.rs`\n```";
        assert!(named(text).is_empty());
    }
}
