//! Tools that the checks need, installed into a cache folder of their own when missing.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::say;

/// A cargo tool at the version that the checks were written for.
#[derive(Debug)]
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Judges licences, bans and sources.
pub(crate) const DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};
/// Finds unused dependencies.
pub(crate) const MACHETE: Tool = Tool {
    name: "cargo-machete",
    version: "0.9.2",
};

impl Tool {
    /// Returns the program, after installing it when it is missing.
    ///
    /// # Errors
    /// When it is missing and cannot be installed; the message names the command to run by hand.
    pub(crate) fn program(&self) -> Result<PathBuf, Failure> {
        let folder = cache()?.join(format!("{}-{}", self.name, self.version));
        let program = folder.join("bin").join(self.name);
        if !program.exists() {
            self.install(&folder)?;
        }
        Ok(program)
    }

    fn install(&self, folder: &Path) -> Result<(), Failure> {
        say::progress(format_args!("installing {} {}", self.name, self.version));
        let ended = Command::new("cargo")
            .args([
                "install",
                "--quiet",
                "--locked",
                "--version",
                self.version,
                self.name,
                "--root",
            ])
            .arg(folder)
            .env_remove("CARGO_TARGET_DIR")
            .stdout(Stdio::null())
            .status();
        if ended.is_ok_and(|status| status.success()) {
            return Ok(());
        }
        Err(Failure::new(
            format_args!(
                "{} {} is missing and could not be installed",
                self.name, self.version
            ),
            format_args!(
                "run `cargo install --locked --version {} {} --root {}`",
                self.version,
                self.name,
                folder.display()
            ),
        ))
    }
}

/// Returns the folder of what is brought once for every checkout.
///
/// # Errors
/// When nothing says where it may stand; the message names what to set.
pub(crate) fn cache() -> Result<PathBuf, Failure> {
    folder(
        std::env::var_os("OUTRIDER_TOOLS").map(PathBuf::from),
        std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from),
        std::env::var_os("HOME").map(PathBuf::from),
    )
    .ok_or_else(|| Failure("set OUTRIDER_TOOLS to a folder for tools".to_owned()))
}

/// Chooses the folder for tools: the one that was asked for, else one in the user's cache.
fn folder(
    asked: Option<PathBuf>,
    cache: Option<PathBuf>,
    home: Option<PathBuf>,
) -> Option<PathBuf> {
    let cache = cache.or_else(|| home.map(|home| home.join(".cache")));
    asked.or_else(|| cache.map(|cache| cache.join("outrider/tools")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_stand_where_they_were_asked_for_else_in_the_cache() {
        let path = |text: &str| Some(PathBuf::from(text));
        assert_eq!(folder(path("t"), path("c"), path("h")), path("t"));
        assert_eq!(folder(None, path("c"), path("h")), path("c/outrider/tools"));
        assert_eq!(
            folder(None, None, path("h")),
            path("h/.cache/outrider/tools")
        );
        assert_eq!(folder(None, None, None), None);
    }
}
