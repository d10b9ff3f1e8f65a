//! Licences, bans and sources of everything we depend on, judged by cargo-deny.

use std::process::Command;

use super::rust::ends_well;
use super::{Outcome, ended};
use crate::tool;
use crate::workspace::Workspace;

/// Judges licences, bans and sources by `.deny.toml`.
pub(crate) fn judge(workspace: &Workspace) -> Outcome {
    let program = tool::DENY.program().map_err(|failure| ended(&failure))?;
    let mut command = Command::new(program);
    command.current_dir(&workspace.root);
    command.args(["--log-level", "error", "--config", ".deny.toml", "check"]);
    command.args(["licenses", "bans", "sources"]);
    ends_well(
        command,
        "licences, bans and sources are as .deny.toml wants them",
    )
}
