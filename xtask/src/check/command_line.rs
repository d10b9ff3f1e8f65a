//! docs/CLI.md against what `outrider --help` says: every command and every option stands there.

use std::path::Path;

use super::{Outcome, ended, outcome};
use crate::failure::Failure;
use crate::launch;
use crate::workspace::Workspace;

const PAGE: &str = "docs/CLI.md";

/// Judges that docs/CLI.md names every command and every option of `outrider`.
pub(crate) fn judge(workspace: &Workspace) -> Outcome {
    let page = workspace
        .text(Path::new(PAGE))
        .map_err(|failure| ended(&failure))?;
    let program = launch::server(workspace, launch::DEV).map_err(|failure| ended(&failure))?;
    let mut helps = Vec::new();
    ask(&program, &mut Vec::new(), &mut helps).map_err(|failure| ended(&failure))?;
    let problems = helps.iter().flat_map(|help| missing(&page, help)).collect();
    outcome(
        problems,
        format!("{PAGE} names all of {} commands", helps.len()),
    )
}

/// What `--help` says about one command.
struct Help {
    /// The words after `outrider`.
    command: Vec<String>,
    text: String,
}

/// Asks a command for its help, and then the commands below it.
fn ask(program: &Path, command: &mut Vec<String>, helps: &mut Vec<Help>) -> Result<(), Failure> {
    let output = std::process::Command::new(program)
        .args(command.iter())
        .arg("--help")
        .output()
        .map_err(|why| Failure::new("outrider cannot be run", why))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let name = format!("outrider {} --help", command.join(" "));
        return Err(Failure::new(name, String::from_utf8_lossy(&output.stderr)));
    }
    let below = commands(&text);
    helps.push(Help {
        command: command.clone(),
        text,
    });
    for name in below {
        command.push(name);
        ask(program, command, helps)?;
        command.pop();
    }
    Ok(())
}

/// Returns the commands that a help text lists.
fn commands(help: &str) -> Vec<String> {
    help.lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

/// Returns the long options that a help text lists.
fn options(help: &str) -> Vec<String> {
    help.lines()
        .map(str::trim_start)
        .filter(|line| line.starts_with('-'))
        .filter_map(|line| {
            line.split([' ', ',', '=', '['])
                .find(|word| word.starts_with("--"))
        })
        .filter(|option| !matches!(*option, "--help" | "--version"))
        .map(str::to_owned)
        .collect()
}

/// Returns what the page does not say: the heading of the command, or an option below it.
fn missing(page: &str, help: &Help) -> Vec<String> {
    let name = [&["outrider".to_owned()], help.command.as_slice()]
        .concat()
        .join(" ");
    let Some(section) = section(page, &name) else {
        return vec![format!("{PAGE} has no heading `{name}`")];
    };
    let general = section_of_the_whole(page);
    options(&help.text)
        .into_iter()
        .filter(|option| !names(section, option) && !names(general, option))
        .map(|option| format!("{PAGE}: `{name}` says nothing of {option}"))
        .collect()
}

/// Returns the text under the heading that holds the command between backticks.
fn section<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let wanted = format!("`{name}`");
    let start = page
        .match_indices(&wanted)
        .map(|(place, _)| place)
        .find(|place| page.get(..*place).is_some_and(in_heading))?;
    let after = page.get(start..)?;
    let end = after.find("\n#").unwrap_or(after.len());
    after.get(..end)
}

fn in_heading(before: &str) -> bool {
    before
        .rsplit('\n')
        .next()
        .is_some_and(|line| line.starts_with('#'))
}

/// Returns what the page says for every command: the text under the heading of `outrider`.
fn section_of_the_whole(page: &str) -> &str {
    section(page, "outrider").unwrap_or_default()
}

fn names(text: &str, option: &str) -> bool {
    text.split(|one: char| !one.is_alphanumeric() && one != '-')
        .any(|word| word == option)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELP: &str = "Usage: outrider x\n\nCommands:\n  a-b  Does\n       more\n  help  Prints\n\n\
        Options:\n      --planted <N>  Counts\n  -j, --json  Speaks JSON\n  -h, --help  Print help\n";

    #[test]
    fn commands_and_options_are_read_from_a_help_text() {
        assert_eq!(commands(HELP), ["a-b"]);
        assert_eq!(options(HELP), ["--planted", "--json"]);
    }

    #[test]
    fn a_planted_option_and_a_planted_command_are_missed() {
        let page = "# `outrider`\n--json\n## `outrider x`\nnothing\n## more\n--planted\n";
        let help = |name: &str| Help {
            command: vec![name.to_owned()],
            text: HELP.to_owned(),
        };
        assert_eq!(
            missing(page, &help("x")),
            ["docs/CLI.md: `outrider x` says nothing of --planted"]
        );
        assert_eq!(
            missing(page, &help("y")),
            ["docs/CLI.md has no heading `outrider y`"]
        );
        let page = page.replace("nothing", "`--planted N`");
        assert!(missing(&page, &help("x")).is_empty());
    }
}
