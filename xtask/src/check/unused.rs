//! Dependencies that nobody uses, found by cargo-machete.

use std::process::Command;

use super::rust::ends_well;
use super::{Outcome, ended};
use crate::tool;
use crate::workspace::Workspace;

/// Judges that every dependency is used.
pub(crate) fn judge(workspace: &Workspace) -> Outcome {
    let program = tool::MACHETE.program().map_err(|failure| ended(&failure))?;
    let mut command = Command::new(program);
    command
        .current_dir(&workspace.root)
        .args(["--skip-target-dir", "."]);
    ends_well(command, "every dependency is used").map_err(|lines| findings(&lines))
}

/// Keeps what cargo-machete found and drops its advice.
fn findings(lines: &[String]) -> Vec<String> {
    lines
        .iter()
        .map(|line| line.trim())
        .take_while(|line| !line.starts_with("If you believe"))
        .filter(|line| !line.is_empty() && !line.starts_with("cargo-machete found"))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_dependency_is_named_without_the_advice() {
        let printed = "cargo-machete found the following unused dependencies in .:\n\
            xtask -- ./xtask/Cargo.toml:\n\tplanted\n\nIf you believe it is wrong\nmore";
        let lines: Vec<String> = printed.lines().map(str::to_owned).collect();
        assert_eq!(
            findings(&lines),
            ["xtask -- ./xtask/Cargo.toml:", "planted"]
        );
    }
}
