//! The console's types, which are made of the description of the server's API.

use std::fs;
use std::process::{Command, Stdio};

use super::{Outcome, ended};
use crate::console;
use crate::failure::Failure;
use crate::workspace::Workspace;

const TYPES: &str = "src/api/schema.ts";
const MAKER: &str = "node_modules/openapi-typescript/bin/cli.js";
const DESCRIPTION: &str = "../server/openapi.json";

/// Judges that the types are those of the description.
pub(crate) fn judge(workspace: &Workspace) -> Outcome {
    compare(workspace).map_err(|failure| ended(&failure))
}

fn compare(workspace: &Workspace) -> Result<String, Failure> {
    let folder = console::packages(workspace)?;
    let made = workspace.target.join("console-types.ts");
    let done = Command::new("node")
        .args([MAKER, DESCRIPTION, "--output"])
        .arg(&made)
        .current_dir(&folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .map_err(|why| Failure::new("node cannot be run", why))?;
    if !done.success() {
        let why = "openapi-typescript says why above";
        return Err(Failure::new("the types cannot be made", why));
    }
    let read = |path| fs::read(&path).map_err(|why| Failure::new(format!("{path:?}"), why));
    if read(made)? == read(folder.join(TYPES))? {
        Ok("the console's types are those of the server's description".to_owned())
    } else {
        let why = "it is not what server/openapi.json says";
        Err(Failure::new(format_args!("console/{TYPES}"), why))
    }
}
