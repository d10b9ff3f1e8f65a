//! The texts that console and phones share: each is there in every language, in every form that the
//! language counts in, with the same gaps.

use super::{Outcome, ended, outcome};
use crate::words;
use crate::workspace::Workspace;

/// Judges the texts, and that each screen has its help.
pub(crate) fn judge(workspace: &Workspace) -> Outcome {
    let (problems, count) = words::problems(&workspace.root).map_err(|failure| ended(&failure))?;
    outcome(
        problems,
        format!("{count} texts, the same in every language"),
    )
}
