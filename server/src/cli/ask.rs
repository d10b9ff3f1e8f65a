//! Asks for a password: from a terminal without showing it, else the first line of what is piped.

use std::io::{BufRead, IsTerminal, Write};
use std::process::{Command, Stdio};

use super::CliError;

/// Reads a password from standard input; it never stands among the arguments, where every process
/// of the machine could read it.
pub(super) fn password() -> Result<String, CliError> {
    let is_terminal = std::io::stdin().is_terminal();
    if is_terminal {
        let mut out = std::io::stderr();
        write!(out, "Password: ")
            .and_then(|()| out.flush())
            .map_err(|why| CliError::Failed(why.to_string()))?;
    }
    let silence = is_terminal.then(Silence::begin);
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    drop(silence);
    read.map_err(|why| CliError::Failed(why.to_string()))?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    if password.is_empty() {
        Err(CliError::Failed("no password was given".to_owned()))
    } else {
        Ok(password)
    }
}

/// A terminal that does not show what is typed, until this is dropped.
struct Silence;

impl Silence {
    fn begin() -> Silence {
        echo("-echo");
        Silence
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        echo("echo");
        // The line break that was typed was not shown either.
        let _unseen = writeln!(std::io::stderr());
    }
}

fn echo(how: &str) {
    // Where there is no `stty`, the password is shown, and asked for all the same.
    let _shown = Command::new("stty")
        .arg(how)
        .stdin(Stdio::inherit())
        .stderr(Stdio::null())
        .status();
}
