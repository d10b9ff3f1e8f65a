//! The rep's app in a desktop window beside the manager's console, or pictures of all its screens:
//! a stage with a company that lives, and the app on it, which end together.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};

use serde_json::{Value, json};

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{android, launch, machine, say};

/// The class that opens the window.
const MAIN: &str = "org.outrider.desktop.MainKt";

/// The phones of the stage whose owners get a new one: the first is the window's.
const PLAYED: [&str; 4] = ["phone-2", "phone-0", "phone-6", "phone-4"];

/// What is wished for.
#[derive(Debug, clap::Args)]
pub(crate) struct Wish {
    /// Draws every screen in every variant into this folder, without a window
    #[arg(long, value_name = "FOLDER")]
    shots: Option<PathBuf>,
    /// Draws one screen alone
    #[arg(long, value_name = "SCREEN", requires = "shots")]
    only: Option<String>,
    /// Opens the window on a phone that is nobody's yet, its camera held at a code
    #[arg(long, conflicts_with = "shots")]
    new: bool,
}

/// Sets the stage and opens the window, or takes the pictures.
///
/// # Errors
/// When something cannot be had on this machine, does not build or cannot be started.
pub(crate) fn verb(workspace: &Workspace, wish: &Wish) -> Result<ExitCode, Failure> {
    if wish.shots.is_none() {
        machine::prepare_window()?;
    }
    let classes = android::desktop(workspace)?;
    let mut stage = Stage::raise(workspace)?;
    let mut command = Command::new("java");
    command
        .arg(format!(
            "-Djna.library.path={}",
            workspace.target.join(launch::folder(launch::DEV)).display()
        ))
        .args(stage.told()?)
        .arg("-cp")
        .arg(classes);
    if let Some(folder) = &wish.shots {
        command
            .args(["-Djava.awt.headless=true", "-Dskiko.renderApi=SOFTWARE"])
            .arg(MAIN)
            .arg("--shots")
            .arg(absolute(folder));
        if let Some(screen) = &wish.only {
            command.args(["--only", screen]);
        }
    } else {
        say::line(stage.greeting());
        command.arg(MAIN);
        if wish.new {
            command.arg("--new");
        }
    }
    let ended = command
        .stdin(Stdio::null())
        .status()
        .map_err(|why| Failure::new("java cannot be started", why))?;
    Ok(if ended.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn absolute(folder: &Path) -> PathBuf {
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned())
}

/// The stage in a process of its own; it ends when nobody speaks to it any more.
struct Stage {
    process: Child,
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    said: Value,
}

impl Stage {
    fn raise(workspace: &Workspace) -> Result<Self, Failure> {
        let mut command = launch::command(workspace, launch::STAGE)?;
        say::progress("setting the stage");
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|why| Failure::new("the stage cannot be started", why))?;
        let silent = || Failure("the stage takes no orders".to_owned());
        let orders = process.stdin.take().ok_or_else(silent)?;
        let answers = BufReader::new(process.stdout.take().ok_or_else(silent)?);
        let mut stage = Self {
            process,
            orders: Some(orders),
            answers,
            said: Value::Null,
        };
        stage.said = stage.answer()?;
        Ok(stage)
    }

    /// What the app is told of the stage, as properties of Java's.
    fn told(&mut self) -> Result<Vec<String>, Failure> {
        let mut codes = Vec::new();
        for phone in PLAYED {
            codes.push(self.code(phone)?);
        }
        let manager = |what: &str| text(&self.said, &["manager", what]);
        Ok([
            ("address", text(&self.said, &["address"])),
            ("zone", text(&self.said, &["zone"])),
            ("codes", codes.join(" ")),
            ("manager", manager("name")),
            ("login", manager("login")),
            ("password", manager("password")),
        ]
        .map(|(name, value)| format!("-Doutrider.{name}={value}"))
        .into())
    }

    fn greeting(&self) -> String {
        let manager = |what: &str| text(&self.said, &["manager", what]);
        format!(
            "The manager’s console: {}\n  sign in as {} with the password {}\nThe rep’s phone opens in a \
             window; everything ends with it.",
            text(&self.said, &["address"]),
            manager("login"),
            manager("password"),
        )
    }

    fn code(&mut self, phone: &str) -> Result<String, Failure> {
        let order = json!({ "do": "code", "phone": phone });
        let told = self
            .orders
            .as_mut()
            .map(|orders| writeln!(orders, "{order}"));
        if !matches!(told, Some(Ok(()))) {
            return Err(Failure("the stage takes no orders".to_owned()));
        }
        let answer = self.answer()?;
        match answer.get("code").and_then(Value::as_str) {
            Some(code) => Ok(code.to_owned()),
            None => Err(Failure::new("the stage gives no code", answer)),
        }
    }

    fn answer(&mut self) -> Result<Value, Failure> {
        let mut line = String::new();
        let read = self.answers.read_line(&mut line);
        if !read.is_ok_and(|length| length > 0) {
            return Err(Failure(
                "the stage fell silent; it says why above".to_owned(),
            ));
        }
        serde_json::from_str(&line).map_err(|why| Failure::new("the stage speaks no JSON", why))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        drop(self.orders.take());
        let _ended = self.process.wait();
    }
}

/// Reads a text of what the stage said.
fn text(said: &Value, path: &[&str]) -> String {
    let found = path.iter().try_fold(said, |value, name| value.get(name));
    found.and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_stage_says_is_read_by_its_names() {
        let said = json!({ "address": "http://localhost:1", "manager": { "login": "m" } });
        assert_eq!(text(&said, &["address"]), "http://localhost:1");
        assert_eq!(text(&said, &["manager", "login"]), "m");
        assert_eq!(text(&said, &["manager", "name"]), "");
    }
}
