//! What docs/ and the READMEs say about the house: every path and every test that they name
//! stands, every link leads somewhere.

mod links;
mod named;
mod sentences;

use std::path::{Path, PathBuf};

use super::{Outcome, ended, outcome};
use crate::source::Source;
use crate::workspace::Workspace;

/// Judges that every path named in docs/ and the READMEs exists.
pub(crate) fn paths(workspace: &Workspace) -> Outcome {
    judge(workspace, "paths all stand", |workspace, file, text| {
        let named = named::paths(text);
        let count = named.len();
        let missing = named
            .into_iter()
            .filter_map(|path| path.problem(&workspace.root, file))
            .collect();
        (count, missing)
    })
}

/// Judges that every link between the docs leads to a file and a heading that stand.
pub(crate) fn links(workspace: &Workspace) -> Outcome {
    judge(
        workspace,
        "links all lead somewhere",
        |workspace, file, text| {
            let found = links::links(text);
            let count = found.len();
            let broken = found
                .into_iter()
                .filter_map(|link| link.problem(&workspace.root, file))
                .collect();
            (count, broken)
        },
    )
}

/// Judges that every test named in docs/ and the READMEs stands.
pub(crate) fn tests(workspace: &Workspace) -> Outcome {
    let mut sources = Vec::new();
    for file in workspace.files("rs") {
        let text = workspace.text(&file).map_err(|failure| ended(&failure))?;
        sources.push(Source::read(&text));
    }
    let spoken = sentences::spoken(&sources);
    judge(workspace, "named tests all stand", |_, _, text| {
        let named = sentences::sentences(text);
        let count = named.len();
        let missing = named
            .into_iter()
            .filter_map(|sentence| sentence.problem(&spoken))
            .collect();
        (count, missing)
    })
}

type Found = (usize, Vec<String>);

fn judge(
    workspace: &Workspace,
    words: &str,
    look: impl Fn(&Workspace, &Path, &str) -> Found,
) -> Outcome {
    let mut problems = Vec::new();
    let mut count = 0;
    for file in pages(workspace) {
        let text = workspace.text(&file).map_err(|failure| ended(&failure))?;
        let (seen, found) = look(workspace, &file, &text);
        count += seen;
        problems.extend(
            found
                .into_iter()
                .map(|problem| format!("{}: {problem}", file.display())),
        );
    }
    outcome(problems, format!("{count} {words}"))
}

/// Returns the pages that are judged: docs/, every README and every NOTES.
fn pages(workspace: &Workspace) -> Vec<PathBuf> {
    let named = |path: &Path| {
        path.file_stem()
            .is_some_and(|stem| stem == "README" || stem == "NOTES")
    };
    let mut pages = workspace.files("md");
    pages.retain(|path| path.starts_with("docs") || named(path));
    pages
}

/// Returns the lines outside fenced blocks, numbered from 1.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().enumerate().filter_map(move |(row, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        (!fence && !fenced).then_some((row + 1, line))
    })
}
