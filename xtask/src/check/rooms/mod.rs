//! Who may know whom. The table is data; arrows between packages come from cargo, arrows between
//! the rooms of a package are read from the text.

mod arrows;
mod packages;
mod sql;
mod table;

use std::path::{Component, Path};

use super::{Outcome, ended, outcome};
use crate::modules::{self, Which};
use crate::source::Source;
use crate::workspace::Workspace;

/// Judges every arrow of the house.
pub(crate) fn judge(workspace: &Workspace) -> Outcome {
    let mut problems: Vec<String> = workspace
        .packages
        .iter()
        .flat_map(|package| packages::problems(package, &table::PACKAGES))
        .collect();
    let mut files = 0;
    for path in modules::reached(workspace, Which::Shipped) {
        let Some(place) = Place::of(workspace, &path) else {
            continue;
        };
        let text = workspace.text(&path).map_err(|failure| ended(&failure))?;
        let source = Source::read(&text).shipped();
        let found = arrows::problems(&place, &source)
            .into_iter()
            .chain(sql::problems(&place, &source));
        problems.extend(found.map(|problem| format!("{}:{problem}", path.display())));
        files += 1;
    }
    for path in workspace.files("sql") {
        problems.extend(sql::misplaced(&path));
    }
    outcome(problems, format!("{files} files keep to their rooms"))
}

/// Where a shipped file stands: its package, its room, and the names that lead to it.
#[derive(Debug)]
struct Place<'a> {
    package: &'a str,
    /// The module path of the file, from the root of its crate; empty for the root itself.
    modules: Vec<String>,
}

impl<'a> Place<'a> {
    /// Returns the place of a file, or nothing when its package has no rooms.
    fn of(workspace: &'a Workspace, path: &Path) -> Option<Self> {
        let package = workspace.package_of(path)?;
        let inside = path.strip_prefix(package.folder.join("src")).ok()?;
        let ruled = table::RULED.contains(&package.name.as_str());
        let modules = module_path(inside);
        let is_test = modules.iter().any(|one| one == "tests");
        (ruled && !is_test).then_some(Self {
            package: &package.name,
            modules,
        })
    }

    /// The room, which is the first name below the root of the crate.
    fn room(&self) -> &str {
        self.modules.first().map_or("", String::as_str)
    }
}

/// Turns `command/task/mod.rs` into its module path.
fn module_path(inside: &Path) -> Vec<String> {
    let mut names: Vec<String> = inside
        .with_extension("")
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => name.to_str().map(str::to_owned),
            Component::Prefix(_)
            | Component::RootDir
            | Component::CurDir
            | Component::ParentDir => None,
        })
        .collect();
    if names
        .last()
        .is_some_and(|last| matches!(last.as_str(), "mod" | "lib" | "main"))
    {
        names.pop();
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_knows_its_module_path() {
        assert_eq!(
            module_path(Path::new("command/task/complete.rs")),
            ["command", "task", "complete"]
        );
        assert_eq!(module_path(Path::new("command/mod.rs")), ["command"]);
        assert!(module_path(Path::new("lib.rs")).is_empty());
    }
}
